package org.fubiao.checking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.Place;
import org.fubiao.job.Form;

/** Where the parts of a form came from, and where in them each field stands. */
final class Parts {
    private final Connection snapshot;
    private final Map<Long, Part> parts = new HashMap<>();
    private final Map<Long, Map<String, Integer>> columns = new HashMap<>();

    /** A form in a sheet of a file. */
    record Part(String form, String unit, String file, String sheet) {}

    private Parts(Connection snapshot) {
        this.snapshot = snapshot;
    }

    static Parts load(Form form, Connection snapshot) throws SQLException {
        Parts loaded = new Parts(snapshot);
        try (Statement statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery("SELECT part, form, unit, file, sheet FROM " + FormTable.PARTS
                        + " WHERE form = " + Compute.literal(form.id()))) {
            while (rows.next()) {
                loaded.parts.put(
                        rows.getLong(1),
                        new Part(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
        }
        return loaded;
    }

    Part part(long number) {
        Part part = parts.get(number);
        if (part == null) {
            throw new IllegalStateException("a row of the unknown part " + number);
        }
        return part;
    }

    Place cell(long number, long row, String field) throws SQLException {
        Part part = part(number);
        return Place.cell(part.file(), part.sheet(), row, columns(number).getOrDefault(field, -1));
    }

    /** The first of these fields that the file has; the first of them if it has none. */
    String firstPresent(long number, List<String> fields) throws SQLException {
        Map<String, Integer> present = columns(number);
        return fields.stream().filter(present::containsKey).findFirst().orElse(fields.isEmpty() ? "" : fields.get(0));
    }

    /** Looks up the fields of these parts at once: one by one, they take longer than the check that found the rows. */
    void fetch(Collection<Long> numbers) throws SQLException {
        List<Long> missing =
                numbers.stream().filter(number -> !columns.containsKey(number)).toList();
        if (missing.isEmpty()) {
            return;
        }
        missing.forEach(number -> columns.put(number, new HashMap<>()));
        String list = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (Statement statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT part, field, col FROM " + FormTable.PART_COLUMNS + " WHERE part IN (" + list + ")")) {
            while (rows.next()) {
                columns(rows.getLong(1)).put(rows.getString(2), rows.getInt(3));
            }
        }
    }

    private Map<String, Integer> columns(long number) throws SQLException {
        fetch(List.of(number));
        return columns.getOrDefault(number, Map.of());
    }
}
