package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fubiao.control.ControlDatabase;
import org.fubiao.run.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** What Spring Batch and H2 are known to do badly, one test each: none of it may reach us. */
class PlatformTrapsTest {
    private static final String STOPPED = "汇总已按要求停止。已读取的文件不会重读，重新运行即从停下处继续；原有附表未变动。";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void write() {
        library = Library.reported(folder);
    }

    /** Calls back once, when the first batch has been staged and before it is committed. */
    private static Progress atFirstBatch(Runnable act) {
        AtomicBoolean first = new AtomicBoolean(true);
        return new Progress() {
            @Override
            public void step(String title) {}

            @Override
            public void amount(long done, long total) {
                if (first.getAndSet(false)) {
                    act.run();
                }
            }
        };
    }

    private static Progress atStep(String title, Runnable act) {
        return new Progress() {
            @Override
            public void step(String step) {
                if (step.equals(title)) {
                    act.run();
                }
            }

            @Override
            public void amount(long done, long total) {}
        };
    }

    private void assertComplete(RunReport report) throws IOException {
        assertThat(report.run().state()).isEqualTo(Run.State.DONE);
        assertThat(report.run().files()).isEqualTo(10);
        assertThat(report.run().rows()).isEqualTo(35);
        assertThat(library.figure("T01")).isEqualTo("20");
        assertThat(library.figure("T02")).isEqualTo("15500");
        assertThat(library.select("SELECT sum(row_count) FROM segment")).containsExactly("35");
    }

    @Test
    void trap1AnInterruptOfTheCallerStopsTheRunAndNeverCompletesIt() throws Exception {
        Thread caller = Thread.currentThread();
        Progress interrupt = atFirstBatch(() -> {
            caller.interrupt();
            while (caller.isInterrupted()) {
                Thread.onSpinWait();
            }
        });

        try (BatchRunner runner = BatchRunner.open(library.work())) {
            assertThatThrownBy(() -> runner.run(library.request(), interrupt))
                    .isInstanceOf(RunException.class)
                    .hasMessage(STOPPED);
            assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        }

        assertThat(library.select("SELECT state FROM run")).containsExactly("STOPPED");
        assertThat(library.latest()).doesNotExist();
        assertComplete(library.run());
    }

    @Test
    void trap1AnInterruptOfAPartitionStopsTheRunAndNeverCompletesIt() throws Exception {
        Progress interrupt = atFirstBatch(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> library.run(interrupt))
                .isInstanceOf(RunException.class)
                .hasMessage(STOPPED);

        assertThat(library.select("SELECT state FROM run")).containsExactly("STOPPED");
        assertThat(library.latest()).doesNotExist();
        assertComplete(library.run());
        assertThat(library.select("SELECT id, state FROM run")).containsExactly("1 DONE");
    }

