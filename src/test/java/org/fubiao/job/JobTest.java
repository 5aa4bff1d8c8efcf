package org.fubiao.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.fubiao.compute.Compute;
import org.fubiao.job.loading.JobLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose units are not the same in all periods. */
class JobTest {
    @TempDir
    private Path folder;

    private Job job;

    @BeforeEach
    void load() throws IOException {
        Files.createDirectories(folder.resolve("forms"));
        Files.writeString(folder.resolve("job.yml"), "title: 年报\noffice: 办公室\nperiod: year\n");
        Files.writeString(folder.resolve("forms/form.yml"), "form: 甲表\nfrom: [局, 委]\nfields:\n  数量: {type: integer}\n");
        Files.writeString(folder.resolve("units.csv"), """
                代码,名称,别名,上级,类别,原代码,起始期,终止期
                A,甲局,,,局,,,2022
                A,甲委,,,委,,2023,
                B,乙局,,A,局,C;D,,
                C,丙局,,,局,,,2022
                D,丁局,,,局,,2022,2023
                """);
        try (Compute compute = new Compute()) {
            job = JobLoader.load(folder, compute);
        }
    }

    private List<String> units(int year) {
        return job.during(new Period(PeriodKind.YEAR, year, 0)).units().stream()
                .map(unit -> unit.code() + unit.name() + unit.kind() + unit.former())
                .toList();
    }

    @Test
    void eachPeriodHasTheUnitsThatReportForIt() {
        assertThat(units(2021)).containsExactly("A甲局局[]", "B乙局局[]", "C丙局局[]");
        assertThat(units(2022)).containsExactly("A甲局局[]", "B乙局局[]", "C丙局局[]", "D丁局局[]");
        assertThat(units(2024)).containsExactly("A甲委委[]", "B乙局局[D]");
        assertThat(units(2025)).containsExactly("A甲委委[]", "B乙局局[]");
    }

    @Test
    void whoStillReportsIsNobodysFormerUnitAndWhoWasGoneBeforeNeither() {
        assertThat(units(2023)).containsExactly("A甲委委[]", "B乙局局[C]", "D丁局局[]");
    }

    @Test
    void aUnitIsKnownByItsEarlierNamesToo() {
        assertThat(aliases(2022)).isEmpty();
        assertThat(aliases(2023)).containsExactly("甲局");
    }

    private List<String> aliases(int year) {
        return job.during(new Period(PeriodKind.YEAR, year, 0)).unit("A").aliases();
    }

    @Test
    void whoReportsNowOrDidForThePeriodBeforeHasToDoWithTheJob() {
        assertThat(job.unitsAbout(LocalDate.of(2023, 1, 10)))
                .extracting(Unit::name)
                .containsExactly("甲委", "乙局", "丙局", "丁局");
        assertThat(job.unitsAbout(LocalDate.of(2025, 12, 31)))
                .extracting(Unit::name)
                .containsExactly("甲委", "乙局");
    }

    @Test
    void aUnitOfAnyPeriodHasAName() {
        Job of2023 = job.during(new Period(PeriodKind.YEAR, 2023, 0));

        assertThat(List.of(of2023.unitName("A"), of2023.unitName("C"), of2023.unitName("X")))
                .containsExactly("甲委", "丙局", "X");
    }

    @Test
    void aJobOfOnePeriodBecomesThatOfAnother() {
        Job of2023 = job.during(new Period(PeriodKind.YEAR, 2023, 0));

        assertThat(of2023.during(new Period(PeriodKind.YEAR, 2022, 0)))
                .isEqualTo(job.during(new Period(PeriodKind.YEAR, 2022, 0)));
    }
}
