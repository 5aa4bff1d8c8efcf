package org.fubiao.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An appendix (附表): a published table of measures.
 *
 * @param id stem of the definition's file name
 * @param title as printed, with its number: {@code 附表1 政务服务事项清单化管理情况}
 * @param uom unit of measure as printed at the top right, empty if columns differ and name their own
 * @param stub head of the first column, such as {@code 报送单位}
 * @param rows what a row is
 * @param columns the head, as a tree
 * @param notes printed below the table
 * @param source where the numbers come from, printed below the notes; empty for the default
 * @param landscape whether the page lies on its side
 * @param chart chart below the table, if any
 */
public record Appendix(
        String id,
        String title,
        String uom,
        String stub,
        Rows rows,
        List<Column> columns,
        List<String> notes,
        String source,
        boolean landscape,
        @Nullable Chart chart) {

    public Appendix {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** What a row of an appendix is. */
    public sealed interface Rows {}

    /**
     * A row for each unit, grouped by kind.
     *
     * @param kinds kinds of unit that are listed, in this order
     * @param subtotal whether each kind has a subtotal
     */
    public record ByUnit(List<String> kinds, boolean subtotal) implements Rows {
        public ByUnit {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * A row for each value of a field that all base measures of the columns share, with a total; a {@code date} field
     * gives a row for each month.
     */
    public record ByField(String field) implements Rows {}

    /** A row for each of these measures; the columns are then {@code 计量单位, 本年, 上年, 增减}, or 本季度 and 上季度, 本月 and 上月. */
    public record ByMeasure(List<String> measures) implements Rows {
        public ByMeasure {
            measures = List.copyOf(measures);
        }
    }

    /**
     * A row for each row of a form, as it was submitted; the columns are {@link FieldColumn}s.
     *
     * @param form id of the form
     * @param where SQL condition, if any
     * @param order SQL order by list, if any; otherwise by unit, then as submitted
     */
    public record Listing(
            String form, @Nullable String where, @Nullable String order) implements Rows {}

    /** A column of the head, or a head over several. */
    public sealed interface Column {
        String title();
    }

    /** A head over several columns. */
    public record Group(String title, List<Column> columns) implements Column {
        public Group {
            columns = List.copyOf(columns);
        }
    }

    /** A measure, of this period or of the one before. */
    public record MeasureColumn(String title, String measure, boolean previous, String format) implements Column {}

    /** One measure divided by another; empty where the denominator is 0 or missing. */
    public record RatioColumn(String title, String numerator, String denominator, String format) implements Column {}

    /** Change of a measure against the period before: absolute, or as a share of it. */
    public record ChangeColumn(String title, String measure, boolean relative, String format) implements Column {}

    /** A field of a listed row; {@code 报送单位} is the name of the unit. */
    public record FieldColumn(String title, String field, String format) implements Column {}

    /**
     * A chart.
     *
     * @param kind what it looks like
     * @param title printed above it
     * @param columns titles of the leaf columns that are its series
     * @param rows which rows it shows
     */
    public record Chart(Kind kind, String title, List<String> columns, ChartRows rows) {
        /** What a chart looks like. */
        public enum Kind {
            BAR,
            COLUMN,
            STACKED,
            PIE,
            LINE
        }

        /** Which rows of its appendix a chart shows. */
        public enum ChartRows {
            DETAILS,
            SUBTOTALS
        }

        public Chart {
            columns = List.copyOf(columns);
        }
    }
}
