package org.fubiao.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fubiao.control.ControlDatabase;
import org.fubiao.finding.Place;
import org.fubiao.job.Figure;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.publishing.AppendixLayout;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.run.Tracing;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.Trace;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the way from a figure through its appendix and the units to the files, sheets and rows that make it. */
@Command(name = "trace", description = "追溯一个报告数字：附表单元格、各单位数值、报送文件和所在行。")
final class TraceCommand extends DatabaseCommand {
    private static final int DIGITS = 6;

    @Parameters(index = "0", paramLabel = "报告数字", description = "报告数字的编号，如 F07")
    private String figure = "";

    @Option(names = "--job", paramLabel = "任务", description = "汇总任务；不写时为主任务")
    private @Nullable String job;

    @Option(names = "--period", paramLabel = "报告期", converter = PeriodConverter.class, description = "报告期；默认为最近汇总过的一期")
    private @Nullable Period period;

    @Option(names = "--rows", paramLabel = "行数", defaultValue = "3", description = "每个单位最多列出的行数（默认：${DEFAULT-VALUE}）")
    private int rows;

    @Override
    int execute() throws Exception {
        if (rows < 1) {
            throw jobs.usage("--rows 至少为 1，而不是 " + rows);
        }
        Job loaded = jobs.load(job, period, work.sound());
        String id = loaded.id();
        requireFigure(loaded);
        if (!ControlDatabase.existsIn(work.path)) {
            return fail("“" + loaded.title() + "”还没有汇总过，请先运行 fubiao run " + id + "。");
        }
        try (ControlDatabase database = ControlDatabase.open(work.path)) {
            Runs runs = new Runs(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
            Optional<Run> run = published(runs, id);
            if (run.isEmpty()) {
                return fail("“" + loaded.title() + "”" + (period == null ? "" : period.describe()) + "还没有汇总完成的批次。");
            }
            Tracing tracing = new Tracing(loaded, run.get(), runs, database.dataSource(), work.path);
            if (!tracing.sameDefinitions()) {
                return fail("任务定义在第" + run.get().id() + "批之后改动过，不能再据以追溯。请先运行 fubiao run " + id + " --period "
                        + run.get().period() + "，再追溯。");
            }
            print(run.get(), tracing.figure(figure, rows));
            return ExitCode.DONE;
        }
    }

    private void requireFigure(Job loaded) {
        List<String> ids = loaded.figures().stream().map(Figure::id).toList();
        if (!ids.contains(figure)) {
            throw jobs.usage("没有报告数字“" + figure + "”。可追溯的有：" + String.join("、", ids));
        }
    }

    private Optional<Run> published(Runs runs, String id) {
        if (period != null) {
            return runs.latestDone(id, period);
        }
        return runs.of(id).stream()
                .filter(run -> run.state() == Run.State.DONE)
                .max(Comparator.comparing(Run::period).thenComparing(Run::id));
    }

    private void print(Run run, Tracing.Traced traced) {
        PrintWriter out = out();
        FigureValue value = traced.figure();
        Figure definition = value.definition();
        out.println(
                definition.id() + "　" + definition.title() + "　" + run.period().describe() + "　第" + run.id() + "批");
        out.println("  报告表述　" + value.quoted());
        out.println("  精确数值　" + exact(traced.trace().exact(), definition) + definition.uom());
        if (value.appendix() != null) {
            out.println("  所在附表　" + value.appendix().definition().title() + "　单元格 "
                    + new AppendixLayout(value.appendix()).address(value.row(), value.column()));
        }
        print(traced.trace(), run.period().kind(), "  ");
    }

    /** Before it was rounded, with as many digits as anybody wants to see. */
    private static String exact(@Nullable BigDecimal value, Figure definition) {
        return value == null
                ? text(null)
                : text((definition.percent() ? value.movePointRight(2) : value).setScale(DIGITS, RoundingMode.HALF_UP));
    }

    private void print(Trace trace, PeriodKind kind, String indent) {
        PrintWriter out = out();
        String condition =
                trace.measure().where() == null ? "" : "，条件 " + trace.measure().where();
        out.println(
                indent + "指标 " + trace.measure().name() + (trace.previous() ? "（" + kind.previousWord() + "已公布）" : "")
                        + " = " + text(trace.value()) + "　算法 " + trace.measure().value() + condition);
        for (Trace.UnitRows unit : trace.rows()) {
            String amount = trace.byUnit().stream()
                    .filter(candidate -> candidate.unit().equals(unit.unit()))
                    .map(candidate -> text(candidate.value()))
                    .findFirst()
                    .orElse("");
            out.println(indent + "  " + unit.name() + "　" + amount + "　（" + unit.count() + " 行）");
            for (Trace.SourceRow row : unit.rows()) {
                out.println(indent + "    " + new Place(row.file(), row.sheet(), row.row(), "").describe()
                        + (row.item().isEmpty() ? "" : "　“" + row.item() + "”")
                        + cells(row.cells()));
            }
            if (unit.count() > unit.rows().size() && !unit.rows().isEmpty()) {
                out.println(indent + "    …… 另有 " + (unit.count() - unit.rows().size()) + " 行，可用 --rows 多列");
            }
        }
        trace.inputs().forEach(input -> print(input, kind, indent + "  "));
    }

    private static String cells(List<Trace.SourceCell> cells) {
        return cells.stream()
                .map(cell -> "　" + cell.field() + (cell.cell().isEmpty() ? "" : "[" + cell.cell() + "]") + "="
                        + (cell.value().isEmpty() ? "（空）" : cell.value()))
                .collect(Collectors.joining());
    }

    private static String text(@Nullable BigDecimal value) {
        if (value == null) {
            return "（无）";
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
