package org.fubiao.checking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Form;
import org.fubiao.job.Job;

/**
 * Checks all rows of a snapshot: what the definitions of fields demand, the rules of the job, keys, and the totals that units
 * declared themselves.
 */
public final class Checker {
    private Checker() {}

    /**
     * Runs all checks of all forms.
     *
     * @param snapshot a connection that has the views of {@link org.fubiao.compute.FormTable}
     * @param tally takes the findings, with true counts; it holds those of reading the rows already, so that what could not
     *     be read is not also said to be empty
     * @return the outcome of each rule of the job that could be executed, in the order of the definitions; one that could
     *     not is a finding
     * @throws SQLException if the snapshot itself cannot be read
     */
    public static List<RuleOutcome> check(Job job, Connection snapshot, FindingTally tally) throws SQLException {
        Parts parts = Parts.load(snapshot);
        Unreadable unreadable = new Unreadable(tally);
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (Form form : job.forms()) {
            Report report = new Report(form, parts, unreadable, tally);
            outcomes.addAll(new RowChecks(snapshot, form, report).run());
            if (form.isMatrix()) {
                outcomes.addAll(new ColumnRules(snapshot, form, report).run());
            }
            new Keys(snapshot, form, report).run();
            new DeclaredTotals(snapshot, form, report).run();
        }
        return List.copyOf(outcomes);
    }
}
