package org.fubiao.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Rule;
import org.fubiao.job.Unit;
import org.fubiao.template.TemplateStyles.Part;

/** The first sheet: which forms there are, which must be filled in, how, and what is checked. */
final class GuideSheet {
    static final String NAME = "填报说明";

    private static final int[] WIDTHS = {8, 34, 30, 16, 8, 68};
    /** Half-width characters that a line of the last column holds. */
    private static final int LINE = 66;

    private static final float HEIGHT = 18;

    private final XSSFSheet sheet;
    private final TemplateStyles styles;
    private int next;

    GuideSheet(XSSFSheet sheet, TemplateStyles styles) {
        this.sheet = sheet;
        this.styles = styles;
        for (int column = 0; column < WIDTHS.length; column++) {
            sheet.setColumnWidth(column, WIDTHS[column] * 256);
        }
    }

    /** @param sheets name of the sheet of each form, by its id */
    void write(Job job, Unit unit, Period period, List<Form> forms, Map<String, String> sheets, LastValues last) {
        title(job.title());
        plain("报送单位：" + unit.name() + "    报告期：" + period.describe() + "    汇总单位：" + job.office());
        filledBy();
        section("一、填哪些表");
        row(Part.TEXT_HEAD, "序号", "报表", "工作表", "是否必报", "类型", "说明");
        int number = 0;
        for (Form form : forms) {
            boolean must = job.expectations().owes(unit, form, period);
            String due = job.expectations()
                    .due(unit, form, period)
                    .map(day -> "截止日期：" + day + "。")
                    .orElse("");
            row(
                    Part.TEXT,
                    Integer.toString(++number),
                    form.title(),
                    sheets.getOrDefault(form.id(), ""),
                    must ? "必报" : form.from().contains(unit.kind()) ? "豁免" : "有则报",
                    form.isMatrix() ? "固定表" : "台账",
                    due
                            + (form.isMatrix()
                                    ? "行和列是固定的，逐格填写。"
                                            + (last.cells().containsKey(form.id())
                                                    ? "右侧灰色的是" + period.kind().previousWord() + "数，仅供核对，不读取。"
                                                    : "")
                                    : "一行一项，从表头下第一行起连续填写；行数不够的，继续往下填。"));
            link(sheets.getOrDefault(form.id(), ""));
        }
        section("二、怎样填");
        for (String line : how()) {
            plain(line);
        }
        section("三、各表栏目");
        row(Part.TEXT_HEAD, "序号", "报表", "栏目", "类型", "必填", "要求");
        for (Form form : forms) {
            int place = 0;
            for (Field field : form.fields()) {
                row(
                        Part.TEXT,
                        Integer.toString(++place),
                        form.title(),
                        String.join("/", field.heads()),
                        FieldWords.type(field),
                        field.required() ? "必填" : "",
                        FieldWords.limits(field));
            }
        }
        rules(forms);
        Page.set(sheet, true, null);
        Page.protect(sheet);
        sheet.setDisplayGridlines(false);
    }

    private static List<String> how() {
        return List.of(
                "1. 只填白色和浅黄色的格子；浅黄色的必填，栏目名前有“*”。表头、项目和灰色的格子已锁定，合计等由公式自动算出。",
                "2. 选项、是否等栏请从下拉列表中选择；日期写作2023-05-18；数字只填数，不带计量单位。",
                "3. 没有数的填0，不适用的空着。粘贴数据时请选“选择性粘贴－数值”，以免改掉格式。",
                "4. 必报的台账本期确无内容的，在第一行的文字栏写“零报告”；空着的表按未报处理。",
                "5. 不要改动工作表的名称、顺序和表头，不要增删列；不报的表空着即可，不必删除。",
                "6. 填好后存为 .xlsx 或 .xls 文件报送，文件名可以任意。系统按工作簿内的标识认定报送单位、报告期和报表。");
    }

