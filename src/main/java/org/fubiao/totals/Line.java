package org.fubiao.totals;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The measures of one row of an appendix. */
record Line(MeasureValues values, MeasureValues prior, Slot slot) {
    @Nullable BigDecimal current(String measure) {
        return values.get(measure, slot);
    }

    @Nullable BigDecimal previous(String measure) {
        return prior.get(measure, slot);
    }
}
