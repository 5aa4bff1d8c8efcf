package org.fubiao.finding;

/** The findings that Fubiao itself makes. Codes are public and stable; {@code docs/findings.md} explains each. */
public enum FindingCode {
    FORM_UNKNOWN("SJ-01", Severity.ERROR, "无法识别报表"),
    UNIT_UNKNOWN("SJ-02", Severity.ERROR, "无法识别报送单位"),
    WRONG_PERIOD("SJ-03", Severity.WARNING, "报告期不符"),
    UNIT_CONTRADICTS("SJ-04", Severity.WARNING, "报送单位前后不一致"),
    DUPLICATE_FILE("SJ-05", Severity.NOTE, "重复文件"),
    SUPERSEDED("SJ-06", Severity.NOTE, "已被更正稿替代"),
    ORDER_UNCLEAR("SJ-07", Severity.WARNING, "多次报送先后不明"),
    UNREADABLE("SJ-08", Severity.ERROR, "文件无法读取"),
    EXTENSION_LIES("SJ-09", Severity.NOTE, "扩展名与内容不符"),
    COLUMN_MISSING("SJ-10", Severity.ERROR, "缺少必填栏目"),
    COLUMN_UNKNOWN("SJ-11", Severity.WARNING, "多余栏目未采用"),
    SHEET_HIDDEN("SJ-12", Severity.NOTE, "隐藏工作表未采用"),
    NOT_EXPECTED("SJ-13", Severity.WARNING, "本单位无需报送此表"),
    NOT_REPORTED("SJ-14", Severity.WARNING, "应报未报"),
    FORM_AMBIGUOUS("SJ-15", Severity.ERROR, "报表识别有歧义"),
    WITHDRAWN("SJ-16", Severity.WARNING, "文件已移走，不再计入"),
    PERIOD_CONTRADICTS("SJ-17", Severity.WARNING, "报告期前后不一致"),
    COLUMN_TWICE("SJ-18", Severity.ERROR, "栏目重复"),
    LATE("SJ-19", Severity.NOTE, "逾期报送"),
    TEMPLATE_FOREIGN("SJ-30", Severity.ERROR, "不是本任务的空白工作簿"),
    TEMPLATE_OUTDATED("SJ-31", Severity.WARNING, "空白工作簿的表式已改变"),
    TEMPLATE_UNFILLED("SJ-32", Severity.NOTE, "应报的表没有填写"),
    TEMPLATE_EMPTY("SJ-33", Severity.WARNING, "空白工作簿没有填写"),

    NOT_A_NUMBER("TX-01", Severity.ERROR, "不是数字"),
    NOT_AN_INTEGER("TX-02", Severity.ERROR, "应为整数"),
    TOO_MANY_DECIMALS("TX-03", Severity.ERROR, "小数位数过多"),
    NOT_A_DATE("TX-04", Severity.ERROR, "不是日期"),
    NOT_YES_OR_NO("TX-05", Severity.ERROR, "应填“是”或“否”"),
    NOT_A_PERCENTAGE("TX-06", Severity.ERROR, "不是百分比"),
    ROW_TOO_WIDE("TX-07", Severity.ERROR, "本行格数多于表头"),
    ITEM_UNKNOWN("TX-08", Severity.ERROR, "项目不在固定表中"),
    ITEM_TWICE("TX-09", Severity.ERROR, "项目重复"),
    ITEM_MISSING("TX-10", Severity.ERROR, "缺少项目"),
    FORMULA_ERROR("TX-11", Severity.ERROR, "公式结果为错误值"),
    BAD_CHARACTERS("TX-12", Severity.ERROR, "字符无法解码"),
    OUT_OF_RANGE("TX-13", Severity.ERROR, "数值超出可存范围"),
    TOO_LONG("TX-14", Severity.ERROR, "内容过长"),

    REQUIRED("JY-01", Severity.ERROR, "必填项为空"),
    PATTERN("JY-02", Severity.ERROR, "格式不符"),
    NOT_IN_CODES("JY-03", Severity.ERROR, "不在可选项中"),
    BELOW_MINIMUM("JY-04", Severity.ERROR, "小于下限"),
    ABOVE_MAXIMUM("JY-05", Severity.ERROR, "大于上限"),
    KEY_TWICE("JY-06", Severity.ERROR, "关键字段重复"),
    DECLARED_TOTAL("JY-07", Severity.ERROR, "合计与明细不符"),
    DECLARED_SUBTOTAL("JY-08", Severity.WARNING, "小计与明细不符"),
    WAIVER_EXPIRED("JY-30", Severity.WARNING, "审核豁免已到期"),
    WAIVER_UNUSED("JY-31", Severity.NOTE, "审核豁免没有用上"),
    EXPLANATION_EXPIRED("JY-32", Severity.NOTE, "情况说明已失效"),

    WRONG_PARENT("GX-01", Severity.ERROR, "隶属关系可能有误"),
    CHILD_MISSING("GX-02", Severity.ERROR, "名册可能缺少或多列下级单位"),

    RULE_BROKEN("XT-01", Severity.ERROR, "规则无法执行"),
    BALANCE("XT-02", Severity.ERROR, "行数不平衡");

    private final String code;
    private final Severity severity;
    private final String title;

    FindingCode(String code, Severity severity, String title) {
        this.code = code;
        this.severity = severity;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public Severity severity() {
        return severity;
    }

    public String title() {
        return title;
    }
}
