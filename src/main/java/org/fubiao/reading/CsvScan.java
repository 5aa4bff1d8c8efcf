package org.fubiao.reading;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One pass over the bytes of a CSV file, or a piece of one, to find out whether it is {@linkplain RegularCsv regular}. */
final class CsvScan implements Callable<Boolean> {
    /** A line that is longer, in bytes, is not regular: it might hold a cell that is too long for a spreadsheet. */
    static final int LONGEST_LINE = 32_767;

    private static final int BUFFER = 2 << 20;

    /** First byte of U+E000 and above. */
    private static final int FIRST_BEYOND = 0xEE;

    /** What is worth a thread of its own. */
    private static final int PIECE = 8 << 20;

    /** What a byte means, looked up once for each of a file's bytes. */
    private static final byte ORDINARY = 0;

    private static final byte SEPARATOR = 1;
    private static final byte LINE_END = 2;
    private static final byte QUOTE = 3;
    private static final byte BEYOND = 4;
    private static final byte RARE = 5;

    private final Path file;
    private final byte[] kinds;
    private final long from;
    private final long to;
    private final byte separator;
    private final byte[] bytes = new byte[BUFFER];
    private final CellTraits traits = new CellTraits();
    private int cellStart;
    private boolean quoted;
    private int cells = 1;
    private int columns;
    private long records;
    private long blankAtEnd;
    private boolean returns;
    private boolean untrimmed;
    private boolean halfWidth = true;

    private CsvScan(Path file, byte separator, long from, long to) {
        this.file = file;
        this.separator = separator;
        this.kinds = kinds(separator);
        this.from = from;
        this.to = to;
    }

    private static byte[] kinds(byte separator) {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, FIRST_BEYOND, kinds.length, BEYOND);
        kinds[0] = RARE;
        kinds['\r'] = RARE;
        kinds['"'] = QUOTE;
        kinds['\n'] = LINE_END;
        kinds[separator] = SEPARATOR;
        return kinds;
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
        List<CsvScan> pieces = pieces(file, start, (byte) separator);
        ExecutorService threads = Executors.newFixedThreadPool(pieces.size());
        try {
            for (Future<Boolean> regular : threads.invokeAll(pieces)) {
                if (!regular.get()) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        } catch (ExecutionException e) {
            throw new IOException("cannot read " + file, e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return joined(pieces)
                .map(scan -> new RegularCsv(
                        file,
                        start,
                        separator,
                        scan.columns,
                        scan.returns ? "\r\n" : "\n",
                        scan.records,
                        scan.blankAtEnd,
                        scan.untrimmed,
                        scan.halfWidth,
                        scan.traits.signs(),
                        scan.traits.totals()));
    }

    /** Cuts a file behind line ends. One that stands within quotes makes the piece before it irregular. */
    private static List<CsvScan> pieces(Path file, int start, byte separator) throws IOException {
        List<CsvScan> pieces = new ArrayList<>();
        long size = Files.size(file);
        long count = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), size / PIECE));
        long from = start;
        for (int i = 1; i <= count; i++) {
            long to = i == count ? size : Math.max(from, behindLine(file, size * i / count));
            pieces.add(new CsvScan(file, separator, from, to));
            from = to;
        }
        return pieces;
    }

    private static long behindLine(Path file, long position) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(position);
            long at = position;
            int b = in.read();
            while (b >= 0 && b != '\n') {
                at++;
                b = in.read();
            }
            return b < 0 ? at : at + 1;
        }
    }

    /** What was found in all pieces, in the first one; empty if they do not fit together. */
    private static Optional<CsvScan> joined(List<CsvScan> pieces) {
        CsvScan whole = pieces.get(0);
        for (CsvScan piece : pieces.subList(1, pieces.size())) {
            boolean fits = piece.records == 0
                    || (piece.returns == whole.returns && (whole.blankAtEnd == 0 || piece.blankAtEnd == piece.records));
            if (!fits) {
                return Optional.empty();
            }
            whole.columns = Math.max(whole.columns, piece.columns);
            whole.records += piece.records;
            whole.blankAtEnd += piece.blankAtEnd;
            whole.untrimmed |= piece.untrimmed;
            whole.halfWidth &= piece.halfWidth;
            whole.traits.add(piece.traits);
        }
        return Optional.of(whole);
    }

    /** Scans the piece; whether it is regular. */
    @Override
    public Boolean call() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            long left = to - from;
            int kept = 0;
            while (true) {
                int read = in.readNBytes(bytes, kept, (int) Math.min(left, bytes.length - kept));
                left -= read;
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
            byte kind = kinds[bytes[i] & 0xFF];
            while (kind == ORDINARY) {
                // The end of the last line stops it.
                kind = kinds[bytes[++i] & 0xFF];
            }
            switch (kind) {
                case SEPARATOR -> {
                    if (!quoted) {
                        endCell(i);
                        cells++;
                        cellStart = i + 1;
                    }
                    i++;
                }
                case LINE_END -> {
                    if (!endLine(lineStart, i)) {
                        return false;
                    }
                    i++;
                    lineStart = i;
                }
                case QUOTE -> {
                    i = quote(i);
                    if (i < 0) {
                        return false;
                    }
                }
                case BEYOND -> {
                    halfWidth = false;
                    i++;
                }
                default -> {
                    if (bytes[i] == 0 || bytes[i + 1] != '\n') {
                        return false;
                    }
                    i++;
                }
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
        if (quoted || carriage != returns || (blankAtEnd > 0 && !blank) || end - lineStart > LONGEST_LINE) {
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
            untrimmed |= isBlankFrom(first) || isBlankTo(first, last);
            traits.note(bytes, first, last, cells - 1);
        }
    }

    private boolean isBlankFrom(int i) {
        byte b = bytes[i];
        return b >= 0 ? b <= ' ' || b == 0x7F : !isIdeograph(b) && Texts.isBlank(character(i));
    }

    private boolean isBlankTo(int first, int last) {
        byte b = bytes[last];
        if (b >= 0) {
            return b <= ' ' || b == 0x7F;
        }
        if (last - first >= 2 && isIdeograph(bytes[last - 2])) {
            return false;
        }
        int i = last;
        while (i > first && (bytes[i] & 0xC0) == 0x80) {
            i--;
        }
        return Texts.isBlank(character(i));
    }

    /** Whether a byte begins one of the characters that most cells in Chinese are of, none of which is blank. */
    private static boolean isIdeograph(byte b) {
        return b >= (byte) 0xE4 && b <= (byte) 0xE9;
    }

    /** The character of two or three bytes at a place; any ink for one of four. */
    private char character(int i) {
        int b = bytes[i] & 0xFF;
        if (b < 0xE0) {
            return (char) ((b & 0x1F) << 6 | (bytes[i + 1] & 0x3F));
        }
        return b < 0xF0 ? (char) ((b & 0x0F) << 12 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F)) : 'x';
    }
}
