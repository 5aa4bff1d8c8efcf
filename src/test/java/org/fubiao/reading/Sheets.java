package org.fubiao.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tests say about files that were read: each row as one line of text, {@code number|cell|cell}. */
final class Sheets {
    private Sheets() {}

    static List<String> read(Path file) {
        return read(file, 0);
    }

    static List<String> read(Path file, int sheet) {
        try (Workbook workbook = Workbooks.open(file)) {
            return read(workbook, sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> read(Workbook workbook, int sheet) throws IOException {
        List<String> lines = new ArrayList<>();
        try (RowReader rows = workbook.open(sheet)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder().append(rows.number());
                for (int column = 0; column < rows.width(); column++) {
                    line.append('|').append(rows.text(column));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
