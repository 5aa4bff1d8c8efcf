package org.fubiao.reading;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.poi.ss.usermodel.FormulaError;
import org.fubiao.reading.XlsRecords.Unusual;

/**
 * Where the rows of an XLS sheet stand. All its records are looked over before any row is read, so that nothing unusual can turn
 * up later: cells are in their order, of kinds that are known, and refer to texts and looks that exist.
 */
final class XlsSheet {
    static final int FORMULA = 0x06;
    static final int MANY_NUMBERS = 0xBD;
    static final int MANY_BLANKS = 0xBE;
    static final int TEXT = 0xFD;
    static final int BLANK = 0x201;
    static final int NUMBER = 0x203;
    static final int TRUTH_OR_ERROR = 0x205;
    static final int FORMULA_TEXT = 0x207;
    static final int SHORT_NUMBER = 0x27E;

    /** What stands in the last two bytes of a formula's value when it is no number. */
    static final int NO_NUMBER = 0xFFFF;

    private static final int ROW = 0x208;
    private static final int ROWS_END = 0xD7;
    private static final int WINDOW = 0x23E;
    private static final int WORKSHEET = 0x10;
    private static final int SHARED_FORMULA_FLAG = 8;
    private static final int MOST_COLUMNS = 256;

    private final XlsGlobals globals;
    private final BitSet declared = new BitSet();
    private int[] rows = new int[64];
    private int[] places = new int[64];
    private int count;
    private int lastColumn;

    /** Whether cells are still to come, stand here, or are all past. */
    private enum Cells {
        BEFORE,
        HERE,
        PAST
    }

    /** Looks over the records of the sheet that begins next, to its end. */
    XlsSheet(XlsRecords records, XlsGlobals globals) throws Unusual {
        this.globals = globals;
        records.requireBegin(WORKSHEET);
        Cells cells = Cells.BEFORE;
        boolean window = false;
        for (records.require(); records.sid() != XlsRecords.EOF; records.require()) {
            if (isOfRows(records)) {
                XlsRecords.require(cells != Cells.PAST);
                cells = Cells.HERE;
            } else {
                cells = cells == Cells.HERE ? Cells.PAST : cells;
                pass(records);
                window |= records.sid() == WINDOW;
            }
        }
        XlsRecords.require(window);
        addDeclared();
    }

    /** Takes a record of a row or cell; false if it is none. */
    private boolean isOfRows(XlsRecords records) throws Unusual {
        switch (records.sid()) {
            case ROW -> {
                XlsRecords.require(records.length() == 16);
                declared.set(records.u16(0));
            }
            case ROWS_END -> XlsRecords.require(count > 0 || !declared.isEmpty());
            case BLANK -> take(records, records.length() == 6);
            case NUMBER -> take(records, records.length() == 14);
            case SHORT_NUMBER -> take(records, records.length() == 10);
            case TEXT ->
                take(
                        records,
                        records.length() == 10
                                && Integer.compareUnsigned(
                                                records.i32(6), globals.texts().size())
                                        < 0);
            case TRUTH_OR_ERROR ->
                take(
                        records,
                        records.length() == 8
                                && (records.u8(7) == 0
                                        ? records.u8(6) < 2
                                        : records.u8(7) == 1 && isError(records.u8(6))));
            case MANY_NUMBERS -> takeMany(records, 6);
            case MANY_BLANKS -> takeMany(records, 2);
            case FORMULA -> takeFormula(records);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void take(XlsRecords records, boolean usual) throws Unusual {
        XlsRecords.require(usual);
        take(records, 1);
        requireLook(records.u16(4));
    }

    private void requireLook(int look) throws Unusual {
        XlsRecords.require(look < globals.looks());
    }

    private void takeMany(XlsRecords records, int size) throws Unusual {
        int cells = (records.length() - 6) / size;
        XlsRecords.require(cells > 0
                && records.length() == 6 + cells * size
                && records.u16(records.length() - 2) == records.u16(2) + cells - 1);
        take(records, cells);
        for (int cell = 0; cell < cells; cell++) {
            requireLook(records.u16(4 + cell * size));
        }
    }

    private void takeFormula(XlsRecords records) throws Unusual {
        take(records, records.length() >= 22);
        XlsRecords.require((records.u16(14) & SHARED_FORMULA_FLAG) == 0);
        if (records.u16(12) == NO_NUMBER) {
            int kind = records.u8(6);
            XlsRecords.require(kind != 0 || records.nextSid() == FORMULA_TEXT);
            XlsRecords.require(kind < 4 && (kind != 2 || isError(records.u8(8))));
        }
        if (records.nextSid() == FORMULA_TEXT) {
            records.require();
            XlsRecords.require(records.length() >= 3 && records.nextSid() != XlsRecords.CONTINUE);
            records.text(3, records.u16(0), records.u8(2));
        }
    }

    private static boolean isError(int code) {
        return FormulaError.isValidCode(code);
    }

    /** Takes cells beside each other, which must stand behind all that came before. */
    private void take(XlsRecords records, int cells) throws Unusual {
        int row = records.u16(0);
        int column = records.u16(2);
        boolean same = count > 0 && rows[count - 1] == row;
        XlsRecords.require(
                column + cells <= MOST_COLUMNS && (same ? column > lastColumn : count == 0 || row > rows[count - 1]));
        lastColumn = column + cells - 1;
        if (!same) {
            add(row, records.at());
        }
    }

    private void add(int row, int place) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        rows[count] = row;
        places[count++] = place;
    }

    /** Takes a record that is of no cell. */
    private static void pass(XlsRecords records) throws Unusual {
        switch (records.sid()) {
            // A chart in the sheet.
            case XlsRecords.BOF -> skipPart(records);
            // Texts within the cell (old, and rich), shared formulas, those of many cells, and tables; and what is
            // none.
            case 0x204, 0xD6, 0x4BC, 0x221, 0x236, FORMULA_TEXT, 0 -> throw new Unusual();
            default -> XlsRecords.require(!XlsGlobals.isOurs(records.sid()));
        }
    }

    private static void skipPart(XlsRecords records) throws Unusual {
        for (int depth = 1; depth > 0; ) {
            records.require();
            XlsRecords.require(!XlsGlobals.isOurs(records.sid()));
            depth += records.sid() == XlsRecords.BOF ? 1 : records.sid() == XlsRecords.EOF ? -1 : 0;
        }
    }

    /** Where rows are declared, all are; those without cells are rows too. */
    private void addDeclared() throws Unusual {
        if (declared.isEmpty()) {
            return;
        }
        int[] filled = Arrays.copyOf(rows, count);
        int[] filledPlaces = Arrays.copyOf(places, count);
        count = 0;
        int next = 0;
        for (int row = declared.nextSetBit(0); row >= 0; row = declared.nextSetBit(row + 1)) {
            boolean hasCells = next < filled.length && filled[next] == row;
            add(row, hasCells ? filledPlaces[next] : -1);
            next += hasCells ? 1 : 0;
        }
        XlsRecords.require(next == filled.length);
    }

    int rows() {
        return count;
    }

    /** The number of a row, from 0. */
    int row(int index) {
        return rows[index];
    }

    /** Where the first record of a row's cells begins; -1 if it has none. */
    int place(int index) {
        return places[index];
    }

    static boolean isBetweenCells(int sid) {
        return sid == ROW || sid == ROWS_END || sid == FORMULA_TEXT;
    }
}
