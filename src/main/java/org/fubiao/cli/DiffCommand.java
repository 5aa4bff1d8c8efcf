package org.fubiao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Appendix;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedChanges;
import org.fubiao.publishing.PublishedChanges.CellChange;
import org.fubiao.publishing.PublishedChanges.FigureChange;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Attribution;
import org.fubiao.run.Attribution.PartChange;
import org.fubiao.run.Results;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.submission.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which published numbers differ between two runs, and which submissions changed each. */
@Command(name = "diff", description = "比较两个批次：哪些报告数字和附表单元格变了，是哪份报送改动的。")
final class DiffCommand extends DatabaseCommand {
    @Parameters(index = "0", paramLabel = "批次", description = "较早的批次，见 fubiao runs")
    private long earlier;

    @Parameters(index = "1", paramLabel = "批次", description = "较晚的批次")
    private long later;

    @Parameters(index = "2", paramLabel = "任务", arity = "0..1", description = "汇总任务；按批次即可确定，可省略")
    private @Nullable String job;

    @Option(names = "--period", paramLabel = "报告期", converter = PeriodConverter.class, description = "报告期；按批次即可确定，可省略")
    private @Nullable Period period;

    @Option(
            names = "--cells",
            paramLabel = "个数",
            defaultValue = "50",
            description = "每张附表最多列出的单元格（默认：${DEFAULT-VALUE}）")
    private int most;

