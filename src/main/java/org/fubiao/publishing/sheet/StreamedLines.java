package org.fubiao.publishing.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.poi.xssf.streaming.SXSSFSheet;

/**
 * The lines of a large table, as rows that the library streams to a temporary file. As objects of the library they would take more
 * than a kilobyte for each cell.
 */
record StreamedLines(Grid grid, SXSSFSheet rows) {
    private static final long LARGE = 50_000;

    /** Whether a table has so many cells that its lines are streamed. */
    static boolean isLarge(Grid grid) {
        return !grid.isLong() && (long) grid.lines().size() * grid.columns().size() > LARGE;
    }

    /** Writes the sheet: what the library wrote of it without the lines, with the lines in their place. */
    void write(byte[] written, OutputStream out) throws IOException {
        String xml = new String(written, StandardCharsets.UTF_8);
        int place = LongSheet.placeOfLines(xml, grid);
        out.write(xml.substring(0, place).getBytes(StandardCharsets.UTF_8));
        try (InputStream lines = rows.getWorksheetXMLInputStream()) {
            lines.transferTo(out);
        }
        out.write(xml.substring(place).getBytes(StandardCharsets.UTF_8));
    }
}
