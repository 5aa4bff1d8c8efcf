package org.fubiao.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Library;
import org.fubiao.batch.RunException;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.PeriodClosing.Refusal;
import org.fubiao.closing.PeriodClosing.State;
import org.fubiao.comparing.RunComparison;
import org.fubiao.control.TestDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.run.RunLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was signed off stays as it is, whoever runs what, until it is opened again for a reason. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PeriodClosingTest {
    private static final Signer WANG = new Signer(new Actor("wang", "10.0.0.1"), "王五 处长");
    private static final String EVENTS = "市图书馆/读者活动台账.csv";

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private Library library;

    PeriodClosingTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void prepare() {
        library = Library.reported(folder);
        kind.prepare(library.work());
    }

    /** Something that is done while the work folder is open. */
    private interface Work<T> {
        T with(BatchRunner runner, PeriodClosing closing) throws Exception;
    }

    private <T> T open(Work<T> work) throws Exception {
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            AuditLog audit = new AuditLog(new JdbcTemplate(runner.dataSource()), Clock.systemUTC());
            return work.with(runner, new PeriodClosing(runner.dataSource(), audit, Clock.systemUTC(), library.work()));
        }
    }

    private List<Refusal> close(long run) throws Exception {
        return open((runner, closing) -> closing.close(Library.ID, Library.PERIOD, run, "同意封账", WANG).stream()
                .toList());
    }

    private State state() throws Exception {
        return open((runner, closing) -> closing.check(
                        closing.closings().of(Library.ID, Library.PERIOD).get(0))
                .state());
    }

    @Test
    void aClosedPeriodIsNotRunAgainUntilItIsOpenedForAReason() throws Exception {
        library.run();
        assertThat(close(1)).isEmpty();
        Map<String, String> signed = library.published();
        library.put(EVENTS, Library.events(0, 9));

        assertThatThrownBy(library::run)
                .isInstanceOf(RunException.class)
                .hasMessageContainingAll("2023年已由王五 处长于", "签署封账（第1批）", "已出的附表不变", "解除封账后再运行");
        assertThat(library.published()).isEqualTo(signed);
        List<Run> runs = open((runner, closing) -> runner.runs().all());
        assertThat(runs).hasSize(1);
        assertThat(state()).isEqualTo(State.AS_SIGNED);

        boolean reopened = open((runner, closing) -> closing.reopen(Library.ID, Library.PERIOD, "市图书馆更正", WANG));
        assertThat(reopened).isTrue();
        library.run();
        assertThat(library.published()).isNotEqualTo(signed);
        // The signed version is still there, and is told from the new one.
        assertThat(state()).isEqualTo(State.AS_SIGNED);
        open((runner, closing) -> {
            Run first = runner.runs().get(1);
            Run second = runner.runs().get(2);
            assertThat(PublishedTables.folder(first.output(), 1, first.started()))
                    .isPresent();
            Job job = new JobCatalog(library.jobs(), SoundDefinitions.NONE).get(Library.ID);
            RunComparison restated =
                    RunComparison.between(job.during(Library.PERIOD), first, second, runner.dataSource());
            assertThat(restated.changes().figures())
                    .extracting(change -> change.id() + " " + change.before() + " " + change.now())
                    .containsExactly("T01 20场 27场");
            assertThat(restated.source(restated.changes().figures().get(0)).parts())
                    .extracting(part -> part.unit().name() + part.now())
                    .containsExactly("市图书馆市图书馆/读者活动台账.csv");
            Closing closed = closing.closings().of(Library.ID, Library.PERIOD).get(0);
            assertThat(closed.reopened()).isNotNull().satisfies(how -> {
                assertThat(how.reason()).isEqualTo("市图书馆更正");
                assertThat(how.name()).isEqualTo("王五 处长");
            });
            assertThat(closing.closings().current(Library.ID, Library.PERIOD)).isEmpty();
            return closed;
        });
        assertThat(close(2)).isEmpty();
        List<Long> history = open((runner, closing) -> closing.closings().of(Library.ID, Library.PERIOD).stream()
                .map(Closing::run)
                .toList());
        assertThat(history).containsExactly(2L, 1L);
    }

    @Test
    void everythingIsAudited() throws Exception {
        library.run();
        close(7);
        close(1);
        close(1);
        open((runner, closing) -> closing.reopen(Library.ID, Library.PERIOD, "更正", WANG));
        open((runner, closing) -> closing.reopen(Library.ID, Library.PERIOD, "再来", WANG));

        List<String> log =
                open((runner, closing) -> new AuditLog(new JdbcTemplate(runner.dataSource()), Clock.systemUTC())
                        .find(new AuditLog.Filter("", null, "", null, null), 0, 10).stream()
                                .map(entry -> entry.who() + " " + entry.action() + " " + entry.subject() + " "
                                        + entry.detail().replaceAll("[0-9a-f]{64}", "#") + " " + entry.outcome())
                                .toList());
        assertThat(log)
                .containsExactly(
                        "wang PERIOD_REOPENED library 2023 再来 REFUSED",
                        "wang PERIOD_REOPENED library 2023 更正 DONE",
                        "wang PERIOD_CLOSED library 2023 CLOSED REFUSED",
                        "wang PERIOD_CLOSED library 2023 第1批，清单校验值 #。同意封账 DONE",
                        "wang PERIOD_CLOSED library 2023 OTHER_RUN REFUSED");
    }

    @Test
    void onlyTheLatestRunIsSignedAndNotWhileAnotherIsGoingOn() throws Exception {
        assertThat(close(1)).containsExactly(Refusal.OTHER_RUN);
        library.run();
        library.put(EVENTS, Library.events(0, 9)).run();
        assertThat(close(1)).containsExactly(Refusal.OTHER_RUN);
        RunLock lock = RunLock.take(library.work(), Library.ID, Library.PERIOD).orElseThrow();
        assertThat(close(2)).containsExactly(Refusal.RUNNING);
        lock.close();
        assertThat(close(2)).isEmpty();
    }

    @Test
    void whatWasSignedAndIsNoLongerSoIsTold() throws Exception {
        library.run();
        Path file = library.latest().toRealPath().resolve("figures.csv");
        String figures = Files.readString(file);
        Files.writeString(file, figures.replace("20", "21"));
        assertThat(close(1)).containsExactly(Refusal.DAMAGED);
        Files.writeString(file, figures);
        assertThat(close(1)).isEmpty();
        assertThat(state()).isEqualTo(State.AS_SIGNED);

        Files.writeString(file, figures.replace("20", "21"));
        List<String> changed = open((runner, closing) -> closing.check(
                        closing.closings().of(Library.ID, Library.PERIOD).get(0))
                .files());
        assertThat(changed).containsExactly("figures.csv");
        Files.writeString(file, figures);
        Path manifest = file.resolveSibling("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text + " ");
        assertThat(state()).isEqualTo(State.MANIFEST_CHANGED);
        Files.delete(manifest);
        assertThat(state()).isEqualTo(State.GONE);
    }
}
