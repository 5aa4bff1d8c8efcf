package org.fubiao.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Figure;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.job.loading.JobLoader;
import org.junit.jupiter.api.Test;

class ShippedJobTest {

    @Test
    void itLoadsWithAllThatTheReportNeeds() {
        Job job = load();

        assertThat(job.forms()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(job.forms().stream().filter(Form::isMatrix)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(job.appendices()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(job.figures().stream().collect(Collectors.toMap(Figure::id, Figure::title)))
                .isEqualTo(Agency.table(Path.of("src/test/resources/sample/figures-2023.csv")).stream()
                        .collect(Collectors.toMap(line -> line[0], line -> line[1])));
    }

    @Test
    void whateverItFindsItSaysWhatToDo() {
        Job job = load();

        assertThat(Stream.of(
                                job.forms().stream()
                                        .flatMap(form -> form.rules().stream())
                                        .map(rule -> rule.code() + " " + rule.message()),
                                job.reconciliations().stream().map(one -> one.code() + " " + one.message()),
                                job.plausibility().stream().map(one -> one.code() + " " + one.message()))
                        .flatMap(each -> each))
                .hasSizeGreaterThan(40)
                .allSatisfy(message -> assertThat(message).contains("请"));
    }

    private static Job load() {
        try (Compute compute = new Compute()) {
            return JobLoader.load(Path.of("jobs/rule-of-law"), compute);
        } catch (InvalidJobException e) {
            throw new AssertionError(
                    e.errors().stream().map(error -> error.describe()).collect(Collectors.joining("\n")), e);
        }
    }
}
