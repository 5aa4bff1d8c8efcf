package org.fubiao.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.keyed;
import static org.fubiao.compute.HandMadeSnapshot.list;

import java.sql.SQLException;
import java.util.List;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeated keys among more rows than are looked at one by one, in whatever order they stand. */
class KeysTest {
    private static final int ROWS = 150_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rising | i | 0",
                "the last repeats the first | CASE i WHEN 149999 THEN 0 ELSE i END | 1",
                "one repeats the one before | CASE i WHEN 70000 THEN 69999 ELSE i END | 1",
                "two runs that do not meet | CASE WHEN i < 80000 THEN i + 200000 ELSE i END | 0",
                "two runs that meet in one | CASE WHEN i < 80000 THEN i + 150000 ELSE i + 1 END | 1",
                "one run within another | CASE WHEN i < 80000 THEN i * 10 ELSE (i - 80000) * 10 + 5 END | 0",
                "one run within another and one of it twice | CASE WHEN i < 80000 THEN i * 10 WHEN i = 90000 THEN 70 ELSE (i - 80000) * 10 + 5 END | 1",
                "falling | 200000 - i | 0",
                "shuffled | (i * 7919) % 150000 | 0",
                "all but a few the same | least(i % 150000, 9) | 149990"
            })
    void everyOrderGivesTheSame(String order, String key, long repeated) throws SQLException {
        Form form = keyed(list("f", "台账", List.of(), List.of(field("编号", FieldType.INTEGER))), Form.KeyScope.JOB, "编号");
        Job job = job(
                List.of(new Unit("a", "甲局", List.of(), null, "局", List.of())),
                List.of(form),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        FindingTally tally = new FindingTally();
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            long part = snapshot.part("f", "a", "a.csv").number();
            Compute.execute(
                    snapshot.connection(),
                    "INSERT INTO 台账 SELECT " + part + ", i + 2, 'R', " + key + ", 'a', '甲局', '局' FROM range(" + ROWS
                            + ") t(i)");
            Checker.check(job, FormRows.opened(snapshot.connection()), tally);
        }

        assertThat(tally.groups().stream().mapToLong(Group::count).sum())
                .as(order)
                .isEqualTo(repeated);
    }
}
