package org.fubiao.reading;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
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

    /**
     * A sheet as a file that any reader of CSV reads alike, each row in the line of its number: the workbook's own file, if it is
     * such a one, or one that is written. That takes a pass over all of it.
     *
     * @param index place of the sheet in {@link #sheets()}
     * @param aside where such a file may be written, for the caller to delete
     * @throws UnreadableFileException if the content cannot be read
     */
    default Optional<RegularCsv> regular(int index, Path aside) throws IOException {
        return Optional.empty();
    }
}
