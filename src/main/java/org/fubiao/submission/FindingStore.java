package org.fubiao.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Findings in the control database, each belonging to a submission or a part. */
public final class FindingStore {
    private final JdbcTemplate jdbc;

    public FindingStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What findings belong to. */
    public enum Owner {
        SUBMISSION('S'),
        PART('P');

        private final char code;

        Owner(char code) {
            this.code = code;
        }

        private String code() {
            return String.valueOf(code);
        }
    }

    /** Keeps the findings of some owners, by their numbers, instead of those that they had. */
    public void save(Owner kind, Map<Long, FindingTally> tallies) {
        if (tallies.isEmpty()) {
            return;
        }
        String owners = tallies.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        jdbc.update("DELETE FROM finding_group WHERE owner_kind = ? AND owner IN (" + owners + ")", kind.code());
        tallies.forEach((owner, tally) -> add(kind, owner, tally));
    }

    /** Keeps the findings of an owner that has none yet. */
    void add(Owner kind, long owner, FindingTally tally) {
        for (Group group : tally.groups()) {
            long id = insert(kind, owner, group);
            List<Object[]> rows = new ArrayList<>();
            for (Finding finding : group.examples()) {
                rows.add(new Object[] {
                    id,
                    rows.size(),
                    finding.place().row(),
                    finding.place().cell(),
                    StoredText.of(finding.value()),
                    StoredText.of(finding.expected()),
                    StoredText.of(finding.message())
                });
            }
            jdbc.batchUpdate("INSERT INTO finding VALUES (?,?,?,?,?,?,?)", rows);
        }
    }

    private long insert(Owner kind, long owner, Group group) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var insert = connection.prepareStatement(
                            "INSERT INTO finding_group (owner_kind, owner, code, severity, unit, form, file, sheet,"
                                    + " field, total) VALUES (?,?,?,?,?,?,?,?,?,?)",
                            new String[] {"id"});
                    insert.setString(1, kind.code());
                    insert.setLong(2, owner);
                    insert.setString(3, group.code());
                    insert.setString(4, group.severity().name());
                    insert.setString(5, group.unit());
                    insert.setString(6, group.form());
                    insert.setString(7, group.file());
                    insert.setString(8, StoredText.of(group.sheet()));
                    insert.setString(9, StoredText.of(group.field()));
                    insert.setLong(10, group.count());
                    return insert;
                },
                key);
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("no number for the new row");
        }
        return id.longValue();
    }

    /** Findings of all submissions that a run saw, and of the parts that count in it. */
    public List<Group> received(long run) {
        List<Group> groups = new ArrayList<>(load(
                "g.owner_kind = 'S' AND EXISTS (SELECT 1 FROM run_submission r WHERE r.run = ? AND r.submission = g.owner)",
                run));
        groups.addAll(load(
                "g.owner_kind = 'P' AND EXISTS (SELECT 1 FROM run_part r WHERE r.run = ? AND r.part = g.owner AND r.state = 'COUNTS')",
                run));
        return groups;
    }

    private List<Group> load(String where, long run) {
        Map<Long, List<Finding>> examples = new LinkedHashMap<>();
        Map<Long, Long> totals = new LinkedHashMap<>();
        jdbc.query(
                "SELECT g.*, f.row_no, f.cell, f.found, f.expected, f.message FROM finding_group g"
                        + " JOIN finding f ON f.finding_group = g.id WHERE " + where + " ORDER BY g.id, f.place_no",
                row -> {
                    long id = row.getLong("id");
                    totals.put(id, row.getLong("total"));
                    examples.computeIfAbsent(id, key -> new ArrayList<>())
                            .add(new Finding(
                                    row.getString("code"),
                                    Severity.valueOf(row.getString("severity")),
                                    row.getString("unit"),
                                    row.getString("form"),
                                    new Place(
                                            row.getString("file"),
                                            row.getString("sheet"),
                                            row.getLong("row_no"),
                                            row.getString("cell")),
                                    row.getString("field"),
                                    row.getString("found"),
                                    row.getString("expected"),
                                    row.getString("message")));
                },
                run);
        return examples.entrySet().stream()
                .map(entry -> group(entry.getValue(), totals.get(entry.getKey())))
                .toList();
    }

    private static Group group(List<Finding> examples, @Nullable Long total) {
        Finding first = examples.get(0);
        return new Group(
                first.code(),
                first.severity(),
                first.unit(),
                first.form(),
                first.place().file(),
                first.place().sheet(),
                first.field(),
                total == null ? examples.size() : total,
                examples);
    }
}
