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
        Map<String, RuleBook.Count> counts = new HashMap<>();
        for (RuleOutcome outcome : outcomes) {
            counts.put(outcome.code(), new RuleBook.Count(outcome.checked(), outcome.failed(), outcome.undecided()));
        }
        job.reconciliations().forEach(one -> counts.put(one.code(), new RuleBook.Count(0, 0, 0)));
        for (ReconciliationResult result : compared) {
            long failed = result.outcome() == Outcome.FAILS ? 1 : 0;
            long undecided = result.outcome() == Outcome.UNDECIDED ? 1 : 0;
            counts.merge(result.definition().code(), new RuleBook.Count(1, failed, undecided), RuleBook.Count::plus);
        }
        job.plausibility().forEach(one -> counts.put(one.code(), new RuleBook.Count(0, 0, 0)));
        for (PlausibilityResult result : plausibility) {
            long failed = result.outcome() == PlausibilityResult.Outcome.FAILS ? 1 : 0;
            long undecided = result.outcome() == PlausibilityResult.Outcome.UNDECIDED ? 1 : 0;
            counts.merge(result.check().code(), new RuleBook.Count(1, failed, undecided), RuleBook.Count::plus);
        }
        return counts;
    }
}
