package org.fubiao.reading;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file. A row's number is that which Excel shows when it opens the file: the number of the record, blank
 * lines counted. It is also the line's number, as long as no cell above has a line break within quotes.
 *
 * <p>A quote within a cell that does not begin with one is just a character, and text after a closing quote still belongs to
 * the cell. But a quote that is never closed, or closed only by the next row's, would swallow rows: that makes the file
 * unreadable. {@code ="0012"}, by which exports make Excel keep zeros, is read as {@code 0012}.
 */
final class CsvRowReader implements RowReader {
    private static final int MOST_LINES = 1000;

    private final BoundedReader source;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final CsvDialect dialect;
    private @Nullable CSVRecord record;
    private int width;

    CsvRowReader(Reader reader, CsvDialect dialect) throws IOException {
        this.source = new BoundedReader(reader);
        this.dialect = dialect;
        CSVFormat format = CSVFormat.Builder.create()
                .setDelimiter(dialect.separator())
                .setQuote('"')
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get();
        this.parser = CSVParser.builder().setReader(source).setFormat(format).get();
        this.records = parser.iterator();
    }

    @Override
    public boolean next() throws IOException {
        long linesBefore = parser.getCurrentLineNumber();
        source.recordBegins();
        try {
            if (!records.hasNext()) {
                record = null;
                width = 0;
                return false;
            }
            record = records.next();
        } catch (UncheckedIOException e) {
            throw failure(linesBefore + 1, e);
        }
        long lines = parser.getCurrentLineNumber() - linesBefore;
        if (lines > 1 && (lines > MOST_LINES || hasSwallowedRow(record))) {
            throw unclosedQuote(linesBefore + 1, null);
        }
        width = lastNotBlank(record) + 1;
        return true;
    }

    @Override
    public long number() {
        return parser.getRecordNumber();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public String text(int column) {
        if (column >= width || record == null) {
            return "";
        }
        String text = Texts.clean(record.get(column));
        if (text.length() >= 3 && text.charAt(0) == '=' && text.charAt(1) == '"' && text.endsWith("\"")) {
            return Texts.clean(text.substring(2, text.length() - 1));
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static int lastNotBlank(CSVRecord record) {
        int column = record.size() - 1;
        while (column >= 0 && Texts.isBlank(record.get(column))) {
            column--;
        }
        return column;
    }

    /**
     * Whether a cell began with a quote that another row's quote closed: it then has a line break in it and a quote at its
     * end, and both the record's first line and its last look like a whole row.
     */
    private boolean hasSwallowedRow(CSVRecord record) {
        if (dialect.columns() < 2) {
            return false;
        }
        for (int column = 0; column < record.size(); column++) {
            String cell = record.get(column);
            int firstBreak = cell.indexOf('\n') < 0 ? cell.indexOf('\r') : cell.indexOf('\n');
            if (firstBreak < 0 || !cell.endsWith("\"")) {
                continue;
            }
            int lastBreak = Math.max(cell.lastIndexOf('\n'), cell.lastIndexOf('\r'));
            int first = column + separators(cell, 0, firstBreak);
            int last = separators(cell, lastBreak, cell.length()) + record.size() - column - 1;
            if (first == dialect.columns() - 1 && last == dialect.columns() - 1) {
                return true;
            }
        }
        return false;
    }

    private int separators(String text, int from, int to) {
        return (int) text.substring(from, to)
                .chars()
                .filter(c -> c == dialect.separator())
                .count();
    }

    private static IOException failure(long line, UncheckedIOException e) {
        IOException cause = Objects.requireNonNull(e.getCause());
        boolean quote = cause instanceof CSVException || cause instanceof BoundedReader.RecordTooLong;
        return quote ? unclosedQuote(line, cause) : cause;
    }

    private static UnreadableFileException unclosedQuote(long line, @Nullable Throwable cause) {
        String message = "第 " + line + " 行起有一个英文双引号（\"）没有成对，其后的各行无法分清。请在 Excel 或 WPS 中核对该行，补上或删去引号后重新导出。";
        return cause == null ? new UnreadableFileException(message) : new UnreadableFileException(message, cause);
    }
}
