package org.fubiao.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.fubiao.reading.XlsRecords.Unusual;
import org.jspecify.annotations.Nullable;

/** What an XLS file says before its first sheet: the sheets, the texts that cells share, and how numbers are shown. */
final class XlsGlobals {
    private static final int GLOBALS = 5;
    private static final int DATE_1904 = 0x22;
    private static final int PASSWORD = 0x2F;
    private static final int SHEET = 0x85;
    private static final int LOOK = 0xE0;
    private static final int FORMAT = 0x41E;

    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<Integer, String> patterns = new HashMap<>();
    private int[] formats = new int[64];
    private @Nullable CellFormat[] looks = new CellFormat[0];
    private int lookCount;
    private boolean looksEnded;
    private boolean date1904;
    private @Nullable XlsTexts texts;

    /**
     * A sheet.
     *
     * @param begin where its first record begins
     */
    record Sheet(SheetInfo info, int begin) {}

    /** Reads the records up to the first sheet. */
    XlsGlobals(XlsRecords records) throws Unusual {
        records.requireBegin(GLOBALS);
        do {
            records.require();
            take(records);
        } while (records.sid() != XlsRecords.EOF);
        looks = new CellFormat[lookCount];
    }

    private void take(XlsRecords records) throws Unusual {
        int sid = records.sid();
        // The library takes looks for one block.
        looksEnded |= lookCount > 0 && sid != LOOK;
        switch (sid) {
            case SHEET -> sheets.add(sheet(records));
            case LOOK -> addLook(records);
            case FORMAT -> {
                XlsRecords.require(records.length() >= 5 && records.u16(0) <= Short.MAX_VALUE);
                patterns.put(records.u16(0), records.text(5, records.u16(2), records.u8(4)));
            }
            case DATE_1904 -> {
                XlsRecords.require(records.length() == 2);
                date1904 = records.u16(0) == 1;
            }
            case XlsTexts.SID -> {
                XlsRecords.require(texts == null);
                texts = XlsTexts.read(records);
            }
            case PASSWORD, XlsRecords.BOF, 0 -> throw new Unusual();
            default -> {
                // Nothing that tells what cells hold.
            }
        }
    }

    /** A sheet with cells; one of another kind, such as a chart, is left to the library. */
    private static Sheet sheet(XlsRecords records) throws Unusual {
        XlsRecords.require(records.length() >= 8);
        int options = records.u16(4);
        XlsRecords.require(options >> 8 == 0);
        String name = records.text(8, records.u8(6), records.u8(7));
        return new Sheet(new SheetInfo(name, (options & 3) != 0), records.i32(0));
    }

    private void addLook(XlsRecords records) throws Unusual {
        XlsRecords.require(!looksEnded && records.length() == 20 && records.u16(2) <= Short.MAX_VALUE);
        if (lookCount == formats.length) {
            formats = Arrays.copyOf(formats, 2 * lookCount);
        }
        formats[lookCount++] = records.u16(2);
    }

    /** Whether a record, wherever it stands, would be taken by the library for one that stands here. */
    static boolean isOurs(int sid) {
        return switch (sid) {
            case SHEET, LOOK, FORMAT, DATE_1904, PASSWORD, XlsTexts.SID -> true;
            default -> false;
        };
    }

    List<Sheet> sheets() {
        return sheets;
    }

    XlsTexts texts() {
        XlsTexts known = texts;
        if (known == null) {
            known = XlsTexts.none();
            texts = known;
        }
        return known;
    }

    boolean isDate1904() {
        return date1904;
    }

    int looks() {
        return lookCount;
    }

    /** What a look makes of a number. */
    CellFormat format(int look) {
        CellFormat format = looks[look];
        if (format == null) {
            int id = formats[look];
            String pattern = patterns.get(id);
            if (pattern == null) {
                pattern = BuiltinFormats.getBuiltinFormat(id);
            }
            format = CellFormat.of(id, pattern == null ? "" : pattern);
            looks[look] = format;
        }
        return format;
    }
}
