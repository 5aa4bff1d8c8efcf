package org.fubiao.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.measure;
import static org.fubiao.totals.Reconciling.IN_YUAN;
import static org.fubiao.totals.Reconciling.WAN;
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
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.Expectations;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
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

/** Totals are compared only when both are made of the same units; what is missing is never taken for nothing. */
class ComparableTest {
    private static final List<Unit> UNITS =
            List.of(unit("a", "甲区", null, "区"), unit("b", "乙区", null, "区"), unit("o", "某办", null, "市"));
    private static final Form OF_OFFICE = list("office", "汇总表", List.of("市"), List.of(field("金额", FieldType.DECIMAL)));
    private static final Form OF_DISTRICTS = list("own", "分表", List.of("区"), List.of(field("金额", FieldType.DECIMAL)));
    private static final Measure ALL = measure("全部", "office", "sum(金额)", null);
    private static final Measure OWN = measure("自报", "own", "sum(金额)", null);

    @Test
    void whoNeedNotReportASideIsSaidSo() {
        Job job = checked(UNITS, check("DZ-1", "自报", "全部", By.UNIT, "0", "0"));
        assertThat(run(job, s -> s.part("own", "a", "a").row(2, dec("3"))))
                .singleElement()
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("无须报送“汇总表”", ReconciliationResult::reason);
    }

    private static MeasureValue of(String measure, String unit, String value) {
        return new MeasureValue(measure, Level.UNIT, unit, dec(value));
    }

    private static MeasureValue total(String measure, String value) {
        return new MeasureValue(measure, Level.TOTAL, "", dec(value));
    }

    private static MeasureValue kind(String measure, String kind, String value) {
        return new MeasureValue(measure, Level.KIND, kind, dec(value));
    }

    private static Job checked(List<Unit> units, Reconciliation... checks) {
        return job(units, List.of(OF_OFFICE, OF_DISTRICTS), List.of(ALL, OWN), List.of(checks), List.of(), List.of());
    }

    @Test
    void oneOfficeReportsForAllAndNobodyMayBeMissing() {
        Job job = checked(UNITS, check("DZ-1", "全部", "自报", By.TOTAL, "0", "0"));
        assertThat(run(job, s -> {
                    s.part("office", "o", "o").row(2, dec("7"));
                    s.part("own", "a", "a").row(2, dec("3"));
                    s.part("own", "b", "b").row(2, dec("4"));
                }))
                .singleElement()
                .returns(Outcome.HOLDS, ReconciliationResult::outcome);
        assertThat(run(job, s -> {
                    s.part("office", "o", "o").row(2, dec("7"));
                    s.part("own", "a", "a").row(2, dec("3"));
                }))
                .singleElement()
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("乙区未报送“分表”，两方所含的单位不同", ReconciliationResult::reason);
    }

    @Test
    void openingTotalsAreOfTheUnitsThatClosed() {
        Job job = checked(
                UNITS,
                check("DZ-1", "自报", "上年.自报", By.TOTAL, "0", "0"),
                check("DZ-2", "自报", "上年.自报", By.KIND, "0", "0"));
        MeasureValues same = MeasureValues.of(
                List.of(of("自报", "a", "3"), of("自报", "b", "4"), kind("自报", "区", "7"), total("自报", "7")));
        MeasureValues withoutB = MeasureValues.of(List.of(of("自报", "a", "7"), kind("自报", "区", "7"), total("自报", "7")));
        MeasureValues withAnother = MeasureValues.of(List.of(
                of("自报", "a", "3"), of("自报", "b", "3"), of("自报", "gone", "1"), kind("自报", "区", "7"), total("自报", "7")));

        assertThat(reasons(job, same))
                .containsExactly(tuple("DZ-1", Outcome.HOLDS, ""), tuple("DZ-2", Outcome.HOLDS, ""));
        assertThat(reasons(job, withoutB))
                .containsExactly(
                        tuple("DZ-1", Outcome.UNDECIDED, "乙区2022年没有公布相应的数，两方所含的单位不同"),
                        tuple("DZ-2", Outcome.UNDECIDED, "乙区2022年没有公布相应的数，两方所含的单位不同"));
        assertThat(reasons(job, withAnother))
                .containsExactly(
                        tuple("DZ-1", Outcome.UNDECIDED, "2022年公布的数含有现名册以外或已改类别的单位，不作比较；属更名、合并的，请在名册中填写“原代码”"),
                        tuple("DZ-2", Outcome.UNDECIDED, "2022年公布的数含有现名册以外或已改类别的单位，不作比较；属更名、合并的，请在名册中填写“原代码”"));
    }