    /** Where the unit says who filled it in, and when: the date decides between two versions of a workbook. */
    private void filledBy() {
        XSSFRow row = sheet.createRow(next++);
        row.setHeightInPoints(22);
        String[] labels = {"填报人", "填报日期"};
        int[] at = {0, 3};
        for (int i = 0; i < labels.length; i++) {
            XSSFCell label = row.createCell(at[i] + (i == 0 ? 0 : -1));
            label.setCellValue(labels[i] + "：");
            label.setCellStyle(styles.of(Part.TEXT_HEAD, HorizontalAlignment.CENTER));
            XSSFCell input = row.createCell(label.getColumnIndex() + 1);
            input.setCellStyle(
                    i == 0 ? styles.of(Part.INPUT, HorizontalAlignment.LEFT) : styles.value(Part.INPUT, DATE));
        }
    }

    private static final Field DATE = new Field(
            "填报日期", List.of(), List.of(), FieldType.DATE, 0, false, null, List.of(), Map.of(), null, null, "", false);

    private void rules(List<Form> forms) {
        List<List<String>> lines = new ArrayList<>();
        for (Form form : forms) {
            if (!form.key().isEmpty()) {
                lines.add(List.of(
                        "",
                        form.title(),
                        String.join("、", form.key()),
                        "错误",
                        "全表",
                        "各行的“" + String.join("”“", form.key()) + "”不得重复"));
            }
            for (Rule rule : form.rules()) {
                lines.add(List.of(
                        rule.code(),
                        form.title(),
                        rule.condition(),
                        rule.severity().label(),
                        rule.kind() == Rule.Kind.DOWN ? "逐列" : "逐行",
                        rule.message()));
            }
        }
        if (!lines.isEmpty()) {
            section("四、审核规则");
            row(Part.TEXT_HEAD, "编号", "报表", "条件", "程度", "方式", "要求");
            lines.forEach(line -> row(Part.TEXT, line.toArray(new String[0])));
        }
    }

    private void title(String text) {
        XSSFRow row = sheet.createRow(next++);
        row.setHeightInPoints(32);
        merged(row, text + "填报说明", Part.TITLE, HorizontalAlignment.CENTER);
    }

    private void section(String text) {
        XSSFRow row = sheet.createRow(next++);
        row.setHeightInPoints(26);
        merged(row, text, Part.LINE, HorizontalAlignment.LEFT);
    }

    private void plain(String text) {
        XSSFRow row = sheet.createRow(next++);
        row.setHeightInPoints(HEIGHT);
        merged(row, text, Part.LINE, HorizontalAlignment.LEFT);
    }

    private void merged(XSSFRow row, String text, Part part, HorizontalAlignment align) {
        XSSFCell cell = row.createCell(0);
        cell.setCellValue(text);
        cell.setCellStyle(styles.of(part, align));
        sheet.addMergedRegion(new CellRangeAddress(row.getRowNum(), row.getRowNum(), 0, WIDTHS.length - 1));
    }

    private void row(Part part, String... texts) {
        XSSFRow row = sheet.createRow(next++);
        int lines = 1;
        for (int column = 0; column < texts.length; column++) {
            XSSFCell cell = row.createCell(column);
            cell.setCellValue(texts[column]);
            boolean words = column == 1 || column == 2 || column == texts.length - 1;
            cell.setCellStyle(styles.of(part, words ? HorizontalAlignment.LEFT : HorizontalAlignment.CENTER));
            int room = column == texts.length - 1 ? LINE : WIDTHS[column] - 2;
            lines = Math.max(lines, (FormSheetWriter.width(texts[column]) + room - 1) / Math.max(1, room));
        }
        row.setHeightInPoints(HEIGHT * lines - (lines > 1 ? 3 * (lines - 1) : 0));
    }

    /** Makes the name of a sheet in the row just written lead to it. */
    private void link(String name) {
        XSSFCell cell = sheet.getRow(next - 1).getCell(2);
        XSSFHyperlink link = sheet.getWorkbook().getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
        link.setAddress("'" + name.replace("'", "''") + "'!A1");
        cell.setHyperlink(link);
        cell.setCellStyle(styles.of(Part.LINK, HorizontalAlignment.LEFT));
    }
}
