package org.fubiao.job.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.fubiao.compute.Compute;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.job.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake in a job folder is reported, all in one go, each with its place and what to do. */
class MistakesTest {
    private static final Path JOBS = Path.of("src/test/resources/jobs");

    private static Compute compute;

    @TempDir
    private Path root;

    /** Below a folder of its own, since other jobs stand beside a job. */
    private Path folder;

    @BeforeAll
    static void start() {
        compute = new Compute();
    }

    @AfterAll
    static void stop() {
        compute.close();
    }

    @BeforeEach
    void writeSmallJob() throws IOException {
        folder = root.resolve("small");
        write("job.yml", "title: 小任务\noffice: 办公室\nperiod: month\n");
        write("units.csv", "代码,名称,类别\nA,甲局,部门\n");
        write("forms/form.yml", "form: 甲表\nfrom: [部门]\nfields:\n  数量: {type: integer}\n  日期: {type: date}\n");
    }

    @Test
    void reportsAllMistakesOfAFolder() throws IOException {
        String expected = Files.readString(JOBS.resolve("mistakes.txt"));
        assertThat(errors(JOBS.resolve("mistakes")))
                .containsExactlyElementsOf(expected.lines().toList());
    }

    @Test
    void saysOnlyOfThePeriodBeforeWhatFitsTheJob() throws IOException {
        write("measures.yml", """
                总数: {form: 甲表, value: sum(数量)}
                增长: {value: 总数 - 上期.总数}
                错年: {value: 总数 - 上年.总数}
                错月: {value: 总数 - 上月.总数}
                """);

        assertThat(errors(folder))
                .containsExactly(
                        "measures.yml:3  指标“错年”的 value：“上年.总数”的写法不能用于本任务。上一报告期的值请写成“上期.总数”。",
                        "measures.yml:4  指标“错月”的 value：“上月.总数”的写法不能用于本任务。上一报告期的值请写成“上期.总数”。");
    }

    @Test
    void saysWhatARuleCannotBlock() throws IOException {
        write("forms/form.yml", """
                form: 甲表
                from: [部门]
                fields:
                  数量: {type: integer}
                rules:
                  - {code: JB-01, check: 数量 > 0, level: warning, blocks: row}
                  - {code: JB-02, check: 数量 > 0, blocks: rows}
                  - {code: JB-03, check: 数量 > 0, level: error, blocks: unit, trial: maybe}
                """);
        write("forms/matrix.yml", """
                form: 乙表
                from: [部门]
                rows: [年初, 年末]
                columns:
                  数量: {type: integer}
                rules:
                  - {code: YB-01, down: 年初 <= 年末, blocks: row}
                """);
        write("measures.yml", "总数: {form: 甲表, value: sum(数量)}\n");
        write("reconciliations.yml", """
                - {code: DZ-01, title: 一致, left: 总数, right: 总数, by: kind, blocks: unit}
                - {code: DZ-02, title: 一致, left: 总数, right: 总数, blocks: form}
                - {code: DZ-03, title: 一致, left: 总数, right: 总数, level: note, blocks: unit}
                """);

        assertThat(errors(folder))
                .containsExactly(
                        "forms/form.yml:6  规则“JB-01”的 blocks：“row”会使数据不计入汇总，而 level 是“warning”。请把 level 改为 error，或删去 blocks。",
                        "forms/form.yml:7  规则“JB-02”的 blocks：写的是“rows”，应为 row、form、unit、nothing 之一。是否想写“row”？",
                        "forms/form.yml:8  规则“JB-03”的 trial：写的是“maybe”，应为 true 或 false。",
                        "forms/matrix.yml:7  规则“YB-01”的 blocks：写的是“row”，应为 form、unit、nothing 之一。",
                        "reconciliations.yml:1  对账“DZ-01”的 blocks：不是逐单位比较，不知道是哪个单位的数据。请写 by: unit，或删去 blocks。",
                        "reconciliations.yml:2  对账“DZ-02”的 blocks：写的是“form”，应为 unit、nothing 之一。",
                        "reconciliations.yml:3  对账“DZ-03”的 blocks：“unit”会使数据不计入汇总，而 level 是“note”。请把 level 改为 error，或删去 blocks。");
    }

