package org.fubiao.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The audit log. There is no way to change or remove an entry: not here, and the database refuses it. Whoever changes something
 * writes its entry in the same transaction, so that there is neither without the other.
 */
public final class AuditLog {
    private static final int WHO = 100;
    private static final int SUBJECT = 500;
    private static final int DETAIL = 4000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public AuditLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes what was done. */
    public void done(Actor by, Action action, String subject, String detail) {
        add(by, action, subject, detail, Outcome.DONE);
    }

    /** Notes what was asked for and refused. */
    public void refused(Actor by, Action action, String subject, String detail) {
        add(by, action, subject, detail, Outcome.REFUSED);
    }

    /** Notes what was begun and failed. */
    public void failed(Actor by, Action action, String subject, String detail) {
        add(by, action, subject, detail, Outcome.FAILED);
    }

    private void add(Actor by, Action action, String subject, String detail, Outcome outcome) {
        jdbc.update(
                "INSERT INTO audit_entry (at, who, address, action, subject, detail, outcome) VALUES (?,?,?,?,?,?,?)",
                Timestamp.from(clock.instant()),
                cut(by.name(), WHO),
                cut(by.address(), WHO),
                action.name(),
                cut(subject, SUBJECT),
                cut(detail, DETAIL),
                outcome.name());
    }

    /** What others typed may be of any length, and must not keep its entry out. */
    private static String cut(String text, int length) {
        // PostgreSQL takes no NUL in a text.
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= length ? clean : clean.substring(0, length - 1) + "…";
    }

    /**
     * Which entries are wanted.
     *
     * @param who part of the name of an account, or empty
     * @param subject part of what it was done on, or empty
     * @param from not before, or null
     * @param until before, or null
     */
    public record Filter(
            String who,
            @Nullable Action action,
            String subject,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** Entries that fit, the latest first. */
    public List<Entry> find(Filter filter, int offset, int limit) {
        StringBuilder where = new StringBuilder();
        List<Object> values = new ArrayList<>();
        if (!filter.who().isEmpty()) {
            where.append(" AND who LIKE ? ESCAPE '!'");
            values.add(containing(filter.who()));
        }
        if (filter.action() != null) {
            where.append(" AND action = ?");
            values.add(filter.action().name());
        }
        if (!filter.subject().isEmpty()) {
            where.append(" AND subject LIKE ? ESCAPE '!'");
            values.add(containing(filter.subject()));
        }
        if (filter.from() != null) {
            where.append(" AND at >= ?");
            values.add(Timestamp.from(filter.from()));
        }
        if (filter.until() != null) {
            where.append(" AND at < ?");
            values.add(Timestamp.from(filter.until()));
        }
        values.add(offset);
        values.add(limit);
        return jdbc.query(
                "SELECT * FROM audit_entry WHERE 1 = 1" + where
                        + " ORDER BY id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                (row, n) -> entry(row),
                values.toArray());
    }

    private static String containing(String text) {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                row.getString("address"),
                Action.valueOf(row.getString("action")),
                row.getString("subject"),
                row.getString("detail"),
                Outcome.valueOf(row.getString("outcome")));
    }
}
