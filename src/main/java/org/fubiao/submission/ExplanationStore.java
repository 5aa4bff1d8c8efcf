package org.fubiao.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.finding.Place;
import org.fubiao.job.Period;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Explanations in the control database, each with the submission or the page on which it was written. They stay when that file is replaced or
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

    /**
     * All that was ever written for a job and period, the oldest first: what was written on pages about the findings of a run
     * after what came in the files of that run.
     */
    public List<Explanation> of(String job, Period period) {
        Stream<Stored> onPages = ofPages(job, period).stream().map(one -> new Stored(one.run(), one.explanation()));
        // Sorted here: each database has an order of texts of its own. What is equal in it stays in the order of
        // writing.
        return Stream.concat(inFiles(job, period).stream(), onPages)
                .sorted(Comparator.comparingLong(Stored::firstRun))
                .map(Stored::explanation)
                .toList();
    }

    private List<Stored> inFiles(String job, Period period) {
        return jdbc
                .query(
                        "SELECT e.*, s.path, s.sha256, s.first_run FROM explanation e JOIN submission s ON s.id = e.submission"
                                + " WHERE s.job = ? AND s.period = ? ORDER BY e.id",
                        (row, n) -> new Stored(row.getLong("first_run"), explanation(row)),
                        job,
                        period.toString())
                .stream()
                .sorted(ORDER)
                .toList();
    }

    /** What was written on pages about warnings of a job and period, the oldest first. */
    public List<PageExplanation> ofPages(String job, Period period) {
        return jdbc.query(
                "SELECT * FROM page_explanation WHERE job = ? AND period = ? ORDER BY id",
                (row, n) -> new PageExplanation(
                        new Explanation(
                                about(row),
                                row.getString("shown"),
                                row.getString("explanation"),
                                Place.file(row.getString("display") + "（页面代填）"),
                                ""),
                        row.getLong("run"),
                        row.getInt("version"),
                        row.getString("display"),
                        row.getTimestamp("written").toInstant()),
                job,
                period.toString());
    }

    /**
     * Keeps what was written on a page.
     *
     * @param run that published the warning
     * @param seen how many explanations of the same warning whoever writes knows of
     * @param who name of the account
     * @param display who that is
     * @throws org.springframework.dao.DuplicateKeyException if there are more
     */
    public void addFromPage(
            String job,
            Period period,
            long run,
            Explanation explanation,
            int seen,
            String who,
            String display,
            Instant written) {
        FindingIdentity about = explanation.about();
        jdbc.update(
                "INSERT INTO page_explanation (job, period, about, version, code, unit, form, item, field, value_hash,"
                        + " shown, explanation, run, who, display, written) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                job,
                period.toString(),
                Sha256.of(about.toString()),
                seen + 1,
                about.code(),
                about.unit(),
                about.form(),
                StoredText.of(about.item()),
                about.field(),
                about.values(),
                StoredText.of(explanation.shown()),
                StoredText.of(explanation.text()),
                run,
                who,
                display,
                Timestamp.from(written));
    }

    private static FindingIdentity about(ResultSet row) throws SQLException {
        return new FindingIdentity(
                row.getString("code"),
                row.getString("unit"),
                row.getString("form"),
                row.getString("item"),
                row.getString("field"),
                row.getString("value_hash"));
    }

    private static Explanation explanation(ResultSet row) throws SQLException {
        return new Explanation(
                about(row),
                row.getString("shown"),
                row.getString("explanation"),
                new Place(row.getString("path"), row.getString("sheet"), row.getLong("row_no"), row.getString("cell")),
                row.getString("sha256"));
    }

    private record Stored(long firstRun, Explanation explanation) {}
}
