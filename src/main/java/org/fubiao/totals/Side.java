package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.fubiao.job.Form;
import org.fubiao.job.Measure;
import org.jspecify.annotations.Nullable;

/**
 * One side of a reconciliation.
 *
 * @param values by place
 * @param forms behind the measures of this period
 * @param before the base measures of the period before
 * @param formsBefore behind these
 * @param sums what it adds up of another job; null if it uses this job's own
 */
record Side(
        Map<Slot, BigDecimal> values,
        List<Form> forms,
        List<Measure> before,
        List<Form> formsBefore,
        Elsewhere.@Nullable Sums sums) {

    @Nullable BigDecimal at(Slot slot) {
        return values.get(slot);
    }

    boolean isOfPrevious() {
        return !before.isEmpty();
    }
}
