package org.fubiao.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * What a unit reports in a form: values as they are, before anyone writes them untidily.
 *
 * @param rows a value for each column: {@code String} (empty for nothing), {@code Integer}, {@code Boolean}, {@code LocalDate}, or
 *     {@code BigDecimal} for an amount of money, or for a share where the column has no unit of measure
 */
record Report(Agency agency, FormText form, List<List<Object>> rows) {
    Report {
        rows = rows.stream().<List<Object>>map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != form.columns().size()) {
                throw new IllegalArgumentException(form.title() + ": " + row);
            }
        }
    }

    /** The same with one value changed. */
    Report with(int row, String head, Object value) {
        List<List<Object>> changed = new ArrayList<>(rows);
        List<Object> cells = new ArrayList<>(changed.get(row));
        cells.set(form.column(head), value);
        changed.set(row, cells);
        return new Report(agency, form, changed);
    }

    /** The same without its last row. */
    Report withoutLast() {
        return new Report(agency, form, rows.subList(0, rows.size() - 1));
    }

    Object value(int row, String head) {
        return rows.get(row).get(form.column(head));
    }

    /** Sum of the whole numbers of a column, over all rows. */
    long sum(String head) {
        int column = form.column(head);
        return rows.stream()
                .mapToLong(row -> row.get(column) instanceof Integer number ? number : 0)
                .sum();
    }
}
