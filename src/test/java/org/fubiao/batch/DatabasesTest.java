package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.fubiao.Fubiao;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.TestDatabase;
import org.fubiao.doctor.Doctor;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.run.Run;
import org.fubiao.run.Run.State;
import org.fubiao.run.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is promised of the control database holds for each that can be one, and what is published does not depend on which it is. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatabasesTest {
    private static final Path INPUT = Path.of("input/rule-of-law");

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    DatabasesTest(TestDatabase kind) {
        this.kind = kind;
    }

    private Library library(String name) {
        Library library = Library.reported(folder.resolve(name));
        kind.prepare(library.work());
        return library;
    }

    @Test
    void theRegisterOfRunsKeepsWhatItIsTold() throws Exception {
        Path work = folder.resolve("work");
        kind.prepare(work);
        Instant now = Instant.parse("2024-02-29T23:59:59.123Z");
        try (ControlDatabase database = ControlDatabase.open(work)) {
            assertThat(database.isCurrent()).isTrue();
            assertThat(database.schema()).contains(ControlDatabase.SCHEMA);
            assertThat(database.isFile()).isEqualTo(kind == TestDatabase.H2);
            Runs runs = new Runs(new JdbcTemplate(database.dataSource()), Clock.fixed(now, ZoneOffset.UTC));
            assertThat(runs.all()).isEmpty();

            Run first = runs.begin("馆", Library.PERIOD, "更正“𠀀”", Path.of("/in"), Path.of("/out"), "f".repeat(64));
            assertThat(first.id()).isEqualTo(1);
            assertThat(first.reason()).isEqualTo("更正“𠀀”");
            assertThat(first.started()).isEqualTo(now);
            assertThat(first.ended()).isNull();
            assertThat(runs.comparedWith(1)).isEmpty();
            assertThat(runs.snapshot(1)).isEmpty();
            runs.fixSnapshot(1, "d".repeat(64), null, "a".repeat(64));
            runs.countReceived(1, 7);
            runs.countToStage(1, 6);
            runs.countChecked(1, 5, new FindingTally());
            runs.end(1, State.DONE);
            assertThat(runs.get(1).ended()).isEqualTo(now);
            assertThat(List.of(
                            runs.get(1).files(),
                            runs.get(1).readAgain(),
                            runs.get(1).rows()))
                    .containsExactly(7L, 6L, 5L);

            runs.begin("馆", Library.PERIOD, "", Path.of("/in"), Path.of("/out"), "e".repeat(64));
            runs.fixSnapshot(2, "d".repeat(64), 1L, "b".repeat(64));
            runs.resume(2);
            assertThat(runs.comparedWith(2)).contains(1L);
            assertThat(runs.latest("馆", Library.PERIOD).map(Run::id)).contains(2L);
            assertThat(runs.latestDone("馆", Library.PERIOD).map(Run::id)).contains(1L);
            assertThat(runs.lastDifferent(runs.get(2), "b".repeat(64)).map(Run::id))
                    .contains(1L);
            assertThat(runs.lastDifferent(runs.get(2), "a".repeat(64))).isEmpty();
            assertThat(runs.of("馆").stream().map(Run::id)).containsExactly(2L, 1L);
        }
    }

    @Test
    void receivingCorrectingReplacingAndWithdrawingPublishTheSameAsWithAFile() throws Exception {
        Library library = library("this");
        Library file = Library.reported(folder.resolve("file"));
        List<Map<String, String>> published = new ArrayList<>();
        for (Library one : List.of(library, file)) {
            one.run();
            published.add(Outputs.of(one.latest()));
            // A correction beside the first version, one in its place, a copy, an order of names that collations
            // dispute, and a
            // file that is gone.
            one.put("市图书馆/读者活动台账（更正）.csv", Library.events(0, 9))
                    .put("和平区图书馆/馆藏变动表.csv", Library.stock(4000))
                    .put("河东区图书馆/副本 馆藏变动表.csv", Library.stock(4000))
                    .put("河西区图书馆/a.csv", Library.events(4, 3))
                    .put("河西区图书馆/B.csv", Library.events(4, 3))
                    .put("河西区图书馆/𠀀.csv", Library.stock(5000))
                    .put("河西区图书馆/（.csv", Library.stock(5100))
                    .remove("市少年儿童图书馆/馆藏变动表.csv");
            one.run();
            published.add(Outputs.of(one.latest()));
            one.run();
            published.add(Outputs.of(one.latest()));
        }

        assertThat(published.subList(0, 3)).isEqualTo(published.subList(3, 6));
        assertThat(published.get(1)).isNotEqualTo(published.get(0)).isEqualTo(published.get(2));
        assertThat(rows(library, "SELECT read_again FROM run ORDER BY id").get(2))
                .isEqualTo("0");
        assertThat(faults(library)).isEmpty();
    }

    @Test
    void cellsThatADatabaseCouldRefuseAreFindingsLikeAnyOther() throws Exception {
        Library library = library("this");
        library.put("市图书馆/读者活动台账.csv", "活动编号,活动类型,举办日期,参加人次\nA001,讲座,2023-02-05,1\u00002\nA002,𠀀𠀁,2023-02-06,20\n");

        RunReport report = library.run();

        assertThat(report.run().errors()).isEqualTo(2);
        assertThat(Files.readString(library.latest().resolve("findings.csv")))
                .contains("1\uFFFD2", "“𠀀𠀁”")
                .doesNotContain("\u0000");
    }

    @Test
    void aRunThatFailedWhileStagingGoesOnAndReadsNothingTwice() throws Exception {
        Library undisturbed = Library.reported(folder.resolve("undisturbed"));
        undisturbed.run();
        Library library = library("this");
        assertThrows(
                RunException.class,
                () -> library.run(new Progress() {
                    @Override
                    public void step(String title) {}

                    @Override
                    public void amount(long done, long total) {
                        // The last batch fails: what its partition did before is committed.
                        if (done == total) {
                            throw new IllegalStateException("on purpose");
                        }
                    }
                }));
        List<String> staged = rows(library, "SELECT id, segment FROM part WHERE segment IS NOT NULL ORDER BY id");
        assertThat(staged).isNotEmpty();

        library.run();

        assertThat(Outputs.of(library.latest())).isEqualTo(Outputs.of(undisturbed.latest()));
        assertThat(rows(library, "SELECT id, state FROM run")).containsExactly("1 DONE");
        assertThat(rows(library, "SELECT id, segment FROM part ORDER BY id")).containsAll(staged);
        assertThat(faults(library)).isEmpty();
    }

    @Test
    void aKilledProcessIsMadeGoodByTheNextOne() throws Exception {
        Library undisturbed = Library.reported(folder.resolve("undisturbed"));
        end(undisturbed);
        Library library = library("this");
        Process process = start(library);
        Path segments = library.work().resolve("segments");
        while (!hasFile(segments) && process.isAlive()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        process.destroyForcibly().waitFor();
        assertThat(library.latest()).doesNotExist();

        end(library);

        assertThat(Outputs.of(library.latest())).isEqualTo(Outputs.of(undisturbed.latest()));
        assertThat(rows(library, "SELECT id, state FROM run")).containsExactly("1 DONE");
        assertThat(faults(library)).isEmpty();
    }

    private static Process start(Library library) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Fubiao.class.getName(),
                "run",
                "--period=2023"));
        command.addAll(library.options());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void end(Library library) throws IOException, InterruptedException {
        Process process = start(library);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean hasFile(Path segments) throws IOException {
        if (!Files.isDirectory(segments)) {
            return false;
        }
        try (Stream<Path> files = Files.list(segments)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    @Test
    void theShippedJobPublishesTheSameBytesAsWithAFile() throws Exception {
        Job job = Library.load(Path.of("jobs/rule-of-law"));
        Path here = folder.resolve("this");
        kind.prepare(here.resolve("work"));
        Path file = folder.resolve("file");

        assertThat(shipped(job, here)).isEqualTo(shipped(job, file));
    }

    private static List<Map<String, String>> shipped(Job job, Path root) throws Exception {
        List<Map<String, String>> published = new ArrayList<>();
        try (BatchRunner runner = BatchRunner.open(root.resolve("work"))) {
            for (String period : List.of("2022", "2023")) {
                RunReport report = runner.run(
                        new RunRequest(
                                job,
                                Period.parse(period).orElseThrow(),
                                INPUT,
                                root.resolve("output"),
                                root.resolve("work"),
                                ""),
                        Progress.SILENT);
                published.add(Outputs.of(report.latest()));
            }
        }
        return published;
    }

    private static List<String> rows(Library library, String sql) throws Exception {
        try (ControlDatabase database = ControlDatabase.open(library.work());
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        }
    }

    private static List<String> faults(Library library) throws Exception {
        try (ControlDatabase database = ControlDatabase.openAsIs(library.work())) {
            return new Doctor(library.work(), Optional.empty())
                    .examine(database).areas().stream()
                            .flatMap(area -> area.faults().stream())
                            .map(fault -> fault.describe())
                            .toList();
        }
    }
}
