package org.fubiao.publishing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.Chart;
import org.fubiao.job.Appendix.Chart.ChartRows;
import org.fubiao.job.Appendix.Chart.Kind;
import org.fubiao.job.Expectations;
import org.fubiao.job.Figure;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Unit;
import org.fubiao.publishing.Publication.FindingGroup;
import org.fubiao.publishing.Publication.Received;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.publishing.Publication.Report.Timeliness;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Difference;
import org.fubiao.totals.AppendixTable.Empty;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Quotient;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.AppendixTable.SumOfRows;
import org.fubiao.totals.AppendixTable.Text;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.jspecify.annotations.Nullable;

/** A publication made by hand, with one of everything that can be printed. */
final class SamplePublication {
    private static final Period PERIOD = new Period(PeriodKind.YEAR, 2023, 0);
    private static final String OFFICE = "市政务服务办公室";
    private static final List<String> DEPARTMENTS = List.of(
            "市发展改革委",
            "市教委",
            "市科技局",
            "市工业和信息化局",
            "市民族宗教委",
            "市公安局",
            "市民政局",
            "市司法局",
            "市财政局",
            "市人社局",
            "市规划资源局",
            "市生态环境局",
            "市住房城乡建设委",
            "市城市管理委",
            "市交通运输委",
            "市水务局",
            "市农业农村委",
            "市市场监管委",
            "市商务局",
            "市文化和旅游局",
            "市卫生健康委");
    private static final List<String> DISTRICTS = List.of(
            "和平区", "河东区", "河西区", "南开区", "河北区", "红桥区", "东丽区", "西青区", "津南区", "北辰区", "武清区", "宝坻区", "滨海新区", "宁河区", "静海区",
            "蓟州区");
    private static final List<String> FORMS = List.of(
            "政务服务事项台账",
            "减少证明事项台账",
            "告知承诺事项变动情况",
            "证照联办事项台账",
            "政务服务大厅综合窗口情况",
            "优化营商环境措施台账",
            "座谈会和政企沟通会台账",
            "合法性审核情况",
            "旁听庭审台账",
            "学法用法考试情况");

    private static final List<Report.State> RECEIVED =
            List.of(Report.State.ACCEPTED, Report.State.ACCEPTED_WITH_WARNINGS, Report.State.ACCEPTED_WITH_ERRORS);

    private SamplePublication() {}

    static Publication make() {
        List<AppendixTable> tables =
                List.of(byUnit(), byType(), windows(), byMonth(), categories(), listing(), indicators());
        return new Publication(
                job(tables), PERIOD, tables, figures(tables), reconciliations(), reports(), submissions(), findings());
    }

    private static Job job(List<AppendixTable> tables) {
        return new Job(
                "rule-of-law",
                Path.of("jobs/rule-of-law"),
                "法治政府建设年度报告统计附表",
                OFFICE,
                PeriodKind.YEAR,
                null,
                true,
                units(),
                units(),
                forms(),
                List.of(),
                List.of(),
                tables.stream().map(AppendixTable::definition).toList(),
                List.of(),
                Expectations.NONE,
                List.of(),
                List.of(),
                "d0".repeat(32));
    }

