package org.fubiao.job.loading;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fubiao.job.FieldType;
import org.fubiao.job.loading.Shape.Either;
import org.fubiao.job.loading.Shape.Flag;
import org.fubiao.job.loading.Shape.Keys;
import org.fubiao.job.loading.Shape.ListOf;
import org.fubiao.job.loading.Shape.MapOf;
import org.fubiao.job.loading.Shape.Named;
import org.fubiao.job.loading.Shape.Slot;
import org.fubiao.job.loading.Shape.Text;
import org.fubiao.job.loading.Shape.Variants;
import org.fubiao.job.loading.Shape.Whole;
import org.fubiao.job.loading.Shape.Words;

/** The shapes of all definition files. */
final class Format {
    private static final int ANY_NUMBER = Integer.MAX_VALUE;
    private static final int MOST_DIGITS = 6;

    private static final Shape TEXT = new Text(null, "");
    private static final Shape TEXTS = new ListOf(TEXT, "", 0, ANY_NUMBER);
    private static final Shape SOME_TEXTS = new ListOf(TEXT, "", 1, ANY_NUMBER);
    private static final Shape PAIR = new ListOf(TEXT, "", 2, 2);
    private static final Shape FLAG = new Flag();
    private static final Shape NUMBER = new Shape.Decimal();
    private static final Shape DIGITS = new Whole(0, MOST_DIGITS);
    private static final Shape LEVEL = new Words(List.of("error", "warning", "note"));

    private static final Slot TRIAL = may("trial", FLAG, "是否试行：只报告，至多作为警告，不影响汇总，默认 false");

    static final Shape JOB = new Keys(
            List.of(),
            null,
            List.of(
                    must("title", TEXT, "汇总任务的名称，印在每张附表上"),
                    must("office", TEXT, "发布单位"),
                    must("period", new Words(List.of("year", "quarter", "month")), "报告期的长短：年、季、月"),
                    may(
                            "schedule",
                            new Text(
                                    "(\\S+\\s+){5}\\S+|@(yearly|annually|monthly|weekly|daily|midnight|hourly)",
                                    "0 30 1 * * *"),
                            "每晚自动汇总的时间：秒 分 时 日 月 星期"),
                    may("receipts", FLAG, "每次汇总是否生成回执，默认 true"),
                    may("units", TEXT, "报送单位名册的文件名，默认 units.csv")));

    private static final Shape FIELD = new Keys(
            List.of(),
            null,
            List.of(
                    must(
                            "type",
                            new Words(Arrays.stream(FieldType.values())
                                    .map(FieldType::word)
                                    .toList()),
                            "字段的类型"),
                    may("required", FLAG, "是否必填，默认 false"),
                    may("aliases", TEXTS, "表头的其他写法；多级表头用“/”连接"),
                    may("heads", SOME_TEXTS, "多级表头，自上而下，最后一个在本列正上方；默认就是字段名"),
                    may("pattern", TEXT, "文字须整体符合的正则表达式（type: text）"),
                    may(
                            "codes",
                            new Either(List.of(SOME_TEXTS, new MapOf(new Either(List.of(TEXTS, TEXT)), "代码"))),
                            "可选项（type: code）；写成“代码: [其他写法]”可兼收旧写法"),
                    may("scale", DIGITS, "小数位数（type: decimal），默认 2"),
                    may("min", NUMBER, "最小值"),
                    may("max", NUMBER, "最大值"),
                    may("uom", TEXT, "计量单位"),
                    may("fill-down", FLAG, "空单元格是否沿用上一行的值（纵向合并的单元格），默认 false")));

    private static final Shape RULE = new Variants(List.of(
            rule("check", "每一行都要满足的条件", "row", "form", "unit", "nothing"),
            rule("across", "固定表每一行都要满足的条件", "row", "form", "unit", "nothing"),
            rule("down", "固定表每一列都要满足的条件，用各行的项目名书写", "form", "unit", "nothing")));

    private static final Shape RULES = new ListOf(RULE, "规则", 0, ANY_NUMBER);

