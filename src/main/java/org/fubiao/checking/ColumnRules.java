package org.fubiao.checking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a matrix form that go down: over the items of each number column of each part. Such forms are small: each rule is
 * evaluated for all columns in one query that gives back the failures.
 */
final class ColumnRules {
    private final Connection snapshot;
    private final Form form;
    private final Report report;
    private final List<Field> columns;
    private final List<Blocked> blocked = new ArrayList<>();

    ColumnRules(Connection snapshot, Form form, Report report) {
        this.snapshot = snapshot;
        this.form = form;
        this.report = report;
        this.columns =
                form.fields().stream().filter(field -> field.type().isNumber()).toList();
    }

    List<RuleOutcome> run() throws SQLException {
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (Rule rule : form.rules()) {
            if (rule.kind() == Rule.Kind.DOWN) {
                run(rule, outcomes);
            }
        }
        return outcomes;
    }

    private record Failure(long part, long row, List<@Nullable Object> values) {}

    private void run(Rule rule, List<RuleOutcome> outcomes) throws SQLException {
        long checked = 0;
        long failed = 0;
        long undecided = 0;
        for (Field column : columns) {
            List<Failure> failures = new ArrayList<>();
            RuleWording wording = RuleWording.ofColumn(rule, form, column.type());
            try (Statement statement = snapshot.createStatement();
                    ResultSet rows = statement.executeQuery(sql(rule, column, wording))) {
                while (rows.next()) {
                    checked++;
                    boolean held = rows.getBoolean(3);
                    if (rows.wasNull()) {
                        undecided++;
                    } else if (!held) {
                        failed++;
                        failures.add(new Failure(rows.getLong(1), rows.getLong(2), wording.read(rows, 4)));
                    }
                }
            } catch (SQLException e) {
                report.broken(rule.code(), List.of(column.name()), e);
                return;
            }
            for (Failure failure : failures) {
                Check.Words words = wording.words(failure.values());
                String message = "“" + column.name() + "”列：" + words.message();
                report.add(
                        rule.code(),
                        rule.severity(),
                        failure.part(),
                        failure.row(),
                        column.name(),
                        new Check.Words(words.value(), words.expected(), message),
                        1);
                block(rule, failure, message);
            }
        }
        outcomes.add(new RuleOutcome(rule.code(), form.id(), checked, failed, undecided));
    }

    /** What the failing rules keep out of the totals: each part once, for the first column in which a rule fails. */
    List<Blocked> blocked() {
        return blocked;
    }

    private void block(Rule rule, Failure failure, String reason) {
        if (rule.consequence().blocks()
                && blocked.stream().noneMatch(one -> one.code().equals(rule.code()) && one.part() == failure.part())) {
            blocked.add(new Blocked(rule.code(), rule.consequence(), failure.part(), failure.row(), List.of(), reason));
        }
    }

    /** Points at the row of the item that the words are about, such as the closing balance. */
    private String sql(Rule rule, Field column, RuleWording wording) {
        return "SELECT " + FormTable.PART + ", _place, (" + rule.condition() + ")" + wording.columns()
                + " FROM (SELECT "
                + FormTable.PART + ", coalesce(max(" + FormTable.ROW + ") FILTER (WHERE " + Compute.name(Form.ITEM)
                + " = "
                + Compute.literal(wording.places().stream().findFirst().orElse("")) + "), min(" + FormTable.ROW
                + ")) AS _place, " + items(form, column)
                + " FROM " + Compute.name(form.title()) + " GROUP BY " + FormTable.PART + ") ORDER BY "
                + FormTable.PART;
    }

    /** SQL for the values of a column, each item of the form as a column of its own. */
    static String items(Form form, Field column) {
        return form.items().stream()
                .map(item -> "max(" + Compute.name(column.name()) + ") FILTER (WHERE " + Compute.name(Form.ITEM) + " = "
                        + Compute.literal(item.name()) + ") AS " + Compute.name(item.name()))
                .collect(Collectors.joining(", "));
    }
}