    @Test
    void trap2AStopIsNotedOnlyOnceTheStepsRestAndAnImmediateRestartCountsNothingTwice() throws Exception {
        List<String> whileStopping = new ArrayList<>();
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            Progress stop = atFirstBatch(() -> {
                runner.stop();
                whileStopping.addAll(library.select("SELECT status FROM BATCH_JOB_EXECUTION"));
            });

            assertThatThrownBy(() -> runner.run(library.request(), stop)).hasMessage(STOPPED);

            assertThat(whileStopping).containsExactly("STARTED");
            // A thread may still be about to end, but nothing of ours is going on in it.
            assertThat(Thread.getAllStackTraces().entrySet().stream()
                            .filter(thread -> thread.getKey().getName().startsWith("stage-"))
                            .flatMap(thread -> Stream.of(thread.getValue()))
                            .map(StackTraceElement::getClassName))
                    .noneMatch(name -> name.startsWith("org.fubiao"));
            assertThat(library.select("SELECT status FROM BATCH_JOB_EXECUTION")).containsExactly("STOPPED");
            assertComplete(runner.run(library.request(), Progress.SILENT));
        }
    }

    /** What a killed process leaves, at whatever moment it was killed. */
    @ParameterizedTest
    @ValueSource(strings = {"读取", "审核", "汇总"})
    void trap3AnExecutionThatAKilledProcessLeftGoesOn(String step) throws Exception {
        Map<String, String> undisturbed = undisturbed();
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            assertThatThrownBy(() -> runner.run(library.request(), atStep(step, runner::stop)))
                    .hasMessage(STOPPED);
        }
        leaveAsKilled();

        assertComplete(library.run());

        assertThat(library.published()).isEqualTo(undisturbed);
        assertThat(library.select("SELECT id, state FROM run")).containsExactly("1 DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "STOPPING", "UNKNOWN"})
    void trap3AnExecutionWhoseStepsHadAllEndedGoesOn(String status) throws Exception {
        library.run();
        Map<String, String> undisturbed = library.published();
        library.update("UPDATE run SET state = 'RUNNING', ended = NULL");
        for (String table : List.of("BATCH_JOB_EXECUTION", "BATCH_STEP_EXECUTION")) {
            library.update("UPDATE " + table + " SET STATUS = '" + status + "', EXIT_CODE = 'UNKNOWN', END_TIME = NULL"
                    + (table.equals("BATCH_STEP_EXECUTION") ? " WHERE STEP_NAME = 'publish'" : ""));
        }

        assertComplete(library.run());

        assertThat(library.published()).isEqualTo(undisturbed);
        assertThat(library.select("SELECT id, state FROM run")).containsExactly("1 DONE");
    }

    @Test
    void trap3ARunThatOnlyMissedItsEntryInTheRegisterIsNotedAsDone() throws Exception {
        library.run();
        library.update("UPDATE run SET state = 'RUNNING', ended = NULL");

        assertComplete(library.run());

        assertThat(library.select("SELECT id, state, read_again FROM run ORDER BY id"))
                .containsExactly("1 DONE 10", "2 DONE 0");
    }

    private Map<String, String> undisturbed() throws Exception {
        Library other = Library.reported(folder.resolve("undisturbed"));
        other.run();
        return other.published();
    }

    private void leaveAsKilled() {
        library.update("UPDATE run SET state = 'RUNNING', ended = NULL");
        for (String table : List.of("BATCH_JOB_EXECUTION", "BATCH_STEP_EXECUTION")) {
            library.update("UPDATE " + table
                    + " SET STATUS = 'STARTED', EXIT_CODE = 'UNKNOWN', END_TIME = NULL WHERE STATUS = 'STOPPED'");
        }
    }

    @Test
    void trap4WhatWasCommittedSurvivesAHaltOfTheProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Halting.class.getName(),
                        library.work().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("halting.log").toFile())
                .start();

        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("halting.log")))
                .isEqualTo(Halting.CODE);
        assertThat(library.select("SELECT count(*) FROM segment")).containsExactly("" + Halting.ROWS);
    }

    /** Commits rows, then ends as if its power was cut. */
    static final class Halting {
        static final int ROWS = 50;
        static final int CODE = 9;

        private Halting() {}

        public static void main(String[] args) throws Exception {
            ControlDatabase database = ControlDatabase.open(Path.of(args[0]));
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                for (int row = 0; row < ROWS; row++) {
                    statement.executeUpdate("INSERT INTO segment (form, file, row_count) VALUES ('a', 'b', 0)");
                }
                Runtime.getRuntime().halt(CODE);
            }
        }
    }

    @Test
    void trap4AnInterruptedThreadDoesNotCloseTheDatabase() throws Exception {
        try (ControlDatabase database = ControlDatabase.open(library.work());
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Thread.currentThread().interrupt();
            statement.executeUpdate("INSERT INTO segment (form, file, row_count) VALUES ('a', 'b', 0)");
            assertThat(Thread.interrupted()).isTrue();
            statement.executeUpdate("INSERT INTO segment (form, file, row_count) VALUES ('a', 'b', 0)");
        }

        assertThat(library.select("SELECT count(*) FROM segment")).containsExactly("2");
    }

    @Test
    void trap5And7StepsDoNoChunksAndKeepOnlyWhatCanBeReadBack() throws Exception {
        library.run();

        List<Object> types = new ArrayList<>();
        for (String context : library.select("SELECT SHORT_CONTEXT FROM BATCH_STEP_EXECUTION_CONTEXT")) {
            Map<?, ?> values = deserialized(context);
            assertThat(values.values())
                    .allSatisfy(value ->
                            assertThat(value.getClass().getPackageName()).isEqualTo("java.lang"));
            types.add(String.valueOf(values.get("batch.stepType")));
        }
        assertThat(types)
                .isNotEmpty()
                .allMatch(type -> List.of(
                                "org.springframework.batch.core.step.tasklet.TaskletStep",
                                "org.springframework.batch.core.partition.PartitionStep")
                        .contains(type));
    }

    private static Map<?, ?> deserialized(String base64) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            return (Map<?, ?>) in.readObject();
        }
    }

    @Test
    void trap6AFileStandsUnderItsNameBeforeTheRowThatMakesItCount() throws Exception {
        Path segments = library.work().resolve("segments");
        Consumer<String> check = moment -> assertThat(library.select("SELECT file FROM segment"))
                .as(moment)
                .allSatisfy(file -> assertThat(segments.resolve(file)).exists());
        Progress watch = new Progress() {
            @Override
            public void step(String title) {
                check.accept(title);
            }

            @Override
            public void amount(long done, long total) {
                check.accept(done + "/" + total);
            }
        };

        assertComplete(library.run(watch));

        check.accept("end");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @Test
    void trap8TheNumberOfTheRunIsTheOnlyParameterAndIdentifiesIt() throws Exception {
        library.run();
        library.run();

        assertThat(library.select("SELECT PARAMETER_NAME, PARAMETER_TYPE, PARAMETER_VALUE, IDENTIFYING"
                        + " FROM BATCH_JOB_EXECUTION_PARAMS ORDER BY JOB_EXECUTION_ID"))
                .containsExactly("run java.lang.Long 1 Y", "run java.lang.Long 2 Y");
    }

    @Test
    void trap9APartThatWasNotStagedIsNeverPublishedWithoutAndIsStagedByTheNextAttempt() throws Exception {
        Progress lose = atStep(
                "审核",
                () -> library.update("UPDATE part SET segment = NULL WHERE segment ="
                        + " (SELECT segment FROM part WHERE form = 'events' AND unit = 'Q02')"));

        assertThatThrownBy(() -> library.run(lose))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("读取的行数与处理的行数不平衡，为防止漏行，本批汇总中止。");

        assertThat(library.select("SELECT state FROM run")).containsExactly("FAILED");
        assertThat(library.latest()).doesNotExist();
        assertThat(library.run().run().rows()).isEqualTo(35);
        assertThat(library.figure("T01")).isEqualTo("20");
    }

    @Test
    void trap9RowsThatStandInTwoSegmentsAreNoticed() throws Exception {
        library.run();
        library.update("UPDATE part SET segment = NULL WHERE form = 'events' AND unit = 'Q02'");

        assertThatThrownBy(library::run)
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("第2批汇总失败：XT-02 “河东区图书馆/读者活动台账.csv”读取的行数与处理的行数不平衡，为防止漏行，本批汇总中止。");
    }

    @Test
    void aSegmentThatIsGoneIsStagedAgainFromTheArchive() throws Exception {
        library.run();
        Map<String, String> published = library.published();
        for (String file : library.select("SELECT file FROM segment WHERE form = 'stock'")) {
            Files.delete(library.work().resolve("segments").resolve(file));
        }

        assertThat(library.run().run().readAgain()).isEqualTo(5);

        assertThat(library.published()).isEqualTo(published);
    }

    @Test
    void aSegmentThatWasCutShortIsStagedAgain() throws Exception {
        library.run();
        Map<String, String> published = library.published();
        cutShort("stock");

        assertThat(library.run().run().readAgain()).isEqualTo(5);

        assertThat(library.published()).isEqualTo(published);
    }

    @Test
    void aRunThatFailedOverADamagedSegmentStagesItAgainWhenItGoesOn() throws Exception {
        Progress damage = atStep("审核", () -> cutShort("events"));

        assertThatThrownBy(() -> library.run(damage)).isInstanceOf(RunException.class);

        assertThat(library.select("SELECT state FROM run")).containsExactly("FAILED");
        RunReport report = library.run();
        assertThat(report.run().rows()).isEqualTo(35);
        assertThat(report.run().readAgain()).isEqualTo(10);
        assertThat(library.figure("T01")).isEqualTo("20");
        assertThat(library.select("SELECT id, state FROM run")).containsExactly("1 DONE");
    }

    private void cutShort(String form) {
        for (String file : library.select("SELECT file FROM segment WHERE form = '" + form + "'")) {
            Path segment = library.work().resolve("segments").resolve(file);
            try {
                Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), 100));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void namesOfFoldersMeanNothing() throws Exception {
        // To what reads files, brackets, stars and question marks are wildcards, and the last two name columns.
        Path root = folder.resolve("附表[2023]*?/参加人次=5/_kind=T");
        Library there = Library.reported(root);
        there.put("市图书馆/读者活动台账.csv", Library.events(0, 150_000));
        assertThat(Files.size(there.input().resolve("市图书馆/读者活动台账.csv"))).isGreaterThan(4 << 20);

        assertThat(there.run().run().rows()).isEqualTo(150_033);

        FileSystemUtils.copyRecursively(folder.resolve("附表[2023]*?"), folder.resolve("附表2xy"));
        assertThat(there.run().run().readAgain()).isZero();
        assertThat(there.figure("T01")).isEqualTo("150018");
    }

    @Test
    void everyPartitionGetsItsConnectionHoweverManyProcessorsThereAre() throws Exception {
        int wanted = 2 * StageStep.PARTITIONS + 2;
        List<Connection> connections = new ArrayList<>();
        try (ControlDatabase database = ControlDatabase.open(library.work())) {
            try {
                for (int i = 0; i < wanted; i++) {
                    connections.add(database.dataSource().getConnection());
                }
                assertThat(connections).hasSize(wanted);
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        }
    }
}
