package org.fubiao.checking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Expression;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;

/** How conditions of a form about the same names go together: what shows which of them no row can meet both. */
public final class Clashes {
    private Clashes() {}

    /**
     * Two conditions over the rows of a form, of which at least one is a rule of the job.
     *
     * @param one code of a rule
     * @param other code of a rule, or of a finding with the field that it is about
     * @param decided rows in which both could be decided
     * @param first rows of these that met the one
     * @param second rows of these that met the other
     * @param both rows that met both
     */
    public record Pair(String one, String other, long decided, long first, long second, long both) {}

    private record Condition(String name, boolean rule, String sql, List<String> uses) {}

    /**
     * Counts over all rows of a form. All its rules must be such that they can be executed.
     *
     * @param snapshot a connection that has the views of the form
     */
    public static List<Pair> of(Connection snapshot, Form form) throws SQLException {
        List<Pair> pairs = new ArrayList<>(count(snapshot, Compute.name(form.title()), rowConditions(form)));
        List<Condition> down = downConditions(form);
        if (down.size() > 1) {
            pairs.addAll(count(snapshot, columnsOf(form), down));
        }
        return pairs;
    }

    private static List<Condition> rowConditions(Form form) {
        List<String> fields = form.fields().stream().map(Field::name).toList();
        List<Condition> conditions = new ArrayList<>();
        for (Rule rule : form.rules()) {
            if (rule.kind() == Rule.Kind.ROW) {
                conditions.add(
                        new Condition(rule.code(), true, rule.condition(), Expression.names(rule.condition(), fields)));
            }
        }
        for (Check check : FieldChecks.of(form)) {
            conditions.add(new Condition(
                    check.code() + "“" + check.fields().get(0) + "”", false, check.condition(), check.fields()));
        }
        return conditions;
    }

    private static List<Condition> downConditions(Form form) {
        List<String> items = form.items().stream().map(Form.Item::name).toList();
        return form.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.DOWN)
                .map(rule ->
                        new Condition(rule.code(), true, rule.condition(), Expression.names(rule.condition(), items)))
                .toList();
    }

    /** A row for each number column of each part, with the items as its columns. */
    private static String columnsOf(Form form) {
        return form.fields().stream()
                .filter(field -> field.type().isNumber())
                .map(field -> "SELECT " + ColumnRules.items(form, field) + " FROM " + Compute.name(form.title())
                        + " GROUP BY " + FormTable.PART)
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    /** Places of the conditions that go together: at least the first is a rule, and both use a name. */
    private static List<int[]> places(List<Condition> conditions) {
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            for (int j = i + 1; j < conditions.size(); j++) {
                Condition one = conditions.get(i);
                Condition other = conditions.get(j);
                if (one.rule() && other.uses().stream().anyMatch(one.uses()::contains)) {
                    places.add(new int[] {i, j});
                }
            }
        }
        return places;
    }

    private static List<Pair> count(Connection snapshot, String source, List<Condition> conditions)
            throws SQLException {
        List<int[]> places = places(conditions);
        if (places.isEmpty()) {
            return List.of();
        }
        String counts = places.stream()
                .map(pair -> counts("c" + pair[0], "c" + pair[1]))
                .collect(Collectors.joining(", "));
        String columns = IntStream.range(0, conditions.size())
                .mapToObj(i -> "(" + conditions.get(i).sql() + ") AS c" + i)
                .collect(Collectors.joining(", "));
        List<Pair> pairs = new ArrayList<>();
        try (Statement statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + counts + " FROM (SELECT " + columns + " FROM " + source + ")")) {
            row.next();
            for (int i = 0; i < places.size(); i++) {
                pairs.add(new Pair(
                        conditions.get(places.get(i)[0]).name(),
                        conditions.get(places.get(i)[1]).name(),
                        row.getLong(4 * i + 1),
                        row.getLong(4 * i + 2),
                        row.getLong(4 * i + 3),
                        row.getLong(4 * i + 4)));
            }
        }
        return pairs;
    }

    /** In how many rows both are decided, the one is met then, the other is, and both are. */
    private static String counts(String one, String other) {
        return "countif(" + one + " IS NOT NULL AND " + other + " IS NOT NULL), countif(" + one + " AND " + other
                + " IS NOT NULL), countif(" + other + " AND " + one + " IS NOT NULL), countif(" + one + " AND " + other
                + ")";
    }
}
