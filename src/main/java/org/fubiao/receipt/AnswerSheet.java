package org.fubiao.receipt;

import java.util.List;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.fubiao.publishing.sheet.TextWidth;
import org.fubiao.receipt.Looks.Look;

/** A sheet of ours in a workbook of either format: lines above, then a table. */
final class AnswerSheet {
    private static final double LINE_POINTS = 14;
    private static final double TALLEST = 400;
    private static final int LONGEST = 32_000;

    private final Sheet sheet;
    private final Looks looks;
    private final int[] widths;
    private int next;

    /** @param widths of the columns, in half-width characters; 0 hides one */
    AnswerSheet(Sheet sheet, Looks looks, int... widths) {
        this.sheet = sheet;
        this.looks = looks;
        this.widths = widths.clone();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] == 0) {
                sheet.setColumnHidden(column, true);
            } else {
                sheet.setColumnWidth(column, widths[column] * 256);
            }
        }
    }

    /** A text over all columns. */
    void across(String text, Look look) {
        Row row = sheet.createRow(next);
        int shown =
                (int) java.util.Arrays.stream(widths).filter(width -> width > 0).count();
        for (int column = 0; column < shown; column++) {
            row.createCell(column).setCellStyle(looks.of(look));
        }
        set(row.getCell(0), text);
        sheet.addMergedRegion(new CellRangeAddress(next, next, 0, shown - 1));
        int width = java.util.Arrays.stream(widths).sum();
        row.setHeightInPoints(look == Look.TITLE ? 30 : height(TextWidth.lines(text, width)));
        next++;
    }

    void blank() {
        next++;
    }

    /** The head of the table, which is repeated on each page and stays in view. */
    void head(List<String> heads) {
        Row row = sheet.createRow(next);
        for (int column = 0; column < heads.size(); column++) {
            Cell cell = row.createCell(column);
            cell.setCellStyle(looks.of(Look.HEAD));
            set(cell, heads.get(column));
        }
        row.setHeightInPoints(24);
        sheet.setRepeatingRows(new CellRangeAddress(next, next, -1, -1));
        next++;
        sheet.createFreezePane(0, next);
    }

    /** What stands in a cell; {@code target} is a place in the same workbook, or empty. */
    record Content(String text, Look look, String target) {
        Content(String text, Look look) {
            this(text, look, "");
        }
    }

    void line(List<Content> contents) {
        Row row = sheet.createRow(next++);
        int lines = 1;
        for (int column = 0; column < contents.size(); column++) {
            Content content = contents.get(column);
            Cell cell = row.createCell(column);
            cell.setCellStyle(looks.of(content.look()));
            set(cell, content.text());
            if (!content.target().isEmpty()) {
                Hyperlink link = workbook().getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
                link.setAddress(content.target());
                cell.setHyperlink(link);
            }
            if (widths[column] > 0) {
                lines = Math.max(lines, TextWidth.lines(content.text(), widths[column]));
            }
        }
        row.setHeightInPoints(height(lines));
    }

    private Workbook workbook() {
        return sheet.getWorkbook();
    }

    private static void set(Cell cell, String text) {
        if (!text.isEmpty()) {
            cell.setCellValue(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
        }
    }

    private static float height(int lines) {
        return (float) Math.min(TALLEST, lines * LINE_POINTS + 4);
    }

    /** Prints it on A4, as wide as the paper. */
    void finish() {
        protect();
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setFitToPage(true);
        sheet.setDisplayGridlines(false);
        sheet.setHorizontallyCenter(true);
    }

    /** Against slips, not against intent: there is no password. What units write in is not locked. */
    private void protect() {
        if (sheet instanceof XSSFSheet own) {
            own.enableLocking();
            own.lockFormatColumns(false);
            own.lockFormatRows(false);
            own.lockSelectLockedCells(false);
            own.lockSelectUnlockedCells(false);
        } else {
            sheet.protectSheet("");
        }
    }

    /** Row from 0 in which the next line will stand. */
    int next() {
        return next;
    }
}
