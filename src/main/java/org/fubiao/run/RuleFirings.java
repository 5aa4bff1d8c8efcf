package org.fubiao.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.checking.RuleOutcome;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.job.Job;
import org.fubiao.plausibility.PlausibilityResult;
import org.fubiao.rulebook.Fired;
import org.fubiao.rulebook.RuleBook;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.ReconciliationResult.Outcome;

/** How often each rule of a job was evaluated, failed and stayed undecided in a run. */
public final class RuleFirings {
    private RuleFirings() {}

    /**
     * What the rules came to.
     *
     * @param findings all findings of the run
     * @param checked what the rules found in the forms
     */
    public static List<Fired> of(
            Job job,
            List<Group> findings,
            FormResults.Checked checked,
            List<ReconciliationResult> compared,
            List<PlausibilityResult> plausibility) {
        return RuleBook.fired(job, findings, counts(job, checked.outcomes(), compared, plausibility));
    }

    static Map<String, RuleBook.Count> counts(
            Job job,
            List<RuleOutcome> outcomes,
            List<ReconciliationResult> compared,
            List<PlausibilityResult> plausibility) {
        Map<String, RuleBook.Count> counts = ofForms(outcomes);
        job.reconciliations().forEach(one -> counts.put(one.code(), new RuleBook.Count(0, 0, 0)));
        for (ReconciliationResult result : compared) {
            Outcome outcome = result.outcome();
            add(counts, result.definition().code(), outcome == Outcome.FAILS, outcome == Outcome.UNDECIDED);
        }
        job.plausibility().forEach(one -> counts.put(one.code(), new RuleBook.Count(0, 0, 0)));
        for (PlausibilityResult result : plausibility) {
            PlausibilityResult.Outcome outcome = result.outcome();
            add(
                    counts,
                    result.check().code(),
                    outcome == PlausibilityResult.Outcome.FAILS,
                    outcome == PlausibilityResult.Outcome.UNDECIDED);
        }
        return counts;
    }

    /** Of the rules of the forms alone. */
    static Map<String, RuleBook.Count> ofForms(List<RuleOutcome> outcomes) {
        Map<String, RuleBook.Count> counts = new HashMap<>();
        for (RuleOutcome outcome : outcomes) {
            counts.put(outcome.code(), new RuleBook.Count(outcome.checked(), outcome.failed(), outcome.undecided()));
        }
        return counts;
    }

    private static void add(Map<String, RuleBook.Count> counts, String code, boolean failed, boolean undecided) {
        counts.merge(code, new RuleBook.Count(1, failed ? 1 : 0, undecided ? 1 : 0), RuleBook.Count::plus);
    }
}
