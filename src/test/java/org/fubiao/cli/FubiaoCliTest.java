package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as a user sees them: what is printed, and the exit codes that scripts rely on. */
class FubiaoCliTest {
    private static final String EVENTS = "市图书馆/读者活动台账.csv";

    @TempDir
    private Path folder;

    private record Result(int code, String out, String err) {}

    private static final List<String> ALL = List.of("--");
    /** Commands that take only some of the folders. */
    private static final Map<String, List<String>> FOLDERS = Map.of(
            "check", List.of("--jobs="), "runs", List.of("--jobs=", "--work="), "trace", List.of("--jobs=", "--work="));

    private static Result fubiao(Library library, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        library.options().stream()
                .filter(option -> FOLDERS.getOrDefault(args[0], ALL).stream().anyMatch(option::startsWith))
                .forEach(all::add);
        return fubiao(all.toArray(String[]::new));
    }

    private static Result fubiao(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = FubiaoCli.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
        return new Result(code, out.toString(), err.toString());
    }

    private Library reported() {
        return Library.reported(folder);
    }

    @Test
    void runTellsWhatCameAndWhereTheAppendicesAre() {
        Library library = reported();

        Result result = fubiao(library, "run");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsSubsequence("接收 …", "读取 …", "审核 …", "汇总 …", "出表 …")
                .containsSubsequence(
                        "公共图书馆年度统计附表　2023年　第1批汇总完成，用时",
                        "报送文件  10 个，其中本次新读取报表 10 张",
                        "应报报表  应报 10 张，实报 10 张",
                        "数据行    35 行",
                        "审核问题  错误 0 处，警告 0 处，提示 0 处",
                        "产出      附表 1 张，报告数字 2 个",
                        "存放位置  " + library.latest(),
                        "附表汇编.xlsx　汇总表.xlsx　汇总表.docx　审核情况.xlsx",
                        "下一步    没有需要处理的问题，可以打印附表。");
        assertThat(library.latest().resolve("附表汇编.xlsx")).exists();
    }

    @Test
    void runTotalsThePeriodBeforeFirstWhereThatIsMissing() {
        Library library = reported();
        library.put("../2022/市图书馆/读者活动台账.csv", Library.events(0, 2));

        Result result = fubiao(library, "run", "--reason=复核");

        assertThat(result.out())
                .containsSubsequence("上一报告期（2022年）尚未汇总，先行汇总，以便与上年比较。", "2022年　第1批汇总完成", "2023年　第2批汇总完成");
        assertThat(fubiao(library, "runs").out())
                .containsSubsequence("批次", "报告期", "状态", "2     2023    完成", "复核", "1     2022    完成");
    }

    @Test
    void runEndsWith3WhereWhatWasReceivedHasErrors() {
        Library library = reported().put(EVENTS, Library.events(0, 2) + "A003,讲座,2023-01-05,很多\n");

        Result result = fubiao(library, "run");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .contains("审核问题  错误 1 处")
                .contains("错误 TX-01 " + EVENTS + " D4：“参加人次”应填整数（单位：人次），填报内容为“很多”，不是数字；请只填数字，没有数据的请留空。")
                .contains("下一步    请查看 审核情况.xlsx，退回有错误的单位更正，放入更正后的文件再运行一次。");
    }

    @Test
    void runEndsWith1WhereItFailsAndGoesOnOnceTheCauseIsGone() throws IOException {
        Library library = reported();
        Files.writeString(library.output(), "in the way");

        Result failed = fubiao(library, "run");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err())
                .startsWith("第1批汇总失败：“" + library.output())
                .contains("”不能读写，请检查是否存在、是否有权限。")
                .endsWith("原有附表未变动；排除问题后重新运行即从失败处继续。" + System.lineSeparator());
        assertThat(fubiao(library, "runs").out()).contains("失败");

