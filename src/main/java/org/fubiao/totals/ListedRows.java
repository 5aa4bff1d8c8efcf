package org.fubiao.totals;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Empty;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.AppendixTable.Text;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a listing, of which there may be a million: kept by column, and made rows as they are asked for. Whoever needs all
 * of them takes the columns.
 */
public final class ListedRows extends AbstractList<Row> implements RandomAccess {
    private final @Nullable LongTexts labels;
    private final List<LongColumn> cells;
    private final int size;

    /**
     * Rows of complete columns.
     *
     * @param labels null if the rows are labelled with their numbers
     */
    public ListedRows(@Nullable LongTexts labels, List<LongColumn> cells, int size) {
        this.labels = labels;
        this.cells = List.copyOf(cells);
        this.size = size;
    }

    /** The labels of the rows; null if these are their numbers, from 1. */
    public @Nullable LongTexts labels() {
        return labels;
    }

    /** The columns to the right of the labels. */
    public List<LongColumn> cells() {
        return cells;
    }

    @Override
    public Row get(int place) {
        String label = labels == null ? Integer.toString(place + 1) : labels.text(labels.number(place));
        Cell[] row = new Cell[cells.size()];
        for (int column = 0; column < row.length; column++) {
            row[column] = cell(cells.get(column), place);
        }
        return new Row(RowKind.DETAIL, List.of(label), List.of(row));
    }

    private static Cell cell(LongColumn column, int place) {
        if (column.isEmpty(place)) {
            return new Empty();
        }
        if (column instanceof LongNumbers numbers) {
            return new Numeric(numbers.number(place), null);
        }
        LongTexts texts = (LongTexts) column;
        return new Text(texts.text(texts.number(place)));
    }

    @Override
    public int size() {
        return size;
    }
}
