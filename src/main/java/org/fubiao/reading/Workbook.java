package org.fubiao.reading;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A received file, opened: one or more sheets of rows of text. A CSV file is one sheet without a name. */
public interface Workbook extends Closeable {

    /** What the file really is, whatever it is called. */
    FileType type();

    List<SheetInfo> sheets();

    /**
     * Reads a sheet from its beginning; may be called again for the same sheet.
     *
     * @param index place of the sheet in {@link #sheets()}
     * @throws UnreadableFileException if the content cannot be read
     */
    RowReader open(int index) throws IOException;

    /** The file as one that any reader of CSV reads alike, if it is such a one: that takes a pass over all of it. */
    default Optional<RegularCsv> regular() throws IOException {
        return Optional.empty();
    }
}
