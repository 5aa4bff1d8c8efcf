package org.fubiao.run;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.run.Run.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The register of runs. */
public final class Runs {
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Runs(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Registers a run that begins now. */
    public Run begin(String job, Period period, String reason, Path input, Path output, String fingerprint) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var insert = connection.prepareStatement(
                            "INSERT INTO run (job, period, reason, input, output, fingerprint, state, started)"
                                    + " VALUES (?,?,?,?,?,?,?,?)",
                            new String[] {"id"});
                    insert.setString(1, job);
                    insert.setString(2, period.toString());
                    insert.setString(3, reason);
                    insert.setString(4, input.toString());
                    insert.setString(5, output.toString());
                    insert.setString(6, fingerprint);
                    insert.setString(7, State.RUNNING.name());
                    insert.setTimestamp(8, Timestamp.from(clock.instant()));
                    return insert;
                },
                key);
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("no number for the new run");
        }
        return get(id.longValue());
    }

    /** A run by its number, if there is one. */
    public Optional<Run> find(long id) {
        return jdbc.query("SELECT * FROM run WHERE id = ?", (row, n) -> run(row), id).stream()
                .findFirst();
    }

    public Run get(long id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no run " + id));
    }

    /** All runs of all jobs, the latest first. */
    public List<Run> all() {
        return jdbc.query("SELECT * FROM run ORDER BY id DESC", (row, n) -> run(row));
    }

    /** All runs of a job, the latest first. */
    public List<Run> of(String job) {
        return jdbc.query("SELECT * FROM run WHERE job = ? ORDER BY id DESC", (row, n) -> run(row), job);
    }

    /** Numbers of the latest runs of a period, of the one before, and of those of other jobs with which it is compared; 0 for none. */
    public List<Long> concerning(Job job, Period period) {
        return Stream.concat(Stream.of(latest(job.id(), period)), ofCompared(job, period, this::latest))
                .map(run -> run.map(Run::id).orElse(0L))
                .toList();
    }

    /** The latest completed runs of the period before, and of those of other jobs with which a period is compared. */
    public List<Run> comparedWith(Job job, Period period) {
        return ofCompared(job, period, this::latestDone)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Stream<Optional<Run>> ofCompared(
            Job job, Period period, BiFunction<String, Period, Optional<Run>> find) {
        return Stream.concat(
                Stream.of(find.apply(job.id(), period.previous())),
                job.others().stream()
                        .flatMap(other -> period.of(other.kind()).stream().map(part -> find.apply(other.job(), part))));
    }

    /** The latest run of a job and period, whatever its state. */
    public Optional<Run> latest(String job, Period period) {
        return first("SELECT * FROM run WHERE job = ? AND period = ? ORDER BY id DESC", job, period.toString());
    }

    /** The latest completed run of a job and period. */
    public Optional<Run> latestDone(String job, Period period) {
        return first(
                "SELECT * FROM run WHERE job = ? AND period = ? AND state = 'DONE' ORDER BY id DESC",
                job,
                period.toString());
    }

    /** The periods of a job with a completed run, the latest first. */
    public List<Period> donePeriods(String job) {
        return jdbc
                .queryForList("SELECT DISTINCT period FROM run WHERE job = ? AND state = 'DONE'", String.class, job)
                .stream()
                .map(period -> Period.parse(period).orElseThrow())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * The latest completed run before the given one that read something else: what its figures are compared with. A run that
     * repeats another thereby publishes the same bytes.
     */
    public Optional<Run> lastDifferent(Run run, String snapshot) {
        return first(
                "SELECT * FROM run WHERE job = ? AND period = ? AND state = 'DONE' AND id < ? AND snapshot <> ?"
                        + " ORDER BY id DESC",
                run.job(),
                run.period().toString(),
                run.id(),
                snapshot);
    }

    private Optional<Run> first(String sql, Object... values) {
        return jdbc.query(sql + " FETCH FIRST 1 ROW ONLY", (row, n) -> run(row), values).stream()
                .findFirst();
    }

    /** Hash of what a run reads, empty if it was never fixed. */
    public String snapshot(long id) {
        String snapshot = jdbc.queryForObject("SELECT snapshot FROM run WHERE id = ?", String.class, id);
        return snapshot == null ? "" : snapshot;
    }

    /**
     * Notes what a run reads.
     *
     * @param definitions hash of the job's definitions
     * @param comparedWith run of the period before with which it compares, or null
     */
    public void fixSnapshot(long id, String definitions, @Nullable Long comparedWith, String snapshot) {
        jdbc.update(
                "UPDATE run SET snapshot = ?, definitions = ?, compared_with = ? WHERE id = ?",
                snapshot,
                definitions,
                comparedWith,
                id);
    }

    /** Hash of the definitions with which a run was made, empty if it never got so far. */
    public String definitions(long id) {
        String definitions = jdbc.queryForObject("SELECT definitions FROM run WHERE id = ?", String.class, id);
        return definitions == null ? "" : definitions;
    }

    /** The run of the period before with which a run compared. */
    public Optional<Long> comparedWith(long id) {
        return Optional.ofNullable(jdbc.queryForObject("SELECT compared_with FROM run WHERE id = ?", Long.class, id));
    }

    public void end(long id, State state) {
        jdbc.update(
                "UPDATE run SET state = ?, ended = ? WHERE id = ?", state.name(), Timestamp.from(clock.instant()), id);
    }

    /** A run that stopped or failed goes on. */
    public void resume(long id) {
        jdbc.update("UPDATE run SET state = ?, ended = NULL WHERE id = ?", State.RUNNING.name(), id);
    }

    public void countReceived(long id, long files) {
        jdbc.update("UPDATE run SET files = ? WHERE id = ?", files, id);
    }

    /** How many parts are read in this run. */
    public void countToStage(long id, long parts) {
        jdbc.update("UPDATE run SET read_again = ? WHERE id = ?", parts, id);
    }

    public void countChecked(long id, long rows, FindingTally tally) {
        jdbc.update(
                "UPDATE run SET row_count = ?, errors = ?, warnings = ?, notes = ? WHERE id = ?",
                rows,
                tally.count(Severity.ERROR),
                tally.count(Severity.WARNING),
                tally.count(Severity.NOTE),
                id);
    }

    private static Run run(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended");
        Instant end = ended == null ? null : ended.toInstant();
        return new Run(
                row.getLong("id"),
                row.getString("job"),
                Period.parse(row.getString("period")).orElseThrow(),
                row.getString("reason"),
                Path.of(row.getString("input")),
                Path.of(row.getString("output")),
                row.getString("fingerprint"),
                State.valueOf(row.getString("state")),
                row.getTimestamp("started").toInstant(),
                end,
                row.getLong("files"),
                row.getLong("read_again"),
                row.getLong("row_count"),
                row.getLong("errors"),
                row.getLong("warnings"),
                row.getLong("notes"));
    }
}
