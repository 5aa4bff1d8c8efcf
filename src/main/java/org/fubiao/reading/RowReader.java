package org.fubiao.reading;

import java.io.Closeable;
import java.io.IOException;

/**
 * Moves over the rows of a sheet, one at a time, skipping none but rows that do not exist in the file.
 *
 * <pre>{@code
 * while (rows.next()) {
 *     for (int column = 0; column < rows.width(); column++) {
 *         use(rows.number(), column, rows.text(column));
 *     }
 * }
 * }</pre>
 */
public interface RowReader extends Closeable {

    /**
     * Moves to the next row.
     *
     * @return false at the end
     * @throws UnreadableFileException if the content cannot be read
     */
    boolean next() throws IOException;

    /** The row's number as a spreadsheet or a text editor shows it, from 1. */
    long number();

    /** How many cells the row has, counted to its last cell that is not empty. */
    int width();

    /**
     * The text of a cell, as near to what its sender saw as typing needs; empty for an empty cell or one beyond the
     * width. A number is plain ({@code 1234.5}), a date is {@code 2023-01-05}, a cell formatted as a percentage keeps its sign
     * ({@code 90%}), a formula is its cached value, an error is {@code #REF!} and the like, and white space at the ends is gone.
     */
    String text(int column);
}
