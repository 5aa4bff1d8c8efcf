package org.fubiao.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fubiao.job.Period;
import org.fubiao.schedule.Night.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The register of nights. */
public final class NightLog {
    private static final int LONGEST = 4000;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public NightLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes that a night begins now. Returns its number. */
    long begin(String job, @Nullable Period period, Instant planned) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var insert = connection.prepareStatement(
                            "INSERT INTO night (job, period, planned, started, words) VALUES (?,?,?,?,'')",
                            new String[] {"id"});
                    insert.setString(1, job);
                    insert.setString(2, period == null ? null : period.toString());
                    insert.setTimestamp(3, Timestamp.from(planned));
                    insert.setTimestamp(4, Timestamp.from(clock.instant()));
                    return insert;
                },
                key);
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("no number for the night");
        }
        return id.longValue();
    }

    void end(long id, Outcome outcome, @Nullable Long run, String words) {
        jdbc.update(
                "UPDATE night SET ended = ?, outcome = ?, run = ?, words = ? WHERE id = ?",
                Timestamp.from(clock.instant()),
                outcome.name(),
                run,
                words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…",
                id);
    }

    /** Whoever begins a night of a job knows that no other of it goes on: what has no end was killed. */
    void interruptUnended(String job) {
        jdbc.update(
                "UPDATE night SET ended = ?, outcome = ?, words = ? WHERE job = ? AND outcome IS NULL",
                Timestamp.from(clock.instant()),
                Outcome.INTERRUPTED.name(),
                "服务被中断，未能完成，已接着汇总。",
                job);
    }

    /** The last nights of all jobs, the latest first. */
    public List<Night> last(int most) {
        return jdbc.query(
                "SELECT * FROM night ORDER BY id DESC FETCH FIRST " + most + " ROWS ONLY", (row, n) -> night(row));
    }

    /** The last night of a job. */
    public Optional<Night> lastOf(String job) {
        return jdbc
                .query(
                        "SELECT * FROM night WHERE job = ? ORDER BY id DESC FETCH FIRST 1 ROW ONLY",
                        (row, n) -> night(row),
                        job)
                .stream()
                .findFirst();
    }

    private static Night night(ResultSet row) throws SQLException {
        String period = row.getString("period");
        String outcome = row.getString("outcome");
        Timestamp ended = row.getTimestamp("ended");
        long run = row.getLong("run");
        return new Night(
                row.getLong("id"),
                row.getString("job"),
                period == null ? null : Period.parse(period).orElseThrow(),
                row.getTimestamp("planned").toInstant(),
                row.getTimestamp("started").toInstant(),
                ended == null ? null : ended.toInstant(),
                outcome == null ? null : Outcome.valueOf(outcome),
                run == 0 ? null : run,
                row.getString("words"));
    }
}
