package org.fubiao.submission;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Period;
import org.fubiao.recognition.Recognition;
import org.fubiao.recognition.RowBalance;
import org.fubiao.recognition.SheetLayout;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The register of submissions and their parts in the control database. */
public final class Register {
    private final JdbcTemplate jdbc;
    private final FindingStore findings;
    private final ExplanationStore explanations;

    public Register(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.findings = new FindingStore(jdbc);
        this.explanations = new ExplanationStore(jdbc);
    }

    /** A file of a job and period, by its path and the hash of its bytes. */
    record FileKey(String path, String sha256) {}

    /**
     * What is registered of a job and period.
     *
     * @param numbers of the submissions that were recognised with the definitions at hand
     * @param firstRuns the run that first saw each file, whatever it was recognised with
     */
    record Known(Map<FileKey, Long> numbers, Map<FileKey, Long> firstRuns) {}

    Known known(String job, Period period, RecognitionFingerprint recognition) {
        Map<FileKey, Long> numbers = new HashMap<>();
        Map<FileKey, Long> firstRuns = new HashMap<>();
        jdbc.query(
                "SELECT id, path, sha256, recognition, first_run FROM submission WHERE job = ? AND period = ?",
                row -> {
                    FileKey file = new FileKey(row.getString("path"), row.getString("sha256"));
                    firstRuns.merge(file, row.getLong("first_run"), Math::min);
                    if (recognition.covers(row.getString("recognition"))) {
                        numbers.put(file, row.getLong("id"));
                    }
                },
                job,
                period.toString());
        return new Known(numbers, firstRuns);
    }

    /** A file to be registered. */
    record Entry(
            FileKey file,
            long size,
            List<Recognition.Part> parts,
            FindingTally findings,
            List<Explanation> explanations) {}

    /** Registers submissions with their parts and findings. Returns their numbers. */
    Map<FileKey, Long> add(
            String job, Period period, RecognitionFingerprint recognition, long run, Known known, List<Entry> entries) {
        List<Long> numbers = insertAll(
                "INSERT INTO submission (job, period, path, sha256, file_size, recognition, first_run)"
                        + " VALUES (?,?,?,?,?,?,?)",
                entries.stream()
                        .map(entry -> new Object[] {
                            job,
                            period.toString(),
                            entry.file().path(),
                            entry.file().sha256(),
                            entry.size(),
                            recognition.with(entry.findings()),
                            known.firstRuns().getOrDefault(entry.file(), run)
                        })
                        .toList());
        Map<FileKey, Long> added = new HashMap<>();
        List<Object[]> parts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            long submission = numbers.get(i);
            added.put(entry.file(), submission);
            entry.parts().forEach(part -> parts.add(values(submission, part)));
            findings.add(FindingStore.Owner.SUBMISSION, submission, entry.findings());
            if (!entry.explanations().isEmpty()) {
                explanations.add(submission, entry.explanations());
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO part (submission, form, unit, counts, filled, revision, sheet_index, sheet, head_row,"
                        + " field_cols, item_col, width) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                parts);
        return added;
    }

    private static Object[] values(long submission, Recognition.Part part) {
        SheetLayout layout = part.layout();
        return new Object[] {
            submission,
            layout.form(),
            part.unit() == null ? "" : part.unit(),
            part.counts() && part.unit() != null,
            StoredText.of(part.filled()),
            part.revision(),
            layout.sheet(),
            StoredText.of(layout.sheetName()),
            layout.headRow(),
            layout.columns().stream().map(String::valueOf).collect(Collectors.joining(",")),
            layout.itemColumn(),
            layout.width()
        };
    }

    private List<Long> insertAll(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        jdbc.batchUpdate(
                connection -> connection.prepareStatement(sql, new String[] {"id"}),
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement statement, int row) throws SQLException {
                        for (int i = 0; i < rows.get(row).length; i++) {
                            statement.setObject(i + 1, rows.get(row)[i]);
                        }
                    }

                    @Override
                    public int getBatchSize() {
                        return rows.size();
                    }
                },
                keys);
        List<Long> numbers = keys.getKeyList().stream()
                .map(key -> ((Number) key.values().iterator().next()).longValue())
                .toList();
        if (numbers.size() != rows.size()) {
            throw new IllegalStateException("no number for each new row");
        }
        return numbers;
    }

