package org.fubiao.rulebook;

import java.util.List;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;

/**
 * A rule as people read it: one of the job, a reconciliation, a check of plausibility, or what the definition of a field demands.
 *
 * @param codes of the findings that it makes, one for a rule of the job
 * @param form id of its form; empty for what compares measures
 * @param title of its form; 对账 for a reconciliation, 合理性 for a check of plausibility
 * @param fields those that it is about, where its findings name one of them; empty where any field may be named
 * @param condition in the form's own words
 * @param severity as it is defined: on trial it is reported at most as a warning
 * @param blocks what a failure keeps out of the totals, as it is defined: on trial nothing
 * @param trial whether it only reports
 * @param mend what to do
 */
public record RuleEntry(
        List<String> codes,
        String form,
        String title,
        List<String> fields,
        String condition,
        Severity severity,
        Consequence blocks,
        boolean trial,
        String mend) {
    public RuleEntry {
        codes = List.copyOf(codes);
        fields = List.copyOf(fields);
    }

    /** The codes as they are printed. */
    public String code() {
        return String.join("、", codes);
    }

    /** What follows from a failure, in words. */
    public String consequence() {
        return trial ? (blocks.blocks() ? "试行，暂不影响汇总（定为：" + blocks.label() + "）" : "试行，不影响汇总") : blocks.label();
    }

    /** Whether these findings are its failures. */
    boolean made(Group group) {
        return codes.contains(group.code())
                && (form.isEmpty() || form.equals(group.form()))
                && (fields.isEmpty() || fields.contains(group.field()));
    }
}
