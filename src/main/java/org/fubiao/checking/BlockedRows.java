package org.fubiao.checking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
        String sql = "SELECT " + FormTable.PART + ", " + FormTable.ROW + ", "
                + (form.isMatrix() ? Compute.name(Form.ITEM) : "NULL") + wording.columns()
                + " FROM " + Compute.name(form.title()) + " WHERE NOT (" + rule.condition() + ")" + first
                + " ORDER BY " + FormTable.PART + ", " + FormTable.ROW;
        List<Blocked> blocked = new ArrayList<>();
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                String reason = blocked.size() < WORDED ? reason(result, wording) : wording.message("");
                blocked.add(new Blocked(rule.code(), rule.consequence(), result.getLong(1), result.getLong(2), reason));
            }
        }
        return blocked;
    }

    private static String reason(ResultSet result, RuleWording wording) throws SQLException {
        String item = result.getString(3);
        return Report.row(item == null ? "" : item)
                + wording.words(wording.read(result, 4)).message();
    }
}
