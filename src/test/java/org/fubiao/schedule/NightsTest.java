package org.fubiao.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.fubiao.answering.Answers;
import org.fubiao.audit.Actor;
import org.fubiao.batch.Library;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.closing.Signer;
import org.fubiao.control.TestDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.run.Run;
import org.fubiao.run.RunLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Jobs that run by themselves. It is nine in the morning of 2024-01-10, and the job is run at half past one in the night. */
class NightsTest {
    private static final Instant FIRST = Instant.parse("2024-01-10T17:30:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final TickingClock clock = new TickingClock();
    private Library library;

    @BeforeEach
    void schedule() {
        library = Library.reported(folder);
        library.define("job.yml", "period: year", "period: year\nschedule: \"0 30 1 * * *\"");
    }

    private NightServer server() throws Exception {
        NightServer server = new NightServer(library, clock).start();
        server.await(() -> server.nights.plan(Library.ID).next() != null);
        return server;
    }

    @Test
    void aNightIsRunOnceAndOneInWhichNothingChangedSaysSo() throws Exception {
        try (NightServer server = server()) {
            assertThat(server.nights.plan(Library.ID).next()).isEqualTo(FIRST);
            assertThat(server.told()).isEmpty();

            clock.pass(DAY);
            server.awaitNights(1);
            assertThat(server.told()).containsExactly("2023 DONE 1");
            Night night = server.log.last(1).get(0);
            assertThat(night.planned()).isEqualTo(FIRST);
            assertThat(night.words()).startsWith("第1批汇总完成").contains("报送文件 10 个，数据 35 行；错误 0 处");
            assertThat(server.nights.plan(Library.ID).next()).isEqualTo(FIRST.plus(DAY));

            clock.pass(DAY);
            server.awaitNights(2);
            assertThat(server.told()).containsExactly("2023 UNCHANGED 1", "2023 DONE 1");
            assertThat(server.log.last(1).get(0).words()).isEqualTo("自第1批以来没有变化，未重新汇总。");
            assertThat(server.runner.runs().of(Library.ID)).hasSize(1);

            library.put("市图书馆/读者活动台账.csv", Library.events(0, 3));
            clock.pass(DAY);
            server.awaitNights(3);
            assertThat(server.told().get(0)).isEqualTo("2023 DONE 2");
        }
    }

    @Test
    void everyPeriodWhoseInputChangedIsRunAndThenTheOneThatIsComparedWithIt() throws Exception {
        library.put("../2022/市图书馆/读者活动台账.csv", Library.events(0, 2));
        try (NightServer server = server()) {
            clock.pass(DAY);
            server.awaitNights(2);
            assertThat(server.told()).containsExactly("2023 DONE 2", "2022 DONE 1");

            library.put("../2022/市图书馆/读者活动台账.csv", Library.events(0, 4));
            clock.pass(DAY);
            server.awaitNights(4);
            assertThat(server.told().subList(0, 2)).containsExactly("2023 DONE 4", "2022 DONE 3");

            clock.pass(DAY);
            server.awaitNights(5);
            assertThat(server.told().get(0)).isEqualTo("2023 UNCHANGED 4");
        }
    }

    @Test
    void nightsThatWereMissedAreCaughtUpOnce() throws Exception {
        server().close();
        clock.pass(Duration.ofDays(5));

        try (NightServer server = new NightServer(library, clock).start()) {
            server.awaitNights(1);

            assertThat(server.told()).containsExactly("2023 DONE 1");
            assertThat(server.log.last(1).get(0).planned()).isEqualTo(FIRST);
            assertThat(server.nights.plan(Library.ID).next()).isEqualTo(FIRST.plus(Duration.ofDays(5)));
            server.nights.poll();
            assertThat(server.told()).hasSize(1);
        }
    }

    @Test
    void aDeadlineThatPassedIsAChange() throws Exception {
        library.define("expected.yml", "deadline: 01-11\n");
        try (NightServer server = server()) {
            server.nights.runNow(Library.ID);
            server.awaitNights(1);
            Run run = server.runner.runs().get(1);
            Unchanged unchanged = new Unchanged(
                    server.runner.runs(),
                    new Answers(new JdbcTemplate(server.runner.dataSource())),
                    folder.resolve("input"),
                    library.output());
            var job = new JobCatalog(library.jobs(), SoundDefinitions.NONE).get(Library.ID);
            // The run was made today, by the clock of this machine: long after the deadline.
            assertThat(unchanged.since(job, Library.PERIOD, run.day())).isPresent();
            assertThat(unchanged.since(job, Library.PERIOD, LocalDate.parse("2024-01-11")))
                    .isEmpty();
        }
    }

    @Test
    void anAnswerOnAPageIsAChangeOnce() throws Exception {
        try (NightServer server = server()) {
            server.nights.runNow(Library.ID);
            server.awaitNights(1);
            JdbcTemplate jdbc = new JdbcTemplate(server.runner.dataSource());
            Unchanged unchanged =
                    new Unchanged(server.runner.runs(), new Answers(jdbc), folder.resolve("input"), library.output());
            Job job = new JobCatalog(library.jobs(), SoundDefinitions.NONE).get(Library.ID);
            LocalDate day = server.runner.runs().get(1).day();
            assertThat(unchanged.since(job, Library.PERIOD, day)).isPresent();

            jdbc.update("INSERT INTO page_waiver (job, period, scope, attempt, rule, unit, form, item, field, reason,"
                    + " last_day, asked, asked_display, asked_at, state, decided, decided_display, decided_at)"
                    + " VALUES ('library', '2023', '" + "0".repeat(64) + "', 1, 'TX-01', 'T01', '', '', '', '试',"
                    + " DATE '2099-12-31', 'a', '甲', CURRENT_TIMESTAMP, 'GRANTED', 'b', '乙', CURRENT_TIMESTAMP)");
            assertThat(unchanged.since(job, Library.PERIOD, day)).isEmpty();

            server.nights.runNow(Library.ID);
            server.awaitNights(2);
            assertThat(unchanged.since(job, Library.PERIOD, day)).isPresent();
        }
    }

    @Test
    void aNightThatTheEndOfTheServerStoppedGoesOnWithTheSameRun() throws Exception {
        library.put("市图书馆/读者活动台账.csv", Library.events(0, 120_000));
        try (NightServer server = server()) {
            clock.pass(DAY);
            server.await(() -> !server.runner.runs().of(Library.ID).isEmpty());
        }

        try (NightServer server = new NightServer(library, clock).start()) {
            server.awaitNights(2);
            assertThat(server.told()).containsExactly("2023 DONE 1", "2023 STOPPED 1");
            assertThat(server.log.last(1).get(0).planned()).isEqualTo(FIRST);
        }
    }

    @Test
    void aNightWhoseServerWasKilledGoesOnWithTheSameRun() throws Exception {
        library.put("市图书馆/读者活动台账.csv", Library.events(0, 120_000));
        try (NightServer server = server()) {
            clock.pass(DAY);
            server.await(() -> !server.runner.runs().of(Library.ID).isEmpty());
        }
        // As it would stand there if the process had been killed: nobody noted any end.
        library.update("UPDATE run SET state = 'RUNNING', ended = NULL");
        library.update("UPDATE night SET outcome = NULL, ended = NULL, run = NULL");
        library.update("UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'gone', last_heartbeat ="
                + " TIMESTAMP WITH TIME ZONE '2024-01-11 00:00:00+00'");
        clock.pass(Duration.ofHours(1));

        try (NightServer server = new NightServer(library, clock).start()) {
            server.awaitNights(2);
            assertThat(server.told()).containsExactly("2023 DONE 1", "2023 INTERRUPTED null");
            assertThat(server.runner.runs().of(Library.ID)).hasSize(1);
        }
    }

    @Test
    void aRefusalIsNotTakenForTheStopOfAnEarlierRun() throws Exception {
        try (NightServer server = server()) {
            server.nights.runNow(Library.ID);
            server.awaitNights(1);
            library.update("UPDATE run SET state = 'STOPPED'");

            try (RunLock other =
                    RunLock.take(library.work(), Library.ID, Library.PERIOD).orElseThrow()) {
                assertThat(other).isNotNull();
                server.nights.runNow(Library.ID);
                server.awaitNights(2);
            }
            assertThat(server.told().get(0)).isEqualTo("2023 REFUSED null");

            server.nights.runNow(Library.ID);
            server.awaitNights(3);
            assertThat(server.told().get(0)).startsWith("2023 DONE");
        }
    }

    @Test
    void aPeriodThatIsClosedIsLeftAlone() throws Exception {
        try (NightServer server = server()) {
            server.nights.runNow(Library.ID);
            server.awaitNights(1);
            Signer signer = new Signer(new Actor("li", ""), "李主任");
            assertThat(server.closing.close(Library.ID, Library.PERIOD, 1, "核对无误", signer))
                    .isEmpty();

            library.put("市图书馆/读者活动台账.csv", Library.events(0, 3));
            server.nights.runNow(Library.ID);
            server.awaitNights(2);
            assertThat(server.told().get(0)).isEqualTo("2023 UNCHANGED 1");
            assertThat(server.log.last(1).get(0).words()).isEqualTo("已封账，附表仍是第1批的，未重新汇总。");

            assertThat(server.closing.reopen(Library.ID, Library.PERIOD, "补报", signer))
                    .isEqualTo(PeriodClosing.Reopened.DONE);
            server.nights.runNow(Library.ID);
            server.awaitNights(3);
            assertThat(server.told().get(0)).isEqualTo("2023 DONE 2");
        }
    }

    @Test
    void anotherScheduleHoldsWithoutARestart() throws Exception {
        try (NightServer server = server()) {
            library.define("job.yml", "0 30 1 * * *", "0 0 12 * * *");
            server.await(() -> Instant.parse("2024-01-10T04:00:00Z")
                    .equals(server.nights.plan(Library.ID).next()));

            library.define("job.yml", "\nschedule: \"0 0 12 * * *\"", "");
            server.await(() -> server.nights.plan(Library.ID).next() == null);
            clock.pass(DAY);
            server.nights.poll();
            assertThat(server.told()).isEmpty();
        }
    }

    @Test
    void aScheduleThatIsSwitchedOffWaitsUntilItIsSwitchedOnAgain() throws Exception {
        try (NightServer server = server()) {
            server.nights.turn(Library.ID, false);
            assertThat(server.nights.plan(Library.ID).off()).isTrue();
            clock.pass(DAY);
            server.nights.poll();
            assertThat(server.nights.plan(Library.ID).next()).isNull();

            server.nights.turn(Library.ID, true);
            assertThat(server.nights.plan(Library.ID).next()).isEqualTo(FIRST.plus(DAY));
            assertThat(server.told()).isEmpty();
        }
    }

    @Test
    void whatIsRefusedIsNoFailureAndWhatFailsSaysWhy() throws Exception {
        try (NightServer server = server()) {
            try (RunLock other =
                    RunLock.take(library.work(), Library.ID, Library.PERIOD).orElseThrow()) {
                assertThat(other).isNotNull();
                server.nights.runNow(Library.ID);
                server.awaitNights(1);
            }
            assertThat(server.told()).containsExactly("2023 REFUSED null");
            assertThat(server.log.last(1).get(0).words()).contains("正在汇总");

            Files.writeString(library.output(), "in the way");
            clock.pass(DAY);
            server.awaitNights(2);
            assertThat(server.told().get(0)).isEqualTo("2023 FAILED 1");
            assertThat(server.log.last(1).get(0).words()).startsWith("第1批汇总失败");

            Files.delete(library.output());
            library.define("measures.yml", "count(*)", "count(nothing)");
            clock.pass(DAY);
            server.awaitNights(3);
            assertThat(server.told().get(0)).isEqualTo("null FAILED null");
            assertThat(server.log.last(1).get(0).words()).startsWith("任务定义有误").contains("nothing");

            library.define("measures.yml", "count(nothing)", "count(*)");
            server.await(() -> FIRST.plus(DAY.multipliedBy(2))
                    .equals(server.nights.plan(Library.ID).next()));
            clock.pass(DAY);
            server.awaitNights(4);
            assertThat(server.told().get(0)).startsWith("2023 DONE");
        }
    }

    @Test
    void aNightIsRunOnceWhereTwoServersShareAPostgresDatabase() throws Exception {
        TestDatabase.POSTGRESQL.prepare(library.work());
        try (NightServer one = server();
                NightServer other = server()) {
            for (int night = 1; night <= 3; night++) {
                library.put("市图书馆/读者活动台账.csv", Library.events(0, 2 + night));
                clock.pass(DAY);
                one.awaitNights(night);
                other.awaitNights(night);
                Instant next = FIRST.plus(DAY.multipliedBy(night));
                one.await(() -> next.equals(other.nights.plan(Library.ID).next()));
            }

            assertThat(one.told()).containsExactly("2023 DONE 3", "2023 DONE 2", "2023 DONE 1");
            assertThat(new JdbcTemplate(one.runner.dataSource())
                            .queryForObject("SELECT count(*) FROM run", Integer.class))
                    .isEqualTo(3);
        }
    }
}
