package org.fubiao.bench.data;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.fubiao.bench.data.Spec.AppendixSpec;
import org.fubiao.bench.data.Spec.ColumnSpec;
import org.fubiao.bench.data.Spec.FileSpec;
import org.fubiao.bench.data.Spec.FormSpec;
import org.fubiao.bench.data.Spec.MeasureSpec;
import org.fubiao.bench.data.Spec.RuleSpec;
import org.fubiao.bench.data.Spec.UnitSpec;
import org.jspecify.annotations.Nullable;

/**
 * One large file of one unit: ten columns, about 88 bytes a row as text, twelve rules and ten measures. About ten rows in ten
 * thousand break a rule or have an empty cell; the last repeats the key of the first.
 */
public final class Ledger implements Source {
    private static final long SEED = 20231231;
    private static final String FORM = "ledger";
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);
    private static final List<String> TYPES = List.of("行政许可", "公共服务", "行政备案", "行政确认");
    private static final List<String> LETTERS = List.of("XK", "FW", "BA", "QR");
    static final List<String> TRADES =
            List.of("道路", "餐饮", "建筑", "旅游", "出版", "药品", "渔业", "广告", "殡葬", "计量", "种子", "烟草", "印刷", "测绘", "演出", "医疗");
    static final List<String> MATTERS = List.of("经营许可", "备案", "资质核定", "登记", "延期申请", "变更登记", "注销", "场所验收", "年度核查", "补证");

    private final Spec spec;
    private final long rows;

    private Ledger(String name, String extension, long rows, boolean listing) {
        this.rows = rows;
        this.spec = new Spec(
                name,
                "2023",
                List.of(new UnitSpec("A01", "市民中心", "中心")),
                List.of(form()),
                measures(),
                listing ? List.of(byUnit(), listing()) : List.of(byUnit()),
                List.of(new FileSpec("input/" + name + "/2023/市民中心办件台账." + extension, "A01", FORM, 1)));
    }

    /** The ledger as separated text. */
    public static Ledger text(long rows) {
        return new Ledger("ledger", "csv", rows, false);
    }

    /** The ledger as a workbook. */
    public static Ledger workbook(long rows) {
        return new Ledger("workbook", "xlsx", rows, false);
    }

    /** The ledger as separated text, all of whose rows are also published. */
    public static Ledger listing(long rows) {
        return new Ledger("listing", "csv", rows, true);
    }

    @Override
    public Spec spec() {
        return spec;
    }

    private static FormSpec form() {
        return FormSpec.list(
                FORM,
                "办件台账",
                List.of(
                        ColumnSpec.of("办件编号", "text").filled().like("[A-Z]{2}[0-9]{9}"),
                        ColumnSpec.of("事项名称", "text").filled(),
                        ColumnSpec.codes("事项类型", TYPES),
                        ColumnSpec.of("办理窗口", "text"),
                        ColumnSpec.of("受理日期", "date").filled(),
                        ColumnSpec.count("法定时限"),
                        ColumnSpec.count("承诺时限"),
                        ColumnSpec.decimal("收费金额"),
                        ColumnSpec.of("网上办", "yes-no"),
                        ColumnSpec.percent("满意率")),
                "办件编号",
                List.of(
                        RuleSpec.columns("BJ-01", "承诺时限", "<=", "法定时限"),
                        RuleSpec.value("BJ-02", "承诺时限", ">=", "1"),
                        RuleSpec.value("BJ-03", "法定时限", "<=", "60"),
                        RuleSpec.value("BJ-04", "受理日期", ">=", "2023-01-01"),
                        RuleSpec.value("BJ-05", "受理日期", "<=", "2023-12-31"),
                        RuleSpec.value("BJ-06", "法定时限", ">=", "1"),
                        RuleSpec.value("BJ-07", "收费金额", "<", "20000"),
                        RuleSpec.value("BJ-08", "满意率", ">=", "0.6"),
                        RuleSpec.value("BJ-09", "满意率", "<=", "1"),
                        RuleSpec.value("BJ-10", "事项名称", "length<=", "40"),
                        RuleSpec.value("BJ-11", "事项名称", "length>=", "4"),
                        RuleSpec.value("BJ-12", "办理窗口", "length>=", "5")));
    }

    private static List<MeasureSpec> measures() {
        return List.of(
                MeasureSpec.count("办件量", FORM),
                MeasureSpec.count("许可办件量", FORM).where("事项类型", "=", "行政许可"),
                MeasureSpec.count("备案办件量", FORM).where("事项类型", "=", "行政备案"),
                MeasureSpec.count("网上办件量", FORM).where("网上办", "=", "是"),
                MeasureSpec.count("下半年办件量", FORM).where("受理日期", ">=", "2023-07-01"),
                MeasureSpec.of("承诺时限合计", FORM, "sum", "承诺时限", 0),
                MeasureSpec.of("最长法定时限", FORM, "max", "法定时限", 0),
                MeasureSpec.of("收费总额", FORM, "sum", "收费金额", 2),
                MeasureSpec.of("网上办收费额", FORM, "sum", "收费金额", 2).where("网上办", "=", "是"),
                MeasureSpec.of("最低满意率", FORM, "min", "满意率", 3));
    }

    private static AppendixSpec byUnit() {
        return AppendixSpec.byUnit(
                "附表1.xlsx",
                "附表1 办件情况",
                measures().stream().map(MeasureSpec::name).toList());
    }

    private static AppendixSpec listing() {
        return AppendixSpec.listing(
                "附表2.xlsx",
                "附表2 办件清单",
                FORM,
                form().columns().stream().map(ColumnSpec::name).toList());
    }

    @Override
    public void rows(FileSpec file, Rows to) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (long row = 1; row < rows; row++) {
            to.row(row(row, random));
        }
        to.repeated(row(1, random));
    }

    private static @Nullable Object[] row(long number, SplittableRandom random) {
        int type = (int) (number % TYPES.size());
        long limit = number % 50_000 == 0 ? 1 : 5 + random.nextInt(56);
        long promised = number % 50_000 == 0 ? 2 : 1 + random.nextInt((int) limit);
        LocalDate day = number % 70_000 == 3 ? FIRST_DAY.minusDays(1) : FIRST_DAY.plusDays(random.nextInt(365));
        int share = number % 90_000 == 5 ? 590 : 600 + random.nextInt(401);
        return new @Nullable Object[] {
            LETTERS.get(type) + (100_000_000 + number),
            TRADES.get(random.nextInt(TRADES.size())) + MATTERS.get(random.nextInt(MATTERS.size())),
            TYPES.get(type),
            "综合" + (1 + random.nextInt(99)) + "号窗",
            day,
            limit,
            number % 4_000 == 7 ? null : promised,
            number % 3_000 == 9 ? null : BigDecimal.valueOf(random.nextInt(2_000_000), 2),
            random.nextInt(100) < 92,
            new TableFile.Share(share)
        };
    }
}
