package org.fubiao.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.CreationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellAddress;
import org.fubiao.receipt.Marks.Mark;
import org.fubiao.recognition.ReceiptIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The hidden sheet of a receipt. Beside the identity it holds what each marked cell had before: a cell of its own carries the
 * old style, which therefore survives whatever program saves the workbook. So a receipt that was sent back can be answered
 * without the marks of the last answer.
 */
final class IdentitySheet {
    private static final String MARK = "mark";
    private static final int STYLE_COLUMN = 4;

    private IdentitySheet() {}

    static void add(Workbook book, ReceiptIdentity identity, List<Mark> marks) {
        Sheet sheet = book.createSheet(ReceiptIdentity.SHEET);
        int next = 0;
        for (List<String> texts : identity.rows()) {
            write(sheet.createRow(next++), texts);
        }
        for (Mark mark : marks) {
            Row row = sheet.createRow(next++);
            write(row, List.of(MARK, mark.sheet(), mark.address(), mark.comment()));
            row.createCell(STYLE_COLUMN).setCellStyle(mark.style());
        }
        book.setSheetVisibility(book.getSheetIndex(sheet), SheetVisibility.VERY_HIDDEN);
    }

    private static void write(Row row, List<String> texts) {
        for (int column = 0; column < texts.size(); column++) {
            row.createCell(column).setCellValue(texts.get(column));
        }
    }

    /** Takes out of a receipt that was sent back what the last answer had put in: its sheets and its marks. */
    static void removeEarlier(Workbook book) {
        Sheet identity = book.getSheet(ReceiptIdentity.SHEET);
        if (identity == null) {
            return;
        }
        List<String> own = new ArrayList<>(List.of(ReceiptIdentity.SHEET));
        for (Row row : identity) {
            if (text(row, 0).equals("own")) {
                own.add(text(row, 1));
            } else if (text(row, 0).equals(MARK)) {
                restore(book, row);
            }
        }
        for (String name : own) {
            int place = book.getSheetIndex(name);
            if (place >= 0 && book.getNumberOfSheets() > 1) {
                book.removeSheetAt(place);
            }
        }
        Map<CellStyle, CellStyle> cleared = new HashMap<>();
        for (Sheet sheet : book) {
            for (CellAddress address : List.copyOf(sheet.getCellComments().keySet())) {
                clear(book, sheet, address, cleared);
            }
        }
    }

    private static String text(Row row, int column) {
        Cell cell = row.getCell(column);
        return cell == null ? "" : cell.toString();
    }

    private static void restore(Workbook book, Row mark) {
        Sheet sheet = book.getSheet(text(mark, 1));
        Cell style = mark.getCell(STYLE_COLUMN);
        if (sheet == null || style == null) {
            return;
        }
        Cell cell = cell(sheet, new CellAddress(text(mark, 2)));
        Comment comment = cell == null ? null : cell.getCellComment();
        // Rows may have moved: what is still ours shows by its comment.
        if (cell != null && comment != null && isOurs(comment)) {
            cell.setCellStyle(style.getCellStyle());
            drop(book, cell, comment);
        }
    }

    private static @Nullable Cell cell(Sheet sheet, CellAddress address) {
        Row row = sheet.getRow(address.getRow());
        return row == null ? null : row.getCell(address.getColumn());
    }

    private static boolean isOurs(Comment comment) {
        String text = comment.getString().getString();
        return text.startsWith(Marks.SIGN) || text.contains(Marks.BELOW + Marks.SIGN);
    }

    private static void drop(Workbook book, Cell cell, Comment comment) {
        String text = comment.getString().getString();
        int ours = text.indexOf(Marks.BELOW + Marks.SIGN);
        if (ours < 0) {
            cell.removeCellComment();
        } else {
            CreationHelper helper = book.getCreationHelper();
            comment.setString(helper.createRichTextString(text.substring(0, ours)));
        }
    }

    /** Takes a mark off a cell that was moved since: its ground was none, as far as can be told. */
    private static void clear(Workbook book, Sheet sheet, CellAddress address, Map<CellStyle, CellStyle> cleared) {
        Cell cell = cell(sheet, address);
        Comment comment = cell == null ? null : cell.getCellComment();
        if (cell == null || comment == null || !isOurs(comment)) {
            return;
        }
        if (Tone.isOurs(cell.getCellStyle().getFillForegroundColor())) {
            cell.setCellStyle(cleared.computeIfAbsent(cell.getCellStyle(), style -> {
                CellStyle plain = book.createCellStyle();
                plain.cloneStyleFrom(style);
                plain.setFillPattern(FillPatternType.NO_FILL);
                return plain;
            }));
        }
        drop(book, cell, comment);
    }
}
