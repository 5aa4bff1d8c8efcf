package org.fubiao.reading;

import static org.fubiao.reading.XlsxTexts.ascii;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.fubiao.reading.PlainXml.Unusual;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an XLSX sheet as spreadsheet programs plainly write them. What {@link XlsxLibraryRows} makes of a cell is what
 * counts: this makes the same of it in a fraction of the time, or finds something unusual.
 */
final class XlsxSheet implements Closeable {
    private static final byte[] DATA = ascii("<sheetData");
    private static final byte[] DATA_END = ascii("</sheetData>");
    private static final byte[] ROW = ascii("<row");
    private static final byte[] ROW_END = ascii("</row>");
    private static final byte[] CELL_END = ascii("</c>");
    private static final byte[] VALUE = ascii("<v>");
    private static final byte[] SPACED_VALUE = ascii("<v xml:space=\"preserve\">");
    private static final byte[] EMPTY_VALUE = ascii("<v/>");
    private static final byte[] VALUE_END = ascii("</v>");
    private static final byte[] INLINE = ascii("<is><t>");
    private static final byte[] SPACED_INLINE = ascii("<is><t xml:space=\"preserve\">");
    private static final byte[] INLINE_END = ascii("</t></is>");
    private static final byte[] FORMULA = ascii("<f");

    private final PlainXml xml;
    private final XlsxCellHead head;
    private final @Nullable XlsxTexts shared;
    private final XlsxNumbers numbers;
    private final XlsxFormulas formulas;
    private final boolean recalculates;
    private @Nullable List<byte[]> prefixes;
    private boolean ended;

    private String[] texts = new String[16];
    private int cells;
    private long number;

    XlsxSheet(PlainXml xml, @Nullable XlsxTexts shared, XlsxNumbers numbers, boolean recalculates) {
        this.xml = xml;
        this.head = new XlsxCellHead(xml);
        this.shared = shared;
        this.numbers = numbers;
        this.formulas = new XlsxFormulas(xml);
        this.recalculates = recalculates;
        Arrays.fill(texts, "");
    }

    /** Moves to the next row; false at the end. */
    boolean next() throws IOException, Unusual {
        List<byte[]> declared = prefixes;
        if (declared == null) {
            declared = begin();
            prefixes = declared;
        }
        Arrays.fill(texts, 0, cells, "");
        cells = 0;
        xml.lookAhead();
        xml.skipSpace();
        if (ended || xml.take(DATA_END)) {
            ended = true;
            return false;
        }
        xml.require(ROW);
        if (head.row(declared)) {
            number = head.number();
            cells(declared);
        } else {
            number = head.number();
        }
        return true;
    }

    private List<byte[]> begin() throws IOException, Unusual {
        List<byte[]> declared = XlsxPrologue.skip(xml, "worksheet", DATA);
        ended = !xml.skipTag(declared);
        return declared;
    }

    private void cells(List<byte[]> declared) throws IOException, Unusual {
        int column = 0;
        while (true) {
            xml.lookAhead();
            xml.skipSpace();
            if (!head.isCell()) {
                xml.require(ROW_END);
                return;
            }
            boolean open = head.cell(column, declared);
            column = head.column();
            if (column >= texts.length) {
                int old = texts.length;
                texts = Arrays.copyOf(texts, Math.max(column + 1, old * 2));
                Arrays.fill(texts, old, texts.length, "");
            }
            texts[column] = open ? content() : "";
            column++;
            cells = Math.max(cells, column);
        }
    }

    /** The text of a cell; at what stands in it. */
    private String content() throws IOException, Unusual {
        String value = null;
        boolean formula = false;
        boolean blank = false;
        while (true) {
            boolean valued = value != null || blank;
            if (!valued && xml.take(VALUE)) {
                value = value();
                xml.require(VALUE_END);
                blank = value == null;
            } else if (xml.take(CELL_END)) {
                break;
            } else if (!valued && xml.take(INLINE)) {
                value = inline();
            } else if (!valued && xml.take(SPACED_INLINE)) {
                value = inline();
            } else if (!valued && xml.take(SPACED_VALUE)) {
                value = value();
                xml.require(VALUE_END);
                blank = value == null;
            } else if (!valued && xml.take(EMPTY_VALUE)) {
                blank = true;
            } else if (!formula && head.mayCalculate() && xml.take(FORMULA)) {
                formula = formulas.take();
            } else if (PlainXml.isSpace(xml.bytes[xml.at])) {
                xml.skipSpace();
            } else {
                throw new Unusual();
            }
        }
        if (value != null) {
            return value;
        }
        return formula && (!blank || recalculates) ? XlsxLibraryRows.NOT_CALCULATED : "";
    }

    private String inline() throws Unusual {
        if (head.type() != XlsxCellHead.INLINE) {
            throw new Unusual();
        }
        String text = XlsxLibraryRows.clean(xml.text());
        xml.require(INLINE_END);
        return text;
    }

    /** What a value says; null if it is empty. */
    private @Nullable String value() throws IOException, Unusual {
        byte type = head.type();
        if (xml.bytes[xml.at] == '<') {
            return null;
        }
        if (type == XlsxCellHead.SHARED) {
            return shared(xml.digits());
        }
        if (type == XlsxCellHead.NUMBER) {
            int from = xml.at;
            String text = numbers.text(xml, head.style());
            if (text != null) {
                return text;
            }
            xml.at = from;
        }
        String raw = xml.text();
        return switch (type) {
            case XlsxCellHead.NUMBER -> numbers.text(raw, head.style());
            case XlsxCellHead.BOOLEAN -> raw.equals("1") ? "TRUE" : raw.equals("0") ? "FALSE" : Texts.clean(raw);
            case XlsxCellHead.STRING -> XlsxLibraryRows.clean(raw);
            default -> throw new Unusual();
        };
    }

    private String shared(int place) throws IOException, Unusual {
        if (shared == null) {
            throw new Unusual();
        }
        return shared.text(place);
    }

    long number() {
        return number;
    }

    /** How many cells the row has, whether or not they are empty. */
    int cells() {
        return cells;
    }

    String text(int column) {
        return texts[column];
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
