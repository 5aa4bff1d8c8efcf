package org.fubiao.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.measure;
import static org.fubiao.totals.Reconciling.IN_YUAN;
import static org.fubiao.totals.Reconciling.WAN;
import static org.fubiao.totals.Reconciling.YEAR;
import static org.fubiao.totals.Reconciling.YUAN;
import static org.fubiao.totals.Reconciling.check;
import static org.fubiao.totals.Reconciling.dec;
import static org.fubiao.totals.Reconciling.findings;
import static org.fubiao.totals.Reconciling.rounded;
import static org.fubiao.totals.Reconciling.run;
import static org.fubiao.totals.Reconciling.unit;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Reconciliation.By;
import org.fubiao.job.Reconciliation.Other;
import org.fubiao.job.Unit;
import org.fubiao.totals.MeasureValue.Level;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.junit.jupiter.api.Test;

/** Intervals instead of exact numbers, three outcomes, levels of the tree of units, other periods. */
class ReconcilerTest {
    private static final List<Unit> FLAT =
            List.of(unit("a", "甲区", null, "区"), unit("b", "乙区", null, "区"), unit("c", "丙区", null, "区"));

    @Test
    void aRoundedValueStandsForItsInterval() {
        // 1234567.00 yuan are 123.4567 ten thousand, which is reported as 123.46: 33 yuan apart, at most 50.
        Job job = job(
                FLAT,
                List.of(YUAN, WAN),
                List.of(IN_YUAN, rounded("万元", "wan", "sum(万元数)", "0.01")),
                List.of(check("DZ-1", "元", "万元 * 10000", By.UNIT, "0", "0")),
                List.of(),
                List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a", "a").row(2, dec("1234567.00"));
            s.part("wan", "a", "a").row(2, dec("123.46"));
            s.part("yuan", "b", "b").row(2, dec("1234549.00"));
            s.part("wan", "b", "b").row(2, dec("123.46"));
            // Three rounded values may be off three times as much.
            s.part("yuan", "c", "c").row(2, dec("3703550.00"));
            s.part("wan", "c", "c").row(2, dec("123.46")).row(3, dec("123.46")).row(4, dec("123.45"));
        });

