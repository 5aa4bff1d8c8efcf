package org.fubiao.reading;

import java.io.IOException;
import org.apache.poi.hssf.util.RKUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.fubiao.reading.XlsRecords.Unusual;

/** The rows of an XLS sheet that holds nothing unusual. What {@link XlsLibraryRows} makes of a cell is what counts. */
final class XlsRowReader implements RowReader {
    private final byte[] bytes;
    private final XlsSheet sheet;
    private final XlsGlobals globals;
    private final CellNumbers numbers;
    private final String[] texts = new String[256];
    private int index;
    private int cells;
    private int width;
    private long number;

    XlsRowReader(byte[] bytes, XlsSheet sheet, XlsGlobals globals) {
        this.bytes = bytes;
        this.sheet = sheet;
        this.globals = globals;
        this.numbers = new CellNumbers(globals.isDate1904());
    }

    @Override
    public boolean next() throws IOException {
        width = 0;
        cells = 0;
        if (index == sheet.rows()) {
            return false;
        }
        number = sheet.row(index) + 1L;
        int place = sheet.place(index++);
        if (place >= 0) {
            try {
                read(new XlsRecords(bytes, place));
            } catch (RuntimeException | Unusual e) {
                throw FileContent.broken(e);
            }
        }
        return true;
    }

    private void read(XlsRecords records) throws Unusual {
        while (records.next()) {
            int sid = records.sid();
            if (XlsSheet.isBetweenCells(sid)) {
                continue;
            }
            if (!isCell(sid) || records.u16(0) != number - 1) {
                return;
            }
            int column = records.u16(2);
            switch (sid) {
                case XlsSheet.TEXT -> set(column, globals.texts().text(records.i32(6)));
                case XlsSheet.NUMBER -> set(column, number(records, 6, records.u16(4)));
                case XlsSheet.SHORT_NUMBER -> set(column, shortNumber(records, 4));
                case XlsSheet.MANY_NUMBERS -> {
                    for (int at = 4; at < records.length() - 2; at += 6) {
                        set(column++, shortNumber(records, at));
                    }
                }
                case XlsSheet.TRUTH_OR_ERROR ->
                    set(column, records.u8(7) == 0 ? truth(records.u8(6)) : error(records.u8(6)));
                case XlsSheet.FORMULA -> set(column, formula(records));
                default -> {
                    // Blank.
                }
            }
        }
    }

    private static boolean isCell(int sid) {
        return switch (sid) {
            case XlsSheet.TEXT,
                    XlsSheet.NUMBER,
                    XlsSheet.SHORT_NUMBER,
                    XlsSheet.MANY_NUMBERS,
                    XlsSheet.TRUTH_OR_ERROR,
                    XlsSheet.FORMULA,
                    XlsSheet.BLANK,
                    XlsSheet.MANY_BLANKS -> true;
            default -> false;
        };
    }

    private String number(XlsRecords records, int offset, int look) {
        return numbers.text(Double.longBitsToDouble(records.i64(offset)), globals.format(look));
    }

    /** A number of four bytes, behind its look. */
    private String shortNumber(XlsRecords records, int offset) {
        return numbers.text(RKUtil.decodeNumber(records.i32(offset + 2)), globals.format(records.u16(offset)));
    }

    private static String truth(int value) {
        return value == 0 ? "FALSE" : "TRUE";
    }

    private static String error(int code) {
        return FormulaError.forInt(code).getString();
    }

    /** The value that a formula had when the file was saved. */
    private String formula(XlsRecords records) throws Unusual {
        if (records.u16(12) != XlsSheet.NO_NUMBER) {
            return number(records, 6, records.u16(4));
        }
        return switch (records.u8(6)) {
            case 0 -> {
                records.require();
                yield Texts.clean(records.text(3, records.u16(0), records.u8(2)));
            }
            case 1 -> truth(records.u8(8));
            case 2 -> error(records.u8(8));
            default -> "";
        };
    }

    private void set(int column, String text) {
        while (cells < column) {
            texts[cells++] = "";
        }
        texts[column] = text;
        cells = column + 1;
        if (!text.isEmpty()) {
            width = cells;
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
}
