package org.fubiao.publishing.sheet;

import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The long lists of a publication, shared by its workbooks. */
public final class LongTables {
    private final IdentityHashMap<Grid, LongTable> tables = new IdentityHashMap<>();
    private final List<LongTable> inOrder;

    /** @param grids all tables that are published, long or not */
    public LongTables(List<Grid> grids) {
        inOrder = grids.stream().filter(Grid::isLong).map(LongTable::new).toList();
        inOrder.forEach(table -> tables.put(table.grid(), table));
    }

    /** Makes the looks of all in a workbook that has one of them; to be done before any others are made. */
    void reserve(List<Grid> grids, Styles styles) {
        if (grids.stream().anyMatch(Grid::isLong)) {
            inOrder.forEach(table -> table.reserve(styles));
        }
    }

    @Nullable LongTable of(Grid grid) {
        return tables.get(grid);
    }
}
