package org.fubiao.publishing;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * One CSV file for machines: UTF-8 without a byte order mark, commas, lines that end with LF. People have the workbooks.
 *
 * <p>A text that a spreadsheet would take for a formula is preceded by an apostrophe. Numbers are written in full.
 */
final class Csv implements AutoCloseable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final CSVPrinter printer;

    Csv(Path file, List<String> head) throws IOException {
        Writer writer = Files.newBufferedWriter(file);
        printer = new CSVPrinter(writer, FORMAT);
        write(new ArrayList<>(head));
    }

    /** Writes a line; a {@link Number} is a number, null an empty field, everything else a text. */
    void write(List<? extends @Nullable Object> fields) throws IOException {
        List<String> texts = new ArrayList<>(fields.size());
        for (Object field : fields) {
            texts.add(field == null ? "" : text(field));
        }
        printer.printRecord(texts);
    }

    private static String text(Object field) {
        if (field instanceof BigDecimal number) {
            return AppendixGrid.plain(number);
        }
        return field instanceof Number ? field.toString() : defuse(field.toString());
    }

    /** Makes a text harmless for spreadsheets. */
    static String defuse(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
