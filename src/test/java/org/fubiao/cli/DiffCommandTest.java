package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed between two runs, and whose doing it was. */
class DiffCommandTest {
    @TempDir
    private Path folder;

    private record Result(int code, String out, String err) {}

    private static Result diff(Library library, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[args.length + 3];
        all[0] = "diff";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--jobs=" + library.jobs();
        all[args.length + 2] = "--work=" + library.work();
        int code = FubiaoCli.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(all);
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void eachChangedNumberLeadsToTheReportThatChangedIt() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        library.put("市图书馆/读者活动台账.csv", Library.events(0, 4));
        library.put("和平区图书馆/馆藏变动表.csv", Library.stock(4000));
        library.run();

        Result result = diff(library, "1", "2");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("公共图书馆年度统计附表　2023年　第1批 → 第2批")
                .contains("采用的报送：变了2份。")
                .contains("[1] 市图书馆《读者活动台账》 内容改动：市图书馆/读者活动台账.csv")
                .contains("[2] 和平区图书馆《馆藏变动表》 内容改动：和平区图书馆/馆藏变动表.csv")
                .contains("T01 ")
                .containsPattern("20场 → 22场　来自\\[1]\\s")
                .containsPattern("市图书馆 / 活动场次　2 → 4　来自\\[1]\\s")
                .containsPattern("和平区图书馆 / 年末图书　3100 → 4100　来自\\[2]\\s");
        assertThat(diff(library, "2", "2").out()).contains("采用的报送：没有变化。", "报告数字：没有变化。", "附表单元格：没有变化。");
    }

    @Test
    void aReportThatNoLongerBlocksItsUnitIsWhyItsOthersCountAgain() throws Exception {
        Library library = Library.reported(folder);
        library.define("forms/stock.yml", "{code: GC-01,", "{code: GC-01, blocks: unit,");
        library.put("市图书馆/馆藏变动表.csv", Library.stock(1000).replace("1100", "1101"));
        library.run();
        library.put("市图书馆/馆藏变动表.csv", Library.stock(1000));
        library.run();

        assertThat(diff(library, "1", "2").out())
                .contains("[1] 市图书馆《馆藏变动表》 内容改动：市图书馆/馆藏变动表.csv")
                .containsPattern("18场 → 20场　来自\\[1]\\s");
    }

    @Test
    void numbersOfChangedDefinitionsAreNotComparable() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        library.define("measures.yml", """
                活动场次: {form: 读者活动台账, value: count(*), where: 参加人次 > 10, uom: 场}
                参加人次: {form: 读者活动台账, value: sum(参加人次)}
                年末图书: {form: 馆藏变动表, cell: [本年末, 图书]}
                场均人次: {value: 参加人次 / 活动场次, uom: 人次, scale: 1}
                """);
        library.run();

        Result result = diff(library, "1", "2");

        assertThat(result.out()).contains("任务定义在两批之间改动过", "20场 → 15场　（报送没有变化，来自任务定义的改动，不可比）");
    }

    @Test
    void wrongRunsAreSaidToBeSo() throws Exception {
        Library library = Library.reported(folder);
        assertThat(diff(library, "1", "2")).isEqualTo(new Result(1, "", "还没有汇总过，没有可以比较的批次。\n"));
        library.run();
        Result result = diff(library, "1", "7");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("没有第7批。用 fubiao runs 查看有哪些批次。");
    }
}
