package org.fubiao.sample;

import java.util.List;

/**
 * A sheet as written.
 *
 * @param name its name
 * @param hidden whether it is hidden
 * @param rows cells from the top left
 * @param merges merged cells
 * @param head first row of the head, from 0
 * @param body first row below the head, from 0
 * @param foot first row below the body, from 0
 */
record Sheet(String name, boolean hidden, List<List<Cell>> rows, List<Merge> merges, int head, int body, int foot) {

    Sheet {
        rows = rows.stream().<List<Cell>>map(List::copyOf).toList();
        merges = List.copyOf(merges);
    }

    /** Merged cells, from 0, both ends included. */
    record Merge(int top, int bottom, int left, int right) {}

    int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    Sheet named(String other, boolean hide) {
        return new Sheet(other, hide, rows, merges, head, body, foot);
    }

    /** A sheet that no form stands in. */
    static Sheet loose(String name, boolean hidden, List<List<Cell>> rows) {
        return new Sheet(name, hidden, rows, List.of(), rows.size(), rows.size(), rows.size());
    }
}
