package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.batch.Library;
import org.fubiao.batch.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a job in words, how often they fired, and their rehearsal over past periods. */
class RulesCommandTest {
    private static final String RULES = """
              - {code: HD-02, check: not (活动类型 = '讲座') or 参加人次 >= 50, level: warning, trial: true, message: 讲座人数偏少}
              - {code: HD-03, check: 参加人次 < 0, level: note, message: 写反了}
              - {code: HD-04, check: 参加人次 >= 30, blocks: row, message: 不少于三十人}
              - {code: HD-05, check: 参加人次 * 2 < 50, level: note, message: 少于二十五人}
            """;

    @TempDir
    private Path folder;

    private record Result(int code, String out, String err) {}

    private static Result rules(Library library, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(args));
        all.addAll(List.of("--jobs=" + library.jobs(), "--work=" + library.work()));
        int code = FubiaoCli.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    private static void addRules(Library library) throws Exception {
        Path form = library.jobs().resolve("library/forms/events.yml");
        library.define("forms/events.yml", Files.readString(form) + RULES);
    }

    @Test
    void allRulesAreSaidInWords() {
        Result result = rules(Library.empty(folder));

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("公共图书馆年度统计附表　审核规则共13条：任务自定2条，对账1条，其余来自报表栏目的填写要求\n还没有汇总过，或者以前的输出已不在，没有触发次数。\n")
                .contains("\n读者活动台账\n  JY-01  错误  “活动编号”“活动类型”“举办日期”必填\n      改法：补填\n")
                .contains("\n  JY-03  错误  “活动类型”为下列之一：讲座、展览、培训\n")
                .contains("\n  JY-06  错误  “活动编号”在本单位内不得重复\n")
                .contains("\n  HD-01  警告  参加人次 > 0\n      改法：活动没有人参加，请核对参加人次\n")
                .contains("\n  GC-01  错误  每一栏：上年末 + 本年新增 = 本年末\n")
                .contains("\n对账\n  DZ-01  错误  图书不少于活动。总数：活动场次 = 活动场次\n");
    }

