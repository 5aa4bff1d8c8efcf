package org.fubiao.checking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Consequence;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;

/** The rows for which a rule fails that blocks something: each of them, because each of them is left out. */
final class BlockedRows {
    /** So many rows of a rule are told what they hold; the others share its message, so that any number of them fits. */
    static final int WORDED = 1000;

    private BlockedRows() {}

    /** For a rule that blocks rows, all rows that fail; for one that blocks more, the first of each part. */
    static List<Blocked> of(Connection snapshot, Form form, Rule rule) throws SQLException {
        RuleWording wording = RuleWording.ofRow(rule, form);
        String first = rule.consequence() == Consequence.ROW
                ? ""
                : " QUALIFY row_number() OVER (PARTITION BY " + FormTable.PART + " ORDER BY " + FormTable.ROW + ") = 1";
        List<String> key = form.isMatrix() ? List.of(Form.ITEM) : form.key();
        String keys = key.stream()
                .map(field -> ", CAST(" + Compute.name(field) + " AS VARCHAR)")
                .collect(Collectors.joining());
        String sql = "SELECT " + FormTable.PART + ", " + FormTable.ROW + keys + wording.columns()
                + " FROM " + Compute.name(form.title()) + " WHERE NOT (" + rule.condition() + ")" + first
                + " ORDER BY " + FormTable.PART + ", " + FormTable.ROW;
        List<Blocked> blocked = new ArrayList<>();
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < key.size(); i++) {
                    values.add(Objects.requireNonNullElse(result.getString(3 + i), ""));
                }
                String reason = blocked.size() < WORDED
                        ? Report.row(form.isMatrix() ? values.get(0) : "")
                                + wording.words(wording.read(result, 3 + key.size()))
                                        .message()
                        : wording.message("");
                blocked.add(new Blocked(
                        rule.code(),
                        rule.consequence(),
                        result.getLong(1),
                        result.getLong(2),
                        rule.consequence() == Consequence.ROW ? values : List.of(),
                        reason));
            }
        }
        return blocked;
    }
}
