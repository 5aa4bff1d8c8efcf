package org.fubiao.web.findings;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.fubiao.publishing.PublishedReview.Answered;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.web.page.Formulas;

/** Findings as a file to be worked with elsewhere. Nothing in it is taken for a formula. */
final class FindingExport {
    private static final List<String> HEADS = List.of(
            "编号", "程度", "含义", "单位代码", "报送单位", "报表", "文件", "工作表", "行", "单元格", "栏目", "填报内容", "应为", "问题", "改法", "处理情况",
            "情况说明");
    private static final int[] WIDTHS = {10, 8, 24, 12, 28, 30, 40, 16, 8, 10, 20, 24, 24, 60, 40, 12, 40};
    private static final int CHARACTER = 256;
    private static final int ROWS_IN_MEMORY = 200;
    private static final Map<Answered, String> STATES =
            Map.of(Answered.OPEN, "待处理", Answered.EXPLAINED, "已说明", Answered.WAIVED, "已豁免", Answered.NOTE, "仅提示");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private FindingExport() {}

    static void csv(List<FindingLine> findings, Map<String, String> mend, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL);
        printer.printRecord(HEADS);
        for (FindingLine line : findings) {
            printer.printRecord(cells(line, mend).stream().map(FindingExport::harmless));
        }
        printer.flush();
    }

    /** A text that a program for tables would calculate is preceded by an apostrophe. */
    static String harmless(String text) {
        return PLAIN_NUMBER.matcher(text).matches() ? text : Formulas.harmless(text);
    }

    static void workbook(List<FindingLine> findings, Map<String, String> mend, OutputStream out) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            SXSSFSheet sheet = workbook.createSheet("审核问题");
            for (int column = 0; column < WIDTHS.length; column++) {
                sheet.setColumnWidth(column, WIDTHS[column] * CHARACTER);
            }
            sheet.createFreezePane(0, 1);
            Font bold = workbook.createFont();
            bold.setBold(true);
            CellStyle head = workbook.createCellStyle();
            head.setFont(bold);
            // A text stays one also when somebody goes into the cell and leaves it.
            CellStyle text = workbook.createCellStyle();
            text.setDataFormat(workbook.createDataFormat().getFormat("@"));
            text.setQuotePrefixed(true);
            row(sheet, 0, HEADS, head);
            for (int i = 0; i < findings.size(); i++) {
                row(sheet, i + 1, cells(findings.get(i), mend), text);
            }
            workbook.write(out);
        }
    }

    private static void row(SXSSFSheet sheet, int number, List<String> texts, CellStyle style) {
        Row row = sheet.createRow(number);
        for (int column = 0; column < texts.size(); column++) {
            Cell cell = row.createCell(column);
            cell.setCellValue(texts.get(column));
            cell.setCellStyle(style);
        }
    }

    private static List<String> cells(FindingLine line, Map<String, String> mend) {
        return List.of(
                line.code(),
                line.severity().label(),
                line.title(),
                line.unit(),
                line.unitName(),
                line.form(),
                line.file(),
                line.sheet(),
                line.row() == 0 ? "" : Long.toString(line.row()),
                line.cell(),
                line.field(),
                line.value(),
                line.expected(),
                line.message(),
                mend.getOrDefault(line.code(), ""),
                STATES.getOrDefault(line.answered(), ""),
                line.explanation());
    }
}
