package org.fubiao.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.fubiao.compute.HandMadeSnapshot.codes;
import static org.fubiao.compute.HandMadeSnapshot.demanding;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.keyed;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.matrix;
import static org.fubiao.compute.HandMadeSnapshot.rule;
import static org.fubiao.compute.HandMadeSnapshot.unit;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Rule;
import org.fubiao.job.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {
    private static final List<Unit> UNITS = List.of(unit("01", "市教育局", "部门"), unit("02", "市民政局", "部门"));

    private final FindingTally tally = new FindingTally();
    private List<RuleOutcome> outcomes = List.of();

    @Test
    void requiredFieldThatIsEmpty() {
        check(
                list("f", "台账", List.of(), List.of(demanding("编码", FieldType.TEXT, true, null, null, null))),
                s -> s.part("f", "01", "教育.csv").row(2, "A").row(3, new Object[] {null}));

        assertThat(only())
                .returns("JY-01", Finding::code)
                .returns("教育.csv A3", f -> f.place().describe())
                .returns("01", Finding::unit)
                .returns("f", Finding::form)
                .returns("编码", Finding::field)
                .returns("“编码”为必填项，此处为空，请补填。", Finding::message);
    }

    @Test
    void patternMustMatchAsAWhole() {
        check(
                list("f", "台账", List.of(), List.of(demanding("编码", FieldType.TEXT, false, "[0-9]{3}", null, null))),
                s -> s.part("f", "01", "a.csv").row(2, "123").row(3, "1234").row(4, new Object[] {null}));

        assertThat(only().message()).isEqualTo("“编码”填报为“1234”，不符合规定格式（[0-9]{3}），请核对。");
    }

    @Test
    void codeOutsideItsList() {
        check(
                list("f", "台账", List.of(), List.of(codes("类型", "许可", "备案"))),
                s -> s.part("f", "01", "a.csv").row(2, "许可").row(3, "审批"));

        assertThat(only())
                .returns("审批", Finding::value)
                .returns("许可、备案", Finding::expected)
                .returns("“类型”填报为“审批”，应为下列之一：许可、备案。请改填其中一项。", Finding::message);
    }

    @Test
    void valuesBeyondTheirBounds() {
        check(
                list(
                        "f",
                        "台账",
                        List.of(),
                        List.of(
                                demanding("件数", FieldType.INTEGER, false, null, "0", null),
                                demanding("占比", FieldType.PERCENT, false, null, null, "1"))),
                s -> s.part("f", "01", "a.csv")
                        .row(2, -1L, new BigDecimal("0.5"))
                        .row(3, 0L, new BigDecimal("1.2")));

        assertThat(findings())
                .extracting(Finding::code, f -> f.place().cell(), Finding::message)
                .containsExactlyInAnyOrder(
                        tuple("JY-04", "A2", "“件数”填报为 -1，应不小于 0，请核对。"),
                        tuple("JY-05", "B3", "“占比”填报为 120%，应不大于 100%，请核对。"));
    }

    @Test
    void ruleOverTheFieldsOfARow() {
        Rule rule = rule("FW-01", Rule.Kind.ROW, "承诺时限 <= 法定时限", Severity.WARNING, "承诺时限不得超过法定时限");
        check(
                list(
                        "f",
                        "台账",
                        List.of(),
                        List.of(field("承诺时限", FieldType.INTEGER), field("法定时限", FieldType.INTEGER)),
                        rule),
                s -> s.part("f", "01", "a.csv").row(2, 5L, 10L).row(3, 20L, 15L).row(4, 20L, null));

        assertThat(outcomes).containsExactly(new RuleOutcome("FW-01", "f", 3, 1, 1));
        assertThat(only())
                .returns(Severity.WARNING, Finding::severity)
                .returns("A3", f -> f.place().cell())
                .returns("承诺时限", Finding::field)
                .returns("20", Finding::value)
                .returns("不大于 15", Finding::expected)
                .returns("承诺时限不得超过法定时限（承诺时限=20，法定时限=15）", Finding::message);
    }

    @Test
    void ruleAcrossAMatrixRowNamesTheItemAndBothSides() {
        Rule rule = rule("CN-02", Rule.Kind.ROW, "市级 + 区级 = 合计", Severity.ERROR, "市级与区级之和应等于合计");
        check(
                matrix(
                        "m",
                        "变动情况",
                        List.of(),
                        List.of("年初", "年末"),
                        List.of(
                                field("市级", FieldType.INTEGER),
                                field("区级", FieldType.INTEGER),
                                field("合计", FieldType.INTEGER)),
                        rule),
                s -> s.part("m", "01", "a.csv").row(4, "年初", 1L, 2L, 3L).row(5, "年末", 5L, 7L, 13L));

        assertThat(only())
                .returns("D5", f -> f.place().cell())
                .returns("合计", Finding::field)
                .returns("13", Finding::value)
                .returns("12", Finding::expected)
                .returns("“年末”行：市级与区级之和应等于合计（市级=5，区级=7，合计=13；左边 12，右边 13，相差 1）", Finding::message);
    }

    @Test
    void ruleDownTheColumnsOfAMatrix() {
        Rule rule = rule("CN-01", Rule.Kind.DOWN, "年初 + 新增 - 取消 = 年末", Severity.ERROR, "年初加新增减取消应等于年末");
        check(
                matrix(
                        "m",
                        "变动情况",
                        List.of(),
                        List.of("年初", "新增", "取消", "年末"),
                        List.of(field("市级", FieldType.INTEGER), field("金额", FieldType.DECIMAL)),
                        rule),
                s -> {
                    s.part("m", "01", "a.csv")
                            .row(4, "年初", 10L, new BigDecimal("1.50"))
                            .row(5, "新增", 5L, new BigDecimal("0.50"))
                            .row(6, "取消", 3L, new BigDecimal("0"))
                            .row(7, "年末", 13L, new BigDecimal("2.00"));
                    s.part("m", "02", "b.csv").row(4, "年初", 10L, null).row(5, "新增", 5L, null);
                });

        assertThat(outcomes).containsExactly(new RuleOutcome("CN-01", "m", 4, 1, 2));
        assertThat(only())
                .returns("B7", f -> f.place().cell())
                .returns("市级", Finding::field)
                .returns("13", Finding::value)
                .returns("12", Finding::expected)
                .returns("“市级”列：年初加新增减取消应等于年末（年初=10，新增=5，取消=3，年末=13；左边 12，右边 13，相差 1）", Finding::message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            甲 + 乙 - 丙 = 丁 | D2 | 丁 | 30 | 35         | （甲=20，乙=20，丙=5，丁=30；左边 35，右边 30，相差 5）
            丁 = 甲 + 乙 - 丙 | D2 | 丁 | 30 | 35         | （丁=30，甲=20，乙=20，丙=5；左边 30，右边 35，相差 5）
            甲 + 乙 = 丙 + 丁 | A2 | 甲 | 左边 40 | 等于右边 35 | （甲=20，乙=20，丙=5，丁=30；左边 40，右边 35，相差 5）
            甲 + 乙 < 丙 + 丁 | A2 | 甲 | 左边 40 | 小于右边 35 | （甲=20，乙=20，丙=5，丁=30；左边 40，右边 35，相差 5）
            丁 <= 甲         | D2 | 丁 | 30 | 不大于 20     | （丁=30，甲=20）
            丙 = 甲          | C2 | 丙 | 5 | 20            | （丙=5，甲=20）
            甲 + 丙 >= 丁    | D2 | 丁 | 30 | 不大于 25     | （甲=20，丙=5，丁=30；左边 25，右边 30，相差 5）
            100 < 丁         | D2 | 丁 | 30 | 大于 100      | （丁=30；左边 100，右边 30，相差 70）
            abs(甲 - 丁 / 7) <= 0.5 | A2 | 甲 | 相差 15.71 | 不大于 0.5 | （甲=20，丁=30；相差 15.71，应不大于 0.5）
            丁 <= 10         | D2 | 丁 | 30 | 不大于 10     | （丁=30；左边 30，右边 10，相差 20）
            """)
    void aRulePointsAtTheCellWhoseValueItTells(
            String condition, String cell, String field, String value, String expected, String detail) {
        Rule row = rule("X-1", Rule.Kind.ROW, condition, Severity.ERROR, "请核对");
        List<Field> fields = Stream.of("甲", "乙", "丙", "丁")
                .map(name -> field(name, FieldType.INTEGER))
                .toList();
        check(
                list("f", "台账", List.of(), fields, row),
                s -> s.part("f", "01", "a.csv").row(2, 20L, 20L, 5L, 30L));

        assertThat(only())
                .returns(cell, f -> f.place().cell())
                .returns(field, Finding::field)
                .returns(value, Finding::value)
                .returns(expected, Finding::expected)
                .returns("请核对" + detail, Finding::message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            期初 + 新增 - 整改 = 期末 | B7 | 30 | 35
            期末 = 期初 + 新增 - 整改 | B7 | 30 | 35
            期初 + 新增 = 整改 + 期末 | B4 | 左边 40 | 等于右边 35
            期末 <= 期初            | B7 | 30 | 不大于 20
            期初 >= 期末            | B4 | 20 | 不小于 30
            """)
    void aRuleDownAColumnPointsAtTheItemWhoseValueItTells(
            String condition, String cell, String value, String expected) {
        Rule down = rule("X-1", Rule.Kind.DOWN, condition, Severity.ERROR, "请核对");
        check(
                matrix(
                        "m",
                        "变动情况",
                        List.of(),
                        List.of("期初", "新增", "整改", "期末"),
                        List.of(field("件数", FieldType.INTEGER)),
                        down),
                s -> s.part("m", "01", "a.csv")
                        .row(4, "期初", 20L)
                        .row(5, "新增", 20L)
                        .row(6, "整改", 5L)
                        .row(7, "期末", 30L));

        assertThat(only())
                .returns(cell, f -> f.place().cell())
                .returns(value, Finding::value)
                .returns(expected, Finding::expected);
    }

    @Test
    void aShareIsComparedAsAPercentage() {
        Rule rule = rule("X-1", Rule.Kind.ROW, "占比 = 办结 / 受理", Severity.ERROR, "请核对");
        check(
                list(
                        "f",
                        "台账",
                        List.of(),
                        List.of(
                                field("办结", FieldType.INTEGER),
                                field("受理", FieldType.INTEGER),
                                field("占比", FieldType.PERCENT)),
                        rule),
                s -> s.part("f", "01", "a.csv").row(2, 1L, 4L, new BigDecimal("0.5000")));

        assertThat(only())
                .returns("C2", f -> f.place().cell())
                .returns("50%", Finding::value)
                .returns("25%", Finding::expected);
    }

    @Test
    void aCellThatCouldNotBeReadIsNotEmptyAsWell() {
        FindingCode typing = FindingCode.NOT_A_NUMBER;
        tally.add(new Finding(
                typing.code(),
                typing.severity(),
                "01",
                "f",
                Place.cell("a.csv", "", 3, 0),
                "件数",
                "三件",
                "整数",
                "“件数”应填整数，填报内容为“三件”"));
        check(list("f", "台账", List.of(), List.of(demanding("件数", FieldType.INTEGER, true, null, null, null))), s -> {
            s.part("f", "01", "a.csv").row(2, 1L).row(3, new Object[] {null}).row(4, new Object[] {null});
            s.part("f", "02", "b.csv").row(3, new Object[] {null});
        });

        assertThat(findings())
                .extracting(Finding::code, f -> f.place().describe())
                .containsExactlyInAnyOrder(
                        tuple("TX-01", "a.csv A3"), tuple("JY-01", "a.csv A4"), tuple("JY-01", "b.csv A3"));
        assertThat(tally.count(Severity.ERROR)).isEqualTo(3);
    }

    @Test
    void theCountOfEmptyCellsIsTrueBehindManyThatCouldNotBeRead() {
        FindingCode typing = FindingCode.NOT_A_NUMBER;
        for (int row = 2; row < 202; row++) {
            tally.add(new Finding(
                    typing.code(), typing.severity(), "01", "f", Place.cell("a.csv", "", row, 0), "件数", "无", "整数", ""));
        }
        check(list("f", "台账", List.of(), List.of(demanding("件数", FieldType.INTEGER, true, null, null, null))), s -> {
            var part = s.part("f", "01", "a.csv");
            for (int row = 2; row < 205; row++) {
                part.row(row, new Object[] {null});
            }
        });

        assertThat(tally.groups())
                .extracting(Group::code, Group::count)
                .containsExactlyInAnyOrder(tuple("TX-01", 200L), tuple("JY-01", 3L));
        assertThat(findings())
                .filteredOn(f -> f.code().equals("JY-01"))
                .extracting(Finding::message)
                .containsExactly("“件数”为必填项，有 3 处为空，请补填。");
    }

    @Test
    void aRuleThatIsNoComparisonShowsWhatItMet() {
        Rule rule = rule("X-1", Rule.Kind.ROW, "甲 > 0 OR 乙", Severity.ERROR, "甲应大于0，或者乙为是");
        check(
                list("f", "台账", List.of(), List.of(field("甲", FieldType.INTEGER), field("乙", FieldType.YES_NO)), rule),
                s -> s.part("f", "01", "a.csv").row(2, 0L, false));

        assertThat(only().message()).isEqualTo("甲应大于0，或者乙为是（甲=0，乙=否）");
    }

    @Test
    void aBrokenRuleStopsNoOther() {
        Rule broken = rule("X-1", Rule.Kind.ROW, "CAST(编码 AS INTEGER) > 0", Severity.ERROR, "编码应为正数");
        Rule sound = rule("X-2", Rule.Kind.ROW, "编码 <> 'B'", Severity.ERROR, "编码不得为B");
        check(
                list("f", "台账", List.of(), List.of(field("编码", FieldType.TEXT)), broken, sound),
                s -> s.part("f", "01", "a.csv").row(2, "A").row(3, "B"));

        assertThat(outcomes).containsExactly(new RuleOutcome("X-2", "f", 2, 1, 0));
        assertThat(findings()).extracting(Finding::code).containsExactlyInAnyOrder("XT-01", "X-2");
        assertThat(findings().stream().filter(f -> f.code().equals("XT-01")).findFirst())
                .get()
                .extracting(Finding::message)
                .asString()
                .isEqualTo("“台账”的审核规则 X-1 执行时出错，未能审核，其他规则不受影响；请任务维护人员检查规则定义。原因：文字“A”不能当作整数");
    }

    @Test
    void divisionByZeroIsUndecided() {
        Rule rule = rule("X-1", Rule.Kind.ROW, "甲 / 乙 <= 1", Severity.ERROR, "");
        check(
                list("f", "台账", List.of(), List.of(field("甲", FieldType.INTEGER), field("乙", FieldType.INTEGER)), rule),
                s -> s.part("f", "01", "a.csv").row(2, 1L, 0L).row(3, 3L, 2L));

        assertThat(outcomes).containsExactly(new RuleOutcome("X-1", "f", 2, 1, 1));
        assertThat(only().message()).isEqualTo("不符合审核规则“甲 / 乙 <= 1”（甲=3，乙=2；左边 1.5，右边 1，相差 0.5）");
    }

    @Test
    void keyUsedTwiceInAUnitNamesTheOtherPlace() {
        Form form = list("f", "台账", List.of(), List.of(field("编码", FieldType.TEXT)));
        check(keyed(form, Form.KeyScope.UNIT, "编码"), s -> {
            s.part("f", "01", "a.csv").row(2, "A").row(3, "B").row(4, "A").row(5, new Object[] {null});
            s.part("f", "02", "b.csv").row(2, "A");
        });

        assertThat(only())
                .returns("JY-06", Finding::code)
                .returns("a.csv A4", f -> f.place().describe())
                .returns("“编码”为“A”，与 a.csv 第2行 重复，同一单位内不得重复，请核对后删除或更正。", Finding::message);
    }

    @Test
    void keyUsedTwiceInTheJob() {
        Form form = list("f", "台账", List.of(), List.of(field("编码", FieldType.TEXT)));
        check(keyed(form, Form.KeyScope.JOB, "编码"), s -> {
            s.part("f", "02", "b.csv").row(2, "A");
            s.part("f", "01", "a.csv").row(2, "A");
        });

        assertThat(only())
                .returns("b.csv A2", f -> f.place().describe())
                .returns("“编码”为“A”，与 a.csv 第2行 重复，各单位之间不得重复，请核对后删除或更正。", Finding::message);
    }

    @Test
    void declaredTotalsAndSubtotals() {
        check(
                amounts(),
                s -> s.part("f", "01", "a.csv")
                        .row(2, "甲", 1L)
                        .row(3, "乙", 2L)
                        .total(4, "S", "小计", 3L)
                        .row(5, "丙", 4L)
                        .row(6, "丁", null)
                        .total(7, "S", "小计", 5L)
                        .total(8, "T", "合计", 8L));

        assertThat(findings())
                .extracting(Finding::code, f -> f.place().cell(), Finding::message)
                .containsExactlyInAnyOrder(
                        tuple("JY-07", "B8", "“件数”的合计填报为 8，各行相加为 7，多 1，请核对明细或更正合计。"),
                        tuple("JY-08", "B7", "“件数”的小计填报为 5，各行相加为 4，多 1，请核对明细或更正小计。"));
    }

    @Test
    void roundedRowsMayDifferFromTheirRoundedTotal() throws SQLException {
        Form form = list("f", "台账", List.of(), List.of(field("名称", FieldType.TEXT), field("金额", FieldType.DECIMAL)));
        Measure amount = new Measure("金额", "f", "sum(金额)", null, "万元", 2, new BigDecimal("0.01"), true);
        Job job = job(UNITS, List.of(form), List.of(amount), List.of(), List.of(), List.of());
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            snapshot.part("f", "01", "a.csv")
                    .row(2, "甲", new BigDecimal("1.33"))
                    .row(3, "乙", new BigDecimal("1.33"))
                    .total(4, "T", "合计", new BigDecimal("2.67"));
            snapshot.part("f", "02", "b.csv")
                    .row(2, "甲", new BigDecimal("1.33"))
                    .row(3, "乙", new BigDecimal("1.33"))
                    .total(4, "T", "合计", new BigDecimal("2.68"));
            Checker.check(job, FormRows.opened(snapshot.connection()), tally);
        }

        assertThat(only())
                .returns("b.csv B4", f -> f.place().describe())
                .returns("“金额”的合计填报为 2.68，各行相加为 2.66，多 0.02（舍入最多相差 0.015），请核对明细或更正合计。", Finding::message);
    }

    @Test
    void subtotalsMayStandAboveTheirRowsOrOverOtherSubtotals() {
        check(amounts(), s -> {
            s.part("f", "01", "a.csv")
                    .total(2, "T", "合计", 10L)
                    .total(3, "S", "小计", 3L)
                    .row(4, "甲", 3L)
                    .total(5, "S", "小计", 7L)
                    .row(6, "乙", 7L);
            s.part("f", "02", "b.csv")
                    .row(2, "甲", 1L)
                    .total(3, "S", "小计", 1L)
                    .row(4, "乙", 2L)
                    .total(5, "S", "小计", 2L)
                    .total(6, "S", "两项小计", 3L)
                    .total(7, "T", "合计", 3L);
        });

        assertThat(findings()).isEmpty();
    }

    @Test
    void countsAreTrueThoughOnlySomeRowsAreKept() {
        Rule rule = rule("X-1", Rule.Kind.ROW, "甲 > 0", Severity.ERROR, "应大于0");
        check(list("f", "台账", List.of(), List.of(field("甲", FieldType.INTEGER)), rule), s -> {
            HandMadeSnapshot.PartFiller part = s.part("f", "01", "a.csv");
            for (int row = 250; row > 1; row--) {
                part.row(row, 0L);
            }
        });

        Group group = tally.groups().get(0);
        assertThat(group.count()).isEqualTo(249);
        assertThat(group.examples()).hasSize(FindingTally.KEPT);
        assertThat(group.examples().get(0).place().row()).isEqualTo(2);
        assertThat(group.examples().get(99).place().row()).isEqualTo(101);
    }

    private static Form amounts() {
        return list("f", "台账", List.of(), List.of(field("名称", FieldType.TEXT), field("件数", FieldType.INTEGER)));
    }

    private void check(Form form, Consumer<HandMadeSnapshot> fill) {
        Job job = job(UNITS, List.of(form));
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            fill.accept(snapshot);
            outcomes = Checker.check(job, FormRows.opened(snapshot.connection()), tally);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Finding> findings() {
        return tally.groups().stream()
                .flatMap(group -> group.examples().stream())
                .toList();
    }

    private Finding only() {
        assertThat(findings()).hasSize(1);
        return findings().get(0);
    }
}
