package org.fubiao.bench.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Separated text in UTF-8. No cell that is made here needs quotes. */
final class CsvFile implements TableFile {
    private final BufferedWriter out;
    private final StringBuilder line = new StringBuilder();

    CsvFile(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    @Override
    public void row(@Nullable Object... cells) throws IOException {
        line.setLength(0);
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            Object cell = cells[i];
            if (cell != null) {
                line.append(TableFile.text(cell));
            }
        }
        out.append(line.append('\n'));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
