package org.fubiao.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Period;
import org.fubiao.run.Run;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The versions of the reports of a unit that runs have seen, on whatever way they came. */
public final class ReportVersions {
    private final JdbcTemplate jdbc;

    public ReportVersions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What a run made of a version. */
    public enum State {
        COUNTS,
        SUPERSEDED,
        DUPLICATE,
        UNUSABLE,
        /** It is no longer in the inbox, or was replaced there. */
        GONE
    }

    /**
     * One version of one form.
     *
     * @param part its number
     * @param path of its file below the period's input folder
     * @param seen when the run began that saw the file first
     * @param filled date of filling in as stated, or empty
     * @param alone whether nothing in the file is another unit's, or nobody's
     */
    public record Version(
            long part,
            String form,
            String sheet,
            String path,
            String sha256,
            long size,
            long firstRun,
            Instant seen,
            String filled,
            int revision,
            State state,
            boolean alone) {
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * All versions of all forms of a unit, the latest first.
     *
     * @param latest run whose word counts, or null if there was none
     */
    public List<Version> of(String job, Period period, String unit, @Nullable Run latest) {
        Map<List<Object>, Version> versions = new LinkedHashMap<>();
        // A file is registered again when the definitions change: the latest run's is meant, else the last.
        jdbc.query(
                "SELECT p.id, p.form, p.sheet, p.filled, p.revision, p.unreadable, s.path, s.sha256, s.file_size, s.first_run,"
                        + " f.started, rp.state, (SELECT count(*) FROM part o WHERE o.submission = s.id AND o.unit <> p.unit)"
                        + " AS others FROM submission s JOIN part p ON p.submission = s.id JOIN run f ON f.id = s.first_run"
                        + " LEFT JOIN run_part rp ON rp.part = p.id AND rp.run = ?"
                        + " WHERE s.job = ? AND s.period = ? AND p.unit = ? ORDER BY p.id",
                row -> {
                    Version version = version(row);
                    List<Object> key = List.of(version.form(), version.path(), version.sha256(), version.sheet());
                    Version known = versions.get(key);
                    if (known == null || known.state() == State.GONE) {
                        versions.put(key, version);
                    }
                },
                latest == null ? 0 : latest.id(),
                job,
                period.toString(),
                unit);
        List<Version> sorted = new ArrayList<>(versions.values());
        sorted.sort(Comparator.comparing((Version version) -> version.state() != State.COUNTS)
                .thenComparing(Comparator.comparingLong(Version::firstRun)
                        .thenComparingInt(Version::revision)
                        .thenComparing(Version::filled)
                        .thenComparing(Version::path)
                        .reversed()));
        return List.copyOf(sorted);
    }

    /** One version of a unit's report by its number, if it is this unit's. */
    public Optional<Version> find(String job, Period period, String unit, long part) {
        return of(job, period, unit, null).stream()
                .filter(version -> version.part() == part)
                .findFirst();
    }

    /** Code of the unit of a part; empty if there is no such part in this job and period. */
    public Optional<String> unitOf(String job, Period period, long part) {
        return jdbc
                .queryForList(
                        "SELECT p.unit FROM part p JOIN submission s ON s.id = p.submission"
                                + " WHERE p.id = ? AND s.job = ? AND s.period = ?",
                        String.class,
                        part,
                        job,
                        period.toString())
                .stream()
                .findFirst();
    }

    private static Version version(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new Version(
                row.getLong("id"),
                row.getString("form"),
                row.getString("sheet"),
                row.getString("path"),
                row.getString("sha256"),
                row.getLong("file_size"),
                row.getLong("first_run"),
                row.getTimestamp("started").toInstant(),
                row.getString("filled"),
                row.getInt("revision"),
                state == null ? State.GONE : row.getBoolean("unreadable") ? State.UNUSABLE : State.valueOf(state),
                row.getInt("others") == 0);
    }
}
