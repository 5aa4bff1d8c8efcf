package org.fubiao.settling;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;

/**
 * The findings of a run once everything that people answered to them is taken into account.
 *
 * @param findings with waived errors as notes
 */
public record Settled(FindingTally findings, Settlement settlement) {
    /**
     * Settles findings.
     *
     * @param findings all there are
     * @param given what units wrote about warnings, the oldest first
     * @param day of the run: a waiver ends with its last day
     */
    public static Settled of(
            Job job,
            Period period,
            LocalDate day,
            SubjectSource subjects,
            FindingTally findings,
            Collection<Explanation> given)
            throws SQLException {
        return settle(job, period, day, subjects, findings, given, true);
    }

    /** Settles the findings of one file, of which nothing can be told that is not about it. */
    public static Settled ofFile(
            Job job,
            Period period,
            LocalDate day,
            SubjectSource subjects,
            FindingTally findings,
            Collection<Explanation> given)
            throws SQLException {
        return settle(job, period, day, subjects, findings, given, false);
    }

    private static Settled settle(
            Job job,
            Period period,
            LocalDate day,
            SubjectSource subjects,
            FindingTally findings,
            Collection<Explanation> given,
            boolean complete)
            throws SQLException {
        Waivers waivers = new Waivers(job, period, day, subjects);
        FindingTally settled = new FindingTally();
        waivers.apply(findings.groups(), settled);
        if (complete) {
            waivers.tell(settled);
        }
        Explanations explanations = new Explanations(
                given,
                job.forms().stream()
                        .filter(form -> !form.isMatrix() && form.key().isEmpty())
                        .map(Form::id)
                        .collect(Collectors.toSet()));
        explanations.match(settled.groups(), subjects);
        List<Explained> explained = explanations.explained();
        Explanations.tell(explained, settled);
        return new Settled(settled, new Settlement(waivers.uses(), explanations.warnings(), explained));
    }
}
