package org.fubiao.submission;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fubiao.job.Period;
import org.fubiao.recognition.RowBalance;
import org.springframework.jdbc.core.JdbcTemplate;

/** All that the work folder must hold because the register refers to it, whatever job and run it is of. */
public final class Holdings {
    /** Stands for the hash of a file that could not be read and therefore is not in the archive. */
    static final String NO_CONTENT = "0".repeat(64);

    private final JdbcTemplate jdbc;

    public Holdings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Bytes that the archive must hold.
     *
     * @param received where files with these bytes were received; they may be gone or changed since
     */
    public record HeldFile(String sha256, long size, List<Path> received) {}

    /**
     * A segment that parts refer to.
     *
     * @param file its name below the folder of segments
     * @param rows how many it has
     */
    public record HeldSegment(String file, long rows, List<HeldPart> parts) {}

    /**
     * A part that is staged.
     *
     * @param path of the file below the period's input folder
     * @param current whether the latest run of its job and period reads it, so that the next one stages it again if it must
     */
    public record HeldPart(
            long id,
            String job,
            Period period,
            String path,
            String sheet,
            boolean unreadable,
            boolean current,
            RowBalance balance) {}

    /** Tells one register from all others: its first run. Empty as long as there is none. */
    public String origin() {
        return jdbc
                .query(
                        "SELECT job, started FROM run ORDER BY id FETCH FIRST 1 ROW ONLY",
                        (row, n) -> row.getString("job")
                                + ' '
                                + row.getTimestamp("started").toInstant())
                .stream()
                .findFirst()
                .orElse("");
    }

    /** What the archive must hold, by hash: what runs have seen, and what was handed in since. */
    public List<HeldFile> files() {
        Map<String, HeldFile> files = new TreeMap<>();
        jdbc.query(
                "SELECT s.sha256, s.file_size, s.period, s.path, r.input FROM submission s JOIN run r ON r.id = s.first_run"
                        + " WHERE s.sha256 <> ? ORDER BY s.id",
                row -> {
                    add(row, files);
                },
                NO_CONTENT);
        // Where a job was never run, its input folder is not registered: it has the name of the job.
        jdbc.query(
                "SELECT u.sha256, u.file_size, u.period, u.path,"
                        + " COALESCE((SELECT max(r.input) FROM run r WHERE r.job = u.job), u.job) AS input"
                        + " FROM upload u WHERE u.path IS NOT NULL ORDER BY u.id",
                row -> {
                    add(row, files);
                });
        return List.copyOf(files.values());
    }

    private static void add(ResultSet row, Map<String, HeldFile> files) throws SQLException {
        String sha256 = row.getString("sha256");
        long size = row.getLong("file_size");
        files.computeIfAbsent(sha256, hash -> new HeldFile(hash, size, new ArrayList<>()))
                .received()
                .add(Path.of(row.getString("input"))
                        .resolve(row.getString("period"))
                        .resolve(row.getString("path")));
    }

    /** All segments that parts refer to, in the order in which they were made. */
    public List<HeldSegment> segments() {
        Set<Long> current = new HashSet<>(jdbc.queryForList(
                "SELECT p.part FROM run_part p WHERE p.state IN ('COUNTS', 'SUPERSEDED') AND p.run IN"
                        + " (SELECT max(r.id) FROM run r WHERE r.snapshot IS NOT NULL GROUP BY r.job, r.period)",
                Long.class));
        Map<Long, HeldSegment> segments = new LinkedHashMap<>();
        jdbc.query(
                "SELECT g.id AS segment_id, g.file, g.row_count, p.*, s.job, s.period, s.path FROM segment g"
                        + " JOIN part p ON p.segment = g.id JOIN submission s ON s.id = p.submission ORDER BY g.id, p.id",
                row -> {
                    long id = row.getLong("segment_id");
                    HeldSegment segment = segments.get(id);
                    if (segment == null) {
                        segment = new HeldSegment(row.getString("file"), row.getLong("row_count"), new ArrayList<>());
                        segments.put(id, segment);
                    }
                    segment.parts()
                            .add(new HeldPart(
                                    row.getLong("id"),
                                    row.getString("job"),
                                    Period.parse(row.getString("period")).orElseThrow(),
                                    row.getString("path"),
                                    row.getString("sheet"),
                                    row.getBoolean("unreadable"),
                                    current.contains(row.getLong("id")),
                                    Register.balance(row)));
                });
        return List.copyOf(segments.values());
    }
}
