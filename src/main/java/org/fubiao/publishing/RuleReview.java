package org.fubiao.publishing;

import java.util.List;
import org.fubiao.job.Consequence;
import org.fubiao.rulebook.Fired;

/**
 * What the rules of a job came to in a run.
 *
 * @param fired how often each rule fired, in the order of the job
 * @param excluded what does not count because a rule blocks it, by unit, form, file and row
 */
public record RuleReview(List<Fired> fired, List<Excluded> excluded) {
    public static final RuleReview NONE = new RuleReview(List.of(), List.of());

    public RuleReview {
        fired = List.copyOf(fired);
        excluded = List.copyOf(excluded);
    }

    private record Report(String unit, String form) {}

    private record Row(String file, String sheet, long row) {}

    /** How many reports are left out as a whole, each once, however many rules it breaks. */
    public long excludedReports() {
        return excluded.stream()
                .filter(one -> one.consequence() != Consequence.ROW)
                .map(one -> new Report(one.unit(), one.form()))
                .distinct()
                .count();
    }

    /** How many rows of other reports are left out, each once. */
    public long excludedRows() {
        return excluded.stream()
                .filter(one -> one.consequence() == Consequence.ROW)
                .map(one -> new Row(one.file(), one.sheet(), one.row()))
                .distinct()
                .count();
    }

    /**
     * A row or a report that does not count.
     *
     * @param consequence whether the row, the report, or all reports of the unit are left out
     * @param unit its code
     * @param form id of the form that is left out
     * @param row where the rule failed in this report; 0 if that is elsewhere
     * @param code of the rule
     * @param rule what it says, in few words
     * @param reason why it failed
     */
    public record Excluded(
            Consequence consequence,
            String unit,
            String form,
            String file,
            String sheet,
            long row,
            String code,
            String rule,
            String reason) {}
}