    @Test
    void readsWhatARuleBlocks() throws IOException {
        write("forms/form.yml", """
                form: 甲表
                from: [部门]
                fields:
                  数量: {type: integer}
                rules:
                  - {code: JB-01, check: 数量 > 0, blocks: row}
                  - {code: JB-02, check: 数量 > 1, blocks: form, trial: true}
                  - {code: JB-03, check: 数量 > 2, level: note, blocks: nothing}
                """);

        assertThat(JobLoader.load(folder, compute).form("form").rules())
                .extracting(Rule::blocks, Rule::consequence, Rule::severity)
                .containsExactly(
                        tuple(Consequence.ROW, Consequence.ROW, Severity.ERROR),
                        tuple(Consequence.FORM, Consequence.NOTHING, Severity.WARNING),
                        tuple(Consequence.NOTHING, Consequence.NOTHING, Severity.NOTE));
    }

    @Test
    void acceptsBothNamesOfThePeriodBeforeInAYearlyJob() throws IOException {
        write("job.yml", "title: 小任务\noffice: 办公室\nperiod: year\n");
        write("measures.yml", """
                总数: {form: 甲表, value: sum(数量)}
                增长: {value: 总数 - 上期.总数}
                增幅: {value: 总数 - 上年.总数}
                """);

        assertThat(JobLoader.load(folder, compute).measures()).hasSize(3);
    }

    @Test
    void refusesToCompareAnAnswerWithAText() throws IOException {
        write("forms/form.yml", """
                form: 甲表
                from: [部门]
                fields:
                  停产整顿: {type: yes-no}
                rules:
                  - {code: X-1, check: 停产整顿 = 'yes'}
                  - {code: X-2, check: "coalesce(停产整顿, false) = '否定'"}
                """);
        write("measures.yml", "停产数: {form: 甲表, value: count(*), where: 停产整顿 = '是'}\n");

        assertThat(errors(folder))
                .containsExactly(
                        "forms/form.yml:6  规则“X-1”的 check：“停产整顿”是“是/否”字段，不能与文字相比。请直接写 停产整顿 或 not 停产整顿。",
                        "forms/form.yml:7  规则“X-2”的 check：文字“否定”不能当作是非值。请检查引号中的内容。",
                        "measures.yml:1  指标“停产数”的 where：“停产整顿”是“是/否”字段，不能与文字相比。请直接写 停产整顿 或 not 停产整顿。");
    }

    @Test
    void saysOnlyThatMeasuresAreMissing() throws IOException {
        write("reconciliations.yml", "- {code: DZ-1, title: 一致, left: 甲数, right: 乙数}\n");
        write("appendices/01.yml", """
                title: 附表1
                rows: {unit: [部门]}
                columns: [甲数, {title: 占比, ratio: [甲数, 乙数]}]
                chart: {kind: pie, columns: [甲数]}
                """);
        write("figures.yml", "- {id: F1, measure: 甲数, say: \"{}项\"}\n");

        assertThat(errors(folder)).containsExactly("measures.yml  缺少此文件（指标：每个数字怎样算出）。请新建。");
    }

    @Test
    void wantsACellForEveryFigure() throws IOException {
        write("measures.yml", "甲数: {form: 甲表, value: count(*)}\n乙数: {form: 甲表, value: sum(数量)}\n");
        write("appendices/01.yml", """
                title: 附表1
                rows: {unit: [部门]}
                columns: [甲数, {title: 平均, ratio: [乙数, 甲数]}]
                """);
        write("figures.yml", "- {id: F1, measure: 甲数, say: \"{}项\"}\n- {id: F2, measure: 乙数, say: \"{}项\"}\n");

        assertThat(errors(folder))
                .containsExactly("figures.yml:2  报告数字“F2”的 measure：没有一张附表列出指标“乙数”，报告数字没有出处。"
                        + "请在附表中加上这一栏；占比等可另建一张附表，写 rows: {measures: [乙数]}。");
    }

