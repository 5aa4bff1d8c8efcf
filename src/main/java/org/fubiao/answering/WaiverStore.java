package org.fubiao.answering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fubiao.answering.PageWaiver.State;
import org.fubiao.job.Period;
import org.fubiao.job.Waiver;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Waivers from pages in the control database: for runs those that were granted, for pages all. */
final class WaiverStore {
    private final JdbcTemplate jdbc;

    WaiverStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What runs apply beside the waivers of the job folder, in the order in which they were asked for. */
    List<Waiver> granted(String job, Period period) {
        return grants(job, period).stream().map(PageWaiver::waiver).toList();
    }

    private List<PageWaiver> grants(String job, Period period) {
        return of(job, period).stream()
                .filter(one -> one.state() == State.GRANTED)
                .toList();
    }

    /** Notes which are granted now as those that a run applies. */
    List<Waiver> apply(long run, String job, Period period) {
        List<PageWaiver> grants = grants(job, period);
        jdbc.update("DELETE FROM run_waiver WHERE run = ?", run);
        jdbc.batchUpdate(
                "INSERT INTO run_waiver (run, waiver) VALUES (?,?)",
                grants.stream().map(one -> new Object[] {run, one.id()}).toList());
        return grants.stream().map(PageWaiver::waiver).toList();
    }

    /** Those that a run applied. */
    List<Waiver> applied(long run) {
        return jdbc
                .query(
                        "SELECT w.* FROM page_waiver w JOIN run_waiver r ON r.waiver = w.id WHERE r.run = ? ORDER BY w.id",
                        (row, n) -> waiver(row),
                        run)
                .stream()
                .map(PageWaiver::waiver)
                .toList();
    }

    /** All of a job and period, the first first. */
    List<PageWaiver> of(String job, Period period) {
        return jdbc.query(
                "SELECT * FROM page_waiver WHERE job = ? AND period = ? ORDER BY id",
                (row, n) -> waiver(row),
                job,
                period.toString());
    }

    Optional<PageWaiver> find(String job, long id) {
        return jdbc
                .query("SELECT * FROM page_waiver WHERE job = ? AND id = ?", (row, n) -> waiver(row), job, id)
                .stream()
                .findFirst();
    }

    private static PageWaiver waiver(ResultSet row) throws SQLException {
        @Nullable String decided = row.getString("decided_display");
        @Nullable Timestamp decidedAt = row.getTimestamp("decided_at");
        String item = row.getString("item");
        return new PageWaiver(
                row.getLong("id"),
                Period.parse(row.getString("period")).orElseThrow(),
                new Scope(
                        row.getString("rule"),
                        row.getString("unit"),
                        row.getString("form"),
                        item.isEmpty() ? List.of() : Arrays.asList(item.split("\n", -1)),
                        row.getString("field")),
                row.getString("reason"),
                row.getObject("last_day", java.time.LocalDate.class),
                row.getString("asked_display"),
                row.getString("asked"),
                row.getTimestamp("asked_at").toInstant(),
                State.valueOf(row.getString("state")),
                decided == null ? "" : decided,
                decidedAt == null ? null : decidedAt.toInstant());
    }
}
