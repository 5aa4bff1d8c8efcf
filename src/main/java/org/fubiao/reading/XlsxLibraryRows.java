package org.fubiao.reading;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The rows of an XLSX sheet, whatever XML it is written in, by the library. A formula that was never calculated is {@value #NOT_CALCULATED}: not empty, and an error. */
final class XlsxLibraryRows implements RowReader {
    static final String NOT_CALCULATED = "#未计算";

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final Stream<Row> stream;
    private final Spliterator<Row> rows;
    private final CellNumbers numbers;
    private final boolean recalculates;
    private final Map<String, CellFormat> formats = new HashMap<>();
    private String[] texts = new String[16];
    private int width;
    private long number;
    private boolean unnumbered;

    XlsxLibraryRows(Stream<Row> stream, CellNumbers numbers, boolean recalculates) {
        this.stream = stream;
        this.rows = stream.spliterator();
        this.numbers = numbers;
        this.recalculates = recalculates;
    }

    @Override
    public boolean next() throws IOException {
        width = 0;
        try {
            return rows.tryAdvance(this::take);
        } catch (RuntimeException e) {
            throw FileContent.broken(e);
        }
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public String text(int column) {
        return column < width ? texts[column] : "";
    }

    @Override
    public void close() {
        stream.close();
    }

    private void take(Row row) {
        // Rows that do not say their numbers are counted from 0 by the library.
        unnumbered |= row.getRowNum() == 0;
        number = row.getRowNum() + (unnumbered ? 1L : 0);
        int cells = row.getCellCount();
        if (cells > texts.length) {
            texts = Arrays.copyOf(texts, cells * 2);
        }
        for (int column = 0; column < cells; column++) {
            Cell cell = row.getCell(column);
            String text = cell == null ? "" : text(cell);
            texts[column] = text;
            if (!text.isEmpty()) {
                width = column + 1;
            }
        }
    }

    private String text(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal decimal) {
            CellFormat format = format(cell);
            String raw = cell.getRawValue();
            return format == CellFormat.NUMBER && isPlain(raw) ? raw : numbers.text(decimal, format);
        }
        if (value instanceof Boolean bool) {
            return bool ? "TRUE" : "FALSE";
        }
        if (value instanceof String string) {
            return clean(string);
        }
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.FORMULA && (raw == null || (raw.isEmpty() && recalculates))) {
            return cell.getFormula() == null ? "" : NOT_CALCULATED;
        }
        return raw == null ? "" : Texts.clean(raw);
    }

    /** Most numbers are whole and stand in the file as they are to be read. */
    private static boolean isPlain(String raw) {
        int length = raw.length();
        if (length == 0 || length > 15 || (raw.charAt(0) == '0' && length > 1)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private CellFormat format(Cell cell) {
        String pattern = cell.getDataFormatString();
        if (pattern != null) {
            return formats.computeIfAbsent(pattern, key -> CellFormat.of(id(cell), key));
        }
        Integer id = cell.getDataFormatId();
        return id == null || id == 0 ? CellFormat.NUMBER : CellFormat.of(id, "");
    }

    private static int id(Cell cell) {
        @Nullable Integer id = cell.getDataFormatId();
        return id == null ? 0 : id;
    }

    /** A text as it stands in a cell. XML cannot hold some characters: a carriage return is written {@code _x000D_}. */
    static String clean(String text) {
        return Texts.clean(unescaped(text));
    }

    private static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPE.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }
}
