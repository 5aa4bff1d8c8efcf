package org.fubiao.job.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Reconciliation.Other;

/** The jobs beside the one that is loaded, as far as it refers to them. Their own mistakes are theirs to report. */
final class OtherJobs {
    private final Path folder;
    private final Optional<PeriodKind> kind;

    /** @param kind how long the periods of the job are that is loaded, if that is known */
    OtherJobs(Path folder, Optional<PeriodKind> kind) {
        this.folder = folder;
        this.kind = kind;
    }

    /** The job that the key {@code of} of a reconciliation names. Its periods must be shorter, and it must have the measure. */
    Optional<Other> find(Value reconciliation) {
        Optional<Value> of = reconciliation.get("of").filter(Value::isText);
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Value name = of.get();
        Path other = folder.resolveSibling(name.text()).normalize();
        if (other.equals(folder)
                || !other.startsWith(folder.resolveSibling(""))
                || !Files.isRegularFile(other.resolve("job.yml"))) {
            name.problem("没有汇总任务“" + name.text() + "”", Suggestion.among(name.text(), names()));
            return Optional.empty();
        }
        JobFolder files = new JobFolder(other, new Problems());
        Optional<Value> head = files.optional("job.yml", Format.JOB);
        Optional<PeriodKind> periods = head.flatMap(JobLoader::periodKind);
        if (periods.isEmpty()) {
            name.problem("汇总任务“" + name.text() + "”的 job.yml 有误", "请先改正它。");
            return Optional.empty();
        }
        if (kind.isPresent() && !periods.get().isWithin(kind.get())) {
            name.problem("汇总任务“" + name.text() + "”的报告期不比本任务短，不能相加", "请写按季或按月报送的任务。");
        }
        Map<String, Value> measures = files.optional("measures.yml", Format.MEASURES)
                .map(Value::entries)
                .orElse(Map.of());
        reconciliation.get("right").ifPresent(right -> checkMeasure(name.text(), measures, right));
        return Optional.of(new Other(name.text(), head.get().text("title", name.text()), periods.get()));
    }

    private static void checkMeasure(String job, Map<String, Value> measures, Value right) {
        Value measure = measures.get(right.text());
        if (measure == null) {
            right.problem(
                    "汇总任务“" + job + "”没有指标“" + right.text() + "”",
                    "写了 of 时，right 是那个任务的一个指标。" + Suggestion.among(right.text(), measures.keySet()));
        } else if (!MeasureParser.isAdditive(measure)) {
            right.problem("汇总任务“" + job + "”的指标“" + right.text() + "”不是计数或合计，各期不能相加", "请写由 count、sum 或 cell 得出的指标。");
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder.resolveSibling(""))) {
            folders.filter(other -> !other.equals(folder) && Files.isRegularFile(other.resolve("job.yml")))
                    .map(other -> String.valueOf(other.getFileName()))
                    .sorted()
                    .forEach(names::add);
        } catch (IOException e) {
            // Without a list there is nothing to propose.
            return List.of();
        }
        return names;
    }
}
