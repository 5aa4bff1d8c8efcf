package org.fubiao.reading;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops when far more is read for one record than any record has, so that a quote left open cannot fill the memory. */
final class BoundedReader extends FilterReader {
    static final int MOST_CHARS = 4 * 1024 * 1024;

    private long sinceRecord;

    BoundedReader(Reader in) {
        super(in);
    }

    void recordBegins() {
        sinceRecord = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        if (c >= 0) {
            count(1);
        }
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) throws IOException {
        sinceRecord += read;
        if (sinceRecord > MOST_CHARS) {
            throw new RecordTooLong();
        }
    }

    /** A record has more than {@value #MOST_CHARS} characters. */
    static final class RecordTooLong extends IOException {
        RecordTooLong() {
            super("more than " + MOST_CHARS + " characters in one record");
        }
    }
}
