package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.recognition.SheetPreview.Line;

/**
 * What a line around a table states: 报送单位：市教育局, in one cell or in two beside each other.
 *
 * @param label normalised
 * @param value as written, not empty
 */
record Statement(String label, String value, long row, int column) {
    private static final String LABEL = "[\\p{IsHan}][\\p{IsHan} 　]{1,11}(?:[（(][^）)]{1,12}[）)])?";
    private static final Pattern STATED =
            Pattern.compile("(" + LABEL + ")\\s*[:：]\\s*(.*?)(?=[\\s，,；;]+" + LABEL + "\\s*[:：]|$)", Pattern.DOTALL);

    static final Set<String> UNIT = Set.of(
            "报送单位", "填报单位", "报告单位", "上报单位", "编报单位", "填表单位", "单位名称", "单位全称", "报送单位名称", "填报单位名称", "报送部门", "填报部门", "部门名称",
            "机构名称", "报送机构", "填报机构", "报送单位全称", "填报单位全称");
    static final Set<String> UNIT_CODE = Set.of("单位代码", "报送单位代码", "填报单位代码", "单位编码", "机构代码", "部门代码");
    /** 单位 can also be a unit of measure: it says nothing unless its value is a known reporting unit. */
    static final Set<String> MAYBE_UNIT = Set.of("单位", "部门");

    static final Set<String> PERIOD = Set.of(
            "报告期", "报告年度", "报告期间", "报告时期", "报告季度", "报告月份", "统计期", "统计期间", "统计年度", "统计时间", "统计月份", "报表期", "报表年度", "所属期",
            "所属年度", "所属时期", "年度", "年份", "月份", "季度", "数据期", "数据年度", "报送期", "报送年度", "填报年度", "填报期");
    static final Set<String> FILLED =
            Set.of("填报日期", "填表日期", "报送日期", "报出日期", "制表日期", "上报日期", "日期", "填报时间", "填表时间", "报送时间", "上报时间");

    /** All that a line states. */
    static List<Statement> of(Line line) {
        List<Statement> statements = new ArrayList<>();
        for (int column = 0; column < line.width(); column++) {
            String text = line.text(column);
            if (text.isEmpty()) {
                continue;
            }
            if (isLabel(text)) {
                addBeside(line, column, text, statements);
                continue;
            }
            Matcher stated = STATED.matcher(text);
            while (stated.find()) {
                String label = labelKey(stated.group(1));
                String value = stated.group(2).strip();
                if (value.isEmpty()) {
                    addBeside(line, column, label, statements);
                } else {
                    statements.add(new Statement(label, value, line.number(), column));
                }
            }
        }
        return statements;
    }

    private static void addBeside(Line line, int column, String label, List<Statement> statements) {
        for (int beside = column + 1; beside < line.width(); beside++) {
            String value = line.text(beside);
            if (!value.isEmpty()) {
                if (!isLabel(value) && !STATED.matcher(value).find()) {
                    statements.add(new Statement(labelKey(label), value, line.number(), beside));
                }
                return;
            }
        }
    }

    private static boolean isLabel(String text) {
        String key = labelKey(text);
        return UNIT.contains(key) || UNIT_CODE.contains(key) || PERIOD.contains(key) || FILLED.contains(key);
    }

    private static String labelKey(String text) {
        return Labels.key(Labels.withoutBrackets(text));
    }
}