    private static List<Tuple> reasons(Job job, MeasureValues prior) {
        return run(
                        job,
                        s -> {
                            s.part("own", "a", "a").row(2, dec("3"));
                            s.part("own", "b", "b").row(2, dec("4"));
                        },
                        prior,
                        Elsewhere.NONE)
                .stream()
                .map(result -> tuple(result.definition().code(), result.outcome(), result.reason()))
                .toList();
    }

    private static final Other HALVES = new Other("halves", "halves", PeriodKind.QUARTER);

    private static Reconciliation ofOtherJob() {
        return new Reconciliation(
                "DZ-1",
                "全年与各期之和",
                "自报",
                "期数",
                By.TOTAL,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                HALVES,
                Severity.ERROR,
                "",
                Consequence.NOTHING,
                false);
    }

    private static ReconciliationResult ofOther(List<MeasureValue> first, List<MeasureValue> second) {
        Reconciliation check = ofOtherJob();
        List<Unit> units = List.of(unit("a", "甲区", null, "区", "old"), unit("b", "乙区", null, "区"));
        List<Elsewhere.Published> published = List.of(
                new Elsewhere.Published(new Period(PeriodKind.QUARTER, 2023, 1), MeasureValues.of(first)),
                new Elsewhere.Published(new Period(PeriodKind.QUARTER, 2023, 2), MeasureValues.of(second)));
        return run(
                        checked(units, check),
                        s -> {
                            s.part("own", "a", "a").row(2, dec("3"));
                            s.part("own", "b", "b").row(2, dec("4"));
                        },
                        MeasureValues.none(),
                        new Elsewhere(Map.of(HALVES, published)))
                .get(0);
    }

    @Test
    void sumsOfAnotherJobAreOfTheSameUnits() {
        List<MeasureValue> first = List.of(of("期数", "old", "1"), of("期数", "b", "2"), total("期数", "3"));
        assertThat(ofOther(first, List.of(of("期数", "a", "2"), of("期数", "b", "2"), total("期数", "4"))))
                .returns(Outcome.HOLDS, ReconciliationResult::outcome);
        assertThat(ofOther(first, List.of(of("期数", "a", "4"), total("期数", "4"))))
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("乙区在汇总任务“halves”的2023年第2季度没有数，两方所含的单位不同", ReconciliationResult::reason);
        assertThat(ofOther(
                        first, List.of(of("期数", "a", "2"), of("期数", "b", "1"), of("期数", "c", "1"), total("期数", "4"))))
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("汇总任务“halves”的数所含的单位与本任务的名册不同，请核对两个任务的名册", ReconciliationResult::reason);
    }

    @Test
    void aKindThatTheOtherJobDoesNotKnowIsPartOfOneSideOnly() {
        Reconciliation check = ofOtherJob();
        List<Unit> units =
                List.of(unit("a", "甲区", null, "区"), unit("b", "乙区", null, "区"), unit("k", "开发区", null, "功能区"));
        Form form = list("own", "分表", List.of("区", "功能区"), List.of(field("金额", FieldType.DECIMAL)));
        Job job = job(units, List.of(form), List.of(OWN), List.of(check), List.of(), List.of());
        List<Elsewhere.Published> published = List.of(new Elsewhere.Published(
                new Period(PeriodKind.QUARTER, 2023, 1),
                MeasureValues.of(List.of(of("期数", "a", "3"), of("期数", "b", "4"), total("期数", "7")))));
        assertThat(run(
                        job,
                        s -> {
                            s.part("own", "a", "a").row(2, dec("3"));
                            s.part("own", "b", "b").row(2, dec("4"));
                            s.part("own", "k", "k").row(2, dec("1"));
                        },
                        MeasureValues.none(),
                        new Elsewhere(Map.of(HALVES, published))))
                .singleElement()
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("开发区在汇总任务“halves”的2023年第1季度没有数，两方所含的单位不同", ReconciliationResult::reason);
    }

