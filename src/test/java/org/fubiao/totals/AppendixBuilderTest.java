package org.fubiao.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.fubiao.compute.HandMadeSnapshot.codes;
import static org.fubiao.compute.HandMadeSnapshot.derived;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.measure;
import static org.fubiao.compute.HandMadeSnapshot.unit;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByField;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ByUnit;
import org.fubiao.job.Appendix.ChangeColumn;
import org.fubiao.job.Appendix.Column;
import org.fubiao.job.Appendix.FieldColumn;
import org.fubiao.job.Appendix.Group;
import org.fubiao.job.Appendix.Listing;
import org.fubiao.job.Appendix.MeasureColumn;
import org.fubiao.job.Appendix.RatioColumn;
import org.fubiao.job.FieldType;
import org.fubiao.job.Figure;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Unit;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Difference;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Quotient;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.SumOfRows;
import org.fubiao.totals.AppendixTable.Text;
import org.fubiao.totals.MeasureValue.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppendixBuilderTest {
    private static final Period YEAR = new Period(PeriodKind.YEAR, 2023, 0);
    private static final List<Unit> UNITS =
            List.of(unit("01", "市教育局", "部门"), unit("02", "市民政局", "部门"), unit("11", "和平区", "区"), unit("12", "河东区", "区"));
    private static final Form ITEMS = list(
            "items",
            "台账",
            List.of("部门"),
            List.of(
                    field("名称", FieldType.TEXT),
                    codes("类型", "许可", "备案"),
                    field("日期", FieldType.DATE),
                    field("网上办", FieldType.YES_NO)));
    private static final List<Measure> MEASURES = List.of(
            measure("事项数", "items", "count(*)", null),
            measure("网办数", "items", "count(*)", "网上办"),
            measure("类型数", "items", "count(distinct 类型)", null),
            derived("网办占比", "网办数 / 事项数", "%", 4));
    private static final MeasureValues PRIOR = MeasureValues.of(List.of(
            prior(Level.UNIT, "01", "1"),
            prior(Level.KIND, "部门", "1"),
            prior(Level.TOTAL, "", "1"),
            prior(Level.GROUP, "类型=许可", "1")));

    @Test
    void unitsInGroupsWithSubtotalsAndATotal() {
        AppendixTable table = build(appendix(
                new ByUnit(List.of("部门", "区"), true),
                new MeasureColumn("事项", "事项数", false, ""),
                new Group(
                        "网上办",
                        List.of(
                                new MeasureColumn("项数", "网办数", false, ""),
                                new RatioColumn("占比", "网办数", "事项数", "0.0%"))),
                new MeasureColumn("类型", "类型数", false, "")));

        assertThat(table.columns())
                .extracting(LeafColumn::heads, LeafColumn::format, LeafColumn::measure)
                .containsExactly(
                        tuple(List.of("事项"), "#,##0", "事项数"),
                        tuple(List.of("网上办", "项数"), "#,##0", "网办数"),
                        tuple(List.of("网上办", "占比"), "0.0%", null),
                        tuple(List.of("类型"), "#,##0", "类型数"));
        assertThat(show(table)).isEqualTo("""
                GROUP 部门: _ _ _ _
                DETAIL 市教育局: 3 2 0.667÷ 2
                DETAIL 市民政局: _ _ _ _
                SUBTOTAL 部门小计: 3Σ[1, 2] 2Σ[1, 2] 0.667÷ 2
                GROUP 区: _ _ _ _
                DETAIL 和平区: 1 0 0.000÷ 1
                SUBTOTAL 区小计: 1Σ[5] 0Σ[5] 0.000÷ 1
                TOTAL 总计: 4Σ[3, 6] 2Σ[3, 6] 0.500÷ 3""");
        assertThat(table.coverage()).isEqualTo("应报2家，实报1家，未报：市民政局");
        assertThat(table.period()).isEqualTo("2023年");
        assertThat(table.notes()).isEmpty();
    }

    @Test
    void theTotalIsThatOfTheListedKindsAndANoteNamesTheOthers() {
        AppendixTable table = build(appendix(
                new ByUnit(List.of("部门"), true),
                new MeasureColumn("事项", "事项数", false, ""),
                new MeasureColumn("类型", "类型数", false, ""),
                new MeasureColumn("占比", "网办占比", false, "")));

        assertThat(show(table)).isEqualTo("""
                DETAIL 市教育局: 3 2 0.6667
                DETAIL 市民政局: _ _ _
                TOTAL 合计: 3Σ[0, 1] 2 0.6667""");
        assertThat(table.columns().get(2).format()).isEqualTo("0.00%");
        assertThat(table.notes()).containsExactly("本表未列入区报送的数据。");
    }

    @Test
    void changesAgainstThePeriodBefore() {
        AppendixTable table = build(appendix(
                new ByUnit(List.of("部门", "区"), false),
                new MeasureColumn("本年", "事项数", false, ""),
                new MeasureColumn("上年", "事项数", true, ""),
                new ChangeColumn("增减", "事项数", false, ""),
                new ChangeColumn("增长", "事项数", true, "0.0%")));

        assertThat(show(table)).isEqualTo("""
                GROUP 部门: _ _ _ _
                DETAIL 市教育局: 3 1 2- 2.000-
                DETAIL 市民政局: _ _ _ _
                GROUP 区: _ _ _ _
                DETAIL 和平区: 1 _ _ _
                TOTAL 合计: 4Σ[1, 2, 4] 1Σ[1, 2, 4] 3- 3.000-""");
    }

    @Test
    void aRowForEachCodeThenOthersAndBlanks() {
        AppendixTable table = build(appendix(
                new ByField("类型"),
                new MeasureColumn("事项", "事项数", false, ""),
                new MeasureColumn("上年", "事项数", true, ""),
                new RatioColumn("网办占比", "网办数", "事项数", "0%")));

        assertThat(show(table)).isEqualTo("""
                DETAIL 许可: 2 1 0.50
                DETAIL 备案: 1 _ 1.00
                DETAIL 其他: 1 _ 0.00
                TOTAL 合计: 4Σ[0, 1, 2] 1Σ[0, 1, 2] 0.50""");
    }

    @Test
    void aRowForEachMonthOfThePeriod() {
        AppendixTable table = build(appendix(new ByField("日期"), new MeasureColumn("事项", "事项数", false, "")));

        assertThat(table.rows())
                .extracting(row -> row.labels().get(0))
                .containsExactly(
                        "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "其他", "未填", "合计");
        assertThat(show(table)).contains("DETAIL 1月: 1\n", "DETAIL 2月: 0\n", "DETAIL 12月: 1\n", "DETAIL 其他: 1\n");
    }

    @Test
    void aRowForEachMeasure() {
        AppendixTable table = build(appendix(new ByMeasure(List.of("事项数", "网办占比"))));

        assertThat(table.columns())
                .extracting(LeafColumn::heads)
                .containsExactly(List.of("计量单位"), List.of("本年"), List.of("上年"), List.of("增减"));
        assertThat(show(table)).isEqualTo("""
                DETAIL 事项数: 项 4 1 3-
                DETAIL 网办占比: % 50.00 _ _""");
    }

    @ParameterizedTest
    @CsvSource({"2023, 本年, 上年", "2023-Q2, 本季度, 上季度", "2023-05, 本月, 上月"})
    void thePeriodBeforeIsCalledByItsOwnWord(String period, String current, String previous) {
        Job job = job(UNITS, List.of(ITEMS), MEASURES, List.of(), List.of(), List.of());

        assertThat(new MeasureRows(job, new ByMeasure(List.of("事项数")))
                        .columns(Period.parse(period).orElseThrow()))
                .extracting(LeafColumn::heads)
                .containsExactly(List.of("计量单位"), List.of(current), List.of(previous), List.of("增减"));
    }

    @Test
    void aListingOfSubmittedRows() {
        AppendixTable table = build(appendix(
                new Listing("items", "网上办", "名称 DESC"),
                new FieldColumn("名称", "名称", ""),
                new FieldColumn("日期", "日期", "")));

        assertThat(table.stub()).containsExactly("报送单位");
        assertThat(show(table)).isEqualTo("""
                DETAIL 市教育局: 乙 2023-12-31
                DETAIL 市教育局: 丙 2022-12-31""");
    }

    @Test
    void figuresAreRoundedWordedAndPlaced() {
        Appendix districts = named("01", new ByUnit(List.of("区"), false), new MeasureColumn("事项", "事项数", false, ""));
        Appendix all = named("02", new ByUnit(List.of("部门", "区"), true), new MeasureColumn("事项", "事项数", false, ""));
        Appendix measures = named("03", new ByMeasure(List.of("事项数", "网办占比")));
        List<Figure> figures = List.of(
                new Figure("F01", "", "", "事项数", "事项{}项", 0, false, "项", null),
                new Figure("F02", "", "", "网办占比", "超过{}%", 20, true, "%", null),
                new Figure("F03", "", "", "事项数", "{}余项", 3, false, "项", "03"),
                new Figure("F04", "", "", "类型数", "{}类", 0, false, "类", null));
        Job job = job(UNITS, List.of(ITEMS), MEASURES, List.of(), List.of(districts, all, measures), figures);
        List<FigureValue> values = figures(job);

        assertThat(values)
                .extracting(
                        FigureValue::quoted,
                        f -> Numbers.plain(f.exact()),
                        f -> Numbers.plain(f.previous()),
                        f -> Numbers.plain(f.previousRun()),
                        f -> f.appendix() == null
                                ? ""
                                : f.appendix().definition().id(),
                        FigureValue::row,
                        FigureValue::column)
                .containsExactly(
                        tuple("事项4项", "4", "1", "5", "02", 7, 0),
                        tuple("超过40%", "50", "—", "—", "03", 1, 1),
                        tuple("3余项", "4", "1", "—", "03", 0, 1),
                        tuple("3类", "3", "—", "—", "", 0, 0));
    }

    @Test
    void aMeasureLeadsBackToItsCells() throws SQLException {
        Job job = job(UNITS, List.of(ITEMS), MEASURES, List.of(), List.of(), List.of());
        try (HandMadeSnapshot snapshot = fill(job)) {
            MeasureValues values = Totals.compute(job, YEAR, FormRows.opened(snapshot.connection()), PRIOR);
            Trace trace = new Tracer(job, YEAR, snapshot.connection(), values, PRIOR, 1).trace("网办占比");

            assertThat(trace.value()).isEqualTo(new BigDecimal("0.5000"));
            assertThat(trace.inputs())
                    .extracting(input -> input.measure().name())
                    .containsExactly("网办数", "事项数");
            Trace online = trace.inputs().get(0);
            assertThat(online.byUnit()).extracting(Trace.UnitValue::name).containsExactly("市教育局", "和平区");
            assertThat(online.rows())
                    .containsExactly(new Trace.UnitRows(
                            "01",
                            "市教育局",
                            2,
                            List.of(new Trace.SourceRow(
                                    "a.csv", "", 3, "", List.of(new Trace.SourceCell("网上办", "D3", "是"))))));
        }
    }

    private static HandMadeSnapshot fill(Job job) {
        HandMadeSnapshot snapshot = new HandMadeSnapshot(job);
        snapshot.part("items", "01", "a.csv")
                .row(2, "甲", "许可", LocalDate.of(2023, 1, 1), false)
                .row(3, "乙", "备案", LocalDate.of(2023, 12, 31), true)
                .row(4, "丙", "许可", LocalDate.of(2022, 12, 31), true);
        snapshot.part("items", "11", "b.csv").row(2, "丁", "其它类", null, false);
        return snapshot;
    }

    private static AppendixTable build(Appendix appendix) {
        Job job = job(UNITS, List.of(ITEMS), MEASURES, List.of(), List.of(appendix), List.of());
        try (HandMadeSnapshot snapshot = fill(job)) {
            MeasureValues values = Totals.compute(job, YEAR, FormRows.opened(snapshot.connection()), PRIOR);
            return AppendixBuilder.build(job, YEAR, FormRows.opened(snapshot.connection()), values, PRIOR)
                    .get(0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<FigureValue> figures(Job job) {
        try (HandMadeSnapshot snapshot = fill(job)) {
            MeasureValues values = Totals.compute(job, YEAR, FormRows.opened(snapshot.connection()), PRIOR);
            List<AppendixTable> tables =
                    AppendixBuilder.build(job, YEAR, FormRows.opened(snapshot.connection()), values, PRIOR);
            return FigureBuilder.build(job, values, PRIOR, tables, Map.of("F01", new BigDecimal("5")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Appendix appendix(Appendix.Rows rows, Column... columns) {
        return named("01", rows, columns);
    }

    private static Appendix named(String id, Appendix.Rows rows, Column... columns) {
        return new Appendix(id, "附表", "项", "报送单位", rows, List.of(columns), List.of(), "", false, null);
    }

    private static MeasureValue prior(Level level, String key, String value) {
        return new MeasureValue("事项数", level, key, new BigDecimal(value));
    }

    /** A row a line; a formula is marked by Σ and its rows, ÷ or -. */
    private static String show(AppendixTable table) {
        return table.rows().stream().map(AppendixBuilderTest::show).collect(Collectors.joining("\n"));
    }

    private static String show(Row row) {
        return row.kind() + " " + row.labels().get(0) + ": "
                + row.cells().stream().map(AppendixBuilderTest::show).collect(Collectors.joining(" "));
    }

    private static String show(Cell cell) {
        if (cell instanceof Text text) {
            return text.text();
        }
        if (!(cell instanceof Numeric number)) {
            return "_";
        }
        String formula = "";
        if (number.formula() instanceof SumOfRows sum) {
            formula = "Σ" + sum.rows();
        } else if (number.formula() instanceof Quotient) {
            formula = "÷";
        } else if (number.formula() instanceof Difference) {
            formula = "-";
        }
        return number.value().toPlainString() + formula;
    }
}
