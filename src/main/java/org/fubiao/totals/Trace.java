package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.List;
import org.fubiao.job.Measure;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a measure comes from.
 *
 * @param previous whether this is the value of the period before, as it was published: its rows are then that period's
 * @param value the total; null if there is none
 * @param exact the total before it was rounded to the digits of its measure
 * @param byUnit the values of the units that have one, in the order of the job
 * @param rows the rows that a base measure looked at, by unit; those that add nothing to it come last
 * @param inputs the measures that a derived measure uses
 */
public record Trace(
        Measure measure,
        boolean previous,
        @Nullable BigDecimal value,
        @Nullable BigDecimal exact,
        List<UnitValue> byUnit,
        List<UnitRows> rows,
        List<Trace> inputs) {

    public Trace {
        byUnit = List.copyOf(byUnit);
        rows = List.copyOf(rows);
        inputs = List.copyOf(inputs);
    }

    /** The value of a unit. */
    public record UnitValue(String unit, String name, BigDecimal value) {}

    /**
     * Rows of a unit.
     *
     * @param count how many rows there are, in {@code rows} or not
     */
    public record UnitRows(String unit, String name, long count, List<SourceRow> rows) {
        public UnitRows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A submitted row.
     *
     * @param item its label in a matrix form, empty in a list
     * @param cells the fields that the measure uses
     */
    public record SourceRow(String file, String sheet, long row, String item, List<SourceCell> cells) {
        public SourceRow {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A submitted cell.
     *
     * @param cell address as a spreadsheet shows it, empty if the file does not have the field
     * @param value as staged; empty for an empty cell
     */
    public record SourceCell(String field, String cell, String value) {}
}
