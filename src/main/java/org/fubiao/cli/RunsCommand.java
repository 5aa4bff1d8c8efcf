package org.fubiao.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.closing.Closing;
import org.fubiao.closing.Closings;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the runs of a job. */
@Command(name = "runs", description = "列出历次汇总。")
final class RunsCommand extends DatabaseCommand {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> HEADS =
            List.of("批次", "任务", "报告期", "状态", "开始时间", "用时", "文件", "新读取", "数据行", "错误", "警告", "原因");

    @Parameters(paramLabel = "任务", arity = "0..1", description = "汇总任务（jobs 下的目录名）；不写时列出所有任务的")
    private @Nullable String job;

    @Override
    int execute() throws DatabaseInUseException {
        PrintWriter out = out();
        if (job != null) {
            jobs.job(job);
        }
        if (!ControlDatabase.existsIn(work.path)) {
            out.println("还没有汇总过。");
            return ExitCode.DONE;
        }
        try (ControlDatabase database = ControlDatabase.open(work.path)) {
            Runs register = new Runs(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
            List<Run> runs = job == null ? register.all() : register.of(job);
            if (runs.isEmpty()) {
                out.println(job == null ? "还没有汇总过。" : "“" + job + "”还没有汇总过。");
            } else {
                Set<Long> signed = new Closings(new JdbcTemplate(database.dataSource()), Clock.systemUTC())
                        .current().stream().map(Closing::run).collect(Collectors.toSet());
                new TextTable(HEADS)
                        .rows(runs.stream()
                                .map(run -> row(run, signed.contains(run.id())))
                                .toList())
                        .print(out);
            }
            return ExitCode.DONE;
        }
    }

    private static List<String> row(Run run, boolean signed) {
        Instant ended = run.ended();
        return List.of(
                Long.toString(run.id()),
                run.job(),
                run.period().toString(),
                run.state().label() + (signed ? "，已封账" : ""),
                TIME.format(run.started().atZone(ZoneId.systemDefault())),
                ended == null ? "" : seconds(Duration.between(run.started(), ended)),
                Long.toString(run.files()),
                Long.toString(run.readAgain()),
                Long.toString(run.rows()),
                Long.toString(run.errors()),
                Long.toString(run.warnings()),
                run.reason());
    }

    static String seconds(Duration duration) {
        return String.format("%.1f秒", duration.toMillis() / 1000.0);
    }
}