    /** Fixes the snapshot of a run, replacing what an earlier attempt of the same run had fixed. */
    void fix(long run, List<Long> submissions, List<Versions.Decision> decisions) {
        jdbc.update("DELETE FROM stage_task WHERE run = ?", run);
        jdbc.update("DELETE FROM run_part WHERE run = ?", run);
        jdbc.update("DELETE FROM run_submission WHERE run = ?", run);
        jdbc.batchUpdate(
                "INSERT INTO run_submission (run, submission) VALUES (?,?)",
                submissions.stream().map(id -> new Object[] {run, id}).toList());
        jdbc.batchUpdate(
                "INSERT INTO run_part (run, part, state, replaced_by) VALUES (?,?,?,?)",
                decisions.stream()
                        .map(decision -> new @Nullable Object[] {
                            run,
                            decision.part().id(),
                            decision.state().name(),
                            decision.replacedBy() == null
                                    ? null
                                    : decision.replacedBy().id()
                        })
                        .toList());
    }

    private static final String PARTS = "SELECT p.*, s.path, s.sha256, s.file_size, s.first_run, f.started AS received,"
            + " g.file AS segment_file"
            + " FROM %s JOIN part p ON p.submission = s.id JOIN run f ON f.id = s.first_run LEFT JOIN segment g ON g.id = p.segment WHERE ";
    /** Sorted here: each database has an order of texts of its own. */
    private static final Comparator<ReceivedPart> BY_PLACE = Comparator.comparing(ReceivedPart::path)
            .thenComparingInt(part -> part.layout().sheet())
            .thenComparingLong(ReceivedPart::id);

    /** All parts that a run saw, by file and sheet. */
    public List<ReceivedPart> parts(long run) {
        return sorted(jdbc.query(
                PARTS.formatted("run_submission r JOIN submission s ON s.id = r.submission") + "r.run = ?",
                (row, n) -> part(row),
                run));
    }

    /** All files that a run saw, by path. */
    public List<ReceivedFile> files(long run) {
        return jdbc
                .query(
                        "SELECT s.path, s.sha256, s.file_size FROM submission s JOIN run_submission r ON r.submission = s.id"
                                + " WHERE r.run = ?",
                        (row, n) -> new ReceivedFile(row.getString(1), row.getString(2), row.getLong(3)),
                        run)
                .stream()
                .sorted(Comparator.comparing(ReceivedFile::path))
                .toList();
    }

    /** Paths that were registered earlier and are gone from the input, content and all, by path. */
    public List<String> withdrawn(String job, Period period, long run) {
        String seen = " FROM submission x JOIN run_submission r ON r.submission = x.id WHERE r.run = ?)";
        return jdbc
                .queryForList(
                        "SELECT DISTINCT s.path FROM submission s WHERE s.job = ? AND s.period = ?"
                                + " AND s.path NOT IN (SELECT x.path" + seen + " AND s.sha256 NOT IN (SELECT x.sha256"
                                + seen,
                        String.class,
                        job,
                        period.toString(),
                        run,
                        run)
                .stream()
                .sorted()
                .toList();
    }