    static final Shape FORM = new Variants(List.of(
            new Keys(
                    List.of("fields"),
                    null,
                    List.of(
                            must("form", TEXT, "报表名称"),
                            may("aliases", TEXTS, "报表的其他名称"),
                            may("from", TEXTS, "必须报送的单位类别"),
                            may("may", TEXTS, "可以报送的单位类别"),
                            may("key", TEXTS, "共同确定一行的字段"),
                            may("unique", new Words(List.of("unit", "job")), "关键字段在单位内（默认）还是全任务内不得重复"),
                            must("fields", new MapOf(FIELD, "字段"), "台账的各列"),
                            may("rules", RULES, "审核规则"))),
            new Keys(
                    List.of("rows", "columns"),
                    null,
                    List.of(
                            must("form", TEXT, "报表名称"),
                            may("aliases", TEXTS, "报表的其他名称"),
                            may("from", TEXTS, "必须报送的单位类别"),
                            may("may", TEXTS, "可以报送的单位类别"),
                            must(
                                    "rows",
                                    new Either(List.of(
                                            SOME_TEXTS,
                                            new MapOf(
                                                    new Keys(
                                                            List.of(), null, List.of(may("aliases", TEXTS, "项目的其他名称"))),
                                                    "项目"))),
                                    "固定表的各行"),
                            must("columns", new MapOf(FIELD, "字段"), "固定表的各列"),
                            may("rules", RULES, "审核规则")))));

    private static final Slot ROUNDED = may("rounded", NUMBER, "报送的各数是舍入到多少的，如 0.01；对账时每个数按其代表的区间比较，默认 0（准确数）");

    static final Shape MEASURES = new MapOf(
            new Variants(List.of(
                    new Keys(
                            List.of("value"),
                            null,
                            List.of(
                                    must("value", TEXT, "对报表字段的汇总式；不写 form 时是对其他指标的算式"),
                                    may("form", TEXT, "取数的报表：名称或文件名"),
                                    may("where", TEXT, "只取满足此条件的行"),
                                    may("uom", TEXT, "计量单位"),
                                    may("scale", DIGITS, "发布的小数位数，默认 0"),
                                    ROUNDED,
                                    may("additive", FLAG, "各部分能否相加得总数；默认 count(…)、sum(…) 可加，含 distinct 的不可加"))),
                    new Keys(
                            List.of("cell"),
                            null,
                            List.of(
                                    must("cell", PAIR, "固定表的一格：[项目, 栏目]"),
                                    must("form", TEXT, "取数的固定表：名称或文件名"),
                                    may("where", TEXT, "只取满足此条件的行"),
                                    may("uom", TEXT, "计量单位，默认是该栏的计量单位"),
                                    may("scale", DIGITS, "发布的小数位数，默认 0"),
                                    ROUNDED)))),
            "指标");

    static final Shape RECONCILIATIONS = new ListOf(
            new Keys(
                    List.of(),
                    "code",
                    List.of(
                            must("code", TEXT, "编号，全任务内唯一"),
                            must("title", TEXT, "对账的名称"),
                            must("left", TEXT, "要核对的数：指标或其算式"),
                            must("right", TEXT, "应与之相等的数：指标或其算式；写了 of 时是那个任务的一个指标"),
                            may(
                                    "by",
                                    new Words(List.of("unit", "level", "kind", "total")),
                                    "逐单位（默认）、逐级（本级数与下级之和）、逐类别还是只比总数"),
                            may("tolerance", NUMBER, "允许的差额，默认 0"),
                            may("relative", NUMBER, "允许的相对误差，占较大一方的多少，如 0.005；与 tolerance 取宽者"),
                            may("of", TEXT, "与哪个任务对账：按季或按月报送的任务，其各期之和"),
                            may("level", LEVEL, "不一致时的级别，默认 error"),
                            may(
                                    "blocks",
                                    new Words(List.of("unit", "nothing")),
                                    "不一致时该单位各表是否不计入汇总（by: unit），默认 nothing"),
                            TRIAL,
                            may("message", TEXT, "不一致时怎么办"))),
            "对账",
            0,
            ANY_NUMBER);

    private static final Slot RATIO = must("ratio", NUMBER, "变动超过原数的多少，如 0.5 为百分之五十");
    private static final Slot AT_LEAST = must("at-least", NUMBER, "相差不少于多少才提示，免得小数目的正常波动也要说明");

    static final Shape PLAUSIBILITY = new ListOf(
            new Variants(List.of(
                    plausible("change", new Keys(List.of(), null, List.of(RATIO, AT_LEAST)), "与上期公布数相比，变动的限度"),
                    plausible(
                            "peers",
                            new Keys(
                                    List.of(),
                                    null,
                                    List.of(
                                            AT_LEAST,
                                            may("limit", NUMBER, "修正 z 值的限度，默认 3.5"),
                                            may("among", new Words(List.of("kind", "all")), "与同类单位（默认）还是与全部单位相比"),
                                            may("fewest", new Whole(3, 9999), "至少有多少家单位有数才比较，默认 8"),
                                            may("per", TEXT, "先除以哪个指标再比较"))),
                            "与其他单位相比，偏离的限度"),
                    plausible(
                            "correction",
                            new Keys(List.of(), null, List.of(RATIO, AT_LEAST)),
                            "更正稿未说明原因时，与所替代的一稿相比，变动的限度"))),
            "合理性审核",
            0,
            ANY_NUMBER);

