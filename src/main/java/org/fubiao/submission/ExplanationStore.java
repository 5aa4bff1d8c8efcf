package org.fubiao.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.finding.Place;
import org.fubiao.job.Period;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Explanations in the control database, each with the submission in which it was written. They stay when that file is replaced or
 * gone: whether one still holds, its values tell.
 */
public final class ExplanationStore {
    private static final Comparator<Stored> ORDER = Comparator.comparingLong(Stored::firstRun)
            .thenComparing(stored -> stored.explanation().place().file())
            .thenComparing(stored -> stored.explanation().sha256())
            .thenComparing(stored -> stored.explanation().place().sheet())
            .thenComparingLong(stored -> stored.explanation().place().row());

    private final JdbcTemplate jdbc;

    public ExplanationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what was written in a submission. */
    void add(long submission, List<Explanation> explanations) {
        jdbc.batchUpdate(
                "INSERT INTO explanation (submission, sheet, row_no, cell, code, unit, form, item, field, value_hash,"
                        + " shown, explanation) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                explanations.stream()
                        .map(explanation -> new Object[] {
                            submission,
                            StoredText.of(explanation.place().sheet()),
                            explanation.place().row(),
                            explanation.place().cell(),
                            explanation.about().code(),
                            explanation.about().unit(),
                            explanation.about().form(),
                            StoredText.of(explanation.about().item()),
                            explanation.about().field(),
                            explanation.about().values(),
                            StoredText.of(explanation.shown()),
                            StoredText.of(explanation.text())
                        })
                        .toList());
    }

    /** All that was ever written for a job and period, the oldest first. */
    public List<Explanation> of(String job, Period period) {
        // Sorted here: each database has an order of texts of its own.
        return jdbc
                .query(
                        "SELECT e.*, s.path, s.sha256, s.first_run FROM explanation e JOIN submission s ON s.id = e.submission"
                                + " WHERE s.job = ? AND s.period = ? ORDER BY e.id",
                        (row, n) -> new Stored(row.getLong("first_run"), explanation(row)),
                        job,
                        period.toString())
                .stream()
                .sorted(ORDER)
                .map(Stored::explanation)
                .toList();
    }

    private static Explanation explanation(ResultSet row) throws SQLException {
        return new Explanation(
                new FindingIdentity(
                        row.getString("code"),
                        row.getString("unit"),
                        row.getString("form"),
                        row.getString("item"),
                        row.getString("field"),
                        row.getString("value_hash")),
                row.getString("shown"),
                row.getString("explanation"),
                new Place(row.getString("path"), row.getString("sheet"), row.getLong("row_no"), row.getString("cell")),
                row.getString("sha256"));
    }

    private record Stored(long firstRun, Explanation explanation) {}
}