    @Test
    void saysWhatIsWrongWithChecksOfPlausibility() throws IOException {
        write("measures.yml", "甲数: {form: 甲表, value: count(*)}\n总量: {form: 甲表, value: sum(数量)}\n");
        write("plausibility.yml", """
                - {code: HL-01, title: 无限度, measure: 甲数}
                - {code: HL-01, title: 编号重复, measure: 甲书, change: {ratio: 0.5, at-least: 1}}
                - {code: SJ-01, title: 负数, measure: 甲数, change: {ratio: -0.5, at-least: -1}}
                - {code: HL-04, title: 缺下限, measure: 甲数, correction: {ratio: 很多}}
                - {code: HL-05, title: 两种, measure: 甲数, change: {ratio: 0.5, at-least: 1}, peers: {at-least: 1}}
                - {code: HL-06, title: 限度为零, measure: 甲数, peers: {at-least: 1, limit: 0, fewest: 2, among: region}}
                - {code: HL-07, title: 自除, measure: 甲数, peers: {at-least: 1, per: 甲数}}
                - {code: HL-08, title: 错指标, measure: 甲数, peers: {at-least: 1, per: 总亮}}
                - {code: HL-09, title: 错级别, measure: 甲数, level: error, change: {ratio: 0.5, at-least: 1}}
                """);

        assertThat(errors(folder))
                .containsExactly(
                        "plausibility.yml:1  第1个合理性审核：缺少 change、peers、correction 之一。请写明其中一个。",
                        "plausibility.yml:2  合理性审核“HL-01”的 code：编号“HL-01”重复，plausibility.yml 第1行已用。请换一个编号。",
                        "plausibility.yml:2  合理性审核“HL-01”的 measure：没有指标“甲书”。是否想写“甲数”？",
                        "plausibility.yml:3  合理性审核“SJ-01”的 code：编号“SJ-01”重复，系统的审核问题“无法识别报表”已用。请换一个编号。",
                        "plausibility.yml:3  合理性审核“SJ-01”的 change 的 ratio：写的是“-0.5”，不能小于 0。",
                        "plausibility.yml:3  合理性审核“SJ-01”的 change 的 at-least：写的是“-1”，不能小于 0。",
                        "plausibility.yml:4  合理性审核“HL-04”的 correction：缺少 at-least（相差不少于多少才提示，免得小数目的正常波动也要说明）。请补上。",
                        "plausibility.yml:4  合理性审核“HL-04”的 correction 的 ratio：写的是“很多”，应为数字。",
                        "plausibility.yml:5  第5个合理性审核：change、peers 只能写一个。请删去多余的。",
                        "plausibility.yml:6  合理性审核“HL-06”的 peers 的 limit：写的是“0”，限度应大于 0。通常用 3.5；省略即可。",
                        "plausibility.yml:6  合理性审核“HL-06”的 peers 的 fewest：写的是“2”，应为 3 到 9999 的整数。",
                        "plausibility.yml:6  合理性审核“HL-06”的 peers 的 among：写的是“region”，应为 kind、all 之一。",
                        "plausibility.yml:7  合理性审核“HL-07”的 peers 的 per：“甲数”就是所审核的指标，相除总是 1。请写另一个指标，如户数、人数。",
                        "plausibility.yml:8  合理性审核“HL-08”的 peers 的 per：没有指标“总亮”。是否想写“总量”？",
                        "plausibility.yml:9  合理性审核“HL-09”：不认识的键“level”。可以写的有：code、title、measure、change、message。");
    }

