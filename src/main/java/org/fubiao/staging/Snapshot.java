package org.fubiao.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.fubiao.compute.Compute;
import org.fubiao.compute.Excluded;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.FormTable;
import org.fubiao.compute.LeftOut;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Unit;
import org.fubiao.recognition.PlainRows;
import org.fubiao.recognition.SheetLayout;
import org.jspecify.annotations.Nullable;

/**
 * The submissions and segments that a run reads, opened in the compute engine as {@link FormTable} describes.
 *
 * <p>Parts are numbered anew from 1 by unit, form and file, so that nothing downstream can depend on the order in which they
 * were received or staged.
 */
public final class Snapshot implements FormRows, AutoCloseable {
    /** Where no form's segments are larger, one thread does a query of a form about as quickly as several. */
    private static final long SMALL_BYTES = 8L << 20;

    private final Job job;
    private final List<Member> members;
    private final Map<String, Integer> unitOrder = new HashMap<>();
    private final Map<String, Set<String>> reported = new HashMap<>();
    private final Map<String, Connection> opened = new HashMap<>();
    private Excluded excluded = Excluded.NOTHING;
    private @Nullable Compute compute;
    private @Nullable Connection engine;

    /**
     * A part of the snapshot.
     *
     * @param registered number by which its rows are known in its segment
     * @param unit code of its unit
     * @param file path below the period's input folder
     * @param segment file of its segment
     */
    public record Member(long registered, String unit, String file, SheetLayout layout, Path segment) {}