    /**
     * The submissions that stood last under a path of a run before the one that it saw there, recognised with the same
     * definitions. Nothing is asked but one question where the register holds nothing else.
     */
    List<Long> replacedInPlace(long run) {
        String others =
                "SELECT o.id FROM submission o JOIN run u ON u.id = ? WHERE o.job = u.job AND o.period = u.period"
                        + " AND NOT EXISTS (SELECT 1 FROM run_submission r WHERE r.run = u.id AND r.submission = o.id)";
        List<Long> unseen = jdbc.queryForList(others, Long.class, run);
        if (unseen.isEmpty()) {
            return List.of();
        }
        String list = unseen.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        Map<String, Long> lastRun = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        jdbc.query(
                "SELECT o.id, o.path, max(x.run) AS seen FROM submission o JOIN submission s ON s.job = o.job AND s.period ="
                        + " o.period AND s.path = o.path AND s.recognition = o.recognition AND s.sha256 <> o.sha256"
                        + " JOIN run_submission r ON r.submission = s.id AND r.run = ?"
                        + " JOIN run_submission x ON x.submission = o.id AND x.run < ? WHERE o.id IN " + list
                        + " GROUP BY o.id, o.path ORDER BY o.id",
                row -> {
                    long seen = row.getLong("seen");
                    if (seen > lastRun.getOrDefault(row.getString("path"), 0L)) {
                        lastRun.put(row.getString("path"), seen);
                        last.put(row.getString("path"), row.getLong("id"));
                    }
                },
                run,
                run);
        return last.values().stream().sorted().toList();
    }

    /** What earlier runs of the same job and period read and a run does not, with whatever definitions, by file and sheet. */
    public List<ReceivedPart> former(long run) {
        return partsOf(jdbc.queryForList(
                "SELECT o.id FROM submission o JOIN run u ON u.id = ? WHERE o.job = u.job AND o.period = u.period"
                        + " AND NOT EXISTS (SELECT 1 FROM run_submission r WHERE r.run = u.id AND r.submission = o.id)"
                        + " AND EXISTS (SELECT 1 FROM run_submission x WHERE x.submission = o.id AND x.run < u.id)",
                Long.class,
                run));
    }

    /** The parts of these submissions, by file and sheet. */
    List<ReceivedPart> partsOf(List<Long> submissions) {
        return byNumber("s.id", submissions);
    }

    /** These parts, by file and sheet. */
    public List<ReceivedPart> partsByNumber(List<Long> parts) {
        return byNumber("p.id", parts);
    }

    private List<ReceivedPart> byNumber(String column, List<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        return sorted(jdbc.query(PARTS.formatted("submission s") + column + " IN " + list, (row, n) -> part(row)));
    }

    private static List<ReceivedPart> sorted(List<ReceivedPart> parts) {
        return parts.stream().sorted(BY_PLACE).toList();
    }

    /** State of each part in a run, by its number. */
    public Map<Long, String> states(long run) {
        Map<Long, String> states = new HashMap<>();
        jdbc.query(
                "SELECT part, state FROM run_part WHERE run = ?",
                row -> {
                    states.put(row.getLong(1), row.getString(2));
                },
                run);
        return states;
    }

    private static ReceivedPart part(ResultSet row) throws SQLException {
        List<Integer> columns = Arrays.stream(row.getString("field_cols").split(","))
                .map(Integer::valueOf)
                .toList();
        SheetLayout layout = new SheetLayout(
                row.getString("form"),
                row.getInt("sheet_index"),
                row.getString("sheet"),
                row.getLong("head_row"),
                columns,
                row.getInt("item_col"),
                row.getInt("width"));
        return new ReceivedPart(
                row.getLong("id"),
                row.getLong("submission"),
                row.getString("path"),
                row.getString("sha256"),
                row.getLong("file_size"),
                row.getLong("first_run"),
                LocalDate.ofInstant(row.getTimestamp("received").toInstant(), ZoneId.systemDefault()),
                layout,
                row.getString("unit"),
                row.getBoolean("counts"),
                row.getString("filled"),
                row.getInt("revision"),
                row.getString("segment_file"),
                row.getBoolean("unreadable"),
                balance(row));
    }

    static RowBalance balance(ResultSet row) throws SQLException {
        return new RowBalance(
                row.getLong("rows_read"),
                row.getLong("rows_staged"),
                row.getLong("rows_rejected"),
                row.getLong("rows_totals"),
                row.getLong("rows_blank"),
                row.getLong("rows_notes"));
    }
}