    @Test
    void unitsAreFoundUnderTheirFormerCodes() {
        Other quarters = new Other("q", "q", PeriodKind.QUARTER);
        Job job = checked(List.of(unit("n", "新区", null, "区", "x", "y")));
        List<Elsewhere.Published> both = List.of(
                new Elsewhere.Published(
                        new Period(PeriodKind.QUARTER, 2023, 1),
                        MeasureValues.of(List.of(of("数", "x", "1"), of("数", "y", "2")))),
                new Elsewhere.Published(
                        new Period(PeriodKind.QUARTER, 2023, 2), MeasureValues.of(List.of(of("数", "n", "4")))));
        List<Elsewhere.Published> partOnly = List.of(
                new Elsewhere.Published(
                        new Period(PeriodKind.QUARTER, 2023, 1), MeasureValues.of(List.of(of("数", "x", "1")))),
                both.get(0));
        Set<Slot> slots = Set.of(Slot.unit("n"));

        assertThat(new Elsewhere(Map.of(quarters, both))
                        .sums(job, quarters, "数", slots)
                        .values())
                .containsOnly(Map.entry(Slot.unit("n"), dec("7")));
        Elsewhere.Sums sums = new Elsewhere(Map.of(quarters, partOnly)).sums(job, quarters, "数", slots);
        assertThat(sums.values()).isEmpty();
        assertThat(sums.partly()).containsExactly(Slot.unit("n"));
        assertThat(sums.missing()).containsValue("汇总任务“q”的2023年第1季度没有数");
    }

    private static final List<Unit> FAMILY =
            List.of(unit("p", "某市", null, "市"), unit("a", "甲区", "p", "区"), unit("b", "乙区", "p", "区"));

