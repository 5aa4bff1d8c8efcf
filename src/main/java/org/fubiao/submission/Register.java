package org.fubiao.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Period;
import org.fubiao.recognition.Recognition;
import org.fubiao.recognition.RowBalance;
import org.fubiao.recognition.SheetLayout;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The register of submissions and their parts in the control database. */
public final class Register {
    private final JdbcTemplate jdbc;
    private final FindingStore findings;

    public Register(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.findings = new FindingStore(jdbc);
    }

    /** A file of a job and period, by its path and the hash of its bytes. */
    record FileKey(String path, String sha256) {}

    /** Numbers of the submissions that were recognised with these definitions. */
    Map<FileKey, Long> known(String job, Period period, String recognition) {
        Map<FileKey, Long> known = new HashMap<>();
        jdbc.query(
                "SELECT id, path, sha256 FROM submission WHERE job = ? AND period = ? AND recognition = ?",
                row -> {
                    known.put(new FileKey(row.getString("path"), row.getString("sha256")), row.getLong("id"));
                },
                job,
                period.toString(),
                recognition);
        return known;
    }

    /** Registers a submission with its parts and findings. Returns its number. */
    long add(
            String job,
            Period period,
            String recognition,
            FileKey file,
            long size,
            long run,
            List<Recognition.Part> parts,
            FindingTally tally) {
        long firstRun = firstRun(job, period, file, run);
        long submission = insert(
                "INSERT INTO submission (job, period, path, sha256, file_size, recognition, first_run)"
                        + " VALUES (?,?,?,?,?,?,?)",
                job,
                period.toString(),
                file.path(),
                file.sha256(),
                size,
                recognition,
                firstRun);
        for (Recognition.Part part : parts) {
            SheetLayout layout = part.layout();
            jdbc.update(
                    "INSERT INTO part (submission, form, unit, counts, filled, revision, sheet_index, sheet, head_row,"
                            + " field_cols, item_col, width) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                    submission,
                    layout.form(),
                    part.unit() == null ? "" : part.unit(),
                    part.counts() && part.unit() != null,
                    part.filled(),
                    part.revision(),
                    layout.sheet(),
                    layout.sheetName(),
                    layout.headRow(),
                    layout.columns().stream().map(String::valueOf).collect(Collectors.joining(",")),
                    layout.itemColumn(),
                    layout.width());
        }
        findings.save(FindingStore.Owner.SUBMISSION, submission, tally);
        return submission;
    }

    private long firstRun(String job, Period period, FileKey file, long run) {
        Long first = jdbc.queryForObject(
                "SELECT min(first_run) FROM submission WHERE job = ? AND period = ? AND path = ? AND sha256 = ?",
                Long.class,
                job,
                period.toString(),
                file.path(),
                file.sha256());
        return first == null ? run : first;
    }

    private long insert(String sql, Object... values) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var statement = connection.prepareStatement(sql, new String[] {"id"});
                    for (int i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    return statement;
                },
                key);
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("no number for the new row");
        }
        return id.longValue();
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

    private static final String PARTS = "SELECT p.*, s.path, s.sha256, s.file_size, s.first_run, g.file AS segment_file"
            + " FROM %s JOIN part p ON p.submission = s.id LEFT JOIN segment g ON g.id = p.segment WHERE ";
    private static final String BY_PLACE = " ORDER BY s.path, p.sheet_index, p.id";

    /** All parts that a run saw, by file and sheet. */
    public List<ReceivedPart> parts(long run) {
        return jdbc.query(
                PARTS.formatted("run_submission r JOIN submission s ON s.id = r.submission") + "r.run = ?" + BY_PLACE,
                (row, n) -> part(row),
                run);
    }

    /** All files that a run saw, by path. */
    public List<ReceivedFile> files(long run) {
        return jdbc.query(
                "SELECT s.path, s.sha256, s.file_size FROM submission s JOIN run_submission r ON r.submission = s.id"
                        + " WHERE r.run = ? ORDER BY s.path",
                (row, n) -> new ReceivedFile(row.getString(1), row.getString(2), row.getLong(3)),
                run);
    }

    /** Paths that were registered earlier and are gone from the input, content and all, by path. */
    public List<String> withdrawn(String job, Period period, long run) {
        String seen = " FROM submission x JOIN run_submission r ON r.submission = x.id WHERE r.run = ?)";
        return jdbc.queryForList(
                "SELECT DISTINCT s.path FROM submission s WHERE s.job = ? AND s.period = ?"
                        + " AND s.path NOT IN (SELECT x.path" + seen + " AND s.sha256 NOT IN (SELECT x.sha256" + seen
                        + " ORDER BY s.path",
                String.class,
                job,
                period.toString(),
                run,
                run);
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
        return jdbc.query(PARTS.formatted("submission s") + column + " IN " + list + BY_PLACE, (row, n) -> part(row));
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
        RowBalance balance = new RowBalance(
                row.getLong("rows_read"),
                row.getLong("rows_staged"),
                row.getLong("rows_rejected"),
                row.getLong("rows_totals"),
                row.getLong("rows_blank"),
                row.getLong("rows_notes"));
        return new ReceivedPart(
                row.getLong("id"),
                row.getLong("submission"),
                row.getString("path"),
                row.getString("sha256"),
                row.getLong("file_size"),
                row.getLong("first_run"),
                layout,
                row.getString("unit"),
                row.getBoolean("counts"),
                row.getString("filled"),
                row.getInt("revision"),
                row.getString("segment_file"),
                row.getBoolean("unreadable"),
                balance);
    }
}
