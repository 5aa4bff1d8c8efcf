package org.fubiao.staging;

import java.io.IOException;
import org.fubiao.finding.FindingSink;
import org.fubiao.reading.Workbook;
import org.fubiao.recognition.RowContext;
import org.fubiao.recognition.SheetLayout;

/**
 * A part to be staged.
 *
 * @param id number under which its rows are staged
 * @param size of its file, in bytes
 * @param workbook opens its workbook
 * @param layout where its form stands in the workbook
 * @param context whose rows they are
 * @param findings takes what is wrong with its cells
 */
public record StagedPart(
        long id, long size, Opener workbook, SheetLayout layout, RowContext context, FindingSink findings) {
    /** Opens a workbook. */
    @FunctionalInterface
    public interface Opener {
        Workbook open() throws IOException;
    }
}