    private static final Shape COLUMN = new Named("column", Format::column);
    private static final Shape COLUMNS = new ListOf(COLUMN, "栏目", 1, ANY_NUMBER);

    static final Shape APPENDIX = new Keys(
            List.of(),
            null,
            List.of(
                    must("title", TEXT, "附表的名称，带编号"),
                    may("uom", TEXT, "印在右上角的计量单位"),
                    may("stub", TEXT, "首栏的表头，默认“报送单位”"),
                    must(
                            "rows",
                            new Variants(List.of(
                                    new Keys(
                                            List.of("unit"),
                                            null,
                                            List.of(
                                                    must("unit", SOME_TEXTS, "列出的单位类别，按此顺序；每个单位一行"),
                                                    may("subtotal", FLAG, "每个类别是否有小计，默认 false"))),
                                    new Keys(List.of("field"), null, List.of(must("field", TEXT, "每个取值一行；日期字段每月一行"))),
                                    new Keys(
                                            List.of("measures"), null, List.of(must("measures", SOME_TEXTS, "每个指标一行"))),
                                    new Keys(
                                            List.of("list"),
                                            null,
                                            List.of(
                                                    must("list", TEXT, "逐行列出的报表"),
                                                    may("where", TEXT, "只列满足此条件的行"),
                                                    may("order", TEXT, "排列的先后，默认按单位和报送的次序"))))),
                            "每一行是什么"),
                    may("columns", COLUMNS, "各栏"),
                    may("notes", TEXTS, "表下的注"),
                    may("source", TEXT, "资料来源"),
                    may("landscape", FLAG, "是否横排，默认 false"),
                    may(
                            "chart",
                            new Keys(
                                    List.of(),
                                    null,
                                    List.of(
                                            must(
                                                    "kind",
                                                    new Words(List.of("bar", "column", "stacked", "pie", "line")),
                                                    "图的样式"),
                                            may("title", TEXT, "图的标题，默认是附表的名称"),
                                            must("columns", SOME_TEXTS, "画哪些栏"),
                                            may("rows", new Words(List.of("details", "subtotals")), "画明细行（默认）还是小计行"))),
                            "表下的图")));

    private static final Shape DUE = new Text("\\d{2}-\\d{2}|\\d{1,3}", "01-10（次年的月-日）或 10（报告期结束后的天数）");
    private static final Shape DAY = new Text("\\d{4}-\\d{2}-\\d{2}", "2024-01-20");

    static final Shape EXPECTED = new Keys(
            List.of(),
            null,
            List.of(
                    may("deadline", DUE, "各报表的报送截止日期：次年的月-日，或报告期结束后的天数"),
                    may("dated-by", new Words(List.of("received", "filled")), "以哪一天为报送日期：收到之日（默认），或文件中写明的填报日期"),
                    may(
                            "deadlines",
                            new ListOf(
                                    new Keys(
                                            List.of(),
                                            "form",
                                            List.of(must("form", TEXT, "截止日期与其他报表不同的报表"), must("due", DUE, "截止日期"))),
                                    "截止日期",
                                    0,
                                    ANY_NUMBER),
                            "截止日期与其他报表不同的报表"),
                    may(
                            "extensions",
                            new ListOf(
                                    new Keys(
                                            List.of(),
                                            "unit",
                                            List.of(
                                                    must("unit", TEXT, "延期的单位"),
                                                    may("form", TEXT, "延期的报表，默认是全部"),
                                                    must("period", TEXT, "报告期"),
                                                    must("until", DAY, "延至哪一天"),
                                                    must("reason", TEXT, "原因"))),
                                    "延期",
                                    0,
                                    ANY_NUMBER),
                            "同意延期的单位"),
                    may(
                            "exemptions",
                            new ListOf(
                                    new Keys(
                                            List.of(),
                                            "unit",
                                            List.of(
                                                    must("unit", TEXT, "豁免的单位"),
                                                    may("form", TEXT, "豁免的报表，默认是全部"),
                                                    may("period", TEXT, "报告期，默认是每一期"),
                                                    must("reason", TEXT, "原因"),
                                                    must("granted", TEXT, "批准人"))),
                                    "豁免",
                                    0,
                                    ANY_NUMBER),
                            "不必报送的单位")));

    static final Shape FIGURES = new ListOf(
            new Keys(
                    List.of(),
                    "id",
                    List.of(
                            must("id", TEXT, "编号，全任务内唯一"),
                            may("theme", TEXT, "在报告的哪一部分"),
                            may("title", TEXT, "数的是什么，默认是指标名"),
                            must("measure", TEXT, "指标"),
                            must("say", TEXT, "报告中的写法，{} 处填数"),
                            may("round", new Text("down [1-9][0-9]{0,8}", "down 100"), "向下取整到多少"),
                            may("percent", FLAG, "是否把小数写成百分数，默认 false"),
                            may("uom", TEXT, "计量单位，默认是指标的计量单位"),
                            may("appendix", TEXT, "所在附表的文件名；默认是第一张有此指标的附表"))),
            "报告数字",
            0,
            ANY_NUMBER);

