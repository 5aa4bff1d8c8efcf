package org.fubiao.receipt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.publishing.sheet.TextWidth;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.fubiao.receipt.Looks.Look;

/** The rows of a file that is no workbook, as a workbook: each text as it was sent, in the row and column where it stands. */
final class RowsBook {
    private static final String ONLY = "报送内容";
    private static final int WIDEST = 40;
    private static final int NARROWEST = 8;
    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST = SpreadsheetVersion.EXCEL2007.getMaxTextLength();

    private final XSSFWorkbook book = new XSSFWorkbook();
    private final Looks looks = new Looks(book);
    /** By their names in the file. */
    private final Map<String, Sheet> sheets = new HashMap<>();

    static RowsBook of(Path file) throws IOException {
        RowsBook rows = new RowsBook();
        try (Workbook content = Workbooks.open(file)) {
            for (int i = 0; i < content.sheets().size(); i++) {
                String name = content.sheets().get(i).name();
                XSSFSheet sheet = rows.book.createSheet(rows.freeName(name.isEmpty() ? ONLY : name));
                rows.sheets.putIfAbsent(name, sheet);
                try (RowReader reader = content.open(i)) {
                    rows.copy(reader, sheet);
                }
            }
        }
        return rows;
    }

    XSSFWorkbook book() {
        return book;
    }

    Map<String, Sheet> sheets() {
        return sheets;
    }

    private String freeName(String name) {
        String safe = WorkbookUtil.createSafeSheetName(name, '_');
        String free = safe;
        for (int again = 2; book.getSheet(free) != null; again++) {
            free = safe.substring(0, Math.min(safe.length(), 26)) + "（" + again + "）";
        }
        return free;
    }

    private void copy(RowReader reader, XSSFSheet sheet) throws IOException {
        int[] widths = new int[MOST_COLUMNS];
        int last = 0;
        while (reader.next() && reader.number() <= SpreadsheetVersion.EXCEL2007.getMaxRows()) {
            Row row = sheet.createRow((int) reader.number() - 1);
            int width = Math.min(MOST_COLUMNS, reader.width());
            for (int column = 0; column < width; column++) {
                String text = reader.text(column);
                if (!text.isEmpty()) {
                    Cell cell = row.createCell(column);
                    cell.setCellStyle(looks.of(isLikeFormula(text) ? Look.DEFUSED : Look.RAW));
                    cell.setCellValue(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
                    widths[column] = Math.max(widths[column], TextWidth.of(text));
                }
            }
            last = Math.max(last, width);
        }
        for (int column = 0; column < last; column++) {
            int width = Math.max(NARROWEST, Math.min(WIDEST, widths[column] + 2));
            sheet.setColumnWidth(column, width * 256);
        }
        if (last > 0) {
            // Numbers stay the texts that they are in the file; no program need complain of that.
            sheet.addIgnoredErrors(
                    new CellRangeAddress(0, Math.max(0, sheet.getLastRowNum()), 0, last - 1),
                    IgnoredErrorType.NUMBER_STORED_AS_TEXT);
        }
    }

    private static boolean isLikeFormula(String text) {
        return "=+-@".indexOf(text.charAt(0)) >= 0;
    }
}
