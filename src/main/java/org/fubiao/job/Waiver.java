package org.fubiao.job;

import java.time.LocalDate;
import java.util.List;

/**
 * An error that is not to count as one (审核豁免): what, whose, until when, and who answers for it.
 *
 * @param rule code of the finding
 * @param unit code of the unit
 * @param form id of the form; empty for any
 * @param item label of a row of a matrix form, or the values of the fields that identify a row of a list; empty for any
 * @param field name of the field; empty for any
 * @param periods the only ones for which this holds; empty for all
 * @param asked who asked for it
 * @param granted who granted it: never who asked
 * @param until last day on which it holds
 */
public record Waiver(
        String rule,
        String unit,
        String form,
        List<String> item,
        String field,
        List<Period> periods,
        String reason,
        String asked,
        String granted,
        LocalDate until) {

    public Waiver {
        item = List.copyOf(item);
        periods = List.copyOf(periods);
    }

    /** Whether it is about a period. */
    public boolean concerns(Period period) {
        return periods.isEmpty() || periods.contains(period);
    }

    /**
     * Whether it waives failures of a rule in a form of a unit, or some of them if it names an item or a field.
     *
     * @param of code of the unit
     * @param in id of the form; empty for what is no form's
     */
    public boolean covers(String code, String of, String in) {
        return rule.equals(code) && unit.equals(of) && (form.isEmpty() || form.equals(in));
    }

    /** Whether it holds no more on a day. */
    public boolean isExpired(LocalDate day) {
        return until.isBefore(day);
    }
}
