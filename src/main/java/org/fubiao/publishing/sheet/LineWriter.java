package org.fubiao.publishing.sheet;

import static org.fubiao.listing.TextBytes.ascii;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.Place;
import org.fubiao.publishing.sheet.Grid.Column;

/** Writes lines of a long list as rows of a sheet. For one thread. */
final class LineWriter {
    private static final byte[] ROW = ascii("<row r=\"");
    private static final byte[] ROW_END = ascii("</row>");

    private final GridLayout layout;
    private final XmlBytes xml = new XmlBytes();
    private final XmlBytes number = new XmlBytes();
    private final byte[][] addresses;
    private final LongCells[] inner;
    private final LongCells[] last;
    private final Map<Double, byte[]> heights = new HashMap<>();
    private final int firstRow;
    private final int size;

    LineWriter(Grid grid, LongLines lines, GridLayout layout, LongLooks looks) {
        this.layout = layout;
        this.firstRow = grid.firstRow();
        this.size = lines.size();
        List<LongCells> ofInner = new ArrayList<>();
        List<LongCells> ofLast = new ArrayList<>();
        addresses = new byte[lines.columns().size()][];
        for (int column = 0; column < addresses.length; column++) {
            Column definition = grid.columns().get(column);
            LongLooks.OfColumn look = looks.columns().get(column);
            addresses[column] = ascii("<c r=\"" + Place.columnName(column));
            ofInner.add(LongCells.of(lines.columns().get(column), definition, look.inner()));
            ofLast.add(LongCells.of(lines.columns().get(column), definition, look.last()));
        }
        inner = ofInner.toArray(LongCells[]::new);
        last = ofLast.toArray(LongCells[]::new);
    }

    /** The rows of lines, from the first to before the last; they stand until the next are written. */
    XmlBytes write(int first, int end) {
        xml.clear();
        for (int place = first; place < end; place++) {
            write(place, place == size - 1 ? last : inner);
        }
        return xml;
    }

    private void write(int place, LongCells[] cells) {
        number.clear();
        number.write((long) firstRow + place + 1);
        xml.write(ROW);
        xml.write(number.bytes(), 0, number.length());
        xml.write(heights.computeIfAbsent(
                layout.lineHeight(place),
                height ->
                        ascii("\" ht=\"" + (float) Math.min(GridSheet.TALLEST, height) + "\" customHeight=\"true\">")));
        for (int column = 0; column < cells.length; column++) {
            xml.write(addresses[column]);
            xml.write(number.bytes(), 0, number.length());
            cells[column].write(place, xml);
        }
        xml.write(ROW_END);
    }
}
