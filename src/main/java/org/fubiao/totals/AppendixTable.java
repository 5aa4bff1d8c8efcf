package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.List;
import org.fubiao.job.Appendix;
import org.jspecify.annotations.Nullable;

/**
 * A finished appendix, ready to be written: rows of labels and cells below leaf columns. Knows nothing of workbooks.
 *
 * @param definition what it was made from
 * @param office the office that publishes
 * @param period as printed: {@code 2023年}
 * @param stub heads of the label columns: one for most appendices
 * @param columns the leaf columns to the right of the stub
 * @param rows from top to bottom
 * @param notes notes of the definition and those that were found, in the order in which they are printed
 * @param coverage coverage line, such as {@code 应报52家，实报51家}; empty if nothing was expected
 */
public record AppendixTable(
        Appendix definition,
        String office,
        String period,
        List<String> stub,
        List<LeafColumn> columns,
        List<Row> rows,
        List<String> notes,
        String coverage) {

    public AppendixTable {
        stub = List.copyOf(stub);
        columns = List.copyOf(columns);
        rows = rows instanceof ListedRows ? rows : List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * A column that holds cells.
     *
     * @param heads nested heads from the top down
     * @param format Excel number format, such as {@code #,##0} or {@code 0.0%}; empty for text
     * @param measure the measure that it shows for the current period, or null
     */
    public record LeafColumn(
            List<String> heads, String format, @Nullable String measure) {
        public LeafColumn {
            heads = List.copyOf(heads);
        }
    }

    /** What a row is. */
    public enum RowKind {
        /** A line that only names the group below it. */
        GROUP,
        DETAIL,
        SUBTOTAL,
        TOTAL
    }

    /**
     * A row.
     *
     * @param labels one text for each stub column
     * @param cells one for each leaf column
     * @param line the measures that its cells were made of, for whoever traces them; null where there are none
     */
    public record Row(
            RowKind kind,
            List<String> labels,
            List<Cell> cells,
            @Nullable Line line) {
        public Row {
            labels = List.copyOf(labels);
            cells = List.copyOf(cells);
        }

        /** A row that is not made of measures. */
        public Row(RowKind kind, List<String> labels, List<Cell> cells) {
            this(kind, labels, cells, null);
        }
    }

    /** What stands in a cell. */
    public sealed interface Cell {}

    /** Nothing to show: printed as an empty cell. */
    public record Empty() implements Cell {}

    public record Text(String text) implements Cell {}

    /**
     * A number.
     *
     * @param value exact, already rounded to the published digits
     * @param formula how a spreadsheet arrives at the same value; null for a value that stands by itself
     */
    public record Numeric(BigDecimal value, @Nullable Formula formula) implements Cell {}

    /** How a spreadsheet arrives at a number, in places of this table: rows and leaf columns count from 0. */
    public sealed interface Formula {}

    /** Sum of the same column over these rows, which are ascending. */
    public record SumOfRows(List<Integer> rows) implements Formula {
        public SumOfRows {
            rows = List.copyOf(rows);
        }
    }

    /** One column divided by another in the same row. */
    public record Quotient(int numerator, int denominator) implements Formula {}

    /** One column minus another in the same row; relative: divided by the subtrahend. */
    public record Difference(int minuend, int subtrahend, boolean relative) implements Formula {}
}
