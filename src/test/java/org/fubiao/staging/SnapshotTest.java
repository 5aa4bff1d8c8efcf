package org.fubiao.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.unit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.compute.Compute;
import org.fubiao.compute.Excluded;
import org.fubiao.compute.FormTable;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.recognition.PlainRows;
import org.fubiao.recognition.SheetLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment that the engine reads by itself beside several that it reads together. */
class SnapshotTest {
    private static final Form FORM =
            list("f", "台账", List.of(), List.of(field("编号", FieldType.TEXT), field("件数", FieldType.INTEGER)));
    private static final Job JOB = job(
            List.of(unit("a", "甲局", "局"), unit("b", "乙局", "局"), unit("c", "丙局", "局")),
            List.of(FORM),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    private static final int LARGE = 400_000;

    @TempDir
    private Path folder;

    private List<Snapshot.Member> members = List.of();

    @BeforeEach
    void writeSegments() throws Exception {
        members = List.of(
                member(
                        11,
                        "a",
                        "SELECT 11 AS _part, 2 AS _row, '" + PlainRows.PLAIN
                                + "' AS _kind, md5(i::VARCHAR) AS 编号, i AS 件数" + " FROM range(" + LARGE + ") t(i)"),
                member(
                        12,
                        "b",
                        "FROM (VALUES (12, 2, 'R', 'b1', 1), (12, 3, 'R', 'b2', -1), (12, 4, 'S', '小计', 0), (12, 5, 'T', '合计',"
                                + " 0), (12, 6, '" + PlainRows.OTHER + "', NULL, NULL), (99, 2, 'R', 'replaced', 5))"
                                + " t(_part, _row, _kind, 编号, 件数)"),
                member(13, "c", "SELECT 13 AS _part, 2 AS _row, 'R' AS _kind, NULL AS 编号, 7 AS 件数"));
        assertThat(Files.size(members.get(0).segment())).isGreaterThan(8L << 20);
        assertThat(Files.size(members.get(1).segment())).isLessThan(8L << 20);
    }

    @Test
    void allRowsAreSeenWhereverTheyStand() throws SQLException {
        try (Snapshot snapshot = Snapshot.open(JOB, members)) {
            Connection rows = snapshot.of(FORM);

            assertThat(Compute.number(rows, "SELECT count(*) FROM 台账")).isEqualTo(LARGE + 3);
            assertThat(Compute.number(rows, "SELECT sum(件数) FROM 台账"))
                    .isEqualTo((long) LARGE * (LARGE - 1) / 2 + 1 - 1 + 7);
            assertThat(Compute.number(rows, "SELECT countif(件数 < 0) FROM 台账")).isEqualTo(1);
            assertThat(Compute.number(rows, "SELECT countif(编号 IS NULL) FROM 台账"))
                    .isEqualTo(1);
            assertThat(Compute.number(rows, "SELECT max(_row) FROM 台账 WHERE 报送单位 = '甲局'"))
                    .as("plain rows are numbered by their places")
                    .isEqualTo(LARGE + 1);
            assertThat(Compute.number(rows, "SELECT countif(_kind = 'R') FROM 台账"))
                    .isEqualTo(LARGE + 3);
            assertThat(Compute.number(rows, "SELECT count(*) FROM " + Compute.name(FormTable.totalsView(FORM))))
                    .isEqualTo(2);
        }
    }

    @Test
    void rowsAreCountedByPart() throws SQLException {
        try (Snapshot snapshot = Snapshot.open(JOB, members)) {
            assertThat(snapshot.count(FORM))
                    .isEqualTo(Map.of(
                            11L,
                            new Snapshot.Rows(LARGE, 0),
                            12L,
                            new Snapshot.Rows(2, 2),
                            13L,
                            new Snapshot.Rows(1, 0)));
        }
    }

    @Test
    void whatIsExcludedIsNotSeen() throws SQLException {
        try (Snapshot snapshot = Snapshot.open(JOB, members)) {
            Connection rows = snapshot.of(FORM);
            snapshot.exclude(new Excluded(Set.of(13L), Map.of(11L, Set.of(2L, 9L), 12L, Set.of(3L))));

            assertThat(Compute.number(rows, "SELECT count(*) FROM 台账")).isEqualTo(LARGE - 2 + 1);
            assertThat(Compute.number(rows, "SELECT sum(件数) FROM 台账"))
                    .isEqualTo((long) LARGE * (LARGE - 1) / 2 - 7 + 1);
        }
    }

    @Test
    void withoutSegmentsThereAreNoRows() throws SQLException {
        try (Snapshot snapshot = Snapshot.open(JOB, List.of())) {
            assertThat(Compute.number(snapshot.of(FORM), "SELECT count(*) FROM 台账"))
                    .isZero();
            assertThat(snapshot.count(FORM)).isEmpty();
        }
    }

    private Snapshot.Member member(long number, String unit, String rows) throws IOException, SQLException {
        Path segment = Files.createDirectories(folder.resolve("segments")).resolve(number + ".parquet");
        String columns =
                "SELECT _part::BIGINT AS _part, _row::BIGINT AS _row, _kind, 编号::VARCHAR AS 编号, 件数::BIGINT AS 件数";
        try (Connection engine = Compute.alone()) {
            Segments.copy(engine, columns + " FROM (" + rows + ")", segment);
        }
        SheetLayout layout = new SheetLayout("f", 0, "", 1, List.of(0, 1), -1, 2);
        return new Snapshot.Member(number, unit, unit + ".csv", layout, segment);
    }
}