    private Snapshot(Job job, List<Member> members) {
        this.job = job;
        for (Unit unit : job.units()) {
            unitOrder.put(unit.code(), unitOrder.size());
        }
        Map<String, Integer> formOrder = new HashMap<>();
        for (Form form : job.forms()) {
            formOrder.put(form.id(), formOrder.size());
        }
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.<Member>comparingInt(member -> unitOrder.getOrDefault(member.unit(), -1))
                .thenComparingInt(
                        member -> formOrder.getOrDefault(member.layout().form(), -1))
                .thenComparing(Member::file)
                .thenComparingInt(member -> member.layout().sheet()));
        this.members = List.copyOf(sorted);
        for (Member member : this.members) {
            if (!unitOrder.containsKey(member.unit())) {
                throw new IllegalStateException("part of an unknown unit " + member.unit());
            }
        }
        countUnits();
    }

    private void countUnits() {
        reported.clear();
        for (Member member : members) {
            if (!excluded.parts().contains(member.registered())) {
                reported.computeIfAbsent(member.layout().form(), form -> new HashSet<>())
                        .add(member.unit());
            }
        }
    }

    /** A snapshot over parts that are all staged. The compute engine is not started before something is asked of it. */
    public static Snapshot open(Job job, List<Member> members) {
        return new Snapshot(job, members);
    }

    @Override
    public Map<String, Set<String>> reported() {
        return Collections.unmodifiableMap(reported);
    }

    @Override
    public synchronized Connection engine() throws SQLException {
        if (engine == null) {
            compute = new Compute();
            engine = compute.connect();
            Compute.execute(
                    engine,
                    "CREATE TABLE " + FormTable.PARTS + " (part BIGINT PRIMARY KEY, form VARCHAR, unit VARCHAR,"
                            + " unit_name VARCHAR, kind VARCHAR, unit_order INTEGER, file VARCHAR, sheet VARCHAR,"
                            + " registered BIGINT)");
            Compute.execute(
                    engine, "CREATE TABLE " + FormTable.PART_COLUMNS + " (part BIGINT, field VARCHAR, col INTEGER)");
            Compute.execute(engine, "CREATE TABLE " + FormTable.EXCLUDED_ROWS + " (part BIGINT, row BIGINT)");
            if (isSmall()) {
                // Forms are worked on by several threads: each does its own work, instead of waiting busily for others.
                Compute.execute(engine, "SET threads = 1");
            }
            lock(engine);
        }
        return engine;
    }

    private boolean isSmall() throws SQLException {
        for (Form form : job.forms()) {
            long size = 0;
            for (Path file : segmentFiles(form)) {
                size += size(file);
            }
            if (size > SMALL_BYTES) {
                return false;
            }
        }
        return true;
    }

    private static long size(Path file) throws SQLException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new SQLException("cannot look at the segments", e);
        }
    }

    @Override
    public synchronized Connection of(Form form) throws SQLException {
        Connection known = opened.get(form.id());
        if (known != null) {
            return known;
        }
        Connection connection = engine().unwrap(DuckDBConnection.class).duplicate();
        opened.put(form.id(), connection);
        appendParts(connection, form);
        appendColumns(connection, form);
        createView(connection, form);
        if (isConcerned(form)) {
            leaveOut(connection, form);
        }
        return connection;
    }

    /**
     * From here on, what is excluded is no longer seen in the forms' views: not by measures, listings and traces, which are
     * made of what counts. The rules see everything, so they are run before. Once for a snapshot.
     */
    public synchronized void exclude(Excluded rows) throws SQLException {
        if (!excluded.isEmpty()) {
            throw new IllegalStateException("rows have been excluded before");
        }
        excluded = rows;
        countUnits();
        for (Form form : job.forms()) {
            Connection connection = opened.get(form.id());
            if (connection != null && isConcerned(form)) {
                leaveOut(connection, form);
            }
        }
    }

    private boolean isConcerned(Form form) {
        return parts(form).anyMatch(member -> excluded.concerns(member.registered()));
    }

    /** Forms of which nothing is excluded keep their plain view: a row that nobody blocks costs nothing. */
    private void leaveOut(Connection connection, Form form) throws SQLException {
        List<String> wholly = new ArrayList<>();
        boolean some = false;
        try (DuckDBAppender rows = appender(connection, FormTable.EXCLUDED_ROWS)) {
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                if (!member.layout().form().equals(form.id())) {
                    continue;
                }
                if (excluded.parts().contains(member.registered())) {
                    wholly.add(Long.toString(i + 1L));
                }
                for (long row : excluded.rows().getOrDefault(member.registered(), Set.of())) {
                    rows.beginRow();
                    rows.append(i + 1L);
                    rows.append(row);
                    rows.endRow();
                    some = true;
                }
            }
        }
        Compute.execute(
                connection,
                "CREATE OR REPLACE VIEW " + Compute.name(form.title()) + " AS SELECT r.* FROM "
                        + Compute.name(itemsView(form)) + " r"
                        + (some
                                ? " ANTI JOIN " + FormTable.EXCLUDED_ROWS + " e ON e.part = r." + FormTable.PART
                                        + " AND e.row = r." + FormTable.ROW
                                : "")
                        + (wholly.isEmpty()
                                ? ""
                                : " WHERE r." + FormTable.PART + " NOT IN (" + String.join(", ", wholly) + ")"));
    }

    private static String itemsView(Form form) {
        return "_items_" + form.id();
    }

    @Override
    public LeftOut leftOut() {
        Map<String, Set<String>> units = new HashMap<>();
        Map<String, Map<String, Long>> rows = new HashMap<>();
        for (Member member : members) {
            String form = member.layout().form();
            if (excluded.parts().contains(member.registered())) {
                units.computeIfAbsent(form, id -> new HashSet<>()).add(member.unit());
            }
            int count =
                    excluded.rows().getOrDefault(member.registered(), Set.of()).size();
            if (count > 0) {
                rows.computeIfAbsent(form, id -> new HashMap<>()).merge(member.unit(), (long) count, Long::sum);
            }
        }
        return new LeftOut(units, rows);
    }

    private void appendParts(Connection connection, Form form) throws SQLException {
        try (DuckDBAppender rows = appender(connection, FormTable.PARTS)) {
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                if (!member.layout().form().equals(form.id())) {
                    continue;
                }
                Unit unit = job.unit(member.unit());
                rows.beginRow();
                rows.append(i + 1L);
                rows.append(member.layout().form());
                rows.append(unit.code());
                rows.append(unit.name());
                rows.append(unit.kind());
                rows.append((int) unitOrder.getOrDefault(unit.code(), -1));
                rows.append(member.file());
                rows.append(member.layout().sheetName());
                rows.append(member.registered());
                rows.endRow();
            }
        }
    }

    /** Appends rows to a table: statements in batches would cost half a second for the snapshot of a city. */
    private static DuckDBAppender appender(Connection connection, String table) throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
    }

    private void appendColumns(Connection connection, Form form) throws SQLException {
        try (DuckDBAppender rows = appender(connection, FormTable.PART_COLUMNS)) {
            for (int i = 0; i < members.size(); i++) {
                SheetLayout layout = members.get(i).layout();
                if (!layout.form().equals(form.id())) {
                    continue;
                }
                for (int field = 0; field < form.fields().size(); field++) {
                    addColumn(
                            rows,
                            i + 1L,
                            form.fields().get(field).name(),
                            layout.columns().get(field));
                }
                addColumn(rows, i + 1L, Form.ITEM, layout.itemColumn());
            }
        }
    }

    private static void addColumn(DuckDBAppender rows, long part, String field, int column) throws SQLException {
        if (column >= 0) {
            rows.beginRow();
            rows.append(part);
            rows.append(field);
            rows.append(column);
            rows.endRow();
        }
    }

    /** The files of the segments of a form, in the order of their names. */
    public List<Path> segmentFiles(Form form) {
        return parts(form)
                .map(member -> member.segment().toAbsolutePath())
                .distinct()
                .sorted()
                .flatMap(Segments::files)
                .toList();
    }

    /** The parts of a form, in their order. */
    public Stream<Member> parts(Form form) {
        return members.stream().filter(member -> member.layout().form().equals(form.id()));
    }

    /** A stored column as the views show it: a plain row's number follows from its place, and it is an item like any. */
    private static String seen(String column) {
        String name = "s." + Compute.name(column);
        String plain = "s." + FormTable.KIND + " = '" + PlainRows.PLAIN + "'";
        return switch (column) {
            case FormTable.ROW ->
                "CASE WHEN " + plain + " THEN " + name + " + s.file_row_number ELSE " + name + " END AS "
                        + FormTable.ROW;
            case FormTable.KIND -> "CASE WHEN " + plain + " THEN 'R' ELSE " + name + " END AS " + FormTable.KIND;
            default -> name;
        };
    }

    /**
     * The item rows of one part in its segment, as a subquery: their numbers and fields. The segment must lie beside those of
     * the snapshot.
     */
    public static String itemsOf(Form form, Path segment, long part) {
        String columns =
                FormTable.stored(form).keySet().stream().map(Snapshot::seen).collect(Collectors.joining(", "));
        return "(SELECT * FROM (SELECT " + columns + " FROM "
                + Compute.parquet(Segments.files(segment.toAbsolutePath()).toList()) + " s WHERE s." + FormTable.PART
                + " = " + part + " AND s." + FormTable.KIND + " <> '" + PlainRows.OTHER + "') WHERE " + FormTable.KIND
                + " = 'R')";
    }

    private void createView(Connection connection, Form form) throws SQLException {
        String columns = FormTable.stored(form).keySet().stream()
                .filter(column -> !column.equals(FormTable.PART))
                .map(Snapshot::seen)
                .collect(Collectors.joining(", "));
        String rows = "SELECT p.part AS " + FormTable.PART + ", " + columns + ", p.unit AS " + FormTable.UNIT_CODE
                + ", p.unit_name AS " + FormTable.UNIT_NAME + ", p.kind AS " + FormTable.UNIT_KIND + " FROM "
                + source(form) + " s JOIN " + FormTable.PARTS + " p ON p.registered = s." + FormTable.PART
                + " AND p.form = " + Compute.literal(form.id()) + " WHERE s." + FormTable.KIND;
        // Asked of what is stored, where the engine can tell from a file alone that it holds nothing else.
        Compute.execute(
                connection,
                "CREATE VIEW " + Compute.name(itemsView(form)) + " AS " + rows + " IN ('R', '" + PlainRows.PLAIN
                        + "')");
        Compute.execute(
                connection, "CREATE VIEW " + Compute.name(form.title()) + " AS FROM " + Compute.name(itemsView(form)));
        Compute.execute(
                connection,
                "CREATE VIEW " + Compute.name(FormTable.totalsView(form)) + " AS " + rows + " NOT IN ('R', '"
                        + PlainRows.PLAIN + "', '" + PlainRows.OTHER + "')");
    }

    private String source(Form form) throws SQLException {
        List<Path> files = segmentFiles(form);
        return files.isEmpty()
                ? FormTable.stored(form).entrySet().stream()
                        .map(column -> "NULL::" + column.getValue() + " AS " + Compute.name(column.getKey()))
                        .collect(Collectors.joining(", ", "(SELECT ", ", 0 AS file_row_number LIMIT 0)"))
                : source(files);
    }

    /**
     * A large file is read by itself: the engine uses what a file says about its columns, as that none of its values is empty
     * or below 0, if it reads no other with it.
     */
    private static String source(List<Path> files) throws SQLException {
        List<Path> together = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Path file : files) {
            if (size(file) > SMALL_BYTES) {
                sources.add(Compute.parquet(List.of(file)));
            } else {
                together.add(file);
            }
        }
        if (!together.isEmpty()) {
            sources.add(Compute.parquet(together));
        }
        return sources.stream().collect(Collectors.joining(" UNION ALL BY NAME FROM ", "(FROM ", ")"));
    }

    /** From here on, SQL of a job folder reaches nothing but the segments. */
    private void lock(Connection connection) throws SQLException {
        // The engine asks this list about what it is told to read and about what it finds.
        Set<String> folders = members.stream()
                .map(member -> member.segment().resolveSibling("").toAbsolutePath())
                .flatMap(folder -> Stream.of(folder.toString(), Compute.pattern(folder)))
                .collect(Collectors.toCollection(TreeSet::new));
        Compute.execute(
                connection,
                "SET allowed_directories = "
                        + folders.stream().map(Compute::literal).collect(Collectors.joining(", ", "[", "]")));
        Compute.execute(connection, "SET enable_external_access = false");
        Compute.execute(connection, "SET lock_configuration = true");
    }

    /** Rows of a part in the snapshot: {@code items}, and the unit's own {@code totals} and subtotals. */
    public record Rows(long items, long totals) {
        /** Of both kinds. */
        public long all() {
            return items + totals;
        }

        Rows plus(Rows other) {
            return new Rows(items + other.items, totals + other.totals);
        }
    }

    /** How many rows of a form the segments hold of each part, by the number under which it is registered. */
    public Map<Long, Rows> count(Form form) throws SQLException {
        Map<Long, Rows> counts = new HashMap<>();
        Set<Long> registered = parts(form).map(Member::registered).collect(Collectors.toSet());
        String sql = "SELECT " + FormTable.PART + ", " + FormTable.KIND + ", count(*) FROM " + source(form) + " WHERE "
                + FormTable.KIND + " <> '" + PlainRows.OTHER + "' GROUP BY ALL";
        try (Statement statement = of(form).createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                if (registered.contains(result.getLong(1))) {
                    counts.merge(result.getLong(1), rows(result.getString(2), result.getLong(3)), Rows::plus);
                }
            }
        }
        return counts;
    }

    /** So many rows of a kind. */
    static Rows rows(String kind, long count) {
        return kind.equals("R") || kind.equals(PlainRows.PLAIN) ? new Rows(count, 0) : new Rows(0, count);
    }

    /** A connection over which all forms can be read; it belongs to the snapshot. */
    public Connection connection() throws SQLException {
        for (Form form : job.forms()) {
            of(form);
        }
        return engine();
    }

    /** Parts in their order: the part with number n is at n - 1. */
    public List<Member> members() {
        return members;
    }

    @Override
    public synchronized void close() {
        if (compute == null || engine == null) {
            return;
        }
        try {
            for (Connection connection : opened.values()) {
                connection.close();
            }
            engine.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the snapshot", e);
        } finally {
            compute.close();
        }
    }
}
