package org.fubiao.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fubiao.comparing.RunComparison;
import org.fubiao.comparing.RunComparison.OutputGoneException;
import org.fubiao.comparing.RunComparison.Source;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedChanges.CellChange;
import org.fubiao.publishing.PublishedChanges.FigureChange;
import org.fubiao.run.Attribution.PartChange;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
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
            Job loaded = jobs.load(now.job(), now.period(), work.sound()).during(now.period());
            new Printing(loaded, RunComparison.between(loaded, before, now, database.dataSource())).print();
            return ExitCode.DONE;
        } catch (OutputGoneException e) {
            return fail("第" + e.run().id() + "批的输出已不在 " + e.run().output() + "，无法比较。");
        }
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
        private final RunComparison comparison;
        private final PrintWriter out = out();

        Printing(Job loaded, RunComparison comparison) {
            this.loaded = loaded;
            this.comparison = comparison;
        }

        void print() {
            Run now = comparison.now();
            out.println(loaded.title() + "　" + now.period().describe() + "　第"
                    + comparison.before().id() + "批 → 第" + now.id() + "批");
            if (!comparison.sameDefinitions()) {
                out.println("  任务定义在两批之间改动过：变动可能来自定义，下面按现在的定义说明来源。");
            }
            if (!comparison.comparedBefore().equals(comparison.comparedNow())) {
                out.println("  用来比较的" + previous() + "数不是同一批：" + batch(comparison.comparedBefore()) + " → "
                        + batch(comparison.comparedNow()) + "。");
            }
            parts();
            figures(comparison.changes().figures());
            cells(comparison.changes().cells());
        }

        private String previous() {
            return comparison.now().period().kind().previousWord();
        }

        private String batch(Optional<Long> run) {
            return run.map(number -> "第" + number + "批").orElse("无");
        }

        private void parts() {
            List<PartChange> all = comparison.parts();
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
                out.println("    " + change.id() + " " + change.title() + "　" + what + "　"
                        + source(comparison.source(change)));
            }
        }

        private void cells(List<CellChange> changes) {
            Map<String, List<CellChange>> byAppendix = new LinkedHashMap<>();
            changes.forEach(change -> byAppendix
                    .computeIfAbsent(change.appendix(), id -> new java.util.ArrayList<>())
                    .add(change));
            out.println("  附表单元格：" + (changes.isEmpty() ? "没有变化。" : "变了" + changes.size() + "处。"));
            byAppendix.forEach((id, cells) -> {
                out.println("    " + comparison.title(id) + "　" + cells.size() + "处");
                for (CellChange cell : cells.subList(0, Math.min(most, cells.size()))) {
                    out.println("      " + cell.address() + " " + cell.row()
                            + (cell.column().isEmpty() ? "" : " / " + cell.column()) + "　" + values(cell) + "　"
                            + source(comparison.source(cell)));
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

        /** Whose doing it is, and whether the two numbers can be compared at all. */
        private String source(Source source) {
            String parts = source.parts().stream()
                    .map(part -> "[" + part.number() + "]")
                    .collect(Collectors.joining());
            return switch (source.cause()) {
                case REPORTS -> "来自" + parts;
                case REPORTS_AND_DEFINITIONS -> "来自" + parts + "；任务定义也改动过，不完全可比";
                case DEFINITIONS -> "（报送没有变化，来自任务定义的改动，不可比）";
                case ONE_SIDED -> "（任务定义改动，不可比）";
                case PREVIOUS_PERIOD -> "来自" + previous() + "数";
                case UNKNOWN -> "（来源未能确定）";
            };
        }
    }
}
