package org.fubiao.recognition;

import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingSink;
import org.fubiao.finding.Place;
import org.fubiao.job.Field;
import org.fubiao.job.Form;

/** Words what is wrong with rows and cells. */
final class CellFindings {
    private final RowContext context;
    private final SheetLayout layout;
    private final Form form;
    private final FindingSink sink;

    CellFindings(RowContext context, SheetLayout layout, Form form, FindingSink sink) {
        this.context = context;
        this.layout = layout;
        this.form = form;
        this.sink = sink;
    }

    void cell(FindingCode code, Field field, long row, int column, String value, String expected) {
        String said = "“" + field.name() + "”应填" + expected + "，填报内容为“" + shown(value) + "”";
        String message = switch (code) {
            case NOT_A_NUMBER -> said + "，不是数字；请只填数字，没有数据的请留空。";
            case NOT_AN_INTEGER -> said + "，不是整数；请核对后填整数。";
            case TOO_MANY_DECIMALS -> said + "，小数位数过多；请按规定位数填报。";
            case NOT_A_DATE -> said + "，不是完整日期；请写明年月日，年份用四位数字。";
            case NOT_YES_OR_NO -> said + "；请改填“是”或“否”。";
            case NOT_A_PERCENTAGE -> said + "，无法确定比例大小；请带百分号填写，或填 0 到 1 之间的小数。";
            case OUT_OF_RANGE -> said + "，超过18位数字，无法保存；请核对数值和计量单位。";
            case FORMULA_ERROR -> "“" + field.name() + "”单元格的公式出错，结果为“" + shown(value) + "”；请修正公式或直接填写结果。";
            case BAD_CHARACTERS ->
                "“" + field.name() + "”含有无法识别的字符“" + shown(value) + "”；请用 UTF-8 或 GB18030 编码另存文件后重新报送。";
            case TOO_LONG ->
                "“" + field.name() + "”有" + value.length() + "个字，超过一个单元格能容纳的" + TypedRows.LONGEST + "个字，未采用；请精简后重新报送。";
            default -> throw new IllegalArgumentException(code.toString());
        };
        add(code, Place.cell(context.file(), layout.sheetName(), row, column), field.name(), value, expected, message);
    }

    void tooWide(long row, int column, String value) {
        String letter = Place.columnName(layout.width() - 1);
        add(
                FindingCode.ROW_TOO_WIDE,
                Place.cell(context.file(), layout.sheetName(), row, column),
                "",
                value,
                "内容不超出" + letter + "列",
                "表头只到" + letter + "列，本行在" + Place.columnName(column) + "列还有内容“" + shown(value)
                        + "”，整行未采用；请检查是否错列或多了分隔符。");
    }

    void itemUnknown(long row, String label) {
        String expected =
                String.join("、", form.items().stream().map(Form.Item::name).toList());
        String found = label.isEmpty() ? "本行没有填写项目名称" : "项目“" + shown(label) + "”不在“" + form.title() + "”的固定项目中";
        add(
                FindingCode.ITEM_UNKNOWN,
                Place.cell(context.file(), layout.sheetName(), row, layout.itemColumn()),
                Form.ITEM,
                label,
                expected,
                found + "，整行未采用；应为：" + expected + "。");
    }

    void itemTwice(long row, String label, long firstRow) {
        add(
                FindingCode.ITEM_TWICE,
                Place.cell(context.file(), layout.sheetName(), row, layout.itemColumn()),
                Form.ITEM,
                label,
                "每个项目一行",
                "项目“" + label + "”已在第" + firstRow + "行填报，本行未采用；请只保留一行。");
    }

    void itemMissing(String item) {
        add(
                FindingCode.ITEM_MISSING,
                Place.sheet(context.file(), layout.sheetName()),
                Form.ITEM,
                "",
                item,
                "“" + form.title() + "”缺少项目“" + item + "”；请补上这一行，没有数据的填 0 或留空。");
    }

    private static String shown(String value) {
        String line = Labels.line(value);
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }

    private void add(FindingCode code, Place place, String field, String value, String expected, String message) {
        sink.add(new Finding(
                code.code(), code.severity(), context.unit(), form.id(), place, field, value, expected, message));
    }
}
