package org.fubiao.template;

import java.util.Map;

/**
 * What a unit reported for the period before, for reference.
 *
 * @param rows rows of each list form, by id of the form
 * @param cells for each matrix form, by id, the values by item and field as plain text
 */
public record LastValues(Map<String, Long> rows, Map<String, Map<Cell, String>> cells) {
    /** Nothing was reported, or nothing is known of it. */
    public static final LastValues NONE = new LastValues(Map.of(), Map.of());

    public LastValues {
        rows = Map.copyOf(rows);
        cells = Map.copyOf(cells);
    }

    /** A cell of a matrix form. */
    public record Cell(String item, String field) {}
}
