package org.fubiao.reading;

import java.io.IOException;
import org.fubiao.reading.PlainXml.Unusual;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an XLSX sheet: read as plain as they mostly are, and from the first unusual row on by the library, which knows
 * all of XML and decides what is broken.
 */
final class XlsxRowReader implements RowReader {
    private final Library library;
    private @Nullable XlsxSheet plain;
    private @Nullable RowReader rows;
    private long passed;
    private int width;

    /** Opens the same sheet by the library. */
    interface Library {
        RowReader open() throws IOException;
    }

    /** @param plain null if nothing is to be read plainly */
    XlsxRowReader(@Nullable XlsxSheet plain, Library library) {
        this.plain = plain;
        this.library = library;
    }

    @Override
    public boolean next() throws IOException {
        XlsxSheet sheet = plain;
        if (sheet != null) {
            try {
                return advance(sheet);
            } catch (IOException | RuntimeException | Unusual e) {
                plain = null;
                sheet.close();
            }
        }
        return reader().next();
    }

    private boolean advance(XlsxSheet sheet) throws IOException, Unusual {
        width = 0;
        if (!sheet.next()) {
            return false;
        }
        passed++;
        int last = sheet.cells();
        while (last > 0 && sheet.text(last - 1).isEmpty()) {
            last--;
        }
        width = last;
        return true;
    }

    /** The library's reader, behind the rows that have been read. */
    private RowReader reader() throws IOException {
        RowReader reader = rows;
        if (reader == null) {
            reader = library.open();
            rows = reader;
            for (long row = 0; row < passed && reader.next(); row++) {
                // Read already.
            }
        }
        return reader;
    }

    /** Whether nothing unusual has been met. */
    boolean isPlain() {
        return plain != null;
    }

    @Override
    public long number() {
        return plain != null ? plain.number() : rows == null ? 0 : rows.number();
    }

    @Override
    public int width() {
        return plain != null ? width : rows == null ? 0 : rows.width();
    }

    @Override
    public String text(int column) {
        if (plain != null) {
            return column < width ? plain.text(column) : "";
        }
        return rows == null ? "" : rows.text(column);
    }

    @Override
    public void close() throws IOException {
        if (plain != null) {
            plain.close();
        }
        if (rows != null) {
            rows.close();
        }
    }
}
