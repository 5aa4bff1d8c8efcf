package org.fubiao.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.fubiao.batch.Library;
import org.fubiao.compute.Compute;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.run.Runs;
import org.fubiao.run.Snapshots;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Inbox;
import org.fubiao.submission.Receiver;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** However the work is cut into partitions, and in whatever order they come along, the same rows are staged. */
class StagerTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40})
    void partitionsOfAnyNumberAndOrderStageTheSameRows(int partitions) throws Exception {
        Library library = Library.reported(folder);
        Job job;
        try (Compute compute = new Compute()) {
            job = JobLoader.load(library.jobs().resolve(Library.ID), compute);
        }
        try (ControlDatabase database = ControlDatabase.open(library.work());
                Segments segments = new Segments(library.work())) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Register register = new Register(jdbc);
            Archive archive = new Archive(library.work());
            Path input = folder.resolve("input").resolve(Library.ID);
            long run = new Runs(jdbc, Clock.systemUTC())
                    .begin(Library.ID, Library.PERIOD, "", input, library.output(), "")
                    .id();
            new Receiver(job, Library.PERIOD, new Inbox(input), archive, register).receive(run);
            Stager stager = new Stager(job, archive, segments, register, jdbc);

            assertThat(stager.plan(run, partitions)).isEqualTo(10);
            assertThat(Stager.left(jdbc, run)).isEqualTo(10);
            assertThat(stageAll(stager, run, partitions)).isEqualTo(10);
            assertThat(Stager.left(jdbc, run)).isZero();

            Reception reception =
                    new Reception(job, Library.PERIOD, LocalDate.EPOCH, register.parts(run), List.of(), List.of());
            try (Snapshot snapshot = Snapshots.open(job, reception, segments.folder())) {
                assertThat(events(snapshot))
                        .hasSize(20)
                        .startsWith("市图书馆 2 A001 10", "市图书馆 3 A002 20", "市少年儿童图书馆 2 B001 10")
                        .endsWith("河西区图书馆 6 E005 50", "河西区图书馆 7 E006 60");
            }
        }
    }

    private static int stageAll(Stager stager, long run, int partitions) throws IOException {
        List<Integer> turns = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            // More turns than a partition can have work for.
            turns.addAll(Collections.nCopies(11, partition));
        }
        Collections.shuffle(turns, new Random(partitions));
        int staged = 0;
        try (WorkbookShelf shelf = new WorkbookShelf()) {
            for (int partition : turns) {
                staged += stager.stageNext(run, partition, shelf);
            }
        }
        return staged;
    }

    private static List<String> events(Snapshot snapshot) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = snapshot.connection().createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT 报送单位, _row, 活动编号, 参加人次 FROM \"读者活动台账\" ORDER BY _part, _row")) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getLong(2) + " " + result.getString(3) + " "
                        + result.getLong(4));
            }
        }
        return rows;
    }
}
