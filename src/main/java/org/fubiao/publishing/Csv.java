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

    private final Writer writer;
    private final CSVPrinter printer;
    private final StringBuilder line = new StringBuilder();

    Csv(Path file, List<String> head) throws IOException {
        this(Files.newBufferedWriter(file), head);
    }

    private Csv(Writer writer, List<String> head) throws IOException {
        this.writer = writer;
        printer = new CSVPrinter(writer, FORMAT);
        write(new ArrayList<>(head));
    }

    /** One that is likely to be opened in a spreadsheet, which would not know its encoding without the mark. */
    static Csv forPeople(Path file, List<String> head) throws IOException {
        Writer writer = Files.newBufferedWriter(file);
        writer.write('\uFEFF');
        return new Csv(writer, head);
    }

    /** Writes a line; a {@link Number} is a number, null an empty field, everything else a text. */
    void write(List<? extends @Nullable Object> fields) throws IOException {
        List<String> texts = new ArrayList<>(fields.size());
        for (Object field : fields) {
            texts.add(field == null ? "" : text(field));
        }
        if (!writePlainly(texts)) {
            printer.printRecord(texts);
        }
    }

    /** A text as a field that is not the first of its line. */
    static String field(String text) {
        return FORMAT.format("", defuse(text)).substring("\"\",".length());
    }

    /** Writes a line without a text that might need quotes, as most are; false if there is one. */
    private boolean writePlainly(List<String> texts) throws IOException {
        line.setLength(0);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (!isPlain(text, i == 0)) {
                return false;
            }
            line.append(i == 0 ? "" : ",").append(text);
        }
        writer.append(line.append('\n'));
        return true;
    }

    /** Whether a text is surely written without quotes; stricter at the beginning of a line, which may not look empty. */
    private static boolean isPlain(String text, boolean first) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ',' || (first && c > 'z')) {
                return false;
            }
        }
        return !first || !text.isEmpty();
    }

    private static String text(Object field) {
        if (field instanceof BigDecimal number) {
            return AppendixGrid.plain(number);
        }
        return field instanceof Number ? field.toString() : defuse(field.toString());
    }

    /** Makes a text harmless for spreadsheets. */
    static String defuse(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** A text as it was before it was made harmless. */
    static String plain(String text) {
        return text.startsWith("'") && isFormula(text.substring(1)) ? text.substring(1) : text;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
