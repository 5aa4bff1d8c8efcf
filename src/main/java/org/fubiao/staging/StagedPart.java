package org.fubiao.staging;

import java.io.IOException;
import org.fubiao.finding.FindingSink;
import org.fubiao.reading.Workbook;
import org.fubiao.recognition.TypedRows;

/**
 * A part to be staged.
 *
 * @param id number under which its rows are staged
 * @param workbook opens its workbook
 * @param rows opens its rows in the workbook
 * @param findings takes what is wrong with its cells
 */
public record StagedPart(long id, Opener workbook, RowsOpener rows, FindingSink findings) {
    /** Opens a workbook. */
    @FunctionalInterface
    public interface Opener {
        Workbook open() throws IOException;
    }

    /** Opens the rows of a part. */
    @FunctionalInterface
    public interface RowsOpener {
        TypedRows open(Workbook workbook, FindingSink findings) throws IOException;
    }
}
