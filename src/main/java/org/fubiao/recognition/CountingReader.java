package org.fubiao.recognition;

import java.io.IOException;
import org.fubiao.reading.RowReader;

/** Counts the rows that are read, whatever becomes of them. */
final class CountingReader implements RowReader {
    private final RowReader rows;
    private long read;

    CountingReader(RowReader rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() throws IOException {
        boolean more = rows.next();
        if (more) {
            read++;
        }
        return more;
    }

    long read() {
        return read;
    }

    @Override
    public long number() {
        return rows.number();
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public String text(int column) {
        return rows.text(column);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
