package org.fubiao.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.fubiao.compute.HandMadeSnapshot.codes;
import static org.fubiao.compute.HandMadeSnapshot.derived;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.matrix;
import static org.fubiao.compute.HandMadeSnapshot.measure;
import static org.fubiao.compute.HandMadeSnapshot.unit;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Unit;
import org.fubiao.totals.MeasureValue.Level;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static final Period YEAR = new Period(PeriodKind.YEAR, 2023, 0);
    private static final List<Unit> UNITS =
            List.of(unit("01", "市教育局", "部门"), unit("02", "市民政局", "部门"), unit("11", "和平区", "区"));
    private static final Form ITEMS = list(
            "items",
            "台账",
            List.of("部门"),
            List.of(codes("类型", "许可", "备案"), field("件数", FieldType.INTEGER), field("金额", FieldType.DECIMAL)));
    private static final Form CHANGES =
            matrix("changes", "变动", List.of("部门"), List.of("年初", "年末"), List.of(field("合计", FieldType.INTEGER)));

    @Test
    void countsAndSumsByUnitKindAndInTotal() {
        MeasureValues values = compute(
                List.of(
                        measure("事项数", "items", "count(*)", null),
                        measure("许可数", "items", "count(*)", "类型 = '许可'"),
                        measure("金额数", "items", "sum(金额)", null)),
                s -> {
                    s.part("items", "01", "a").row(2, "许可", 1L, dec("1.10")).row(3, "备案", 1L, dec("2.20"));
                    s.part("items", "11", "b").row(2, "备案", 1L, null);
                });

        assertThat(values.unit("事项数", "01")).isEqualByComparingTo("2");
        assertThat(values.kind("事项数", "区")).isEqualByComparingTo("1");
        assertThat(values.total("事项数")).isEqualByComparingTo("3");
        assertThat(values.unit("许可数", "11")).isEqualByComparingTo("0");
        assertThat(values.total("许可数")).isEqualByComparingTo("1");
        assertThat(values.unit("金额数", "01")).isEqualTo(dec("3.30"));
        assertThat(values.unit("金额数", "11")).as("every value is empty").isNull();
        assertThat(values.unit("事项数", "02")).as("has not reported").isNull();
    }

    @Test
    void aUnitThatReportedNoRowsCountsAsZero() {
        MeasureValues values = compute(
                List.of(
                        measure("事项数", "items", "count(*)", null),
                        measure("件数合计", "items", "sum(件数)", null),
                        measure("最多件数", "items", "max(件数)", null),
                        measure("年末数", "changes", "sum(合计)", "项目 = '年末'")),
                s -> {
                    s.part("items", "01", "a");
                    s.part("changes", "01", "c").row(3, "年初", 5L);
                });

        assertThat(values.unit("事项数", "01")).isEqualByComparingTo("0");
        assertThat(values.unit("件数合计", "01")).isEqualByComparingTo("0");
        assertThat(values.total("事项数")).isEqualByComparingTo("0");
        assertThat(values.unit("最多件数", "01")).isNull();
        assertThat(values.unit("年末数", "01"))
                .as("a fixed row that is not there is no zero")
                .isNull();
    }

    @Test
    void aValueOfSeveralAggregatesKeepsItsCondition() {
        MeasureValues values = compute(
                List.of(new Measure("许可均件", "items", "sum(件数) / count(*)", "类型 = '许可'", "件", 2, false)),
                s -> s.part("items", "01", "a")
                        .row(2, "许可", 1L, null)
                        .row(3, "许可", 0L, null)
                        .row(4, "许可", 1L, null)
                        .row(5, "备案", 100L, null));

        assertThat(values.total("许可均件")).isEqualTo(dec("0.67"));
    }

    @Test
    void derivedMeasuresUseOthersAndThePeriodBefore() {
        MeasureValues prior = MeasureValues.of(List.of(
                new MeasureValue("事项数", Level.UNIT, "01", dec("4")),
                new MeasureValue("事项数", Level.TOTAL, "", dec("8"))));
        MeasureValues values = compute(
                List.of(
                        measure("事项数", "items", "count(*)", null),
                        measure("许可数", "items", "count(*)", "类型 = '许可'"),
                        derived("许可占比", "许可数 / 事项数", "%", 4),
                        derived("事项增长", "(事项数 - 上期.事项数) / 上年.事项数", "%", 4),
                        derived("占比的两倍", "许可占比 * 2", "", 3)),
                prior,
                s -> {
                    s.part("items", "01", "a")
                            .row(2, "许可", 1L, null)
                            .row(3, "备案", 1L, null)
                            .row(4, "备案", 1L, null);
                    s.part("items", "02", "b");
                });

        assertThat(values.total("许可占比")).isEqualTo(dec("0.3333"));
        assertThat(values.unit("许可占比", "02")).as("divided by zero").isNull();
        assertThat(values.total("占比的两倍")).isEqualTo(dec("0.667"));
        assertThat(values.total("事项增长")).isEqualTo(dec("-0.6250"));
        assertThat(values.unit("事项增长", "01")).isEqualTo(dec("-0.2500"));
        assertThat(values.unit("事项增长", "02")).isNull();
    }

    @Test
    void halvesAreRoundedUpAlthoughQuotientsAreBinary() {
        MeasureValues values = compute(
                List.of(
                        measure("甲", "items", "sum(件数)", null),
                        derived("千分", "甲 / 1000", "", 2),
                        derived("百分", "(甲 / 1000) * 100", "", 0)),
                s -> s.part("items", "01", "a").row(2, "许可", 285L, null));

        assertThat(values.total("千分")).isEqualTo(dec("0.29"));
        assertThat(values.total("百分")).isEqualTo(dec("29"));
    }

    @Test
    void aBrokenMeasureIsNamed() {
        assertThatThrownBy(() -> compute(
                        List.of(
                                measure("事项数", "items", "count(*)", null),
                                measure("坏指标", "items", "sum(CAST(类型 AS INTEGER))", null)),
                        s -> s.part("items", "01", "a").row(2, "许可", 1L, null)))
                .isInstanceOf(MeasureException.class)
                .hasMessage("指标“坏指标”（measures.yml）无法计算，请任务维护人员检查其定义。原因：文字“许可”不能当作整数");
    }

    @Test
    void valuesSurviveAsAList() {
        MeasureValues values = compute(
                List.of(measure("事项数", "items", "count(*)", null)),
                s -> s.part("items", "01", "a").row(2, "许可", 1L, null));

        assertThat(MeasureValues.of(values.list()).list())
                .isEqualTo(values.list())
                .hasSize(3);
    }

    @Test
    void reconciliationsHoldFailOrMissASide() {
        List<Measure> measures =
                List.of(measure("台账数", "items", "count(*)", null), measure("年末数", "changes", "sum(合计)", "项目 = '年末'"));
        Reconciliation byUnit = new Reconciliation(
                "DZ-01", "台账与统计表一致", "台账数", "年末数", Reconciliation.By.UNIT, BigDecimal.ONE, Severity.WARNING, "请核对");
        Reconciliation total = new Reconciliation(
                "DZ-02", "与上年一致", "台账数", "上年.台账数", Reconciliation.By.TOTAL, BigDecimal.ZERO, Severity.ERROR, "");
        Job job = job(UNITS, List.of(ITEMS, CHANGES), measures, List.of(byUnit, total), List.of(), List.of());
        List<ReconciliationResult> results = run(job, s -> {
            s.part("items", "01", "a").row(2, "许可", 1L, null);
            s.part("changes", "01", "c").row(3, "年末", 2L);
            s.part("items", "02", "b");
            s.part("changes", "02", "d").row(3, "年末", 2L);
            s.part("items", "11", "e");
        });

        assertThat(results)
                .extracting(ReconciliationResult::name, ReconciliationResult::outcome)
                .containsExactly(
                        tuple("市教育局", Outcome.HOLDS),
                        tuple("市民政局", Outcome.FAILS),
                        tuple("和平区", Outcome.UNDECIDED),
                        tuple("全部单位", Outcome.UNDECIDED));
        List<Finding> findings = new ArrayList<>();
        Reconciler.addFindings(job, results, findings::add);
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding)
                        .returns("DZ-01", Finding::code)
                        .returns(Severity.WARNING, Finding::severity)
                        .returns("02", Finding::unit)
                        .returns("0", Finding::value)
                        .returns("2（允许误差 1）", Finding::expected)
                        .returns("市民政局“台账与统计表一致”不成立：台账数为0，年末数为2，少2（允许误差 1）。请核对", Finding::message));
    }

    private static List<ReconciliationResult> run(Job job, Consumer<HandMadeSnapshot> fill) {
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            fill.accept(snapshot);
            MeasureValues values =
                    Totals.compute(job, YEAR, FormRows.opened(snapshot.connection()), MeasureValues.none());
            return Reconciler.reconcile(
                    job, YEAR, FormRows.opened(snapshot.connection()), values, MeasureValues.none(), Elsewhere.NONE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MeasureValues compute(List<Measure> measures, Consumer<HandMadeSnapshot> fill) {
        return compute(measures, MeasureValues.none(), fill);
    }

    private static MeasureValues compute(List<Measure> measures, MeasureValues prior, Consumer<HandMadeSnapshot> fill) {
        Job job = job(UNITS, List.of(ITEMS, CHANGES), measures, List.of(), List.of(), List.of());
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            fill.accept(snapshot);
            return Totals.compute(job, YEAR, FormRows.opened(snapshot.connection()), prior);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigDecimal dec(String number) {
        return new BigDecimal(number);
    }
}
