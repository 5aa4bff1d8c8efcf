package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.List;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Form;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.totals.MeasureValue.Level;
import org.jspecify.annotations.Nullable;

/**
 * The measures of one row of an appendix.
 *
 * @param kinds the only kinds of unit that count; null for all
 */
record Line(
        MeasureValues values,
        MeasureValues prior,
        Slot slot,
        @Nullable List<String> kinds) {
    Line(MeasureValues values, MeasureValues prior, Slot slot) {
        this(values, prior, slot, null);
    }

    @Nullable BigDecimal current(String measure) {
        return values.get(measure, slot);
    }

    @Nullable BigDecimal previous(String measure) {
        return prior.get(measure, slot);
    }

    /** Whether the row is about a group of rows, whatever their units. */
    boolean isGroup() {
        return slot.level() == Level.GROUP;
    }

    /** Whether a unit as a whole belongs to the row. */
    boolean includes(Unit unit) {
        return switch (slot.level()) {
            case UNIT -> unit.code().equals(slot.key());
            case KIND -> unit.kind().equals(slot.key());
            case TOTAL -> kinds == null || kinds.contains(unit.kind());
            case GROUP -> false;
        };
    }

    /** SQL of whether a row of a form belongs to it; null if all do. */
    @Nullable String condition(Form form, Period period) {
        return switch (slot.level()) {
            case UNIT -> FormTable.UNIT_CODE + " = " + Compute.literal(slot.key());
            case KIND -> FormTable.UNIT_KIND + " = " + Compute.literal(slot.key());
            case TOTAL -> kinds == null ? null : Aggregation.ofKinds(kinds);
            case GROUP -> {
                int end = slot.key().indexOf('=');
                yield "(" + new Grouping(form.field(slot.key().substring(0, end)), period).sql() + ") = "
                        + Compute.literal(slot.key().substring(end + 1));
            }
        };
    }
}
