package org.fubiao.submission;

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
                            explanation.place().sheet(),
                            explanation.place().row(),
                            explanation.place().cell(),
                            explanation.about().code(),
                            explanation.about().unit(),
                            explanation.about().form(),
                            explanation.about().item(),
                            explanation.about().field(),
                            explanation.about().values(),
                            explanation.shown(),
                            explanation.text()
                        })
                        .toList());
    }

    /** All that was ever written for a job and period, the oldest first. */
    public List<Explanation> of(String job, Period period) {
        return jdbc.query(
                "SELECT e.*, s.path, s.sha256 FROM explanation e JOIN submission s ON s.id = e.submission"
                        + " WHERE s.job = ? AND s.period = ?"
                        + " ORDER BY s.first_run, s.path, s.sha256, e.sheet, e.row_no, e.id",
                (row, n) -> new Explanation(
                        new FindingIdentity(
                                row.getString("code"),
                                row.getString("unit"),
                                row.getString("form"),
                                row.getString("item"),
                                row.getString("field"),
                                row.getString("value_hash")),
                        row.getString("shown"),
                        row.getString("explanation"),
                        new Place(
                                row.getString("path"),
                                row.getString("sheet"),
                                row.getLong("row_no"),
                                row.getString("cell")),
                        row.getString("sha256")),
                job,
                period.toString());
    }
}