    @Test
    void readsChecksOfPlausibilityWithTheirDefaults() throws IOException {
        write("measures.yml", "甲数: {form: 甲表, value: count(*)}\n总量: {form: 甲表, value: sum(数量)}\n");
        write("plausibility.yml", """
                - {code: HL-01, title: 变动, measure: 甲数, change: {ratio: 0.5, at-least: 10}, message: 请说明}
                - {code: HL-02, title: 偏离, measure: 总量, peers: {at-least: 3, per: 甲数}}
                - {code: HL-03, title: 偏离, measure: 总量, peers: {at-least: 3, limit: 5, among: all, fewest: 4}}
                - {code: HL-04, title: 更正, measure: 甲数, correction: {ratio: 0, at-least: 0}}
                """);

        assertThat(JobLoader.load(folder, compute).plausibility())
                .containsExactly(
                        new PlausibilityCheck(
                                "HL-01",
                                "变动",
                                "甲数",
                                new PlausibilityCheck.LastPeriod(new BigDecimal("0.5"), BigDecimal.TEN),
                                "请说明"),
                        new PlausibilityCheck(
                                "HL-02",
                                "偏离",
                                "总量",
                                new PlausibilityCheck.Peers(new BigDecimal("3.5"), new BigDecimal(3), true, 8, "甲数"),
                                ""),
                        new PlausibilityCheck(
                                "HL-03",
                                "偏离",
                                "总量",
                                new PlausibilityCheck.Peers(new BigDecimal(5), new BigDecimal(3), false, 4, null),
                                ""),
                        new PlausibilityCheck(
                                "HL-04",
                                "更正",
                                "甲数",
                                new PlausibilityCheck.FormerVersion(BigDecimal.ZERO, BigDecimal.ZERO),
                                ""));
    }

    @Test
    void refusesToCompareMonthsThatAreNotThoseOfThePeriodBefore() throws IOException {
        write("measures.yml", "甲数: {form: 甲表, value: count(*)}\n");
        write("appendices/01.yml", """
                title: 附表1
                rows: {field: 日期}
                columns: [甲数, {title: 增减, change: 甲数}]
                """);

        assertThat(errors(folder))
                .containsExactly("appendices/01.yml:2  rows 的 field：按月分行时，各月在上月没有对应的数，不能比较。"
                        + "请删去 change 和 period: previous 的栏目，或改用其他字段分行。");
    }

    @Test
    void acceptsAJobThatOnlyCollects() {
        assertThat(JobLoader.load(folder, compute).forms()).hasSize(1);
    }

    @Test
    void saysSoIfThereIsNoFolder() {
        assertThat(errors(folder.resolve("none")))
                .containsExactly(folder.resolve("none") + "  没有这个文件夹。汇总任务的文件夹中应有 job.yml。");
    }

    @Test
    void saysWhichFilesAreMissing() throws IOException {
        Files.delete(folder.resolve("job.yml"));
        Files.delete(folder.resolve("units.csv"));
        Files.delete(folder.resolve("forms/form.yml"));
        assertThat(errors(folder))
                .containsExactly(
                        "forms  没有报表。请在此文件夹中为每张报表建一个 .yml 文件。",
                        "job.yml  缺少此文件（汇总任务的名称、发布单位、报告期）。请新建。",
                        "units.csv  缺少此文件。请新建，文件名以 job.yml 中所写为准。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a: b: c | job.yml:1  不符合 YAML 的写法。一行里多了一个冒号：含冒号的文字要加引号，或检查上一行的缩进。",
                "a: [b | job.yml:1  不符合 YAML 的写法。括号或引号不成对，或列表中少了逗号。",
                "- a | job.yml:1  写的是列表，应为“键: 值”，可用的键有 title、office、period、schedule、receipts、units。",
                "~~ | job.yml  文件是空的，应为“键: 值”，可用的键有 title、office、period、schedule、receipts、units。请填写，或删去此文件。",
                "a: &x [*x] | job.yml  引用（*）绕成了圈。请改为直接书写。",
            })
    void saysWhatIsWrongWithAFile(String text, String expected) throws IOException {
        write("job.yml", text);
        assertThat(errors(folder)).containsExactly(expected);
    }