        assertThat(results)
                .extracting(
                        ReconciliationResult::name,
                        ReconciliationResult::outcome,
                        r -> r.margin().intValueExact())
                .containsExactly(
                        tuple("甲区", Outcome.HOLDS, 50),
                        tuple("乙区", Outcome.FAILS, 50),
                        tuple("丙区", Outcome.HOLDS, 150));
        assertThat(results.get(1).difference()).isEqualByComparingTo("51");
        assertThat(findings(job, results))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("乙区“核对DZ-1”不成立：元为1234549，万元 × 10000为1234600，少51（舍入最多相差 50）");
    }

    @Test
    void aDerivedMeasureIsComparedBeforeItIsRoundedToBePublished() {
        Measure tenThousands = new Measure("折万元", null, "元 / 10000", null, "万元", 0, true);
        Measure third = new Measure("三分之一", null, "元 / 3", null, "元", 0, true);
        Measure seventh = new Measure("七分之一", null, "元 / 7", null, "元", 0, true);
        Measure tiny = new Measure("极小", null, "1 / 元 / 元 / 元", null, "", 0, true);
        Measure product = new Measure("积", null, "极小 * 极小 * 七分之一", null, "", 0, true);
        Job job = job(
                FLAT,
                List.of(YUAN, WAN),
                List.of(IN_YUAN, measure("万元", "wan", "sum(万元数)", null), tenThousands, third, seventh, tiny, product),
                List.of(
                        check("DZ-1", "折万元", "万元", By.UNIT, "0", "0"),
                        check("DZ-2", "三分之一 * 3", "元", By.UNIT, "0", "0"),
                        check("DZ-3", "七分之一 * 7", "元", By.UNIT, "0", "0")),
                List.of(),
                List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a", "a").row(2, dec("123500.00"));
            s.part("wan", "a", "a").row(2, dec("12.35"));
            s.part("yuan", "b", "b").row(2, dec("123500.00"));
            s.part("wan", "b", "b").row(2, dec("12.36"));
            s.part("yuan", "c", "c").row(2, dec("9000001.00"));
        });

        assertThat(results)
                .extracting(r -> r.definition().code(), ReconciliationResult::name, ReconciliationResult::outcome)
                .contains(
                        tuple("DZ-1", "甲区", Outcome.HOLDS),
                        tuple("DZ-1", "乙区", Outcome.FAILS),
                        tuple("DZ-2", "甲区", Outcome.HOLDS),
                        tuple("DZ-2", "乙区", Outcome.HOLDS),
                        tuple("DZ-3", "甲区", Outcome.HOLDS),
                        tuple("DZ-3", "丙区", Outcome.HOLDS));
        assertThat(findings(job, results))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("乙区“核对DZ-1”不成立：折万元为12.35，万元为12.36，少0.01");
    }

    @Test
    void whatWasRoundedToBePublishedForThePeriodBeforeStandsForItsInterval() {
        Measure share = new Measure("占比", null, "元 / 100", null, "", 0, false);
        Job job = job(
                FLAT,
                List.of(YUAN),
                List.of(IN_YUAN, share),
                List.of(check("DZ-1", "占比", "上年.占比", By.UNIT, "0", "0"), check("DZ-2", "元", "上年.元", By.UNIT, "0", "0")),
                List.of(),
                List.of());
        MeasureValues previous = MeasureValues.of(List.of(
                new MeasureValue("占比", Level.UNIT, "a", dec("1")),
                new MeasureValue("占比", Level.UNIT, "b", dec("1")),
                new MeasureValue("元", Level.UNIT, "a", dec("92")),
                new MeasureValue("元", Level.UNIT, "b", dec("160"))));
        List<ReconciliationResult> results = run(
                job,
                s -> {
                    s.part("yuan", "a", "a").row(2, dec("93.00"));
                    s.part("yuan", "b", "b").row(2, dec("160.00"));
                },
                previous,
                Elsewhere.NONE);

        assertThat(results)
                .filteredOn(result -> result.outcome() != Outcome.UNDECIDED)
                .extracting(
                        r -> r.definition().code(),
                        ReconciliationResult::name,
                        ReconciliationResult::outcome,
                        r -> r.margin().toPlainString())
                .containsExactly(
                        tuple("DZ-1", "甲区", Outcome.HOLDS, "0.5"),
                        tuple("DZ-1", "乙区", Outcome.FAILS, "0.5"),
                        tuple("DZ-2", "甲区", Outcome.FAILS, "0"),
                        tuple("DZ-2", "乙区", Outcome.HOLDS, "0"));
    }

    @Test
    void aReasonOfWhatIsOnTrialIsOnTrialToo() {
        Job whole = tree("b", true);
        Job job = job(
                whole.units(),
                whole.forms(),
                whole.measures(),
                whole.reconciliations().stream()
                        .map(one -> new Reconciliation(
                                one.code(),
                                one.title(),
                                one.left(),
                                one.right(),
                                one.by(),
                                one.tolerance(),
                                one.relative(),
                                one.of(),
                                one.level(),
                                one.message(),
                                one.blocks(),
                                true))
                        .toList(),
                List.of(),
                List.of());

        assertThat(findings(job, run(job, s -> fill(s, true))))
                .singleElement()
                .returns("GX-01", Finding::code)
                .returns(Severity.WARNING, Finding::severity)
                .satisfies(finding -> assertThat(finding.message()).startsWith("【试行】名册中“二街”的上级是"));
    }

    @Test
    void theWiderOfBothTolerancesCounts() {
        Job job = job(
                FLAT,
                List.of(YUAN, WAN),
                List.of(IN_YUAN, measure("万元", "wan", "sum(万元数)", null)),
                List.of(check("DZ-1", "元", "万元", By.UNIT, "2", "0.01")),
                List.of(),
                List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a", "a").row(2, dec("1000"));
            s.part("wan", "a", "a").row(2, dec("990"));
            s.part("yuan", "b", "b").row(2, dec("989"));
            s.part("wan", "b", "b").row(2, dec("1000"));
            s.part("yuan", "c", "c").row(2, dec("12"));
            s.part("wan", "c", "c").row(2, dec("10"));
        });

        assertThat(results)
                .extracting(ReconciliationResult::outcome)
                .containsExactly(Outcome.HOLDS, Outcome.FAILS, Outcome.HOLDS);
    }

    @Test
    void whatCannotBeDecidedSaysWhy() {
        Job job = job(
                FLAT,
                List.of(YUAN, WAN),
                List.of(IN_YUAN, measure("万元", "wan", "sum(万元数)", null)),
                List.of(
                        check("DZ-1", "元", "万元", By.UNIT, "0", "0"),
                        check("DZ-2", "元", "万元", By.TOTAL, "0", "0"),
                        check("DZ-3", "元", "上年.元", By.TOTAL, "0", "0")),
                List.of(),
                List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a", "a").row(2, dec("5"));
            s.part("wan", "a", "a").row(2, dec("5"));
            s.part("yuan", "b", "b").row(2, dec("7"));
        });

        assertThat(results)
                .extracting(
                        r -> r.definition().code(),
                        ReconciliationResult::name,
                        ReconciliationResult::outcome,
                        ReconciliationResult::reason)
                .containsExactly(
                        tuple("DZ-1", "甲区", Outcome.HOLDS, ""),
                        tuple("DZ-1", "乙区", Outcome.UNDECIDED, "未报送“支出表”"),
                        tuple("DZ-1", "丙区", Outcome.UNDECIDED, "未报送“支出台账”；未报送“支出表”"),
                        tuple("DZ-2", "全部单位", Outcome.UNDECIDED, "乙区未报送“支出表”，两方所含的单位不同"),
                        tuple("DZ-3", "全部单位", Outcome.UNDECIDED, "2022年尚未汇总"));
        assertThat(findings(job, results)).isEmpty();
    }

    /** 市 has 甲 and 乙 below it, each with two 街道; the register may have them otherwise. */
    private static Job tree(String parentOfThird, boolean withFourth) {
        List<Unit> units = new ArrayList<>(List.of(
                unit("s", "某市", null, "市"),
                unit("a", "甲区", "s", "区"),
                unit("b", "乙区", "s", "区"),
                unit("a1", "一街", "a", "街道"),
                unit("a2", "二街", parentOfThird, "街道"),
                unit("b1", "三街", "b", "街道")));
        if (withFourth) {
            units.add(unit("b2", "四街", "b", "街道"));
        }
        List<Form> forms = List.of(YUAN);
        List<Measure> measures = new ArrayList<>();
        List<Reconciliation> checks = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            measures.add(measure("数" + i, "yuan", "sum(金额 * " + i + ")", null));
            checks.add(check("DZ-" + i, "数" + i, "数" + i, By.LEVEL, "0", "0"));
        }
        return job(units, forms, measures, checks, List.of(), List.of());
    }

    private static void fill(HandMadeSnapshot s, boolean withFourth) {
        s.part("yuan", "a1", "a1").row(2, dec("10"));
        s.part("yuan", "a2", "a2").row(2, dec("20"));
        s.part("yuan", "b1", "b1").row(2, dec("30"));
        if (withFourth) {
            s.part("yuan", "b2", "b2").row(2, dec("40"));
        }
        s.part("yuan", "a", "a").row(2, dec("30"));
        s.part("yuan", "b", "b").row(2, dec("70"));
        s.part("yuan", "s", "s").row(2, dec("100"));
    }

    @Test
    void parentsAgreeWithTheirChildren() {
        Job job = tree("a", true);
        List<ReconciliationResult> results = run(job, s -> fill(s, true));

        assertThat(results).hasSize(18).allMatch(result -> result.outcome() == Outcome.HOLDS);
    }

    @Test
    void oneWrongParentIsOneReason() {
        Job job = tree("b", true);
        List<ReconciliationResult> results = run(job, s -> fill(s, true));

        assertThat(results).filteredOn(r -> r.outcome() == Outcome.FAILS).hasSize(12);
        assertThat(findings(job, results))
                .singleElement()
                .returns("GX-01", Finding::code)
                .returns(Severity.ERROR, Finding::severity)
                .returns(
                        "名册中“二街”的上级是“乙区”，但有6项核对表明它应是“甲区”的下级：“乙区”的下级之和多出的、“甲区”的下级之和缺少的，正好是“二街”的数。"
                                + "请核对名册（units.csv）中它的“上级”；改正后，同因的12处不符即消除，不再逐项列出",
                        Finding::message);
    }

    @Test
    void aMistakeOfItsOwnIsStillReportedBesideTheReason() {
        Job job = tree("b", true);
        List<ReconciliationResult> results = run(job, s -> {
            fill(s, true);
            s.part("yuan", "b2", "again").row(3, dec("0"));
            s.part("yuan", "s", "again").row(3, dec("1"));
        });

        assertThat(findings(job, results))
                .extracting(Finding::code)
                .contains("GX-01")
                .hasSize(2);
    }

    @Test
    void aUnitThatIsNotInTheRegisterIsOneReason() {
        Job job = tree("a", false);
        List<ReconciliationResult> results = run(job, s -> fill(s, false));

        assertThat(results).filteredOn(r -> r.outcome() == Outcome.FAILS).hasSize(6);
        assertThat(findings(job, results))
                .singleElement()
                .returns("GX-02", Finding::code)
                .extracting(Finding::message)
                .isEqualTo(
                        "“乙区”的6项核对，下级之和都小于本级数：可能是本级数多汇了某个下级，也可能是名册缺少它的下级单位。请“乙区”核对本级报表；报表无误的，由汇总单位核对名册（units.csv）是否列全；同因的6处不符不再逐项列出");
    }

    @Test
    void aMistakeInOneSumIsNoReason() {
        Job job = job(
                tree("a", true).units(),
                List.of(YUAN, WAN),
                List.of(IN_YUAN, measure("万元", "wan", "sum(万元数)", null)),
                List.of(check("DZ-1", "元", "元", By.LEVEL, "0", "0"), check("DZ-2", "万元", "万元", By.LEVEL, "0", "0")),
                List.of(),
                List.of());
        List<ReconciliationResult> results = run(job, s -> {
            fill(s, true);
            s.part("yuan", "a", "more").row(3, dec("5"));
        });

        assertThat(results)
                .filteredOn(r -> r.outcome() == Outcome.FAILS)
                .extracting(ReconciliationResult::key)
                .containsExactly("s", "a");
        assertThat(findings(job, results))
                .extracting(Finding::code, Finding::unit)
                .containsExactly(tuple("DZ-1", "s"), tuple("DZ-1", "a"));
        assertThat(findings(job, results).get(1).message()).isEqualTo("甲区“核对DZ-1”不成立：本级元为35，下级元之和为30，多5");
    }

    @Test
    void aChildThatDidNotReportLeavesItsParentUndecided() {
        Job job = tree("a", true);
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a1", "a1").row(2, dec("10"));
            s.part("yuan", "a", "a").row(2, dec("30"));
        });

        assertThat(results)
                .filteredOn(result -> result.key().equals("a"))
                .allSatisfy(result -> assertThat(result)
                        .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                        .returns("下级二街未报送“支出台账”", ReconciliationResult::reason));
    }

    @Test
    void quartersAddUpToTheYear() {
        Other quarters = new Other("quarterly", "quarterly", PeriodKind.QUARTER);
        Reconciliation check = new Reconciliation(
                "DZ-1",
                "全年与各季之和",
                "元",
                "季支出",
                By.UNIT,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                quarters,
                Severity.ERROR,
                "请核对各季报表",
                Consequence.NOTHING,
                false);
        Job job = job(FLAT, List.of(YUAN), List.of(IN_YUAN), List.of(check), List.of(), List.of());
        Consumer<HandMadeSnapshot> year = s -> {
            s.part("yuan", "a", "a").row(2, dec("10"));
            s.part("yuan", "b", "b").row(2, dec("11"));
            s.part("yuan", "c", "c").row(2, dec("12"));
        };
        List<Elsewhere.Published> all = new ArrayList<>();
        for (Period quarter : YEAR.of(PeriodKind.QUARTER)) {
            List<MeasureValue> values = new ArrayList<>();
            for (String unit : List.of("a", "b", "c")) {
                if (!(unit.equals("c") && quarter.part() == 2)) {
                    values.add(new MeasureValue("季支出", Level.UNIT, unit, BigDecimal.valueOf(quarter.part())));
                }
            }
            all.add(new Elsewhere.Published(quarter, MeasureValues.of(values)));
        }

        List<ReconciliationResult> results = run(job, year, MeasureValues.none(), new Elsewhere(Map.of(quarters, all)));
        assertThat(results)
                .extracting(ReconciliationResult::key, ReconciliationResult::outcome, ReconciliationResult::reason)
                .containsExactly(
                        tuple("a", Outcome.HOLDS, ""),
                        tuple("b", Outcome.FAILS, ""),
                        tuple("c", Outcome.UNDECIDED, "汇总任务“quarterly”的2023年第2季度没有数"));
        assertThat(findings(job, results))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("乙区“全年与各季之和”不成立：元为11，汇总任务“quarterly”各季度季支出之和为10，多1。请核对各季报表");

        all.set(3, new Elsewhere.Published(all.get(3).period(), null));
        assertThat(run(job, year, MeasureValues.none(), new Elsewhere(Map.of(quarters, all))))
                .allSatisfy(result -> assertThat(result)
                        .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                        .satisfies(r -> assertThat(r.reason()).contains("2023年第4季度尚未汇总")));
    }

    @Test
    void openingValuesAgreeWithWhatFormerUnitsClosedWith() {
        List<Unit> units = List.of(unit("n", "新区", null, "区", "x", "y"), unit("m", "明区", null, "区", "z"));
        Measure mean = new Measure("均数", null, "元 / 件", null, "", 1, false);
        Job job = job(
                units,
                List.of(YUAN),
                List.of(IN_YUAN, measure("件", "yuan", "count(*)", null), mean),
                List.of(check("DZ-1", "元", "上年.元", By.UNIT, "0", "0")),
                List.of(),
                List.of());
        MeasureValues previous = MeasureValues.of(List.of(
                new MeasureValue("元", Level.UNIT, "x", dec("30")),
                new MeasureValue("元", Level.UNIT, "y", dec("12")),
                new MeasureValue("元", Level.UNIT, "z", dec("7")),
                new MeasureValue("件", Level.UNIT, "x", dec("2")),
                new MeasureValue("件", Level.UNIT, "y", dec("2")),
                new MeasureValue("均数", Level.UNIT, "x", dec("15")),
                new MeasureValue("均数", Level.UNIT, "y", dec("6")),
                new MeasureValue("均数", Level.UNIT, "z", dec("3.5"))));
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            MeasureValues carried = Succession.carry(job, FormRows.opened(snapshot.connection()), previous);
            assertThat(carried.unit("元", "n")).isEqualByComparingTo("42");
            assertThat(carried.unit("均数", "n")).isEqualByComparingTo("10.5");
            assertThat(carried.unit("均数", "m")).isEqualByComparingTo("3.5");
            List<ReconciliationResult> results = run(
                    job,
                    s -> {
                        s.part("yuan", "n", "n").row(2, dec("42"));
                        s.part("yuan", "m", "m").row(2, dec("8"));
                    },
                    carried,
                    Elsewhere.NONE);
            assertThat(results)
                    .extracting(ReconciliationResult::key, ReconciliationResult::outcome)
                    .containsExactly(tuple("n", Outcome.HOLDS), tuple("m", Outcome.FAILS));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
