package org.fubiao.publishing.sheet;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.publishing.sheet.Grid.Cell;
import org.fubiao.publishing.sheet.Grid.Line;

/**
 * The lines of a long list, kept by column and made each time that they are asked for, because as objects they would fill the
 * memory. All are plain lines of texts and numbers, without formulas, links or tones.
 */
public final class LongLines extends AbstractList<Line> implements RandomAccess {
    private final int size;
    private final List<LongColumn> columns;

    /** @param columns all of them, the stub's first */
    public LongLines(int size, List<LongColumn> columns) {
        this.size = size;
        this.columns = List.copyOf(columns);
    }

    List<LongColumn> columns() {
        return columns;
    }

    @Override
    public Line get(int place) {
        Cell[] cells = new Cell[columns.size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = cell(columns.get(column), place);
        }
        return new Line(Grid.Kind.PLAIN, List.of(cells));
    }

    private static Cell cell(LongColumn column, int place) {
        if (column.isEmpty(place)) {
            return new Grid.Blank();
        }
        if (column instanceof LongNumbers numbers) {
            return Grid.number(numbers.number(place));
        }
        LongTexts texts = (LongTexts) column;
        return Grid.text(texts.text(texts.number(place)));
    }

    @Override
    public int size() {
        return size;
    }
}