    private Format() {}

    /** The shape of each kind of file, by the name of its schema. */
    static Map<String, Shape> files() {
        Map<String, Shape> files = new LinkedHashMap<>();
        files.put("job", JOB);
        files.put("form", FORM);
        files.put("measures", MEASURES);
        files.put("reconciliations", RECONCILIATIONS);
        files.put("plausibility", PLAUSIBILITY);
        files.put("appendix", APPENDIX);
        files.put("figures", FIGURES);
        files.put("expected", EXPECTED);
        files.put("waivers", WAIVERS);
        return files;
    }

    /** The constant that a word of a definition file stands for. */
    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Keys rule(String condition, String description, String... blocks) {
        return new Keys(
                List.of(condition),
                "code",
                List.of(
                        must("code", TEXT, "编号，全任务内唯一"),
                        must(condition, TEXT, description),
                        may("level", LEVEL, "不满足时的级别，默认 error"),
                        may("blocks", new Words(List.of(blocks)), "不满足时什么不计入汇总：该行、该表、该单位各表，默认 nothing（照常计入）"),
                        TRIAL,
                        may("explain", new Words(List.of("notes")), "notes：单位对此警告的情况说明，印在有关附表的注中"),
                        may("message", TEXT, "不满足时告诉填报人的话")));
    }

    private static Keys plausible(String against, Shape shape, String description) {
        return new Keys(
                List.of(against),
                "code",
                List.of(
                        must("code", TEXT, "编号，全任务内唯一"),
                        must("title", TEXT, "审核的名称"),
                        must("measure", TEXT, "指标，逐单位审核"),
                        must(against, shape, description),
                        may("message", TEXT, "提示时怎么办，默认请核实或说明原因")));
    }

    private static Shape column() {
        Slot title = may("title", TEXT, "表头，默认是指标名");
        Slot format = may("format", TEXT, "Excel 数字格式，如 #,##0、0.0%");
        return new Either(List.of(
                new Text(null, ""),
                new Variants(List.of(
                        new Keys(
                                List.of("measure"),
                                "title",
                                List.of(
                                        must("measure", TEXT, "指标"),
                                        title,
                                        format,
                                        may("period", new Words(List.of("current", "previous")), "本期（默认）还是上期"))),
                        new Keys(
                                List.of("ratio"),
                                "title",
                                List.of(must("ratio", PAIR, "占比：[分子, 分母]"), must("title", TEXT, "表头"), format)),
                        new Keys(
                                List.of("change"),
                                "title",
                                List.of(
                                        must("change", TEXT, "比上期增减的指标"),
                                        must("title", TEXT, "表头"),
                                        may("relative", FLAG, "是否为增减的百分比，默认 false"),
                                        format)),
                        new Keys(
                                List.of("heading"),
                                "heading",
                                List.of(must("heading", TEXT, "几栏共有的上级表头"), must("columns", COLUMNS, "其下各栏"))),
                        new Keys(
                                List.of("field"), "title", List.of(must("field", TEXT, "逐行列出时的字段"), title, format))))));
    }

    static final Shape WAIVERS = new ListOf(
            new Keys(
                    List.of(),
                    "rule",
                    List.of(
                            must("rule", TEXT, "豁免哪一种错误：审核规则、对账或系统审核问题的编号"),
                            must("unit", TEXT, "豁免的单位"),
                            may("form", TEXT, "只豁免这张报表，默认不限"),
                            may(
                                    "item",
                                    new Either(List.of(TEXT, SOME_TEXTS)),
                                    "只豁免这一行：固定表的项目，或台账关键字段的值；关键字段有几个的，写成 [值, 值]"),
                            may("field", TEXT, "只豁免这一栏，默认不限"),
                            may("periods", SOME_TEXTS, "只豁免这些报告期，默认不限"),
                            must("reason", TEXT, "豁免的原因"),
                            must("asked", TEXT, "申请人"),
                            must("granted", TEXT, "批准人，不得与申请人相同"),
                            must("until", DAY, "有效期的最后一天"))),
            "豁免",
            0,
            ANY_NUMBER);

    private static Slot must(String name, Shape shape, String description) {
        return new Slot(name, true, shape, description);
    }

    private static Slot may(String name, Shape shape, String description) {
        return new Slot(name, false, shape, description);
    }
}
