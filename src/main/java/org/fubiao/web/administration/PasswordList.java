package org.fubiao.web.administration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.account.UnitAccounts.Made;
import org.fubiao.web.page.Formulas;

/** Accounts that were made, with their first passwords, as a file to hand out. Nothing in it can be taken for a formula. */
final class PasswordList {
    private static final List<String> HEADS = List.of("单位代码", "单位名称", "账号", "初始密码");
    private static final int[] WIDTHS = {16, 40, 24, 28};
    private static final int CHARACTER = 256;

    private PasswordList() {}

    static byte[] workbook(List<Made> made) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.createSheet("单位账号");
            Font bold = workbook.createFont();
            bold.setBold(true);
            CellStyle head = workbook.createCellStyle();
            head.setFont(bold);
            // A text stays one also when somebody goes into the cell and leaves it.
            CellStyle text = workbook.createCellStyle();
            text.setDataFormat(workbook.createDataFormat().getFormat("@"));
            text.setQuotePrefixed(true);
            row(sheet, HEADS, head);
            made.forEach(one -> row(sheet, cells(one), text));
            for (int column = 0; column < WIDTHS.length; column++) {
                sheet.setColumnWidth(column, WIDTHS[column] * CHARACTER);
            }
            sheet.createFreezePane(0, 1);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static void row(Sheet sheet, List<String> cells, CellStyle style) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = row.createCell(column);
            cell.setCellValue(cells.get(column));
            cell.setCellStyle(style);
        }
    }

    static byte[] csv(List<Made> made) throws IOException {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.EXCEL)) {
            printer.printRecord(HEADS);
            for (Made one : made) {
                printer.printRecord(cells(one).stream().map(Formulas::harmless));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(Made one) {
        return Stream.of(one.unit().code(), one.unit().name(), one.account(), one.password())
                .toList();
    }
}
