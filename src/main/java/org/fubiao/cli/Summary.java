package org.fubiao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.batch.RunReport;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.RuleReview;
import org.fubiao.run.Run;
import org.fubiao.submission.Reception;

/** The closing words of a run: what came, what is wrong, where the appendices are, what to do next. */
final class Summary {
    private static final int SHOWN = 5;
    private final PrintWriter out;

    Summary(PrintWriter out) {
        this.out = out;
    }

    void print(RunReport report) {
        Run run = report.run();
        Instant ended = run.ended() == null ? run.started() : run.ended();
        out.println();
        out.println(report.job().title() + "　" + run.period().describe() + "　第" + run.id() + "批汇总完成，用时"
                + RunsCommand.seconds(Duration.between(run.started(), ended)));
        line("报送文件", run.files() + " 个，其中本次新读取报表 " + run.readAgain() + " 张");
        line("应报报表", coverage(report));
        line("数据行", String.format("%,d 行", run.rows()));
        line("审核问题", "错误 " + run.errors() + " 处，警告 " + run.warnings() + " 处，提示 " + run.notes() + " 处");
        excluded(report.publication().rules());
        line(
                "产出",
                "附表 " + report.publication().appendices().size() + " 张，报告数字 "
                        + report.publication().figures().size() + " 个");
        line("存放位置", display(report.latest()));
        line("", "附表汇编.xlsx　汇总表.xlsx　汇总表.docx　审核情况.xlsx");
        problems(report);
        out.println();
    }

    /** The same in one line. */
    void printBriefly(RunReport report) {
        Run run = report.run();
        out.println("  " + run.period().describe() + "　第" + run.id() + "批汇总完成：报送文件 " + run.files() + " 个，"
                + coverage(report) + "，错误 " + run.errors() + " 处，警告 " + run.warnings() + " 处；见 "
                + display(report.latest()));
    }

    /** What does not count: said where nothing else would make one look for it. */
    private void excluded(RuleReview rules) {
        if (!rules.excluded().isEmpty()) {
            line(
                    "未计入",
                    "因审核未通过，报表 " + rules.excludedReports() + " 张，另有 " + rules.excludedRows() + " 行；见 审核情况.xlsx 的“未计入”");
        }
    }

    private static String coverage(RunReport report) {
        long expected = report.publication().reports().stream()
                .filter(owed -> owed.expected())
                .count();
        long missing = report.missing().size();
        return "应报 " + expected + " 张，实报 " + (expected - missing) + " 张";
    }

    private void problems(RunReport report) {
        if (!report.missing().isEmpty()) {
            line("未报", missing(report.missing()));
        }
        Map<String, List<Group>> byCode = report.findings().stream()
                .filter(group -> group.severity() != Severity.NOTE)
                // Said above already.
                .filter(group -> !group.code().equals(FindingCode.NOT_REPORTED.code()))
                .collect(Collectors.groupingBy(Group::code, LinkedHashMap::new, Collectors.toList()));
        if (byCode.isEmpty()) {
            line("下一步", report.missing().isEmpty() ? "没有需要处理的问题，可以打印附表。" : "请催报；收到后放入报送目录再运行一次。");
            return;
        }
        out.println("  主要问题");
        byCode.values().stream().limit(SHOWN).forEach(this::problem);
        line(
                "下一步",
                report.run().errors() > 0
                        ? "请查看 审核情况.xlsx，退回有错误的单位更正，放入更正后的文件再运行一次。"
                        : "请查看 审核情况.xlsx 核对警告；如有更正，放入更正后的文件再运行一次。");
    }

    private void problem(List<Group> groups) {
        Group first = groups.get(0);
        long count = groups.stream().mapToLong(Group::count).sum();
        String place = first.examples().get(0).place().describe();
        out.println("    " + first.severity().label() + " " + first.code() + " "
                + (place.isEmpty() ? "" : place + "：") + first.examples().get(0).message()
                + (count > 1 ? "（同类共 " + count + " 处）" : ""));
    }

    private static String missing(List<Reception.Owed> missing) {
        String list = missing.stream()
                .limit(SHOWN)
                .map(owed -> owed.unit().name() + "《" + owed.form().title() + "》")
                .collect(Collectors.joining("、"));
        return missing.size() > SHOWN ? list + " 等 " + missing.size() + " 张" : list;
    }

    private void line(String label, String text) {
        out.println("  " + TextTable.pad(label, 10) + text);
    }

    private static String display(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }
}
