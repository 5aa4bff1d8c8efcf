package org.fubiao.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.fubiao.job.Period;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The register of what was sent through the pages. */
public final class Uploads {
    private final JdbcTemplate jdbc;

    public Uploads(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Registers an upload, whatever its number. Returns it with the one that it got. */
    Upload add(Upload upload) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var insert = connection.prepareStatement(
                            "INSERT INTO upload (at, who, address, job, period, unit, name, path, sha256, file_size, verdict,"
                                    + " reason, errors, warnings, notes, forms, revision)"
                                    + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                            new String[] {"id"});
                    insert.setTimestamp(1, Timestamp.from(upload.at()));
                    insert.setString(2, upload.who());
                    insert.setString(3, upload.address());
                    insert.setString(4, upload.job());
                    insert.setString(5, upload.period().toString());
                    insert.setString(6, upload.unit());
                    insert.setString(7, upload.name());
                    insert.setString(8, upload.path());
                    insert.setString(9, upload.sha256());
                    insert.setLong(10, upload.size());
                    insert.setString(11, upload.verdict().name());
                    insert.setString(12, upload.reason().name());
                    insert.setLong(13, upload.errors());
                    insert.setLong(14, upload.warnings());
                    insert.setLong(15, upload.notes());
                    insert.setString(16, String.join(",", upload.forms()));
                    insert.setInt(17, upload.revision());
                    return insert;
                },
                key);
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("no number for the new upload");
        }
        return find(id.longValue()).orElseThrow();
    }

    public Optional<Upload> find(long id) {
        return jdbc.query("SELECT * FROM upload WHERE id = ?", (row, n) -> upload(row), id).stream()
                .findFirst();
    }

    /** What was sent for a period, the latest first. */
    public List<Upload> of(String job, Period period, int limit) {
        return jdbc.query(
                "SELECT * FROM upload WHERE job = ? AND period = ? ORDER BY id DESC FETCH NEXT ? ROWS ONLY",
                (row, n) -> upload(row),
                job,
                period.toString(),
                limit);
    }

    /** What was sent for a unit and a period, the latest first. */
    public List<Upload> of(String job, Period period, String unit, int limit) {
        return jdbc.query(
                "SELECT * FROM upload WHERE job = ? AND period = ? AND unit = ? ORDER BY id DESC FETCH NEXT ? ROWS ONLY",
                (row, n) -> upload(row),
                job,
                period.toString(),
                unit,
                limit);
    }

    /** The highest revision of what a unit reported of any of these forms, here or on any other way; -1 if it never did. */
    int highestRevision(String job, Period period, String unit, Collection<String> forms) {
        int highest = jdbc
                .query(
                        "SELECT forms, revision FROM upload WHERE job = ? AND period = ? AND unit = ? AND path IS NOT NULL",
                        (row, n) -> forms(row).stream().anyMatch(forms::contains) ? row.getInt("revision") : -1,
                        job,
                        period.toString(),
                        unit)
                .stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        int received = jdbc
                .query(
                        "SELECT p.form, p.revision FROM part p JOIN submission s ON s.id = p.submission"
                                + " WHERE s.job = ? AND s.period = ? AND p.unit = ? AND p.counts",
                        (row, n) -> forms.contains(row.getString("form")) ? row.getInt("revision") : -1,
                        job,
                        period.toString(),
                        unit)
                .stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        return Math.max(highest, received);
    }

    private static List<String> forms(ResultSet row) throws SQLException {
        return Arrays.stream(row.getString("forms").split(","))
                .filter(form -> !form.isEmpty())
                .toList();
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                row.getString("address"),
                row.getString("job"),
                Period.parse(row.getString("period")).orElseThrow(),
                row.getString("unit"),
                row.getString("name"),
                row.getString("path"),
                row.getString("sha256"),
                row.getLong("file_size"),
                Verdict.valueOf(row.getString("verdict")),
                Reason.valueOf(row.getString("reason")),
                row.getLong("errors"),
                row.getLong("warnings"),
                row.getLong("notes"),
                forms(row),
                row.getInt("revision"));
    }
}
