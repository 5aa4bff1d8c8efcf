package org.fubiao.totals;

import java.math.BigDecimal;
import org.fubiao.job.Reconciliation;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of a reconciliation at one place.
 *
 * @param key code of the unit, name of the kind, or empty for the whole
 * @param name as printed
 * @param left value of the left side, or null
 * @param right value of the right side, or null
 * @param outcome whether they agree
 */
public record ReconciliationResult(
        Reconciliation definition,
        String key,
        String name,
        @Nullable BigDecimal left,
        @Nullable BigDecimal right,
        Outcome outcome) {

    /** Whether two totals agree. */
    public enum Outcome {
        HOLDS,
        FAILS,
        /** A side is missing. */
        UNDECIDED
    }

    /** Left minus right; null if a side is missing. */
    public @Nullable BigDecimal difference() {
        return left == null || right == null ? null : left.subtract(right);
    }
}
