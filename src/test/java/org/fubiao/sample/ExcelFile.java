package org.fubiao.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes sheets as a workbook whose bytes depend on nothing but the sheets. */
final class ExcelFile {
    private static final Instant SAVED = Instant.parse("2024-01-10T01:00:00Z");

    private final Workbook workbook;
    private final CellStyle title;
    private final CellStyle head;
    private final CellStyle body;
    private final CellStyle day;
    private final CellStyle share;
    private final CellStyle loose;

    private ExcelFile(Workbook workbook) {
        this.workbook = workbook;
        this.loose = style(11, false, false, "General");
        this.title = style(16, true, false, "General");
        title.setAlignment(HorizontalAlignment.CENTER);
        this.head = style(11, true, true, "General");
        head.setAlignment(HorizontalAlignment.CENTER);
        head.setWrapText(true);
        this.body = style(11, false, true, "General");
        this.day = style(11, false, true, "yyyy/m/d");
        this.share = style(11, false, true, "0.0%");
    }

    static byte[] xlsx(List<Sheet> sheets) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            workbook.getProperties().getCoreProperties().setCreated(Optional.of(Date.from(SAVED)));
            new ExcelFile(workbook).write(sheets);
            workbook.write(out);
            return withFixedTimes(out.toByteArray());
        }
    }

    static byte[] xls(List<Sheet> sheets) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new ExcelFile(workbook).write(sheets);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] withFixedTimes(byte[] zip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setLastModifiedTime(FileTime.from(SAVED));
                to.putNextEntry(copy);
                from.transferTo(to);
                to.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private CellStyle style(int points, boolean bold, boolean framed, String format) {
        Font font = workbook.createFont();
        font.setFontName("宋体");
        font.setFontHeightInPoints((short) points);
        font.setBold(bold);
        CellStyle style = workbook.createCellStyle();
        style.setFont(font);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        if (framed) {
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
        }
        return style;
    }

    private void write(List<Sheet> sheets) {
        for (Sheet sheet : sheets) {
            org.apache.poi.ss.usermodel.Sheet target = workbook.createSheet(sheet.name());
            for (int row = 0; row < sheet.rows().size(); row++) {
                write(sheet, row, target);
            }
            for (Sheet.Merge merge : sheet.merges()) {
                target.addMergedRegion(new CellRangeAddress(merge.top(), merge.bottom(), merge.left(), merge.right()));
            }
            for (int column = 0; column < sheet.width(); column++) {
                target.setColumnWidth(column, 256 * columnWidth(sheet, column));
            }
            if (sheet.hidden()) {
                workbook.setSheetVisibility(workbook.getSheetIndex(target), SheetVisibility.HIDDEN);
            }
        }
        workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
    }

    private void write(Sheet sheet, int number, org.apache.poi.ss.usermodel.Sheet target) {
        List<Cell> cells = sheet.rows().get(number);
        if (cells.isEmpty()) {
            return;
        }
        Row row = target.createRow(number);
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            boolean framed = number >= sheet.head() && number < sheet.foot();
            if (cell instanceof Cell.Blank && !framed) {
                continue;
            }
            org.apache.poi.ss.usermodel.Cell to = row.createCell(column);
            to.setCellStyle(style(sheet, number, cell));
            fill(to, cell);
        }
    }

    private CellStyle style(Sheet sheet, int row, Cell cell) {
        if (row < sheet.head()) {
            return row == 0 ? title : loose;
        }
        if (row < sheet.body()) {
            return head;
        }
        if (row >= sheet.foot()) {
            return loose;
        }
        if (cell instanceof Cell.Day) {
            return day;
        }
        return cell instanceof Cell.Amount number && number.percent() ? share : body;
    }

    private static void fill(org.apache.poi.ss.usermodel.Cell to, Cell cell) {
        if (cell instanceof Cell.Text text) {
            to.setCellValue(text.text());
        } else if (cell instanceof Cell.Amount number) {
            to.setCellValue(number.value().doubleValue());
        } else if (cell instanceof Cell.Day day) {
            to.setCellValue(day.day());
        } else if (cell instanceof Cell.Formula formula) {
            to.setCellFormula(formula.formula());
        }
    }

    /** Wide enough for most of its texts; fixed, since measuring fonts differs from machine to machine. */
    private static int columnWidth(Sheet sheet, int column) {
        int longest = 4;
        for (int row = sheet.head(); row < sheet.foot(); row++) {
            List<Cell> cells = sheet.rows().get(row);
            if (column < cells.size()) {
                longest = Math.max(longest, cells.get(column).plain().length());
            }
        }
        return Math.min(2 * longest + 2, 46);
    }
}
