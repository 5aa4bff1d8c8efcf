package org.fubiao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.publishing.PublishedRules;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.rulebook.Fired;
import org.fubiao.rulebook.RuleBook;
import org.fubiao.rulebook.RuleEntry;
import org.fubiao.run.RuleRehearsal;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the rules of a job in words, and how often they fired; or rehearses them over past periods. */
@Command(name = "rules", description = "列出一个任务的审核规则、后果和触发次数；用 --against 在以往各期的数据上预演。")
final class RulesCommand extends DatabaseCommand {
    /** So many periods are told at most, the latest first. */
    private static final int PERIODS = 3;

    private static final int MOST_PERIODS = 120;

    @Parameters(paramLabel = "任务", arity = "0..1", description = "汇总任务（jobs 下的目录名）；不写时为主任务")
    private @Nullable String job;

    @Option(
            names = "--against",
            paramLabel = "报告期",
            description = "在以往各期的数据上预演现在的规则，如 2022..2023 或 2023；只读已读入的数据，不登记、不出表")
    private @Nullable String against;

    @Override
    int execute() throws Exception {
        Job loaded = jobs.load(job, against == null ? null : first(against), work.sound());
        PrintWriter out = out();
        if (against != null) {
            return rehearse(loaded, against, out);
        }
        print(loaded, history(loaded), out);
        return ExitCode.DONE;
    }

    /** What the latest complete runs of the latest periods published about the rules. */
    private Map<Run, PublishedRules> history(Job loaded) throws IOException, DatabaseInUseException {
        Map<Run, PublishedRules> history = new LinkedHashMap<>();
        if (!ControlDatabase.existsIn(work.path)) {
            return history;
        }
        try (ControlDatabase database = ControlDatabase.open(work.path)) {
            Runs runs = new Runs(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
            Map<Period, Run> latest = runs.of(loaded.id()).stream()
                    .filter(run -> run.state() == Run.State.DONE)
                    .collect(Collectors.toMap(Run::period, run -> run, (newer, older) -> newer));
            List<Run> newest = latest.values().stream()
                    .sorted(Comparator.comparing(Run::period).reversed())
                    .limit(PERIODS)
                    .toList();
            for (Run run : newest) {
                Optional<Path> folder = PublishedTables.folder(run.output(), run.id(), run.started());
                if (folder.isPresent()) {
                    PublishedRules rules = PublishedRules.read(folder.get());
                    if (!rules.isEmpty()) {
                        history.put(run, rules);
                    }
                }
            }
        }
        return history;
    }

    private static void print(Job loaded, Map<Run, PublishedRules> history, PrintWriter out) {
        List<RuleEntry> rules = RuleBook.of(loaded);
        long own =
                loaded.forms().stream().mapToLong(form -> form.rules().size()).sum();
        out.println(loaded.title() + "　审核规则共" + rules.size() + "条：任务自定" + own + "条，对账"
                + loaded.reconciliations().size() + "条，"
                + (loaded.plausibility().isEmpty()
                        ? ""
                        : "合理性审核" + loaded.plausibility().size() + "条，")
                + "其余来自报表栏目的填写要求");
        out.println(
                history.isEmpty()
                        ? "还没有汇总过，或者以前的输出已不在，没有触发次数。"
                        : "触发次数取自各期最近完成的一批："
                                + history.keySet().stream()
                                        .map(run -> run.period().describe() + "（第" + run.id() + "批）")
                                        .collect(Collectors.joining("、"))
                                + "。");
        String title = "";
        for (RuleEntry rule : rules) {
            if (!rule.title().equals(title)) {
                title = rule.title();
                out.println();
                out.println(title);
            }
            print(rule, history, out);
        }
        out.println();
        out.println("收件、填写的通用审核（编号 SJ、TX 开头）见 docs/findings.md。");
    }

    private static void print(RuleEntry rule, Map<Run, PublishedRules> history, PrintWriter out) {
        out.println("  " + rule.code() + "  " + rule.severity().label()
                + (rule.blocks().blocks() || rule.trial() ? "，" + rule.consequence() : "") + "  " + rule.condition());
        if (!rule.mend().isEmpty()) {
            out.println("      改法：" + rule.mend());
        }
        List<String> fired = new ArrayList<>();
        String example = "";
        for (var past : history.entrySet()) {
            PublishedRules.Past found = past.getValue().of(rule);
            fired.add(past.getKey().period().describe()
                    + (found.fired() == Fired.NOT_COUNTED ? "尚无此规则" : "触发" + found.fired() + "次"));
            example = example.isEmpty() ? found.example() : example;
        }
        if (!fired.isEmpty()) {
            out.println("      " + String.join("，", fired));
        }
        if (!example.isEmpty()) {
            out.println("      例：" + example);
        }
    }

    private int rehearse(Job loaded, String range, PrintWriter out) throws SQLException, DatabaseInUseException {
        List<Period> periods = periods(range, loaded);
        if (!ControlDatabase.existsIn(work.path)) {
            return fail("“" + loaded.title() + "”还没有汇总过，没有可以预演的数据。");
        }
        List<RuleRehearsal.OfPeriod> rehearsed = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        try (ControlDatabase database = ControlDatabase.open(work.path)) {
            Runs runs = new Runs(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
            for (Period period : periods) {
                new RuleRehearsal(loaded.during(period), runs, database, work.path)
                        .over(period)
                        .ifPresentOrElse(rehearsed::add, () -> missing.add(period.describe()));
            }
        }
        if (rehearsed.isEmpty()) {
            return fail(String.join("、", missing) + "还没有汇总完成的批次，没有可以预演的数据。请先运行 fubiao run " + loaded.id() + " --period "
                    + periods.get(0) + "。");
        }
        if (!missing.isEmpty()) {
            out.println(String.join("、", missing) + "没有汇总完成的批次，未能预演。");
        }
        boolean contradictory = new RehearsalReport(loaded, rehearsed, out).print();
        return contradictory ? ExitCode.DONE_WITH_ERRORS : ExitCode.DONE;
    }

    /** Reads {@code 2022..2023} or {@code 2023}: periods of the job, in order. */
    private List<Period> periods(String range, Job loaded) {
        String[] ends = range.split("\\.\\.", -1);
        Period first = period(ends[0], range, loaded);
        Period last = period(ends[ends.length - 1], range, loaded);
        if (ends.length > 2 || first.compareTo(last) > 0) {
            throw jobs.usage("--against 应写作 2022..2023，前一期在前，而不是“" + range + "”");
        }
        List<Period> periods = new ArrayList<>();
        for (Period period = last; period.compareTo(first) >= 0; period = period.previous()) {
            if (periods.size() == MOST_PERIODS) {
                throw jobs.usage("--against 最多" + MOST_PERIODS + "期，而“" + range + "”更多");
            }
            periods.add(0, period);
        }
        return periods;
    }

    /** The first period of a range, whatever job it is for; null if it is none. */
    private static @Nullable Period first(String range) {
        return Period.parse(range.split("\\.\\.", -1)[0]).orElse(null);
    }

    private Period period(String text, String range, Job loaded) {
        return Period.parse(text)
                .filter(period -> period.kind() == loaded.periodKind())
                .orElseThrow(() -> jobs.usage("--against 应写作 " + example(loaded.periodKind()) + "，而不是“" + range + "”"));
    }

    private static String example(PeriodKind kind) {
        return switch (kind) {
            case YEAR -> "2022..2023 或 2023";
            case QUARTER -> "2023-Q1..2023-Q4 或 2023-Q4";
            case MONTH -> "2023-01..2023-12 或 2023-12";
        };
    }
}
