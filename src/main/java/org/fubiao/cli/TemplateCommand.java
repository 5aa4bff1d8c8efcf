package org.fubiao.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.recognition.AbsentUnits;
import org.fubiao.run.LastPeriod;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.submission.Register;
import org.fubiao.template.LastValues;
import org.fubiao.template.TemplateBook;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes blank workbooks for the units. */
@Command(name = "template", description = "生成空白工作簿，供报送单位填报；填好报来的按其中的标识认定。")
final class TemplateCommand extends DatabaseCommand {
    private static final int SHOWN = 8;

    @Parameters(paramLabel = "任务", arity = "0..1", description = "汇总任务（jobs 下的目录名）；不写时为主任务")
    private @Nullable String job;

    @Option(
            names = "--period",
            paramLabel = "报告期",
            required = true,
            converter = PeriodConverter.class,
            description = "如 2023、2023-Q4、2023-12")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Period period;

    @Option(names = "--unit", paramLabel = "单位", description = "只生成一个单位的：代码、名称或别名；默认为所有单位")
    private @Nullable String unit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "目录",
            description = "写到哪个目录（默认：templates/任务/报告期）")
    private @Nullable Path output;

    @Override
    int execute() throws Exception {
        Job loaded = jobs.load(job, period, work.sound()).during(period);
        if (period.kind() != loaded.periodKind()) {
            throw jobs.usage("“" + loaded.title() + "”的报告期与“" + period + "”长短不同，应写作 "
                    + loaded.periodKind().example() + " 的样子。");
        }
        List<Unit> units = unit == null ? loaded.units() : List.of(named(loaded, unit));
        Path folder = output == null ? Path.of("templates", loaded.id(), period.toString()) : output;
        Files.createDirectories(folder);
        TemplateBook books = new TemplateBook(loaded, period);
        Optional<LastPeriod> last = last(loaded);
        int made = 0;
        for (Unit one : units) {
            if (!books.forms(one).isEmpty()) {
                LastValues values = last.map(found -> found.of(one)).orElse(LastValues.NONE);
                books.write(one, values, folder.resolve(books.fileName(one)));
                made++;
            }
        }
        PrintWriter out = out();
        if (made == 0) {
            return fail("“" + units.get(0).name() + "”没有要报送的表，未生成空白工作簿。");
        }
        out.println("已生成" + period.describe() + "的空白工作簿 " + made + " 份，放在 " + folder + "。"
                + (made < units.size() ? "另有 " + (units.size() - made) + " 个单位没有要报送的表。" : ""));
        out.println(
                last.isPresent()
                        ? "固定表右侧附有" + period.previous().describe() + "的报送数，供核对。"
                        : period.previous().describe() + "还没有汇总过，固定表旁没有"
                                + period.kind().previousWord() + "数。");
        return ExitCode.DONE;
    }

    private Optional<LastPeriod> last(Job loaded) throws Exception {
        if (!ControlDatabase.existsIn(work.path)) {
            return Optional.empty();
        }
        try (ControlDatabase database = ControlDatabase.open(work.path)) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Optional<Run> run = LastPeriod.runBefore(new Runs(jdbc, Clock.systemUTC()), loaded, period);
            return run.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LastPeriod.of(loaded, run.get(), new Register(jdbc), work.path));
        }
    }

    private Unit named(Job loaded, String name) {
        List<Unit> exact = loaded.units().stream()
                .filter(one -> one.code().equals(name) || one.names().anyMatch(name::equals))
                .toList();
        if (exact.size() == 1) {
            return exact.get(0);
        }
        List<String> like = loaded.units().stream()
                .filter(one ->
                        one.name().contains(name) || one.aliases().stream().anyMatch(alias -> alias.contains(name)))
                .map(Unit::name)
                .limit(SHOWN)
                .toList();
        AbsentUnits absent = new AbsentUnits(loaded);
        Unit gone = absent.named(name);
        if (gone != null) {
            throw jobs.usage("“" + gone.name() + "”" + absent.why(gone) + "，没有空白工作簿。");
        }
        throw jobs.usage(
                "单位名册中没有“" + name + "”。" + (like.isEmpty() ? "请用单位的代码、名称或别名。" : "是否为：" + String.join("、", like)));
    }
}