    private static List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (String name : DEPARTMENTS) {
            units.add(new Unit("1209%02d".formatted(units.size() + 1), name, List.of(), null, "市级部门", List.of()));
        }
        for (String name : DISTRICTS) {
            units.add(new Unit("1201%02d".formatted(units.size() + 1), name, List.of(), null, "区", List.of()));
        }
        return units;
    }

    private static List<Form> forms() {
        return IntStream.range(0, FORMS.size())
                .mapToObj(i -> new Form(
                        "form-" + i,
                        FORMS.get(i),
                        List.of(),
                        Form.FormKind.LIST,
                        List.of(),
                        List.of(),
                        List.of(),
                        Form.KeyScope.UNIT,
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
    }

    private static Appendix definition(
            String id,
            String title,
            String uom,
            String stub,
            boolean landscape,
            @Nullable Chart chart,
            List<String> notes) {
        return new Appendix(
                id, title, uom, stub, new Appendix.ByUnit(List.of(), true), List.of(), notes, "", landscape, chart);
    }

    private static AppendixTable table(Appendix definition, List<LeafColumn> columns, List<Row> rows, String coverage) {
        return new AppendixTable(
                definition, OFFICE, "2023年", List.of(definition.stub()), columns, rows, definition.notes(), coverage);
    }

    private static LeafColumn column(String heads, String format) {
        return new LeafColumn(Arrays.asList(heads.split("/")), format, null);
    }

    private static Cell number(long value) {
        return new Numeric(BigDecimal.valueOf(value), null);
    }

    /** Units in groups with subtotals, nested heads, a share and a change. */
    private static AppendixTable byUnit() {
        List<LeafColumn> columns = List.of(
                column("事项总数", "#,##0"),
                column("其中/行政许可", "#,##0"),
                column("其中/非许可类政务服务", "#,##0"),
                column("其中/行政备案", "#,##0"),
                column("便利化/网上办/事项数", "#,##0"),
                column("便利化/网上办/占比", "0.0%"),
                column("便利化/一次办", "#,##0"),
                column("与上年比较/上年事项总数", "#,##0"),
                column("与上年比较/增减", "#,##0"),
                column("与上年比较/增长", "0.0%"));
        UnitTable table = new UnitTable();
        table.group("市级部门", DEPARTMENTS, 7);
        table.group("区", DISTRICTS, 3);
        table.total();
        return table(
                definition(
                        "01",
                        "附表1 政务服务事项清单化管理情况",
                        "项",
                        "报送单位",
                        true,
                        new Chart(
                                Kind.STACKED, "各类单位政务服务事项构成", List.of("行政许可", "非许可类政务服务", "行政备案"), ChartRows.SUBTOTALS),
                        List.of(
                                "事项总数为本年末列入市级政务服务事项目录的事项，不含已取消和暂停实施的事项。",
                                "非许可类政务服务包括行政给付、行政确认、行政奖励、行政裁决、公共服务和其他行政权力，不含行政备案。")),
                columns,
                table.rows,
                "应报37家，实报36家，未报：蓟州区");
    }

    /** Rows of the first appendix: numbers that differ by unit and add up. */
    private static final class UnitTable {
        private static final int SUMMED = 8;
        private final List<Row> rows = new ArrayList<>();
        private final List<Integer> subtotals = new ArrayList<>();

        void group(String kind, List<String> names, int factor) {
            rows.add(new Row(RowKind.GROUP, List.of(kind), cells(new long[0])));
            int first = rows.size();
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals("蓟州区")) {
                    rows.add(new Row(RowKind.DETAIL, List.of(names.get(i)), cells(new long[0])));
                    continue;
                }
                long permits = 3 + (i * 37L) % 41 * factor;
                long others = 11 + (i * 53L) % 29 * factor;
                long filings = i % 5 == 0 ? 0 : (i * 11L) % 7;
                long all = permits + others + filings;
                rows.add(new Row(RowKind.DETAIL, List.of(names.get(i)), cells(new long[] {
                    all, permits, others, filings, all * 3 / 4, 0, all / 2, all - i % 4 + 1
                })));
            }
            List<Integer> details = IntStream.range(first, rows.size()).boxed().toList();
            subtotals.add(rows.size());
            rows.add(new Row(RowKind.SUBTOTAL, List.of("小计"), sums(details)));
        }

        void total() {
            rows.add(new Row(RowKind.TOTAL, List.of("总计"), sums(subtotals)));
        }

        private List<Cell> sums(List<Integer> parts) {
            List<Cell> cells = new ArrayList<>();
            long[] sums = new long[SUMMED];
            for (int column = 0; column < SUMMED; column++) {
                int at = column;
                sums[column] = parts.stream()
                        .map(row -> rows.get(row).cells().get(at))
                        .filter(Numeric.class::isInstance)
                        .mapToLong(cell -> ((Numeric) cell).value().longValue())
                        .sum();
            }
            for (Cell cell : cells(sums)) {
                boolean plain = cell instanceof Numeric number && number.formula() == null;
                cells.add(plain ? new Numeric(((Numeric) cell).value(), new SumOfRows(parts)) : cell);
            }
            return cells;
        }

        private static List<Cell> cells(long[] values) {
            List<Cell> cells = new ArrayList<>();
            for (int column = 0; column < 10; column++) {
                if (values.length == 0) {
                    cells.add(new Empty());
                } else if (column == 5) {
                    cells.add(new Numeric(divide(values[4], values[0]), new Quotient(4, 0)));
                } else if (column >= SUMMED) {
                    BigDecimal change = BigDecimal.valueOf(values[0] - values[7]);
                    boolean relative = column > SUMMED;
                    cells.add(new Numeric(
                            relative ? divide(values[0] - values[7], values[7]) : change,
                            new Difference(0, 7, relative)));
                } else {
                    cells.add(number(values[column]));
                }
            }
            return cells;
        }
    }

    private static BigDecimal divide(long numerator, long denominator) {
        return BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), 4, RoundingMode.HALF_UP);
    }

    private static Row row(RowKind kind, String label, Cell... cells) {
        return new Row(kind, List.of(label), List.of(cells));
    }

    /** Few rows, columns that name their own unit of measure, decimals, a chart with several series. */
    private static AppendixTable byType() {
        return table(
                definition(
                        "02",
                        "附表2 政务服务事项分类情况",
                        "",
                        "事项类型",
                        false,
                        new Chart(Kind.COLUMN, "各类政务服务事项便利化情况（项）", List.of("网上办", "一次办"), ChartRows.DETAILS),
                        List.of("平均办理时限为各事项时限的算术平均数，未填报时限的事项不参加平均。")),
                List.of(
                        column("事项数（项）", "#,##0"),
                        column("便利化（项）/网上办", "#,##0"),
                        column("便利化（项）/一次办", "#,##0"),
                        column("平均办理时限（工作日）/法定", "0.0"),
                        column("平均办理时限（工作日）/承诺", "0.0")),
                List.of(
                        row(
                                RowKind.DETAIL,
                                "行政许可",
                                number(692),
                                number(401),
                                number(455),
                                decimal("18.4"),
                                decimal("6.2")),
                        row(
                                RowKind.DETAIL,
                                "非许可类政务服务",
                                number(1230),
                                number(540),
                                number(548),
                                decimal("15.1"),
                                decimal("4.8")),
                        row(RowKind.DETAIL, "行政备案", number(326), number(147), number(163), decimal("9.0"), new Empty()),
                        row(RowKind.TOTAL, "合计", sum(2248), sum(1088), sum(1166), decimal("15.3"), decimal("5.3"))),
                "应报21家，实报21家");
    }

    private static Cell decimal(String value) {
        return new Numeric(new BigDecimal(value), null);
    }

    private static Cell sum(long value) {
        return new Numeric(BigDecimal.valueOf(value), new SumOfRows(List.of(0, 1, 2)));
    }

    /** Many categories, as bars. */
    private static AppendixTable windows() {
        List<Row> rows = new ArrayList<>();
        long handled = 0;
        long present = 0;
        for (int i = 0; i < DISTRICTS.size(); i++) {
            long in = 300 + (i * 61L) % 170;
            long window = in - 7 - i;
            present += in;
            handled += window;
            rows.add(row(
                    RowKind.DETAIL,
                    DISTRICTS.get(i),
                    number(in),
                    number(window),
                    new Numeric(divide(window, in), new Quotient(1, 0))));
        }
        SumOfRows all = new SumOfRows(IntStream.range(0, rows.size()).boxed().toList());
        rows.add(row(
                RowKind.TOTAL,
                "合计",
                new Numeric(BigDecimal.valueOf(present), all),
                new Numeric(BigDecimal.valueOf(handled), all),
                new Numeric(divide(handled, present), new Quotient(1, 0))));
        return table(
                definition(
                        "03",
                        "附表3 区政务服务大厅综合窗口情况[全年]",
                        "项",
                        "区",
                        false,
                        new Chart(Kind.BAR, "各区综合窗口受理事项", List.of("进驻事项", "综合窗口受理事项"), ChartRows.DETAILS),
                        List.of()),
                List.of(column("进驻事项", "#,##0"), column("综合窗口受理事项", "#,##0"), column("综合窗口事项占比", "0.0%")),
                rows,
                "应报16家，实报16家");
    }

    private static AppendixTable byMonth() {
        List<Row> rows = new ArrayList<>();
        int sum = 0;
        for (int month = 1; month <= 12; month++) {
            int meetings = 1 + month * 5 % 7;
            sum += meetings;
            rows.add(row(RowKind.DETAIL, month + "月", number(meetings), number(meetings * 2L + month % 3)));
        }
        rows.add(row(
                RowKind.TOTAL,
                "合计",
                new Numeric(
                        BigDecimal.valueOf(sum),
                        new SumOfRows(IntStream.range(0, 12).boxed().toList())),
                number(96)));
        return table(
                definition(
                        "04",
                        "附表4 座谈会和政企沟通会分月情况",
                        "",
                        "月份",
                        false,
                        new Chart(Kind.LINE, "各月座谈会和政企沟通会次数（次）", List.of("会议（次）"), ChartRows.DETAILS),
                        List.of("按会议召开日期所在月份统计。")),
                List.of(column("会议（次）", "#,##0"), column("参会企业（户）", "#,##0")),
                rows,
                "");
    }

    private static AppendixTable categories() {
        return table(
                definition(
                        "05",
                        "附表5 证照联办分类情况",
                        "项",
                        "联办类别",
                        false,
                        new Chart(Kind.PIE, "证照联办事项构成", List.of("联办事项"), ChartRows.DETAILS),
                        List.of()),
                List.of(column("联办事项", "#,##0")),
                List.of(
                        row(RowKind.DETAIL, "企业开办", number(9)),
                        row(RowKind.DETAIL, "餐饮服务", number(12)),
                        row(RowKind.DETAIL, "工程建设", number(18)),
                        row(RowKind.TOTAL, "合计", sum(39))),
                "应报21家，实报21家");
    }

    /** A listing over several pages, with texts that must be wrapped and one that looks like a formula. */
    private static AppendixTable listing() {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            String name = i == 7
                    ? "=1+1"
                    : "《关于进一步优化第%d类证照联合办理流程的若干措施》%s".formatted(i, i % 9 == 0 ? "及其配套实施细则、办事指南和示范文本" : "");
            rows.add(row(
                    RowKind.DETAIL,
                    String.valueOf(i),
                    new Text(i % 2 == 0 ? "企业开办" : "工程建设"),
                    new Text(name),
                    new Text(DEPARTMENTS.get(i % DEPARTMENTS.size())),
                    new Text("2023-%02d-%02d".formatted(1 + i % 12, 1 + i % 28)),
                    i % 13 == 0 ? new Empty() : number(i * 17L % 2300)));
        }
        return table(
                definition("06", "附表6 证照联办事项目录", "", "序号", true, null, List.of("按联办类别和事项名称排列。")),
                List.of(
                        column("联办类别", ""),
                        column("联办事项", ""),
                        column("牵头部门", ""),
                        column("实施日期", ""),
                        column("全年联办件数（件）", "#,##0")),
                rows,
                "应报21家，实报21家");
    }

    private static AppendixTable indicators() {
        return table(
                definition("07", "附表7 法治政府建设主要指标", "", "指标", false, null, List.of()),
                List.of(column("计量单位", ""), column("本年", ""), column("上年", ""), column("增减", "")),
                List.of(
                        row(RowKind.DETAIL, "行政许可事项数", new Text("项"), number(692), number(671), change(692, 671)),
                        row(RowKind.DETAIL, "年末告知承诺数", new Text("项"), number(627), number(602), change(627, 602)),
                        row(RowKind.DETAIL, "学法用法考试通过率", new Text("%"), decimal("98.5"), new Empty(), new Empty())),
                "");
    }

    private static Cell change(long now, long before) {
        return new Numeric(BigDecimal.valueOf(now - before), new Difference(1, 2, false));
    }

    private static List<FigureValue> figures(List<AppendixTable> tables) {
        List<FigureValue> figures = new ArrayList<>();
        AppendixTable types = tables.get(1);
        figures.add(figure("F01", "政务服务改革", "行政许可事项", "行政许可事项692项", "项", "692", "692", "671", types, 0, 0));
        figures.add(figure(
                "F02",
                "政务服务改革",
                "认领国务院部门确认下发的办理事项",
                "认领国务院部门确认下发的办理事项2200余项",
                "项",
                "2238",
                "2200",
                "2119",
                null,
                0,
                0));
        figures.add(figure("F03", "政务服务改革", "非许可类政务服务事项", "非许可类政务服务事项1230项", "项", "1230", "1230", "1230", types, 1, 0));
        figures.add(figure("F08", "政务服务改革", "网上办事项", "网上办事项1088项", "项", "1088", "1088", null, types, 3, 1));
        figures.add(
                figure("F15", "政务服务改革", "综合窗口事项占比", "综合窗口事项占比超过90%", "%", "95.37", "90", "91.4", tables.get(2), 16, 2));
        figures.add(figure("F19", "营商环境", "座谈会和政企沟通会", "召开座谈会和政企沟通会44次", "次", "44", "44", "39", tables.get(3), 12, 0));
        figures.add(figure("F26", "法治机关", "学法用法考试通过人数", "64人参加学法用法考试并全部通过", "人", "64", "64", "61", null, 0, 0));
        return figures;
    }

    private static FigureValue figure(
            String id,
            String theme,
            String title,
            String quoted,
            String uom,
            String exact,
            String value,
            @Nullable String previous,
            @Nullable AppendixTable table,
            int row,
            int column) {
        BigDecimal before = id.equals("F19") ? new BigDecimal("43") : new BigDecimal(value);
        return new FigureValue(
                new Figure(id, theme, title, title + "数", quoted, 0, uom.equals("%"), uom, null),
                new BigDecimal(exact),
                new BigDecimal(value),
                quoted,
                previous == null ? null : new BigDecimal(previous),
                before,
                table,
                row,
                column);
    }

    private static List<ReconciliationResult> reconciliations() {
        Reconciliation byUnit = new Reconciliation(
                "DZ-01",
                "告知承诺台账与变动情况表一致",
                "年末告知承诺数",
                "告知承诺台账数",
                Reconciliation.By.UNIT,
                BigDecimal.ZERO,
                Severity.ERROR,
                "");
        List<ReconciliationResult> results = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            BigDecimal left = BigDecimal.valueOf(10L + i);
            BigDecimal right = i == 5 ? null : i == 3 ? BigDecimal.valueOf(11) : left;
            Outcome outcome = right == null ? Outcome.UNDECIDED : i == 3 ? Outcome.FAILS : Outcome.HOLDS;
            results.add(new ReconciliationResult(byUnit, "12090" + (i + 1), DEPARTMENTS.get(i), left, right, outcome));
        }
        return results;
    }

    private static List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        for (Unit unit : units()) {
            for (int form = 0; form < FORMS.size(); form++) {
                if (unit.kind().equals("区") == (form >= 3 && form != 5)) {
                    boolean missing = unit.name().equals("蓟州区");
                    reports.add(new Report(
                            unit.code(),
                            "form-" + form,
                            true,
                            missing ? "" : unit.name() + "/" + FORMS.get(form) + ".xlsx",
                            missing ? "" : "Sheet1",
                            form % 2 == 0 || missing ? "" : "2024-01-05",
                            missing ? 0 : 12 + form,
                            missing
                                    ? Report.State.MISSING
                                    : RECEIVED.get(unit.name().length() == 4 ? form % 3 : 0),
                            LocalDate.of(2024, 1, 10),
                            missing ? null : LocalDate.of(2024, 1, 5 + form),
                            missing ? Timeliness.UNKNOWN : form > 5 ? Timeliness.LATE : Timeliness.IN_TIME,
                            ""));
                }
            }
        }
        return reports;
    }

    private static List<Received> submissions() {
        return reports().stream()
                .filter(report -> report.state() != Report.State.MISSING)
                .map(report -> new Received(
                        report.file(),
                        report.sheet(),
                        "a1".repeat(32),
                        10240,
                        report.unit(),
                        report.form(),
                        "已采用",
                        report.rows() + 4,
                        report.rows(),
                        1,
                        1,
                        2))
                .collect(Collectors.toList());
    }

    private static List<FindingGroup> findings() {
        Finding number = new Finding(
                "TX-01",
                Severity.ERROR,
                "120906",
                "form-0",
                Place.cell("市公安局/政务服务事项台账.xlsx", "事项", 12, 4),
                "承诺时限",
                "=HYPERLINK(\"x\")",
                "整数（工作日）",
                "《政务服务事项台账》“承诺时限”应为整数，实际填写“=HYPERLINK(\"x\")”，请更正E12单元格后重新报送。");
        Finding missing = new Finding(
                "SJ-14",
                Severity.ERROR,
                "120137",
                "form-4",
                Place.NOWHERE,
                "",
                "",
                "政务服务大厅综合窗口情况",
                "蓟州区应报《政务服务大厅综合窗口情况》而未报，请尽快报送。");
        Finding rule = new Finding(
                "FW-01",
                Severity.WARNING,
                "120903",
                "form-0",
                Place.cell("市科技局/政务服务事项台账.csv", "", 30, 5),
                "承诺时限",
                "25",
                "不大于法定时限20",
                "承诺时限不得超过法定时限，请核对。");
        return List.of(
                new FindingGroup("SJ-14", Severity.ERROR, "应报未报", "120137", "form-4", 1, List.of(missing)),
                new FindingGroup("TX-01", Severity.ERROR, "不是数字", "120906", "form-0", 1342, List.of(number, number)),
                new FindingGroup("FW-01", Severity.WARNING, "承诺时限不得超过法定时限", "120903", "form-0", 1, List.of(rule)));
    }
}
