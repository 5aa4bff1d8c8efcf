package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.List;
import org.fubiao.totals.Trace.UnitRows;
import org.jspecify.annotations.Nullable;

/**
 * Where the number in a cell of an appendix comes from.
 *
 * @param row place of its row in the table, from 0
 * @param column place of its column among the leaf columns, from 0
 * @param how what was done with the parts
 * @param value what comes of the parts
 * @param parts the measures that it is made of, over what its row is about; none for a listed cell
 * @param listed the submitted row that a row of a listing shows; null in other appendices
 */
public record CellTrace(
        AppendixTable table,
        int row,
        int column,
        How how,
        @Nullable BigDecimal value,
        List<Trace> parts,
        @Nullable UnitRows listed) {

    public CellTrace {
        parts = List.copyOf(parts);
    }

    /** How a cell comes of its parts. */
    public enum How {
        /** A measure. */
        MEASURE,
        /** A measure of the period before. */
        PREVIOUS,
        /** The first part divided by the second. */
        RATIO,
        /** This period's minus that of the period before. */
        DIFFERENCE,
        /** That difference divided by the value of the period before. */
        GROWTH,
        /** As it was submitted. */
        LISTED
    }
}