    @Override
    int execute() throws Exception {
        if (most < 1) {
            throw jobs.usage("--cells 至少为 1，而不是 " + most);
        }
        if (!ControlDatabase.existsIn(work.path)) {
            return fail("还没有汇总过，没有可以比较的批次。");
        }
        try (ControlDatabase database = ControlDatabase.open(work.path)) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Runs runs = new Runs(jdbc, Clock.systemUTC());
            Run before = run(runs, earlier);
            Run now = run(runs, later);
            requireComparable(before, now);
            Optional<Path> old = folder(before);
            Optional<Path> fresh = folder(now);
            if (old.isEmpty() || fresh.isEmpty()) {
                Run gone = old.isEmpty() ? before : now;
                return fail("第" + gone.id() + "批的输出已不在 " + gone.output() + "，无法比较。");
            }
            Job loaded = jobs.load(now.job(), now.period(), work.sound()).during(now.period());
            Attribution attribution =
                    new Attribution(loaded, new Register(jdbc), new Results(jdbc), before.id(), now.id());
            PublishedChanges changes = PublishedChanges.between(
                    PublishedTables.read(old.get()), PublishedTables.read(fresh.get()), Attribution.listings(loaded));
            new Printing(loaded, runs, before, now, attribution).print(changes);
            return ExitCode.DONE;
        }
    }

    private static Optional<Path> folder(Run run) throws IOException {
        return PublishedTables.folder(run.output(), run.id(), run.started());
    }

    private Run run(Runs runs, long number) {
        Run run = runs.find(number).orElseThrow(() -> jobs.usage("没有第" + number + "批。用 fubiao runs 查看有哪些批次。"));
        if (run.state() != Run.State.DONE) {
            throw jobs.usage("第" + number + "批没有完成（" + run.state().label() + "），没有可以比较的结果。");
        }
        return run;
    }

    private void requireComparable(Run before, Run now) {
        if (!before.job().equals(now.job()) || !before.period().equals(now.period())) {
            throw jobs.usage("第" + before.id() + "批是 " + before.job() + " "
                    + before.period().describe() + "，第" + now.id() + "批是 " + now.job() + " "
                    + now.period().describe() + "，不能比较。请指定同一任务、同一报告期的两个批次。");
        }
        if (job != null && !job.equals(now.job())) {
            throw jobs.usage("第" + now.id() + "批属于任务“" + now.job() + "”，而不是“" + job + "”。");
        }
        if (period != null && !period.equals(now.period())) {
            throw jobs.usage("第" + now.id() + "批是" + now.period().describe() + "的，而不是" + period.describe() + "的。");
        }
    }

    /** Prints what differs, each number with the reports that changed it. */
    private final class Printing {
        private final Job loaded;
        private final Run before;
        private final Run now;
        private final Attribution attribution;
        private final boolean sameDefinitions;
        private final Optional<Long> comparedBefore;
        private final Optional<Long> comparedNow;
        private final PrintWriter out = out();

        Printing(Job loaded, Runs runs, Run before, Run now, Attribution attribution) {
            this.loaded = loaded;
            this.before = before;
            this.now = now;
            this.attribution = attribution;
            sameDefinitions = runs.definitions(before.id()).equals(runs.definitions(now.id()));
            comparedBefore = runs.comparedWith(before.id());
            comparedNow = runs.comparedWith(now.id());
        }

        void print(PublishedChanges changes) {
            out.println(loaded.title() + "　" + now.period().describe() + "　第" + before.id() + "批 → 第" + now.id() + "批");
            if (!sameDefinitions) {
                out.println("  任务定义在两批之间改动过：变动可能来自定义，下面按现在的定义说明来源。");
            }
            if (!comparedBefore.equals(comparedNow)) {
                out.println("  用来比较的" + now.period().kind().previousWord() + "数不是同一批：" + batch(comparedBefore) + " → "
                        + batch(comparedNow) + "。");
            }
            parts();
            figures(changes.figures());
            cells(changes.cells());
        }

        private String batch(Optional<Long> run) {
            return run.map(number -> "第" + number + "批").orElse("无");
        }

        private void parts() {
            List<PartChange> all = attribution.changes();
            out.println("  采用的报送：" + (all.isEmpty() ? "没有变化。" : "变了" + all.size() + "份。"));
            for (PartChange change : all) {
                out.println("    [" + change.number() + "] " + change.unit().name() + "《"
                        + change.form().title() + "》 "
                        + (change.before().isEmpty()
                                ? "新报：" + change.now()
                                : change.now().isEmpty()
                                        ? "不再计入：" + change.before()
                                        : change.before().equals(change.now())
                                                ? "内容改动：" + change.now()
                                                : "更正：" + change.before() + " → " + change.now()));
            }
        }

        private void figures(List<FigureChange> changes) {
            out.println("  报告数字：" + (changes.isEmpty() ? "没有变化。" : "变了" + changes.size() + "个。"));
            for (FigureChange change : changes) {
                String what = change.onlyBefore()
                        ? change.before() + " → 不再有"
                        : change.onlyNow() ? "原来没有 → " + change.now() : change.before() + " → " + change.now();
                boolean oneSided = change.onlyBefore() || change.onlyNow();
                out.println("    " + change.id() + " " + change.title() + "　" + what + "　"
                        + (oneSided ? "（任务定义改动，不可比）" : source(attribution.ofFigure(change.id()))));
            }
        }

        private void cells(List<CellChange> changes) {
            Map<String, List<CellChange>> byAppendix = new LinkedHashMap<>();
            changes.forEach(change -> byAppendix
                    .computeIfAbsent(change.appendix(), id -> new java.util.ArrayList<>())
                    .add(change));
            out.println("  附表单元格：" + (changes.isEmpty() ? "没有变化。" : "变了" + changes.size() + "处。"));
            byAppendix.forEach((id, cells) -> {
                out.println("    " + title(id) + "　" + cells.size() + "处");
                for (CellChange cell : cells.subList(0, Math.min(most, cells.size()))) {
                    out.println("      " + cell.address() + " " + cell.row()
                            + (cell.column().isEmpty() ? "" : " / " + cell.column()) + "　" + values(cell) + "　"
                            + source(attribution.ofCell(id, cell.row(), cell.leaf())));
                }
                if (cells.size() > most) {
                    out.println("      …… 另有 " + (cells.size() - most) + " 处，可用 --cells 多列");
                }
            });
        }

        private String values(CellChange cell) {
            if (cell.leaf() < 0) {
                return cell.before() + cell.now();
            }
            return shown(cell.before()) + " → " + shown(cell.now());
        }

        private String shown(String text) {
            return text.isEmpty() ? "（空）" : text;
        }

        private String title(String id) {
            return loaded.appendices().stream()
                    .filter(appendix -> appendix.id().equals(id))
                    .map(Appendix::title)
                    .findFirst()
                    .orElse("附表" + id);
        }

        /** Whose doing it is, and whether the two numbers can be compared at all. */
        private String source(List<PartChange> parts) {
            if (!parts.isEmpty()) {
                String numbers =
                        parts.stream().map(part -> "[" + part.number() + "]").collect(Collectors.joining());
                return "来自" + numbers + (sameDefinitions ? "" : "；任务定义也改动过，不完全可比");
            }
            if (!sameDefinitions) {
                return "（报送没有变化，来自任务定义的改动，不可比）";
            }
            return comparedBefore.equals(comparedNow)
                    ? "（来源未能确定）"
                    : "来自" + now.period().kind().previousWord() + "数";
        }
    }
}
