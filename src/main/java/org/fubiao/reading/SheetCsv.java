package org.fubiao.reading;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Writes the rows of a sheet as a CSV file from which they are read again just as they are, each in the line of its number. */
final class SheetCsv {
    private static final char SEPARATOR = ',';
    private static final int PIECE = 1 << 20;
    /** Where full-width forms and what could not be decoded begin. */
    private static final char FIRST_BEYOND = '\uE000';
    /** How many bytes a character takes at most. */
    private static final int WIDEST = 3;

    private final CellTraits traits = new CellTraits();
    private byte[] bytes = new byte[2 * PIECE];
    private int length;
    private int columns;
    private long records;
    private char highest;

    /** Gives the written file; empty if the rows cannot be written so. A file is left behind either way. */
    static Optional<RegularCsv> write(RowReader rows, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            SheetCsv csv = new SheetCsv();
            return csv.write(rows, out)
                    ? Optional.of(new RegularCsv(
                            file,
                            0,
                            SEPARATOR,
                            csv.columns,
                            "\n",
                            csv.records,
                            0,
                            false,
                            csv.highest < FIRST_BEYOND,
                            csv.traits.signs(),
                            csv.traits.totals()))
                    : Optional.empty();
        }
    }

    private boolean write(RowReader rows, OutputStream out) throws IOException {
        while (rows.next()) {
            if (rows.number() != ++records) {
                return false;
            }
            int lineStart = length;
            int width = rows.width();
            columns = Math.max(columns, width);
            for (int column = 0; column < width; column++) {
                int start = length;
                if (!write(rows.text(column))) {
                    return false;
                }
                if (length > start) {
                    boolean quoted = bytes[start] == '"';
                    traits.note(bytes, quoted ? start + 1 : start, quoted ? length - 2 : length - 1, column);
                }
                bytes[length++] = (byte) (column + 1 == width ? '\n' : SEPARATOR);
            }
            if (width == 0) {
                // An empty line may not stand between others; one of empty cells may.
                bytes[length++] = SEPARATOR;
                bytes[length++] = '\n';
                columns = Math.max(columns, 2);
            }
            if (length - lineStart > CsvScan.LONGEST_LINE) {
                return false;
            }
            if (length >= PIECE) {
                out.write(bytes, 0, length);
                length = 0;
            }
        }
        out.write(bytes, 0, length);
        return true;
    }

    /** Writes a cell and leaves room for what is behind it; false if it would be read otherwise. */
    private boolean write(String text) {
        int room = length + text.length() * WIDEST + 4;
        if (room > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(room, bytes.length * 2));
        }
        byte[] out = bytes;
        int at = length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c == SEPARATOR || c == '"' || c == '\n' || c == '\r') {
                    return writeQuoted(text);
                }
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | c >> 6);
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                highest = c > highest ? c : highest;
                out[at++] = (byte) (0xE0 | c >> 12);
                out[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                highest = Character.MAX_VALUE;
                int point = text.codePointAt(i++);
                out[at++] = (byte) (0xF0 | point >> 18);
                out[at++] = (byte) (0x80 | (point >> 12 & 0x3F));
                out[at++] = (byte) (0x80 | (point >> 6 & 0x3F));
                out[at++] = (byte) (0x80 | (point & 0x3F));
            } else {
                return false;
            }
        }
        length = at;
        return true;
    }

    private boolean writeQuoted(String text) {
        // A line break ends a record for whoever counts lines; ="0012" has a meaning of its own in a CSV file.
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.startsWith("=\"")) {
            return false;
        }
        highest = Character.MAX_VALUE;
        byte[] quoted = ('"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
        if (length + quoted.length + 4 > bytes.length) {
            bytes = Arrays.copyOf(bytes, length + quoted.length + PIECE);
        }
        System.arraycopy(quoted, 0, bytes, length, quoted.length);
        length += quoted.length;
        return true;
    }
}
