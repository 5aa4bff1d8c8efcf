package org.fubiao.running;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What runs said on their way, in plain words. */
public final class RunLog {
    private static final int LONGEST = 4000;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public RunLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One line. */
    public record Line(Instant at, String words) {}

    /** A line that is said now. */
    Line line(String words) {
        return new Line(clock.instant(), words.length() <= LONGEST ? words : words.substring(0, LONGEST));
    }

    /** Keeps a line; a run that goes on after it stopped goes on with its log. */
    void keep(long run, Line line) {
        jdbc.update(
                "INSERT INTO run_log (run, line_no, at, words)"
                        + " SELECT ?, coalesce(max(line_no), 0) + 1, ?, ? FROM run_log WHERE run = ?",
                run,
                Timestamp.from(line.at()),
                line.words(),
                run);
    }

    /** All lines of a run. */
    public List<Line> of(long run) {
        return jdbc.query(
                "SELECT at, words FROM run_log WHERE run = ? ORDER BY line_no",
                (row, n) -> new Line(row.getTimestamp("at").toInstant(), row.getString("words")),
                run);
    }
}
