package org.fubiao.closing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fubiao.closing.Closing.Reopening;
import org.fubiao.job.Period;
import org.fubiao.publishing.ClosedOutputException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The register of closings. An entry is never removed, and changed only once: when the period is opened again. */
public final class Closings {
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Closings(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The closing that holds for a period now; empty while it is open. */
    public Optional<Closing> current(String job, Period period) {
        return jdbc
                .query(
                        "SELECT * FROM closing WHERE job = ? AND period = ? AND closed",
                        (row, n) -> closing(row),
                        job,
                        period.toString())
                .stream()
                .findFirst();
    }

    /**
     * The closing of a period that holds for a folder of outputs: by this register, or by the mark that another one left there.
     *
     * @param output folder of the period's outputs
     * @throws ClosedOutputException if there is a mark that cannot be read
     */
    public Optional<ClosedPeriod> holding(String job, Period period, Path output) throws IOException {
        Optional<Closing> registered = current(job, period);
        return registered.isPresent() ? registered.map(ClosedPeriod::of) : ClosedPeriod.in(output, period);
    }

    /** All closings of a period, the latest first. */
    public List<Closing> of(String job, Period period) {
        return jdbc.query(
                "SELECT * FROM closing WHERE job = ? AND period = ? ORDER BY id DESC",
                (row, n) -> closing(row),
                job,
                period.toString());
    }

    /** All closings that hold now. */
    public List<Closing> current() {
        return jdbc.query("SELECT * FROM closing WHERE closed ORDER BY id DESC", (row, n) -> closing(row));
    }

    /** Notes a closing. The database refuses a second one that holds for the same period. */
    void close(String job, Period period, long run, String manifest, String statement, Signer signer, Instant at) {
        jdbc.update(
                "INSERT INTO closing (job, period, run, manifest, statement, closed, closed_by, closed_name, closed_at)"
                        + " VALUES (?,?,?,?,?,TRUE,?,?,?)",
                job,
                period.toString(),
                run,
                manifest,
                statement,
                signer.actor().name(),
                signer.name(),
                Timestamp.from(at));
    }

    /** Notes that a period is open again. Returns whether it was closed. */
    boolean reopen(String job, Period period, String reason, Signer signer) {
        return jdbc.update(
                        "UPDATE closing SET closed = NULL, reopened_by = ?, reopened_name = ?, reopened_at = ?, reason = ?"
                                + " WHERE job = ? AND period = ? AND closed",
                        signer.actor().name(),
                        signer.name(),
                        Timestamp.from(clock.instant()),
                        reason,
                        job,
                        period.toString())
                > 0;
    }

    private static Closing closing(ResultSet row) throws SQLException {
        Timestamp reopened = row.getTimestamp("reopened_at");
        return new Closing(
                row.getLong("id"),
                row.getString("job"),
                Period.parse(row.getString("period")).orElseThrow(),
                row.getLong("run"),
                row.getString("manifest"),
                row.getString("statement"),
                row.getString("closed_by"),
                row.getString("closed_name"),
                row.getTimestamp("closed_at").toInstant(),
                reopening(row, reopened));
    }

    private static @Nullable Reopening reopening(ResultSet row, @Nullable Timestamp at) throws SQLException {
        return at == null
                ? null
                : new Reopening(
                        row.getString("reopened_by"),
                        row.getString("reopened_name"),
                        at.toInstant(),
                        row.getString("reason"));
    }
}
