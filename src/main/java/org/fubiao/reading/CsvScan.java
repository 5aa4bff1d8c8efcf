package org.fubiao.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One pass over the bytes of a CSV file, to find out whether it is {@linkplain RegularCsv regular}. */
final class CsvScan {
    /** A line that is longer is not regular. */
    private static final int LONGEST_LINE = 1 << 20;

    private final byte separator;
    private final byte[] bytes = new byte[2 * LONGEST_LINE];
    private int cellStart;
    private boolean quoted;
    private int cells = 1;
    private int columns;
    private long records;
    private long blankAtEnd;
    private boolean returns;
    private boolean untrimmed;
    private boolean halfWidth = true;

    private CsvScan(byte separator) {
        this.separator = separator;
    }

    /**
     * Scans a file.
     *
     * @param start bytes of its byte order mark
     * @return empty if it is not regular
     */
    static Optional<RegularCsv> of(Path file, int start, char separator) throws IOException {
        if (separator >= 0x7F) {
            return Optional.empty();
        }
        CsvScan scan = new CsvScan((byte) separator);
        if (!scan.run(file, start)) {
            return Optional.empty();
        }
        return Optional.of(new RegularCsv(
                file,
                start,
                separator,
                scan.columns,
                scan.returns ? "\r\n" : "\n",
                scan.records,
                scan.blankAtEnd,
                scan.untrimmed,
                scan.halfWidth));
    }

    private boolean run(Path file, int start) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(start);
            int kept = 0;
            while (true) {
                int read = in.readNBytes(bytes, kept, bytes.length - kept);
                int end = kept + read;
                if (read == 0) {
                    // A last line without an end is a record like any other.
                    return end == 0 || lastLine(end);
                }
                int whole = end;
                while (whole > 0 && bytes[whole - 1] != '\n') {
                    whole--;
                }
                if (end - whole > LONGEST_LINE || !lines(whole)) {
                    return false;
                }
                System.arraycopy(bytes, whole, bytes, 0, end - whole);
                kept = end - whole;
            }
        }
    }

    private boolean lastLine(int end) {
        int to = end;
        if (returns) {
            bytes[to++] = '\r';
        }
        bytes[to++] = '\n';
        return lines(to);
    }

    /** Takes whole lines, up to a place in the buffer. */
    private boolean lines(int end) {
        int i = 0;
        int lineStart = 0;
        cellStart = 0;
        while (i < end) {
            byte b = bytes[i];
            if (b < 0) {
                i = beyondAscii(i);
                if (i < 0) {
                    return false;
                }
            } else if (b == separator) {
                if (!quoted) {
                    endCell(i);
                    cells++;
                    cellStart = i + 1;
                }
                i++;
            } else if (b > '"') {
                i++;
            } else if (b == '"') {
                i = quote(i);
                if (i < 0) {
                    return false;
                }
            } else if (b == '\n') {
                if (!endLine(lineStart, i)) {
                    return false;
                }
                i++;
                lineStart = i;
            } else if (b == 0 || (b == '\r' && bytes[i + 1] != '\n')) {
                return false;
            } else {
                i++;
            }
        }
        return true;
    }

    /** Opens or closes a cell's quotes. Gives the place behind, or -1 if the quote stands where none should. */
    private int quote(int i) {
        if (!quoted) {
            quoted = i == cellStart;
            return quoted ? i + 1 : -1;
        }
        byte after = bytes[i + 1];
        if (after == '"') {
            return i + 2;
        }
        quoted = false;
        return after == separator || after == '\n' || after == '\r' ? i + 1 : -1;
    }

    private boolean endLine(int lineStart, int end) {
        boolean carriage = end > lineStart && bytes[end - 1] == '\r';
        if (records == 0) {
            returns = carriage;
        }
        int lineEnd = carriage ? end - 1 : end;
        boolean blank = lineEnd == lineStart;
        if (quoted || carriage != returns || (blankAtEnd > 0 && !blank)) {
            return false;
        }
        records++;
        blankAtEnd += blank ? 1 : 0;
        endCell(lineEnd);
        columns = Math.max(columns, cells);
        cells = 1;
        cellStart = end + 1;
        return true;
    }

    private void endCell(int end) {
        int first = cellStart;
        int last = end - 1;
        if (last > first && bytes[first] == '"') {
            first++;
            last--;
        }
        if (last >= first) {
            untrimmed |= isBlankFrom(first) || isBlankTo(last);
        }
    }

    private boolean isBlankFrom(int i) {
        return bytes[i] >= 0 ? bytes[i] <= ' ' || bytes[i] == 0x7F : Texts.isBlank(character(i));
    }

    private boolean isBlankTo(int last) {
        if (bytes[last] >= 0) {
            return bytes[last] <= ' ' || bytes[last] == 0x7F;
        }
        int i = last;
        while ((bytes[i] & 0xC0) == 0x80) {
            i--;
        }
        return Texts.isBlank(character(i));
    }

    /** The character of two or three bytes at a place; any ink for one of four. */
    private char character(int i) {
        int b = bytes[i] & 0xFF;
        if (b < 0xE0) {
            return (char) ((b & 0x1F) << 6 | (bytes[i + 1] & 0x3F));
        }
        return b < 0xF0 ? (char) ((b & 0x0F) << 12 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F)) : 'x';
    }

    /** Passes a character of two bytes or more. Gives the place behind, or -1 if it is not UTF-8. */
    private int beyondAscii(int i) {
        int b = bytes[i] & 0xFF;
        // Most are common ideographs. A line's end stands behind, so that there is always something to look at.
        if (b >= 0xE3 && b <= 0xEC) {
            return (bytes[i + 1] & 0xC0) == 0x80 && (bytes[i + 2] & 0xC0) == 0x80 ? i + 3 : -1;
        }
        if (b < 0xC2 || b > 0xF4) {
            return -1;
        }
        halfWidth &= b < 0xEE;
        int length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
        int lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        int highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        int second = bytes[i + 1] & 0xFF;
        if (second < lowest || second > highest) {
            return -1;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return -1;
            }
        }
        return i + length;
    }
}
