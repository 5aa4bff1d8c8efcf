package org.fubiao.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Replacement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What new versions of reports changed, cell by cell. Rows are told by their key, or by the item of a matrix form; where a form has
 * no key, rows that are the same in both versions are set aside first, and the others are compared in their order.
 */
public final class Corrections {
    /** Most changes of a version that are kept; all are counted. */
    static final int KEPT = 100;

    private static final int LONGEST = 200;
    private static final int WORDS_OF_A_ROW = 4;
    private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);

    private final Job job;
    private final Snapshot snapshot;
    private final Path segments;

    /**
     * Compares parts of a snapshot with what they replaced.
     *
     * @param segments folder of the segments
     */
    public Corrections(Job job, Snapshot snapshot, Path segments) {
        this.job = job;
        this.snapshot = snapshot;
        this.segments = segments;
    }

    /** What happened to a row or a cell. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A row that is new or gone, or a cell that changed.
     *
     * @param row what identifies the row, in words
     * @param rowBefore its number in the old version, 0 if it is not there
     * @param rowNow its number in the new version, 0 if it is not there
     * @param field the cell's field; empty for a row as a whole
     */
    public record Change(Kind kind, String row, long rowBefore, long rowNow, String field, String before, String now) {}

    /**
     * What a new version changed.
     *
     * @param problem why it could not be compared; empty if it was
     * @param changes some of the changes
     */
    public record Correction(
            ReceivedPart before,
            ReceivedPart after,
            long added,
            long removed,
            long changed,
            long cells,
            String problem,
            List<Change> changes) {
        public Correction {
            changes = List.copyOf(changes);
        }
    }

    /** Compares each version with the one that it replaced. */
    public List<Correction> of(List<Replacement> replacements) throws SQLException {
        List<Correction> corrections = new ArrayList<>();
        if (replacements.isEmpty()) {
            return corrections;
        }
        try (Connection connection =
                snapshot.engine().unwrap(DuckDBConnection.class).duplicate()) {
            for (Replacement replacement : replacements) {
                corrections.add(compare(connection, replacement));
            }
        }
        return corrections;
    }

    private Correction compare(Connection connection, Replacement replacement) {
        ReceivedPart before = replacement.before();
        ReceivedPart after = replacement.after();
        String old = before.segment();
        String now = after.segment();
        if (old == null || now == null || before.unreadable() || after.unreadable()) {
            return new Correction(before, after, 0, 0, 0, 0, "有一份未能读完，没有比较", List.of());
        }
        Form form = job.form(after.form());
        Counter counter = new Counter(form);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql(
                        form,
                        Snapshot.itemsOf(form, segments.resolve(old), before.id()),
                        Snapshot.itemsOf(form, segments.resolve(now), after.id())))) {
            while (rows.next()) {
                counter.take(rows);
            }
        } catch (SQLException e) {
            LOG.warn("cannot compare {} with {}", after.path(), before.path(), e);
            return new Correction(before, after, 0, 0, 0, 0, "旧稿是按另一种表式读取的，没有比较", List.of());
        }
        return counter.result(before, after);
    }

    private static List<String> key(Form form) {
        return form.isMatrix() ? List.of(Form.ITEM) : form.key();
    }

    private static List<String> columns(Form form) {
        return FormTable.stored(form).keySet().stream().skip(3).toList();
    }

    /** The rows that are not the same: their numbers before and now, then each column before and now. */
    private static String sql(Form form, String before, String after) {
        List<String> columns = columns(form);
        List<String> key = key(form);
        String numbered = "SELECT *, row_number() OVER (PARTITION BY %s ORDER BY " + FormTable.ROW + ") AS _n FROM %s";
        String by = names(key.isEmpty() ? columns : key);
        String with =
                "WITH a AS (" + numbered.formatted(by, before) + "), b AS (" + numbered.formatted(by, after) + ")";
        String left = "a";
        String right = "b";
        String match = same(key) + " AND a._n = b._n";
        if (key.isEmpty()) {
            String left0 = "SELECT %1$s.*, row_number() OVER (ORDER BY %1$s." + FormTable.ROW
                    + ") AS _m FROM %1$s ANTI JOIN %2$s ON " + same(columns) + " AND a._n = b._n";
            with += ", c AS (" + left0.formatted("a", "b") + "), d AS (" + left0.formatted("b", "a") + ")";
            left = "c a";
            right = "d b";
            match = "a._m = b._m";
        }
        String cells = columns.stream()
                .flatMap(column -> java.util.stream.Stream.of("a." + Compute.name(column), "b." + Compute.name(column)))
                .map(cell -> "CAST(" + cell + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        String differs = columns.stream()
                .map(column -> "a." + Compute.name(column) + " IS DISTINCT FROM b." + Compute.name(column))
                .collect(Collectors.joining(" OR "));
        return with + " SELECT a." + FormTable.ROW + ", b." + FormTable.ROW + ", " + cells + " FROM " + left
                + " FULL JOIN " + right + " ON " + match + " WHERE a." + FormTable.ROW + " IS NULL OR b."
                + FormTable.ROW + " IS NULL OR " + differs + " ORDER BY coalesce(b." + FormTable.ROW + ", a."
                + FormTable.ROW + "), a." + FormTable.ROW;
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Compute::name).collect(Collectors.joining(", "));
    }

    private static String same(List<String> columns) {
        return columns.stream()
                .map(column -> "a." + Compute.name(column) + " IS NOT DISTINCT FROM b." + Compute.name(column))
                .collect(Collectors.joining(" AND "));
    }

    /** Counts all changes and keeps the first of them. */
    private static final class Counter {
        private final List<String> columns;
        private final List<Field> fields;
        private final List<Integer> telling;
        private final List<Change> kept = new ArrayList<>();
        private long added;
        private long removed;
        private long changed;
        private long cells;

        Counter(Form form) {
            columns = columns(form);
            fields = form.fields();
            List<String> key = key(form);
            telling = IntStream.range(0, columns.size())
                    .filter(i -> key.isEmpty() ? i < WORDS_OF_A_ROW : key.contains(columns.get(i)))
                    .boxed()
                    .toList();
        }

        void take(ResultSet rows) throws SQLException {
            long rowBefore = rows.getLong(1);
            long rowNow = rows.getLong(2);
            if (rowBefore == 0 || rowNow == 0) {
                boolean isNew = rowBefore == 0;
                added += isNew ? 1 : 0;
                removed += isNew ? 0 : 1;
                String content = content(rows, isNew);
                keep(new Change(
                        isNew ? Kind.ADDED : Kind.REMOVED,
                        row(rows, isNew),
                        rowBefore,
                        rowNow,
                        "",
                        isNew ? "" : content,
                        isNew ? content : ""));
                return;
            }
            changed++;
            for (int i = 0; i < columns.size(); i++) {
                String before = cell(rows, i, false);
                String now = cell(rows, i, true);
                if (!before.equals(now)) {
                    cells++;
                    keep(new Change(
                            Kind.CHANGED, row(rows, true), rowBefore, rowNow, columns.get(i), cut(before), cut(now)));
                }
            }
        }

        private void keep(Change change) {
            if (kept.size() < KEPT) {
                kept.add(change);
            }
        }

        private String row(ResultSet rows, boolean now) throws SQLException {
            List<String> words = new ArrayList<>();
            for (int i : telling) {
                String text = cell(rows, i, now);
                if (!text.isEmpty()) {
                    words.add(text);
                }
            }
            return cut(String.join("，", words));
        }

        private String content(ResultSet rows, boolean now) throws SQLException {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String text = cell(rows, i, now);
                if (!text.isEmpty()) {
                    words.add(columns.get(i) + "：" + text);
                }
            }
            return cut(String.join("；", words));
        }

        /** As people write it. */
        private String cell(ResultSet rows, int column, boolean now) throws SQLException {
            String text = rows.getString(3 + 2 * column + (now ? 1 : 0));
            FieldType type = type(column);
            return text == null ? "" : type == null ? text : type.inWords(text);
        }

        private @Nullable FieldType type(int column) {
            int field = column - (columns.size() - fields.size());
            return field < 0 ? null : fields.get(field).type();
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        }

        Correction result(ReceivedPart before, ReceivedPart after) {
            return new Correction(before, after, added, removed, changed, cells, "", kept);
        }
    }
}
