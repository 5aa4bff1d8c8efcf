package org.fubiao.reading;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as they stand in a sheet, as text. Gives what {@link CellNumbers} gives, for most without a number in between.
 */
final class XlsxNumbers {
    private static final int MOST_DIGITS = 18;
    private static final int EXCEL_DIGITS = 15;
    private static final int MOST_ZEROS = 30;
    private static final long[] POWERS = new long[MOST_DIGITS + 1];
    private static final String[] SMALL = new String[1000];

    /** Days as spreadsheets count them, from 1 March 1900 to the middle of 2079, as far as they were met. */
    private static final String[] DAYS = new String[1 << 16];

    private static final int FIRST_TRUE_DAY = 61;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = Integer.toString(i);
        }
    }

    private final CellNumbers exact;
    private final XlsxParts parts;
    private final @Nullable CellFormat[] formats;
    private final byte[] written = new byte[64];

    // The number at hand: significant digits, decimal places, and how it is written.
    private long digits;
    private int scale;
    private boolean negative;
    private boolean asIs;

    XlsxNumbers(XlsxParts parts) {
        this.exact = new CellNumbers(parts.date1904());
        this.parts = parts;
        this.formats = new CellFormat[parts.formats().size()];
    }

    /** The text of the number up to the next tag; null if it takes a closer look. Moves to the tag. */
    @Nullable String text(PlainXml xml, int style) {
        int from = xml.at;
        if (!parse(xml)) {
            return null;
        }
        CellFormat format = format(style);
        if (format == CellFormat.DATE) {
            return day();
        }
        if (format == CellFormat.NUMBER) {
            if (scale == 0 && digits < SMALL.length && !negative) {
                return SMALL[(int) digits];
            }
            if (asIs) {
                return new String(xml.bytes, from, xml.at - from, StandardCharsets.ISO_8859_1);
            }
        }
        return plain(format == CellFormat.PERCENT);
    }

    /** The text of what ought to be a number; as it stands if it is none. */
    String text(String raw, int style) {
        BigDecimal value;
        try {
            value = new BigDecimal(raw);
        } catch (NumberFormatException e) {
            return Texts.clean(raw);
        }
        return exact.text(value, format(style));
    }

    private CellFormat format(int style) {
        if (style < 0 || style >= formats.length) {
            return CellFormat.NUMBER;
        }
        CellFormat format = formats[style];
        if (format == null) {
            format = parts.formats().get(style).meaning();
            formats[style] = format;
        }
        return format;
    }

    private boolean parse(PlainXml xml) {
        byte[] bytes = xml.bytes;
        int p = xml.at;
        negative = bytes[p] == '-';
        p += negative ? 1 : 0;
        int first = p;
        int point = -1;
        long value = 0;
        byte b = bytes[p];
        for (; (b >= '0' && b <= '9') || (b == '.' && point < 0); b = bytes[++p]) {
            if (b == '.') {
                point = p;
            } else {
                value = value * 10 + b - '0';
            }
        }
        int count = p - first - (point < 0 ? 0 : 1);
        if (count == 0 || count > MOST_DIGITS || !exponent(xml, p, point < 0 ? 0 : p - point - 1)) {
            return false;
        }
        digits = value;
        // As it would be written: no zeros that say nothing, and no more digits than count.
        boolean zeros = bytes[first] == '0' && (point >= 0 ? point > first + 1 : count > 1);
        boolean end = point < 0 || (point > first && bytes[p - 1] > '0');
        asIs = b == '<' && end && !zeros && count <= EXCEL_DIGITS && value != 0;
        return true;
    }

    /** Reads {@code E-2}, if it is there; then the number must end. */
    private boolean exponent(PlainXml xml, int from, int decimals) {
        byte[] bytes = xml.bytes;
        int p = from;
        scale = decimals;
        if (bytes[p] == 'E' || bytes[p] == 'e') {
            p++;
            boolean minus = bytes[p] == '-';
            p += minus || bytes[p] == '+' ? 1 : 0;
            int value = 0;
            int first = p;
            for (; bytes[p] >= '0' && bytes[p] <= '9' && p - first < 3; p++) {
                value = value * 10 + bytes[p] - '0';
            }
            if (p == first) {
                return false;
            }
            scale += minus ? value : -value;
        }
        if (bytes[p] != '<' || Math.abs(scale) > MOST_ZEROS) {
            return false;
        }
        xml.at = p;
        return true;
    }

    private @Nullable String day() {
        if (scale != 0 || negative || digits < FIRST_TRUE_DAY || digits >= DAYS.length || parts.date1904()) {
            return null;
        }
        int day = (int) digits;
        String text = DAYS[day];
        if (text == null) {
            text = DAY_ZERO.plusDays(day).toString();
            DAYS[day] = text;
        }
        return text;
    }

    /** Rounded to the digits that Excel shows, without an exponent and without zeros at the end. */
    private String plain(boolean percent) {
        round();
        if (digits == 0) {
            return percent ? "0%" : "0";
        }
        while (digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        int places = percent ? scale - 2 : scale;
        int at = written.length;
        if (percent) {
            written[--at] = '%';
        }
        for (int zeros = places; zeros < 0; zeros++) {
            written[--at] = '0';
        }
        for (int place = 1; digits > 0 || place <= places + 1; place++) {
            written[--at] = (byte) ('0' + digits % 10);
            digits /= 10;
            if (place == places) {
                written[--at] = '.';
            }
        }
        if (negative) {
            written[--at] = '-';
        }
        return new String(written, at, written.length - at, StandardCharsets.ISO_8859_1);
    }

    private void round() {
        int more = 0;
        while (digits >= POWERS[EXCEL_DIGITS + more]) {
            more++;
        }
        if (more > 0) {
            digits = (digits + POWERS[more] / 2) / POWERS[more];
            scale -= more;
        }
    }
}