        Files.delete(library.output());
        assertThat(fubiao(library, "run").out()).contains("第1批汇总完成");
    }

    @Test
    void runRefusesWhatIsNotThere() {
        Library library = Library.empty(folder);

        assertThat(fubiao(library, "run"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "目录 " + library.input().getParent() + " 下没有任何报告期的报送文件。请把文件放入以报告期命名的子目录，如 2023。\n"
                                + "用 fubiao run --help 查看用法。\n"));
        assertThat(fubiao(library, "run", "musem"))
                .isEqualTo(new Result(
                        2, "", "没有汇总任务“musem”。目录 " + library.jobs() + " 下有：library\n用 fubiao run --help 查看用法。\n"));
        assertThat(fubiao(library, "run", "--period=2021").err()).contains("2021 下没有报送文件，未作汇总，原有附表未变动。");
        assertThat(fubiao(library, "run", "--period=2023-12"))
                .extracting(Result::code, Result::err)
                .containsExactly(2, "“公共图书馆年度统计附表”按年报送，报告期应写作 2023，而不是“2023-12”。\n用 fubiao run --help 查看用法。\n");
    }

    @Test
    void mistakesInTheDefinitionsAreAllToldAtOnce() {
        Library library = reported()
                .define(
                        "measures.yml",
                        "活动场次: {form: 读者活动台帐, value: count(*)}\n参加人次: {form: 读者活动台账, value: sum(参加人数)}\n");

        Result result = fubiao(library, "run");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("measures.yml:1", "是否想写“读者活动台账”", "measures.yml:2", "没有字段“参加人数”")
                .doesNotContain("Exception");
        assertThat(library.output()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run --perod=2023          | 没有选项“--perod=2023”。                             | run
                    run --period=2023-13      | 报告期应写作 2023、2023-Q4 或 2023-12，而不是“2023-13” | run
                    run --period=1 --period=2 | 报告期应写作 2023、2023-Q4 或 2023-12，而不是“1”       | run
                    run a b                   | 多了一项“b”。                                        | run
                    check a.csv               | 缺少选项“--period”，请补上。                         | check
                    check --period=2023       | 缺少“文件”，请补上。                                 | check
                    check --period            | 缺少选项“--period”                                   | check
                    trace                     | 缺少“报告数字”，请补上。                             | trace
                    trace F1 --rows=many      | 选项“--rows”应为整数，而不是“many”。                 | trace
                    runs --jobs=a --jobs=b    | 选项“--jobs”写了不止一次，请只写一次。               | runs
                    """)
    void wrongUseIsExplainedInChinese(String line, String message, String command) {
        Result result = fubiao(line.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith(message).endsWith("用 fubiao " + command + " --help 查看用法。\n");
    }

    @Test
    void anUnknownCommandIsAnsweredWithThoseThatThereAre() {
        assertThat(fubiao("total"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "没有命令“total”。可用的命令：run、check、runs、trace、diff、rules、template、serve。\n用 fubiao --help 查看用法。\n"));
    }

    @ParameterizedTest
    @CsvSource({"run", "check", "runs", "trace", "diff", "template", "serve"})
    void everyCommandExplainsItself(String command) {
        Result result = fubiao(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("用法：fubiao " + command)
                .contains("选项：", "显示本帮助")
                .doesNotContain("Usage", "Show this");
    }

    @Test
    void checkAcceptsAFileThatIsInOrder() {
        Library library = reported();

        Result result = fubiao(library, "check", library.input().resolve(EVENTS).toString(), "--period=2023");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("《读者活动台账》 市图书馆 2023年：数据 2 行，合计 0 行，不能采用 0 行")
                .contains("结论：未发现问题，可以报送。");
        assertThat(library.work()).doesNotExist();
    }

    @Test
    void checkNamesTheCellThatIsWrongAndKeepsNothing() {
        Library library = reported()
                .put(EVENTS, Library.events(0, 2) + "A003,讲座,2023-01-05,很多\nA004,座谈,2023-01-06,0\n")
                .put("市图书馆/馆藏变动表.csv", "项目,图书,报刊\n上年末,1000,50\n本年新增,100,5\n本年末,1200,55\n");

        Result result = fubiao(
                library,
                "check",
                library.input().resolve(EVENTS).toString(),
                library.input().resolve("市图书馆/馆藏变动表.csv").toString(),
                "--period=2023");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .contains("错误 TX-01 D4 “参加人次”应填整数（单位：人次），填报内容为“很多”")
                .contains("错误 JY-03 B5 ")
                .contains("警告 HD-01 ", "活动没有人参加，请核对参加人次")
                .contains("结论：有 2 处错误、1 处警告，请改正后报送。")
                .contains("错误 GC-01 ", "上年末加新增应等于本年末")
                .contains("结论：有 1 处错误，请改正后报送。");
        assertThat(library.work()).doesNotExist();
        assertThat(library.output()).doesNotExist();
    }

    @Test
    void checkSaysWhatItCannotRecogniseOrOpen() {
        Library library = reported().put("说明.csv", "今年没有数据\n").put("坏.xlsx", "PK\u0003\u0004 cut off");

        Result unknown =
                fubiao(library, "check", library.input().resolve("说明.csv").toString(), "--period=2023");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.out()).contains("SJ-01").contains("结论：");

        Result broken =
                fubiao(library, "check", library.input().resolve("坏.xlsx").toString(), "--period=2023");
        assertThat(broken.code()).isEqualTo(3);
        assertThat(broken.out()).contains("错误 SJ-08 ");

        Result missing = fubiao(library, "check", "没有.csv", "--period=2023");
        assertThat(missing).isEqualTo(new Result(2, "", "没有文件 没有.csv\n用 fubiao check --help 查看用法。\n"));
    }

    @Test
    void runsSaysThatThereAreNoneYet() {
        Library library = reported();

        assertThat(fubiao(library, "runs")).isEqualTo(new Result(0, "还没有汇总过。\n", ""));
        assertThat(library.work()).doesNotExist();
    }

    @Test
    void traceLeadsFromAFigureToTheSubmittedRows() {
        Library library = reported();
        assertThat(fubiao(library, "trace", "T02").err()).isEqualTo("“公共图书馆年度统计附表”还没有汇总过，请先运行 fubiao run library。\n");
        fubiao(library, "run");

        Result stock = fubiao(library, "trace", "T02");
        assertThat(stock.err()).isEmpty();
        assertThat(stock.code()).isZero();
        assertThat(stock.out())
                .containsSubsequence(
                        "T02　年末图书　2023年　第1批",
                        "报告表述　馆藏15500余册",
                        "精确数值　15500册",
                        "所在附表　附表1 公共图书馆服务情况　单元格 E",
                        "指标 年末图书 = 15500",
                        "市图书馆　1100　（1 行）",
                        "市图书馆/馆藏变动表.csv 第4行　“本年末”　图书[B4]=1100",
                        "河西区图书馆　5100　（1 行）");

        Result events = fubiao(library, "trace", "T01", "--rows=1");
        assertThat(events.out())
                .containsSubsequence("河西区图书馆　6　（6 行）", "河西区图书馆/读者活动台账.csv 第2行", "…… 另有 5 行，可用 --rows 多列");

        assertThat(fubiao(library, "trace", "F99"))
                .isEqualTo(new Result(2, "", "没有报告数字“F99”。可追溯的有：T01、T02\n用 fubiao trace --help 查看用法。\n"));
        assertThat(fubiao(library, "trace", "T01", "--period=2021"))
                .isEqualTo(new Result(1, "", "“公共图书馆年度统计附表”2021年还没有汇总完成的批次。\n"));
    }
}
