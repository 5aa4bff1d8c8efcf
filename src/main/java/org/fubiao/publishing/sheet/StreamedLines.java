package org.fubiao.publishing.sheet;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.util.TempFile;
import org.apache.poi.util.TempFileCreationStrategy;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * The lines of a large table, as rows that the library streams to a temporary file. As objects of the library they would take more
 * than a kilobyte for each cell.
 */
record StreamedLines(Grid grid, SXSSFSheet rows) implements SheetLines {
    private static final long LARGE = 50_000;

    /** For nobody else's eyes, unlike the folder that all users of the library on a machine share. */
    private static final TempFileCreationStrategy PRIVATE = new TempFileCreationStrategy() {
        @Override
        public File createTempFile(String prefix, String suffix) throws IOException {
            return onExit(Files.createTempFile("fubiao-" + prefix, suffix).toFile());
        }

        @Override
        public File createTempDirectory(String prefix) throws IOException {
            return onExit(Files.createTempDirectory("fubiao-" + prefix).toFile());
        }

        private static File onExit(File file) {
            file.deleteOnExit();
            return file;
        }
    };

    /** The lines of a table that will be a sheet of a workbook. */
    static StreamedLines of(Grid grid, SXSSFWorkbook streams) {
        return new StreamedLines(grid, TempFile.withStrategy(PRIVATE, () -> streams.createSheet(grid.name())));
    }

    /** Whether a table has so many cells that its lines are streamed. */
    static boolean isLarge(Grid grid) {
        return !grid.isLong() && (long) grid.lines().size() * grid.columns().size() > LARGE;
    }

    @Override
    public void write(byte[] written, ZipArchiveEntry entry, ZipArchiveOutputStream zip) throws IOException {
        String xml = new String(written, StandardCharsets.UTF_8);
        int place = LongSheet.placeOfLines(xml, grid);
        zip.putArchiveEntry(entry);
        zip.write(xml.substring(0, place).getBytes(StandardCharsets.UTF_8));
        try (InputStream lines = rows.getWorksheetXMLInputStream()) {
            lines.transferTo(zip);
        }
        zip.write(xml.substring(place).getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }
}
