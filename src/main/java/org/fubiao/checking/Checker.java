package org.fubiao.checking;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.compute.FormRows;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.job.Expression;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Rule;

/**
 * Checks all rows of a snapshot: what the definitions of fields demand, the rules of the job, keys, and the totals that units
 * declared themselves.
 */
public final class Checker {
    private final Job job;
    private final Unreadable unreadable;

    /** @param read the findings of reading the rows: what could not be read is not also said to be empty */
    public Checker(Job job, List<Group> read) {
        this.job = job;
        this.unreadable = new Unreadable(read);
    }

    /**
     * Runs all checks of all forms of which there are rows that count: to bind those of the others takes most of the time of
     * checking a single file.
     *
     * @param tally takes the findings, with true counts; it holds those of reading the rows already
     * @return the outcome of each rule of the job that could be executed, in the order of the definitions; one that could
     *     not is a finding
     * @throws SQLException if the snapshot itself cannot be read
     */
    public static List<RuleOutcome> check(Job job, FormRows rows, FindingTally tally) throws SQLException {
        Checker checker = new Checker(job, tally.groups());
        List<RuleOutcome> outcomes = new ArrayList<>();
        Set<String> reported = rows.reported().keySet();
        for (Form form : job.forms()) {
            outcomes.addAll(
                    reported.contains(form.id())
                            ? checker.check(form, rows.of(form), tally).outcomes()
                            : ofNothing(form));
        }
        return List.copyOf(outcomes);
    }

    /**
     * What the rules of a form came to.
     *
     * @param outcomes of the rules that could be executed
     * @param blocked what they keep out of the totals
     */
    public record Checked(List<RuleOutcome> outcomes, List<Blocked> blocked) {
        public Checked {
            outcomes = List.copyOf(outcomes);
            blocked = List.copyOf(blocked);
        }
    }

    /** What the rules of a form come to that has no rows: each could be executed, and none failed. */
    public static List<RuleOutcome> ofNothing(Form form) {
        return form.rules().stream()
                .sorted(Comparator.comparing(Rule::kind))
                .map(rule -> new RuleOutcome(rule.code(), form.id(), 0, 0, 0))
                .toList();
    }

    /**
     * Runs all checks of a form. What they find follows from its rows alone. Several threads may check forms, each with a
     * tally of its own.
     *
     * @param snapshot a connection that has the views of the form
     */
    public Checked check(Form form, Connection snapshot, FindingTally tally) throws SQLException {
        Report report = new Report(form, Parts.load(form, snapshot), unreadable, tally);
        RowChecks rows = new RowChecks(snapshot, form, report);
        List<RuleOutcome> outcomes = new ArrayList<>(rows.run());
        List<Blocked> blocked = new ArrayList<>(rows.blocked());
        if (form.isMatrix()) {
            ColumnRules columns = new ColumnRules(snapshot, form, report);
            outcomes.addAll(columns.run());
            blocked.addAll(columns.blocked());
        }
        new Keys(snapshot, form, report).run();
        new DeclaredTotals(snapshot, form, report, rounded(form)).run();
        return new Checked(outcomes, blocked);
    }

    /** Fields whose values are rounded, as the measures say that are aggregates of them. */
    private Map<String, BigDecimal> rounded(Form form) {
        Map<String, BigDecimal> rounded = new HashMap<>();
        List<String> fields = form.fields().stream().map(Field::name).toList();
        for (Measure measure : job.measures()) {
            if (form.id().equals(measure.form()) && measure.rounded().signum() > 0) {
                List<String> used = Expression.names(measure.value(), fields);
                if (Expression.isOneCall(measure.value()) && used.size() == 1) {
                    rounded.merge(used.get(0), measure.rounded(), BigDecimal::max);
                }
            }
        }
        return rounded;
    }
}
