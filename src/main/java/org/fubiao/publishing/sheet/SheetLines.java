package org.fubiao.publishing.sheet;

import java.io.IOException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** The lines of a sheet that the library has not written, because there are so many. */
interface SheetLines {
    /** Writes the sheet's entry: what the library wrote of the sheet, with the lines in their place. */
    void write(byte[] written, ZipArchiveEntry entry, ZipArchiveOutputStream zip) throws IOException;
}
