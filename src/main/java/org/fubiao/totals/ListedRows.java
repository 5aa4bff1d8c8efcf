package org.fubiao.totals;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.jspecify.annotations.Nullable;

/** The rows of a listing, of which there may be a million: kept by column, and made rows as they are asked for. */
final class ListedRows extends AbstractList<Row> implements RandomAccess {
    private final @Nullable ListedColumn<String> labels;
    private final List<ListedColumn<Cell>> cells;
    private final int size;

    /**
     * Rows of complete columns.
     *
     * @param labels null if the rows are labelled with their numbers
     */
    ListedRows(@Nullable ListedColumn<String> labels, List<ListedColumn<Cell>> cells, int size) {
        this.labels = labels;
        this.cells = List.copyOf(cells);
        this.size = size;
    }

    @Override
    public Row get(int place) {
        String label = labels == null ? Integer.toString(place + 1) : labels.get(place);
        Cell[] row = new Cell[cells.size()];
        for (int column = 0; column < row.length; column++) {
            row[column] = cells.get(column).get(place);
        }
        return new Row(RowKind.DETAIL, List.of(label), List.of(row));
    }

    @Override
    public int size() {
        return size;
    }
}
