package org.fubiao.reading;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;

/** The rows of an XLS sheet, by the library, which knows all that may stand in it. */
final class XlsLibraryRows implements RowReader {
    private final Iterator<Row> rows;
    private final CellNumbers numbers;
    private final Map<Short, CellFormat> formats = new HashMap<>();
    private String[] texts = new String[256];
    private int width;
    private long number;

    XlsLibraryRows(Sheet sheet, CellNumbers numbers) {
        this.rows = sheet.rowIterator();
        this.numbers = numbers;
    }

    @Override
    public boolean next() throws IOException {
        width = 0;
        try {
            if (!rows.hasNext()) {
                return false;
            }
            take(rows.next());
            return true;
        } catch (RuntimeException e) {
            throw FileContent.broken(e);
        }
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public String text(int column) {
        return column < width ? texts[column] : "";
    }

    @Override
    public void close() {
        // All is in memory.
    }

    private void take(Row row) {
        number = row.getRowNum() + 1L;
        for (int column = 0; column < row.getLastCellNum(); column++) {
            Cell cell = row.getCell(column);
            texts[column] = cell == null ? "" : text(cell);
            if (!texts[column].isEmpty()) {
                width = column + 1;
            }
        }
    }

    private String text(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> numbers.text(new BigDecimal(cell.getNumericCellValue()), format(cell));
            case STRING -> Texts.clean(cell.getStringCellValue());
            case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            default -> "";
        };
    }

    private CellFormat format(Cell cell) {
        CellStyle style = cell.getCellStyle();
        return formats.computeIfAbsent(style.getDataFormat(), id -> CellFormat.of(id, pattern(style)));
    }

    private static String pattern(CellStyle style) {
        String pattern = style.getDataFormatString();
        return pattern == null ? "" : pattern;
    }
}