    @Test
    void leavesOutWhatFollowsFromAFileThatCannotBeRead() throws IOException {
        write("forms/other.yml", "form: 乙表\nfields: [\n");
        write("measures.yml", "甲数: {form: 乙表, value: sum(数)}\n比: {value: 甲数 / 2}\n");
        assertThat(errors(folder)).singleElement().asString().startsWith("forms/other.yml:");
    }

    @Test
    void tellsHowToSaveUnitsInUtf8() throws IOException {
        Files.write(folder.resolve("units.csv"), "代码,名称,类别\nA,甲局,部门\n".getBytes(Charset.forName("GB18030")));
        assertThat(errors(folder)).containsExactly("units.csv  不是 UTF-8 编码。请另存为 UTF-8（Excel 中选“CSV UTF-8”）。");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(select count(*) from read_csv('/etc/passwd')) > 0",
                "exists (from read_text('/etc/passwd'))",
                "数量 in (select 1)",
                "true from read_csv('/etc/passwd')",
                "true) from read_csv('/etc/passwd') where (true",
                "true union all select true",
                "true limit 1",
                "true; drop table 甲表",
                "true -- 完",
                "true /* 完 */",
                "true as 名称",
                "true, false",
                "数量 > random()",
                "日期 < today()",
                "日期 < now()",
                "getvariable('x') = 1",
                "current_setting('threads') = '1'",
                "count(*) over () > 1",
                "数量 > ?",
                "数量 > $1",
                "数量 = #1",
                "columns(*) > 1",
                "_row > 1",
                "rowid > 1",
            })
    void refusesWhatIsNoPlainExpression(String condition) throws IOException {
        Files.writeString(
                folder.resolve("forms/form.yml"),
                "rules:\n  - code: R1\n    check: |\n      " + condition + "\n",
                StandardOpenOption.APPEND);
        assertThat(errors(folder)).singleElement().asString().startsWith("forms/form.yml:8  规则“R1”的 check：");
    }

    @Test
    void aWaiverNamesWhatThereIsAndIsGrantedByAnother() throws IOException {
        write("forms/form.yml", """
                form: 甲表
                from: [部门]
                key: [数量, 日期]
                fields:
                  数量: {type: integer}
                  日期: {type: date}
                rules:
                  - {code: X-1, check: 数量 > 0}
                  - {code: X-2, check: 数量 > 1, level: warning}
                  - {code: X-4, check: 数量 > 2, blocks: row}
                  - {code: X-5, check: 数量 > 3, blocks: form}
                """);
        write("forms/rows.yml", "form: 乙表\nfrom: [部门]\nrows: [年初, 年末]\ncolumns:\n  数量: {type: integer}\n");
        String rest = "reason: 特批, asked: 张三, granted: 李四, until: 2024-12-31}\n";
        write(
                "waivers.yml",
                "- {rule: X-1, unit: 甲局, form: 甲表, item: [1, 2023-01-01], field: 数量, periods: [2023-12], " + rest
                        + "- {rule: X-1, unit: 甲局, reason: 特批, asked: 张三, granted: 张三, until: 2024-12-31}\n"
                        + "- {rule: X-2, unit: 甲局, " + rest
                        + "- {rule: X-3, unit: 甲局, " + rest
                        + "- {rule: XT-01, unit: 甲局, " + rest
                        + "- {rule: X-1, unit: 乙局, " + rest
                        + "- {rule: X-1, unit: 甲局, form: 甲表, item: 1, " + rest
                        + "- {rule: X-1, unit: 甲局, item: 年初, " + rest
                        + "- {rule: X-1, unit: 甲局, form: 乙表, item: 年中, field: 数, periods: [2023], " + rest
                        + "- {rule: X-1, unit: 甲局, reason: 特批, asked: 张三, granted: 李四, until: 2024-02-30}\n"
                        + "- {rule: X-4, unit: 甲局, form: 甲表, item: [1, 2023-01-01], " + rest
                        + "- {rule: X-4, unit: 甲局, form: 甲表, field: 数量, " + rest
                        + "- {rule: X-5, unit: 甲局, form: 甲表, item: [1, 2023-01-01], " + rest
                        + "- {rule: GX-01, unit: 甲局, " + rest
                        + "- {rule: DZ-1, unit: 甲局, form: 甲表, " + rest);
        write("measures.yml", "数: {form: 甲表, value: sum(数量)}\n");
        write("reconciliations.yml", "- {code: DZ-1, title: 两数相等, left: 数, right: 数, by: unit}\n");

        assertThat(errors(folder))
                .containsExactly(
                        "waivers.yml:2  豁免“X-1”的 granted：批准人“张三”就是申请人。豁免须由申请人以外的人批准。",
                        "waivers.yml:3  豁免“X-2”的 rule：“X-2”的级别是警告，只有错误才需要豁免。请由单位在回执中写情况说明。",
                        "waivers.yml:4  豁免“X-3”的 rule：没有编号为“X-3”的审核规则、对账或审核问题。是否想写“X-1”？",
                        "waivers.yml:5  豁免“XT-01”的 rule：“XT-01”是系统、规则定义或单位名册的问题，不能豁免。请排除问题后重新运行。",
                        "waivers.yml:6  豁免“X-1”的 unit：没有报送单位“乙局”。是否想写“甲局”？",
                        "waivers.yml:7  豁免“X-1”的 item：“甲表”的关键字段有2个（数量、日期），写了1个值。请逐个写明它们的值。",
                        "waivers.yml:8  豁免“X-1”的 item：写了 item 而没有写 form，不知是哪张报表的行。请写明 form。",
                        "waivers.yml:9  豁免“X-1”的 item：“乙表”没有项目“年中”。是否想写“年初”？",
                        "waivers.yml:9  豁免“X-1”的 field：“乙表”没有字段“数”。可以写的有：数量。",
                        "waivers.yml:9  豁免“X-1”的 periods 第1项：写的是“2023”，不是本任务的报告期。请写成 2023-12 的样子。",
                        "waivers.yml:10  豁免“X-1”的 until：写的是“2024-02-30”，没有这一天。请写成 2024-01-20。",
                        "waivers.yml:12  豁免“X-4”的 field：不满足“X-4”时该行不计入，不能只豁免一栏。请删去 field。",
                        "waivers.yml:13  豁免“X-5”的 item：不满足“X-5”时该表不计入，不能只豁免一行。请删去 item。",
                        "waivers.yml:14  豁免“GX-01”的 rule：“GX-01”是系统、规则定义或单位名册的问题，不能豁免。请排除问题后重新运行。",
                        "waivers.yml:15  豁免“DZ-1”的 form：“DZ-1”是对账，不属于哪一张报表。请删去 form。");
    }

    @Test
    void reconciliationsAndUnitsMustMakeSense() throws IOException {
        write("units.csv", "代码,名称,类别,原代码\nA,甲局,部门,X;Y\nB,乙局,部门,A;Y\n");
        write("measures.yml", """
                甲数: {form: 甲表, value: sum(数量), rounded: 0.01}
                乙数: {form: 甲表, value: count(*), rounded: 1}
                丙数: {form: 甲表, value: sum(数量) / count(*), rounded: 1}
                丁数: {form: 甲表, value: max(数量), rounded: -1}
                戊数: {value: 甲数 + 乙数, rounded: 1}
                己数: {form: 甲表, value: sum(数量 * 2), rounded: 1}
                """);
        write("reconciliations.yml", """
                - {code: DZ-1, title: 甲, left: 甲数, right: 甲数, by: level}
                - {code: DZ-2, title: 乙, left: 甲数, right: 甲数, of: ../nowhere}
                - {code: DZ-3, title: 丙, left: 甲数, right: 甲数, relative: -0.1}
                """);

        assertThat(errors(folder))
                .containsExactly(
                        "measures.yml:2  指标“乙数”的 rounded：不知道“count(*)”的各数舍入后相差多少。只用于一个栏目的 sum、avg、min、max、median 和 cell；条件写在 where 中。",
                        "measures.yml:3  指标“丙数”的 rounded：不知道“sum(数量) / count(*)”的各数舍入后相差多少。只用于一个栏目的 sum、avg、min、max、median 和 cell；条件写在 where 中。",
                        "measures.yml:4  指标“丁数”的 rounded：写的是“-1”，应大于 0。",
                        "measures.yml:5  指标“戊数”的 rounded：由其他指标算出的指标没有这一项。请写在它所用的指标中。",
                        "measures.yml:6  指标“己数”的 rounded：不知道“sum(数量 * 2)”的各数舍入后相差多少。只用于一个栏目的 sum、avg、min、max、median 和 cell；条件写在 where 中。",
                        "reconciliations.yml:1  对账“DZ-1”的 by：名册中没有单位有上级，无从逐级比较。请在名册的“上级”列写明隶属关系，或写 by: unit。",
                        "reconciliations.yml:2  对账“DZ-2”的 of：没有汇总任务“../nowhere”。",
                        "reconciliations.yml:3  对账“DZ-3”的 relative：写的是“-0.1”，允许的差额不能小于 0。",
                        "units.csv:3  单位“乙局”：原代码“A”仍在第2行。原代码是已不再使用的代码，请为那一行写上终止期，或删去其中一处。",
                        "units.csv:3  单位“乙局”：原代码“Y”已写在第2行。一个单位拆分后，上期的数不知归谁，请只写在一行，或都不写。");
    }

    @Test
    void unitsMustNotCollideInAnyPeriod() throws IOException {
        write("units.csv", """
                代码,名称,上级,类别,原代码,起始期,终止期
                A,甲局,,部门,,,2022-12
                B,乙局,,部门,A,2023-02,
                B,乙委,,部门,,2022-01,2023-02
                C,丙局,A,部门,,,
                F,甲局,,部门,,2022-12,
                G,己局,,部门,A,2024-01,
                """);

        assertThat(errors(folder))
                .containsExactly(
                        "units.csv:4  单位“乙委”：代码“B”重复，第3行已有。代码必须唯一；一个单位分两行写的，起止期不能重叠。",
                        "units.csv:5  单位“丙局”：上级“A”不是每一期都在名册中。请改正上级或起止期；换了上级的单位，分两行写。",
                        "units.csv:6  单位“甲局”：“甲局”也指第2行的单位，无法区分。名称、别名和代码在各单位间不得重复。",
                        "units.csv:7  单位“己局”：原代码“A”已写在第3行。一个单位拆分后，上期的数不知归谁，请只写在一行，或都不写。");
    }

    @Test
    void aNameThatWentFromOneUnitToAnotherNeedsACode() throws IOException {
        write("units.csv", """
                代码,名称,类别,起始期,终止期
                A,甲局,部门,,2022-12
                B,甲局,部门,2023-01,
                """);
        write("waivers.yml", """
                - {rule: TX-01, unit: 甲局, reason: 试, asked: 张, granted: 王, until: 2099-12-31}
                - {rule: TX-01, unit: B, reason: 试, asked: 张, granted: 王, until: 2099-12-31}
                """);

        assertThat(errors(folder)).containsExactly("waivers.yml:1  豁免“TX-01”的 unit：“甲局”先后是代码A、B的单位。请写代码。");
    }

    @Test
    void aMailAddressIsOnePlainAddress() throws IOException {
        write("units.csv", """
                代码,名称,类别,邮箱
                A,甲局,部门,a@x.gov.cn
                B,乙局,部门,"a@x.cn, b@x.cn"
                C,丙局,部门,丙 <c@x.cn>
                D,丁局,部门,
                """);

        assertThat(errors(folder))
                .contains(
                        "units.csv:3  单位“乙局”：邮箱写的是“a@x.cn, b@x.cn”，不是邮箱地址。请只写一个地址，如 tj@example.gov.cn；没有的空着。",
                        "units.csv:4  单位“丙局”：邮箱写的是“丙 <c@x.cn>”，不是邮箱地址。请只写一个地址，如 tj@example.gov.cn；没有的空着。");
    }

    @Test
    void whatCollidesIsNotAskedWhilePeriodsAreUnreadable() throws IOException {
        write("units.csv", """
                代码,名称,类别,起始期,终止期
                A,甲局,部门,,2022
                A,甲委,部门,去年,
                B,乙局,部门,2024-01,2023-12
                """);

        assertThat(errors(folder))
                .containsExactly(
                        "units.csv:2  单位“甲局”：终止期写的是“2022”，不是本任务的报告期。请写成 2023-12 的样子。",
                        "units.csv:3  单位“甲委”：起始期写的是“去年”，不是本任务的报告期。请写成 2023-12 的样子。",
                        "units.csv:4  单位“乙局”：起始期2024-01在终止期2023-12之后。请改正其一。");
    }

    @Test
    void onlyWhatCanBeAddedUpIsTakenFromAnotherJob() throws IOException {
        write("q/job.yml", "title: 小任务\noffice: 办公室\nperiod: quarter\n");
        write("q/units.csv", "代码,名称,类别\nA,甲局,部门\n");
        write("q/forms/form.yml", "form: 甲表\nfrom: [部门]\nfields:\n  数量: {type: integer}\n");
        write("q/measures.yml", "甲数: {form: 甲表, value: sum(数量)}\n");
        write("monthly/job.yml", "title: 月报\noffice: 办公室\nperiod: month\n");
        write("monthly/measures.yml", """
                和: {form: 甲表, value: sum(数量)}
                均: {form: 甲表, value: avg(数量)}
                强和: {form: 甲表, value: max(数量) + 0, additive: true}
                比: {value: 和 / 均}
                格: {form: 甲表, cell: [年末, 数量]}
                """);
        write("q/reconciliations.yml", """
                - {code: DZ-1, title: 甲, left: 甲数, right: 和, of: monthly}
                - {code: DZ-2, title: 乙, left: 甲数, right: 均, of: monthly}
                - {code: DZ-3, title: 丙, left: 甲数, right: 强和, of: monthly}
                - {code: DZ-4, title: 丁, left: 甲数, right: 比, of: monthly}
                - {code: DZ-5, title: 戊, left: 甲数, right: 格, of: monthly}
                - {code: DZ-6, title: 己, left: 甲数, right: 合, of: monthly}
                """);

        assertThat(errors(folder.resolve("q")))
                .containsExactly(
                        "reconciliations.yml:2  对账“DZ-2”的 right：汇总任务“monthly”的指标“均”不是计数或合计，各期不能相加。请写由 count、sum 或 cell 得出的指标。",
                        "reconciliations.yml:4  对账“DZ-4”的 right：汇总任务“monthly”的指标“比”不是计数或合计，各期不能相加。请写由 count、sum 或 cell 得出的指标。",
                        "reconciliations.yml:6  对账“DZ-6”的 right：汇总任务“monthly”没有指标“合”。写了 of 时，right 是那个任务的一个指标。可以写的有：和、均、强和、比、格。");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> errors(Path job) {
        InvalidJobException thrown =
                catchThrowableOfType(InvalidJobException.class, () -> JobLoader.load(job, compute));
        assertThat(thrown).isNotNull();
        return thrown.errors().stream().map(DefinitionError::describe).toList();
    }
}