    private static List<Reconciliation> levels(int count, String right) {
        List<Reconciliation> checks = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            checks.add(check("DZ-" + i, "元", right, By.LEVEL, "0", "0"));
        }
        return checks;
    }

    @Test
    void aChildThatIsExemptLeavesItsParentUndecided() {
        Expectations exempt = new Expectations(
                null,
                Expectations.DatedBy.RECEIVED,
                Map.of(),
                List.of(),
                List.of(new Expectations.Exemption("b", "yuan", null, "新设", "某办")));
        Job job = job(FAMILY, List.of(YUAN), List.of(IN_YUAN), levels(3, "元"), List.of(), List.of());
        Job withExemption = new Job(
                job.id(),
                job.folder(),
                job.title(),
                job.office(),
                job.periodKind(),
                job.schedule(),
                job.receipts(),
                job.register(),
                job.units(),
                job.forms(),
                job.measures(),
                job.reconciliations(),
                job.appendices(),
                job.figures(),
                exempt,
                job.waivers(),
                job.plausibility(),
                job.hash());
        List<ReconciliationResult> results = run(withExemption, s -> {
            s.part("yuan", "p", "p").row(2, dec("100"));
            s.part("yuan", "a", "a").row(2, dec("60"));
        });

        assertThat(results)
                .hasSize(3)
                .allSatisfy(result -> assertThat(result)
                        .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                        .returns("下级乙区豁免报送“支出台账”", ReconciliationResult::reason));
        assertThat(findings(withExemption, results)).isEmpty();
    }

    @Test
    void aChildWithoutANumberOfTheYearBeforeLeavesItsParentUndecided() {
        Job job = job(FAMILY, List.of(YUAN), List.of(IN_YUAN), levels(3, "上年.元"), List.of(), List.of());
        List<ReconciliationResult> results = run(
                job,
                s -> s.part("yuan", "p", "p").row(2, dec("100")),
                MeasureValues.of(List.of(of("元", "a", "60"))),
                Elsewhere.NONE);

        assertThat(results)
                .hasSize(3)
                .allSatisfy(result -> assertThat(result)
                        .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                        .returns("下级乙区2022年没有公布相应的数", ReconciliationResult::reason));
    }

    @Test
    void aMergerIntoAUnitThatGoesOnIsWorthOnlyWhatAllOfThemPublished() throws SQLException {
        Measure mean = new Measure("均数", null, "元 / 件", null, "", 1, false);
        Measure count = measure("件", "yuan", "count(*)", null);
        Measure greatest = measure("最大", "yuan", "max(金额)", null);
        Job job = job(
                List.of(unit("n", "新区", null, "区", "x")),
                List.of(YUAN),
                List.of(IN_YUAN, count, greatest, mean),
                List.of(),
                List.of(),
                List.of());
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            FormRows rows = FormRows.opened(snapshot.connection());
            MeasureValues whole = Succession.carry(
                    job,
                    rows,
                    MeasureValues.of(List.of(
                            of("元", "n", "30"),
                            of("元", "x", "12"),
                            of("件", "n", "2"),
                            of("件", "x", "2"),
                            of("最大", "n", "20"),
                            of("最大", "x", "9"),
                            of("均数", "n", "15"),
                            of("均数", "x", "6"))));
            assertThat(whole.unit("元", "n")).isEqualByComparingTo("42");
            assertThat(whole.unit("均数", "n")).isEqualByComparingTo("10.5");
            // The greatest of both is not known from what was published.
            assertThat(whole.unit("最大", "n")).isNull();

            MeasureValues part = Succession.carry(
                    job,
                    rows,
                    MeasureValues.of(
                            List.of(of("元", "n", "30"), of("元", "x", "12"), of("件", "n", "2"), of("均数", "n", "15"))));
            assertThat(part.unit("元", "n")).isEqualByComparingTo("42");
            assertThat(part.unit("件", "n")).isNull();
            assertThat(part.unit("均数", "n")).isNull();
            assertThat(part.unit("件", "x")).isNull();
        }
    }

    @Test
    void whatStandsOnBothSidesIsNotRoundedTwice() {
        // 万元 stands on both sides: only 补 can be off.
        Job job = job(
                List.of(unit("a", "甲区", null, "区")),
                List.of(YUAN, WAN),
                List.of(IN_YUAN, rounded("万元", "wan", "sum(万元数)", "0.01"), rounded("补", "yuan", "sum(金额)", "1")),
                List.of(
                        check("DZ-1", "万元 + 补", "万元 + 元", By.UNIT, "0", "0"),
                        check("DZ-2", "元 * 2", "补 - 万元", By.UNIT, "0", "0")),
                List.of(),
                List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a", "a").row(2, dec("5"));
            s.part("wan", "a", "a").row(2, dec("123.46"));
        });

        assertThat(results)
                .extracting(ReconciliationResult::margin)
                .satisfiesExactly(
                        margin -> assertThat(margin).isEqualByComparingTo("0.5"),
                        margin -> assertThat(margin).isEqualByComparingTo("0.505"));
    }

    /** A form of districts that an office may report as well. */
    private static Form mayBe(String id, String title) {
        return new Form(
                id,
                title,
                List.of(),
                Form.FormKind.LIST,
                List.of("区"),
                List.of("市"),
                List.of(),
                Form.KeyScope.UNIT,
                List.of(field("金额", FieldType.DECIMAL)),
                List.of(),
                List.of());
    }

    private static ReconciliationResult withBoth(Form one, Form other) {
        Job job = job(
                UNITS,
                List.of(one, other),
                List.of(measure("甲数", "one", "sum(金额)", null), measure("乙数", "other", "sum(金额)", null)),
                List.of(check("DZ-1", "甲数", "乙数", By.TOTAL, "0", "0")),
                List.of(),
                List.of());
        return run(job, s -> {
                    for (String unit : List.of("a", "b")) {
                        s.part("one", unit, unit).row(2, dec("3"));
                        s.part("other", unit, unit).row(2, dec("3"));
                    }
                    s.part("one", "o", "o").row(2, dec("5"));
                })
                .get(0);
    }

    @Test
    void whoReportsWithoutBeingAskedIsPartOfATotalToo() {
        List<Field> fields = List.of(field("金额", FieldType.DECIMAL));
        assertThat(withBoth(list("one", "甲表", List.of("区"), fields), list("other", "乙表", List.of("区"), fields)))
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("某办无须报送“乙表”，两方所含的单位不同", ReconciliationResult::reason);
        assertThat(withBoth(mayBe("one", "甲表"), mayBe("other", "乙表")))
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("某办未报送（可报可不报）“乙表”，两方所含的单位不同", ReconciliationResult::reason);
    }

    @Test
    void aLateReportDoesNotTurnOneUnitIntoAnOfficeThatReportsForAll() {
        List<Field> fields = List.of(field("金额", FieldType.DECIMAL));
        Job job = job(
                UNITS,
                List.of(list("one", "甲表", List.of("区"), fields), list("other", "乙表", List.of("区"), fields)),
                List.of(measure("甲数", "one", "sum(金额)", null), measure("乙数", "other", "sum(金额)", null)),
                List.of(check("DZ-1", "甲数", "乙数", By.TOTAL, "0", "0"), check("DZ-2", "甲数", "乙数", By.KIND, "0", "0")),
                List.of(),
                List.of());
        assertThat(run(job, s -> {
                    s.part("one", "a", "a").row(2, dec("3"));
                    s.part("other", "a", "a").row(2, dec("8"));
                    s.part("one", "o", "o").row(2, dec("5"));
                }))
                .extracting(ReconciliationResult::key, ReconciliationResult::outcome, ReconciliationResult::reason)
                .containsExactly(
                        tuple("", Outcome.UNDECIDED, "某办无须报送“乙表”，两方所含的单位不同"),
                        tuple("区", Outcome.FAILS, ""),
                        tuple("市", Outcome.UNDECIDED, "有关单位无须报送“乙表”"));
    }

    @Test
    void oneUnitThatWasNotAskedDoesNotReportForItsKind() {
        Job job = checked(UNITS, check("DZ-1", "全部", "自报", By.KIND, "0", "0"));
        assertThat(run(job, s -> {
                    s.part("office", "a", "a").row(2, dec("3"));
                    s.part("own", "a", "a2").row(2, dec("3"));
                    s.part("own", "b", "b").row(2, dec("4"));
                }))
                .filteredOn(result -> result.key().equals("区"))
                .singleElement()
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("乙区无须报送“汇总表”，两方所含的单位不同", ReconciliationResult::reason);
    }

    @Test
    void whatAUnitMayAddToASideIsNotMissed() {
        Form may = mayBe("may", "乙表");
        Form must = list("must", "甲表", List.of("区"), List.of(field("金额", FieldType.DECIMAL)));
        Job job = job(
                UNITS,
                List.of(
                        must,
                        new Form(
                                "opt",
                                "丙表",
                                List.of(),
                                Form.FormKind.LIST,
                                List.of(),
                                List.of("区"),
                                List.of(),
                                Form.KeyScope.UNIT,
                                may.fields(),
                                List.of(),
                                List.of()),
                        OF_DISTRICTS),
                List.of(measure("甲数", "must", "sum(金额)", null), measure("丙数", "opt", "sum(金额)", null), OWN),
                List.of(check("DZ-1", "甲数 + 丙数", "自报", By.TOTAL, "0", "0")),
                List.of(),
                List.of());
        assertThat(run(job, s -> {
                    for (String unit : List.of("a", "b")) {
                        s.part("must", unit, unit).row(2, dec("3"));
                        s.part("own", unit, unit + "2").row(2, dec(unit.equals("a") ? "4" : "3"));
                    }
                    s.part("opt", "a", "a3").row(2, dec("1"));
                }))
                .singleElement()
                .returns(Outcome.HOLDS, ReconciliationResult::outcome);
    }

    @Test
    void whatCannotBeAddedUpIsNotComparedWhereAUnitHasChangedItsKind() {
        Measure kinds = measure("种类", "own", "count(distinct 金额)", null);
        Job job = job(
                List.of(unit("a", "甲区", null, "区"), unit("c", "丙局", null, "市")),
                List.of(list("own", "分表", List.of("区", "市"), List.of(field("金额", FieldType.DECIMAL)))),
                List.of(OWN, kinds),
                List.of(check("DZ-1", "种类", "上年.种类", By.KIND, "0", "0")),
                List.of(),
                List.of());
        MeasureValues prior = MeasureValues.of(List.of(
                of("自报", "a", "3"),
                of("自报", "c", "4"),
                kind("自报", "区", "7"),
                total("自报", "7"),
                of("种类", "a", "1"),
                of("种类", "c", "1"),
                kind("种类", "区", "2"),
                total("种类", "2")));
        assertThat(run(
                        job,
                        s -> {
                            s.part("own", "a", "a").row(2, dec("3"));
                            s.part("own", "c", "c").row(2, dec("4"));
                        },
                        prior,
                        Elsewhere.NONE))
                .filteredOn(result -> result.key().equals("区"))
                .singleElement()
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome);
    }

    @Test
    void whatAnOfficeReportsForAllNeedsAllOfTheYearBefore() {
        Job job = checked(UNITS, check("DZ-1", "全部", "上年.自报", By.TOTAL, "0", "0"));
        assertThat(run(
                        job,
                        s -> s.part("office", "o", "o").row(2, dec("7")),
                        MeasureValues.of(List.of(of("自报", "a", "3"), kind("自报", "区", "3"), total("自报", "3"))),
                        Elsewhere.NONE))
                .singleElement()
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("乙区2022年没有公布相应的数，两方所含的单位不同", ReconciliationResult::reason);
    }

    @Test
    void aSideOfBothYearsSaysWhichOfThemIsMissing() {
        Job job = checked(List.of(unit("a", "甲区", null, "区")), check("DZ-1", "自报", "上年.自报 + 自报", By.UNIT, "0", "0"));
        MeasureValues prior = MeasureValues.of(List.of(of("自报", "a", "3")));
        assertThat(run(job, s -> s.part("own", "a", "a").row(2, new Object[] {null}), prior, Elsewhere.NONE))
                .singleElement()
                .returns("所报报表中没有相应的数", ReconciliationResult::reason);
    }

    @Test
    void aFormerUnitIsMissedAsLongAsItWasThere() {
        Other quarters = new Other("q", "q", PeriodKind.QUARTER);
        Job job = checked(List.of(unit("n", "新区", null, "区", "x")));
        List<Elsewhere.Published> published = List.of(
                new Elsewhere.Published(
                        new Period(PeriodKind.QUARTER, 2023, 1), MeasureValues.of(List.of(of("数", "n", "2")))),
                new Elsewhere.Published(
                        new Period(PeriodKind.QUARTER, 2023, 2),
                        MeasureValues.of(List.of(of("数", "n", "2"), of("数", "x", "3")))),
                new Elsewhere.Published(
                        new Period(PeriodKind.QUARTER, 2023, 3), MeasureValues.of(List.of(of("数", "n", "5")))));
        Elsewhere.Sums sums =
                new Elsewhere(Map.of(quarters, published)).sums(job, quarters, "数", Set.of(Slot.unit("n")));

        assertThat(sums.values()).isEmpty();
        assertThat(sums.missing()).containsValue("汇总任务“q”的2023年第1季度没有数");

        List<Elsewhere.Published> withoutTheOther = new ArrayList<>(published);
        withoutTheOther.set(
                0,
                new Elsewhere.Published(
                        new Period(PeriodKind.QUARTER, 2023, 1), MeasureValues.of(List.of(of("数", "x", "3")))));
        assertThat(new Elsewhere(Map.of(quarters, withoutTheOther))
                        .sums(job, quarters, "数", Set.of(Slot.unit("n")))
                        .partly())
                .containsExactly(Slot.unit("n"));
    }

    @Test
    void aFormerUnitThatHadOtherFormsTakesNothingAway() throws SQLException {
        Job job = job(
                List.of(unit("n", "新区", null, "区", "x")),
                List.of(YUAN, WAN),
                List.of(IN_YUAN, measure("万元", "wan", "sum(万元数)", null)),
                List.of(),
                List.of(),
                List.of());
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            MeasureValues carried = Succession.carry(
                    job,
                    FormRows.opened(snapshot.connection()),
                    MeasureValues.of(List.of(of("元", "n", "30"), of("万元", "x", "5"))));
            assertThat(carried.unit("元", "n")).isEqualByComparingTo("30");
            assertThat(carried.unit("万元", "n")).isEqualByComparingTo("5");
        }
    }

    @Test
    void aChildThatLeftTheNumberOutLeavesItsParentUndecidedThoughItNeedNotReport() {
        Form form = mayBe("may", "自愿表");
        Job job = job(
                List.of(
                        unit("a", "甲区", null, "区"),
                        unit("o", "某办", "a", "市"),
                        unit("w", "另一办", "a", "市"),
                        unit("v", "又一办", "a", "市")),
                List.of(form),
                List.of(measure("数", "may", "sum(金额)", null)),
                List.of(check("DZ-1", "数", "数", By.LEVEL, "0", "0")),
                List.of(),
                List.of());
        assertThat(run(job, s -> {
                    s.part("may", "a", "a").row(2, dec("9"));
                    s.part("may", "o", "o").row(2, dec("4"));
                    s.part("may", "w", "w").row(2, new Object[] {null});
                }))
                .singleElement()
                .returns(Outcome.UNDECIDED, ReconciliationResult::outcome)
                .returns("下级另一办所报报表中没有相应的数", ReconciliationResult::reason);
    }

    /** 乙 is 150 short and 甲 190 over, for reasons of their own; a child of 乙 has 120. */
    private static List<Finding> tolerant(int checks) {
        List<Unit> units = List.of(
                unit("a", "甲区", null, "区"),
                unit("b", "乙区", null, "区"),
                unit("a1", "一街", "a", "街道"),
                unit("b1", "二街", "b", "街道"),
                unit("b2", "三街", "b", "街道"));
        List<Reconciliation> reconciliations = new ArrayList<>();
        for (int i = 1; i <= checks; i++) {
            reconciliations.add(check("DZ-" + i, "元", "元", By.LEVEL, "100", "0"));
        }
        Job job = job(units, List.of(YUAN), List.of(IN_YUAN), reconciliations, List.of(), List.of());
        return findings(job, run(job, s -> {
            s.part("yuan", "a", "a").row(2, dec("5190"));
            s.part("yuan", "b", "b").row(2, dec("4970"));
            s.part("yuan", "a1", "a1").row(2, dec("5000"));
            s.part("yuan", "b1", "b1").row(2, dec("120"));
            s.part("yuan", "b2", "b2").row(2, dec("5000"));
        }));
    }

    @Test
    void whatCountsAsAgreementExplainsNothing() {
        assertThat(tolerant(1)).extracting(Finding::code).containsExactly("DZ-1", "DZ-1");
        assertThat(tolerant(2)).extracting(Finding::code).doesNotContain("GX-01");
    }

    @Test
    void oneComparisonIsNoPattern() {
        assertThat(ofTree(1, "20", "30", true)).extracting(Finding::code).doesNotContain("GX-01");
        assertThat(ofTree(2, "20", "30", true)).extracting(Finding::code).containsExactly("GX-01");
    }

    /** 甲 and 乙 with children; 二街 hangs under 乙 and belongs to 甲. */
    private static List<Finding> ofTree(int checks, String second, String third, boolean bothSpeak) {
        List<Unit> units = List.of(
                unit("a", "甲区", null, "区"),
                unit("b", "乙区", null, "区"),
                unit("a1", "一街", "a", "街道"),
                unit("a2", "二街", "b", "街道"),
                unit("b1", "三街", "b", "街道"));
        List<Measure> measures = new ArrayList<>();
        List<Reconciliation> reconciliations = new ArrayList<>();
        for (int i = 1; i <= checks; i++) {
            String form = i == checks && !bothSpeak ? "wan" : "yuan";
            String column = form.equals("wan") ? "万元数" : "金额";
            measures.add(measure("数" + i, form, "sum(" + column + ")", null));
            reconciliations.add(check("DZ-" + i, "数" + i, "数" + i, By.LEVEL, "0", "0"));
        }
        Job job = job(units, List.of(YUAN, WAN), measures, reconciliations, List.of(), List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a1", "a1").row(2, dec("100"));
            s.part("yuan", "a2", "a2").row(2, dec(second));
            s.part("yuan", "b1", "b1").row(2, dec(third));
            s.part("yuan", "a", "a").row(2, dec("100").add(dec(second)));
            s.part("yuan", "b", "b").row(2, dec(third));
            // Of the other form one child is missing: what it says of both parents is nothing.
            s.part("wan", "a2", "a2").row(2, dec("7"));
            s.part("wan", "a", "a").row(2, dec("7"));
            s.part("wan", "b", "b").row(2, dec("1"));
        });
        return findings(job, results);
    }

    @Test
    void comparisonsThatCannotSpeakAreNeitherForNorAgainst() {
        assertThat(ofTree(3, "20", "30", false))
                .singleElement()
                .returns("GX-01", Finding::code)
                .returns("", Finding::unit);
    }

    @Test
    void smallNumbersExplainNothing() {
        assertThat(ofTree(3, "9", "30", true)).extracting(Finding::code).doesNotContain("GX-01");
        assertThat(ofTree(3, "10", "30", true)).extracting(Finding::code).containsExactly("GX-01");
    }

    private static List<Finding> withoutOneChild(int checks) {
        List<Unit> units =
                List.of(unit("a", "甲区", null, "区"), unit("a1", "一街", "a", "街道"), unit("a2", "二街", "a", "街道"));
        List<Measure> measures = new ArrayList<>();
        List<Reconciliation> reconciliations = new ArrayList<>();
        for (int i = 1; i <= checks; i++) {
            measures.add(measure("数" + i, "yuan", "sum(金额 * " + i + ")", null));
            reconciliations.add(check("DZ-" + i, "数" + i, "数" + i, By.LEVEL, "0", "0"));
        }
        Job job = job(units, List.of(YUAN), measures, reconciliations, List.of(), List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("yuan", "a1", "a1").row(2, dec("100"));
            s.part("yuan", "a2", "a2").row(2, dec("20"));
            s.part("yuan", "a", "a").row(2, dec("100"));
        });
        return findings(job, results);
    }

    @Test
    void whatOneParentLacksMayBeItsOwnMistake() {
        assertThat(withoutOneChild(2)).extracting(Finding::code).containsExactly("DZ-1", "DZ-2");
        assertThat(withoutOneChild(3))
                .singleElement()
                .returns("GX-01", Finding::code)
                .returns("a", Finding::unit)
                .returns(
                        "名册中“二街”的上级是“甲区”，但有3项核对表明“甲区”的本级数不含它：“甲区”的下级之和多出的，正好是“二街”的数。"
                                + "可能是“甲区”的本级数漏了它，也可能是名册写错了上级。请“甲区”核对本级报表；报表无误的，由汇总单位核对名册（units.csv）中它的“上级”；改正后，同因的3处不符即消除，不再逐项列出",
                        Finding::message);
    }
}
