package org.fubiao.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of some lines of a file, one after the other. No more of the file is read than to the last of them. */
final class SelectedLines extends InputStream {
    private final InputStream in;
    private final long[] numbers;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private long line = 1;
    private int next;

    /**
     * @param start where the first line begins
     * @param numbers of lines, from 1, ascending
     */
    SelectedLines(Path file, int start, long[] numbers) throws IOException {
        this.numbers = numbers.clone();
        in = Files.newInputStream(file);
        try {
            in.skipNBytes(start);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next < numbers.length) {
            if (at == limit && !fill()) {
                return -1;
            }
            if (line < numbers[next]) {
                skipLine();
            } else {
                return take(target, offset, length);
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(in.read(buffer), 0);
        return limit > 0;
    }

    /** Goes to the line's end, or as far as the buffer reaches. */
    private void skipLine() {
        while (at < limit) {
            if (buffer[at++] == '\n') {
                line++;
                return;
            }
        }
    }

    /** Copies the rest of the line, or as much as there is in the buffer and room in the target. */
    private int take(byte[] target, int offset, int length) {
        int from = at;
        int end = Math.min(limit, at + length);
        while (at < end) {
            if (buffer[at++] == '\n') {
                line++;
                next++;
                break;
            }
        }
        System.arraycopy(buffer, from, target, offset, at - from);
        return at - from;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
