package org.fubiao.checking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.compute.Compute;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;
import org.jspecify.annotations.Nullable;

/**
 * All conditions on the rows of a form. One scan counts them all; only for those that fail somewhere a second one fetches
 * rows.
 */
final class RowChecks {
    private final Connection snapshot;
    private final Form form;
    private final Report report;
    private final List<Blocked> blocked = new ArrayList<>();

    /** What came of a condition over all rows. */
    private record Count(long rows, long decided, long held) {}

    RowChecks(Connection snapshot, Form form, Report report) {
        this.snapshot = snapshot;
        this.form = form;
        this.report = report;
    }

    /** Runs the checks of the fields and the rules, and gives the outcomes of the rules that could be executed. */
    List<RuleOutcome> run() throws SQLException {
        List<Check> checks = new ArrayList<>(FieldChecks.of(form));
        form.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.ROW)
                .map(this::ruleCheck)
                .forEach(checks::add);
        List<@Nullable Count> counts = counts(checks);
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            Count count = counts.get(i);
            if (count == null) {
                continue;
            }
            long failed = count.decided() - count.held();
            if (check.rule() != null) {
                outcomes.add(
                        new RuleOutcome(check.rule(), form.id(), count.rows(), failed, count.rows() - count.decided()));
            }
            if (failed > 0) {
                sample(check);
                block(check);
            }
        }
        return outcomes;
    }

    /** What the failing rules keep out of the totals. */
    List<Blocked> blocked() {
        return blocked;
    }

    private void block(Check check) throws SQLException {
        for (Rule rule : form.rules()) {
            if (rule.code().equals(check.rule()) && rule.consequence().blocks()) {
                blocked.addAll(BlockedRows.of(snapshot, form, rule));
            }
        }
    }

    private Check ruleCheck(Rule rule) {
        RuleWording wording = RuleWording.ofRow(rule, form);
        return new Check(
                rule.code(),
                rule.code(),
                rule.severity(),
                rule.condition(),
                wording.values(),
                wording.places(),
                wording);
    }

    /** Counts all conditions in one scan; where that fails, each by itself, so that one broken rule stops no other. */
    private List<@Nullable Count> counts(List<Check> checks) {
        if (checks.isEmpty()) {
            return List.of();
        }
        List<@Nullable Count> counts = new ArrayList<>();
        try {
            counts.addAll(count(checks));
        } catch (SQLException together) {
            for (Check check : checks) {
                try {
                    counts.add(count(List.of(check)).get(0));
                } catch (SQLException alone) {
                    report.broken(check.code(), check.fields(), alone);
                    counts.add(null);
                }
            }
        }
        return counts;
    }

    private List<Count> count(List<Check> checks) throws SQLException {
        StringBuilder conditions = new StringBuilder();
        StringBuilder counted = new StringBuilder("count(*)");
        for (int i = 0; i < checks.size(); i++) {
            conditions
                    .append(i == 0 ? "" : ", ")
                    .append('(')
                    .append(checks.get(i).condition())
                    .append(") AS c")
                    .append(i);
            counted.append(", count(c")
                    .append(i)
                    .append("), countif(c")
                    .append(i)
                    .append(')');
        }
        String sql = "SELECT " + counted + " FROM (SELECT " + conditions + " FROM " + Compute.name(form.title()) + ")";
        try (Statement statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Count> counts = new ArrayList<>();
            for (int i = 0; i < checks.size(); i++) {
                counts.add(new Count(row.getLong(1), row.getLong(2 + 2 * i), row.getLong(3 + 2 * i)));
            }
            return counts;
        }
    }

    private void sample(Check check) throws SQLException {
        Samples samples;
        try {
            samples = Samples.failing(snapshot, form, check);
        } catch (SQLException e) {
            report.broken(check.code(), check.fields(), e);
            return;
        }
        if (check.code().equals(FindingCode.REQUIRED.code())) {
            report.emptyCells(check, samples);
        } else {
            report.failures(check, samples);
        }
    }
}
