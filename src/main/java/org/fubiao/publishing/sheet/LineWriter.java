package org.fubiao.publishing.sheet;

import static org.fubiao.publishing.sheet.XmlBytes.ascii;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.finding.Place;
import org.fubiao.publishing.sheet.Grid.Cell;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Numeric;
import org.fubiao.publishing.sheet.Grid.Text;
import org.fubiao.publishing.sheet.LongLooks.OfLine;

/**
 * Writes lines of a long list as rows of a sheet. Texts stand in their cells, so that none has to be remembered. For one
 * thread.
 */
final class LineWriter {
    private static final byte[] ROW = ascii("<row r=\"");
    private static final byte[] HEIGHT = ascii("\" ht=\"");
    private static final byte[] ROW_OPEN = ascii("\" customHeight=\"true\">");
    private static final byte[] ROW_END = ascii("</row>");
    private static final byte[] LOOK = ascii("\" s=\"");
    private static final byte[] EMPTY_END = ascii("\"/>");
    private static final byte[] NUMBER = ascii("\"><v>");
    private static final byte[] NUMBER_END = ascii("</v></c>");
    private static final byte[] TEXT = ascii("\" t=\"inlineStr\"><is><t>");
    private static final byte[] SPACED_TEXT = ascii("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    private static final byte[] TEXT_END = ascii("</t></is></c>");

    private final Grid grid;
    private final GridLayout layout;
    private final LongLooks looks;
    private final XmlBytes xml = new XmlBytes();
    private final List<byte[]> cells = new ArrayList<>();
    private final boolean[] anyDecimals;
    private final int firstRow;

    LineWriter(Grid grid, GridLayout layout, LongLooks looks) {
        this.grid = grid;
        this.layout = layout;
        this.looks = looks;
        this.firstRow = grid.firstRow();
        this.anyDecimals = new boolean[grid.columns().size()];
        for (int column = 0; column < anyDecimals.length; column++) {
            cells.add(ascii("<c r=\"" + Place.columnName(column)));
            anyDecimals[column] = grid.columns().get(column).format().isEmpty();
        }
    }

    /** The rows of lines, from the first to before the last; they stand until the next are written. */
    XmlBytes write(int first, int end) {
        xml.clear();
        for (int place = first; place < end; place++) {
            write(place);
        }
        return xml;
    }

    private void write(int place) {
        Line line = grid.lines().get(place);
        int row = firstRow + place + 1;
        boolean last = place == grid.lines().size() - 1;
        float height = (float) Math.min(GridSheet.TALLEST, layout.lineHeight(place));
        xml.write(ROW);
        xml.write(row);
        xml.write(HEIGHT);
        xml.write(ascii(Double.toString(height)));
        xml.write(ROW_OPEN);
        for (int column = 0; column < anyDecimals.length; column++) {
            LongLooks.OfColumn look = looks.columns().get(column);
            xml.write(cells.get(column));
            xml.write(row);
            write(line.cells().get(column), column, last ? look.last() : look.inner());
        }
        xml.write(ROW_END);
    }

    private void write(Cell cell, int column, OfLine look) {
        xml.write(LOOK);
        if (cell instanceof Numeric number) {
            int decimals = anyDecimals[column] ? GridSheet.decimals(number) : 0;
            xml.write(look.number(decimals));
            xml.write(NUMBER);
            xml.number(number.value());
            xml.write(NUMBER_END);
        } else if (cell instanceof Text text) {
            String shown = text.text();
            xml.write(look.text());
            boolean spaced =
                    Character.isWhitespace(shown.charAt(0)) || Character.isWhitespace(shown.charAt(shown.length() - 1));
            xml.write(spaced ? SPACED_TEXT : TEXT);
            xml.text(shown);
            xml.write(TEXT_END);
        } else {
            xml.write(look.text());
            xml.write(EMPTY_END);
        }
    }
}