    @Test
    void countsAndAnExampleComeFromTheLatestRun() throws Exception {
        Library library = Library.reported(folder);
        addRules(library);
        library.put("市图书馆/读者活动台账.csv", Library.events(0, 3).replace("讲座", "聚会"));
        library.run();

        Result result = rules(library);

        assertThat(result.out())
                .contains("触发次数取自各期最近完成的一批：2023年（第1批）。")
                .contains(
                        "  JY-03  错误  “活动类型”为下列之一：讲座、展览、培训\n      改法：改填选项之一\n      2023年触发1次\n      例：市图书馆/读者活动台账.csv B4：")
                .contains("“活动类型”填报为“聚会”，应为下列之一：讲座、展览、培训。请改填其中一项。\n")
                .contains("  HD-02  警告，试行，不影响汇总  ")
                .contains("  HD-04  错误，该行不计入  参加人次 ≥ 30\n      改法：不少于三十人\n      2023年触发10次\n");
        assertThat(Outputs.csv(library.latest().resolve("rules.csv")))
                .filteredOn(row -> "HD-04".equals(row.get("code")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("form", "读者活动台账")
                        .containsEntry("rule", "参加人次 ≥ 30")
                        .containsEntry("severity", "error")
                        .containsEntry("blocks", "row")
                        .containsEntry("trial", "no")
                        .containsEntry("checked", "21")
                        .containsEntry("fired", "10")
                        .containsEntry("undecided", "0"));
    }

    @Test
    void aRehearsalTriesTheRulesOfTodayOnWhatWasReportedThen() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        addRules(library);
        var published = library.published();

        Result result = rules(library, "--against", "2022..2023");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE_WITH_ERRORS);
        assertThat(result.out())
                .startsWith("2022年没有汇总完成的批次，未能预演。\n公共图书馆年度统计附表　规则预演：2023年（第1批，35行）\n")
                .contains("  互相矛盾：4对。")
                .contains("    HD-03 与 HD-04　按定义：前者要求 参加人次 < 0，后者要求 参加人次 >= 30\n")
                .contains("    HD-03 与 “参加人次”的定义　按定义：前者要求 参加人次 < 0，后者要求 参加人次 ≥ 0\n")
                .contains("    HD-04 与 HD-05　按数据：20次判断中，符合前者的10次都不符合后者，符合后者的10次都不符合前者\n")
                .contains("  总是触发：1条。凡能判定的都不符合，可能写反了，或者各单位都理解错了。\n    HD-03　参加人次 < 0\n")
                .contains("  全部未能判定：无\n")
                .containsPattern("HD-04 +读者活动台账 +20 +10 +0 +该行不计入");
        assertThat(result.out()
                        .substring(result.out().indexOf("从未触发"), result.out().indexOf("全部未能判定")))
                .contains("HD-01", "GC-01", "DZ-01")
                .doesNotContain("HD-02");
        assertThat(library.published()).isEqualTo(published);
        assertThat(rules(library, "--against", "2023").code()).isEqualTo(ExitCode.DONE_WITH_ERRORS);
    }

    @Test
    void aFormThatChangedSinceIsNamedInsteadOfRehearsed() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        Path form = library.jobs().resolve("library/forms/events.yml");
        library.define("forms/events.yml", Files.readString(form).replace("rules:", "  地点: {type: text}\nrules:"));

        Result result = rules(library, "--against", "2023");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("  2023年未能预演 《读者活动台账》：表式在该期之后改动过，请先重新汇总该期\n")
                .contains("  没有可审核的数据：1条。没有单位报送有关的报表。\n    HD-01　")
                .containsPattern("GC-01 +馆藏变动表 +10 +0 +0");
    }

    @Test
    void aFieldOfAnotherTypeIsAChangeToo() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        library.define("forms/events.yml", "参加人次: {type: integer, uom: 人次, min: 0}", "参加人次: {type: decimal, scale: 2}");

        assertThat(rules(library, "--against", "2023").out()).contains("  2023年未能预演 《读者活动台账》：表式在该期之后改动过，请先重新汇总该期\n");
    }

    @Test
    void checksOfPlausibilityAreRulesToo() throws Exception {
        Library library = Library.reported(folder);
        library.define("plausibility.yml", """
                - {code: HL-01, title: 与上年相比, measure: 活动场次, change: {ratio: 0.5, at-least: 2}, message: 请核实}
                - {code: HL-02, title: 与同类相比, measure: 活动场次, peers: {at-least: 1}}
                - {code: HL-03, title: 与原稿相比, measure: 活动场次, correction: {ratio: 0.2, at-least: 1}}
                """);
        library.run();

        assertThat(rules(library).out())
                .contains("公共图书馆年度统计附表　审核规则共16条：任务自定2条，对账1条，合理性审核3条，其余来自报表栏目的填写要求")
                .contains("\n合理性\n  HL-01  警告  与上年相比。逐单位：活动场次比上年公布数变动不超过50%（相差不到2场的不算）\n      改法：请核实\n")
                .contains("  HL-02  警告  与同类相比。逐单位：活动场次在同类单位中偏离程度（修正z值）不超过3.5（相差不到1场的不算）\n")
                .contains("  HL-03  警告  与原稿相比。逐单位：活动场次更正前后变动不超过20%（相差不到1场的不算），超过的应说明更正原因\n");
        assertThat(rules(library, "--against", "2023").out())
                .containsPattern("HL-01 +合理性 +5 +0 +5 ")
                .containsPattern("HL-02 +合理性 +5 +0 +5 ")
                .doesNotContain("HL-03");
    }

    @Test
    void aRangeThatIsNoneIsExplained() {
        Library library = Library.empty(folder);

        assertThat(rules(library, "--against", "2023..2022").err())
                .startsWith("--against 应写作 2022..2023，前一期在前，而不是“2023..2022”\n");
        assertThat(rules(library, "--against", "2023-Q1").err())
                .startsWith("--against 应写作 2022..2023 或 2023，而不是“2023-Q1”\n");
        Result none = rules(library, "--against", "2023");
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).isEqualTo("“公共图书馆年度统计附表”还没有汇总过，没有可以预演的数据。\n");
    }
}
