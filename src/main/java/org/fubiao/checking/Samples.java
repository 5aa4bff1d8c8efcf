package org.fubiao.checking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Form;
import org.jspecify.annotations.Nullable;

/** The first rows of each part for which something is so, and how many there are in truth. */
final class Samples {
    private final Map<Long, Sample> byPart = new TreeMap<>();

    /**
     * Rows of a part.
     *
     * @param count how many there are, in {@code rows} or not
     */
    record Sample(long count, List<Row> rows) {}

    /**
     * A row.
     *
     * @param item its label in a matrix form, empty in a list
     */
    record Row(long number, String item, List<@Nullable Object> values) {}

    private Samples() {}

    Map<Long, Sample> byPart() {
        return byPart;
    }

    /** The rows of a form's view for which a check fails. */
    static Samples failing(Connection snapshot, Form form, Check check) throws SQLException {
        return of(
                snapshot,
                "SELECT * FROM " + Compute.name(form.title()) + " WHERE NOT (" + check.condition() + ")",
                form.isMatrix() ? Compute.name(Form.ITEM) : "NULL",
                check.values());
    }

    /**
     * The first rows of a query by part.
     *
     * @param rows SQL of a query that has the columns of a form's view
     * @param item SQL of the row's label
     * @param values SQL of further values of the row
     */
    static Samples of(Connection snapshot, String rows, String item, List<String> values) throws SQLException {
        StringBuilder struct = new StringBuilder("{r: " + FormTable.ROW + ", i: " + item);
        for (int i = 0; i < values.size(); i++) {
            struct.append(", v").append(i).append(": ").append(values.get(i));
        }
        struct.append('}');
        String sql = "SELECT " + FormTable.PART + ", n, unnest(s, max_depth := 2) FROM (SELECT " + FormTable.PART
                + ", count(*) AS n, arg_min(" + struct + ", " + FormTable.ROW + ", " + FindingTally.KEPT
                + ") AS s FROM ("
                + rows + ") GROUP BY " + FormTable.PART + ")";
        Samples samples = new Samples();
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                samples.add(result, values.size());
            }
        }
        return samples;
    }

    private void add(ResultSet result, int width) throws SQLException {
        long count = result.getLong(2);
        Sample sample = byPart.computeIfAbsent(result.getLong(1), part -> new Sample(count, new ArrayList<>()));
        List<@Nullable Object> values = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            values.add(result.getObject(5 + i));
        }
        String item = result.getString(4);
        sample.rows().add(new Row(result.getLong(3), item == null ? "" : item, Collections.unmodifiableList(values)));
    }
}
