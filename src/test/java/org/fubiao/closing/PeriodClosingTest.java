package org.fubiao.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Library;
import org.fubiao.batch.Outputs;
import org.fubiao.batch.Progress;
import org.fubiao.batch.RunException;
import org.fubiao.batch.RunReport;
import org.fubiao.batch.RunRequest;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.PeriodClosing.Refusal;
import org.fubiao.closing.PeriodClosing.Reopened;
import org.fubiao.closing.PeriodClosing.State;
import org.fubiao.comparing.RunComparison;
import org.fubiao.control.TestDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.publishing.PublishedFolder;
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
        return open((runner, closing) -> closing.verify(last(closing)).state());
    }

    private State look() throws Exception {
        return open((runner, closing) -> closing.look(last(closing)).state());
    }

    private static Closing last(PeriodClosing closing) {
        return closing.closings().of(Library.ID, Library.PERIOD).get(0);
    }

    private Reopened reopen(String reason) throws Exception {
        return open((runner, closing) -> closing.reopen(Library.ID, Library.PERIOD, reason, WANG));
    }

    private Path output() {
        return library.latest().resolveSibling(".").normalize();
    }

    private Path mark() {
        return output().resolve("closed.json");
    }

    /** Runs the job with a work folder of its own, but to the same output. */
    private RunReport runElsewhere(Progress progress) throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        try (BatchRunner runner = BatchRunner.open(elsewhere)) {
            Job job = new JobCatalog(library.jobs(), SoundDefinitions.NONE).get(Library.ID);
            RunRequest request = new RunRequest(
                    job,
                    Library.PERIOD,
                    library.input().resolveSibling(".").normalize(),
                    library.output().resolve(Library.ID),
                    elsewhere,
                    "");
            return runner.run(request, progress);
        }
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

        assertThat(reopen("市图书馆更正")).isEqualTo(Reopened.DONE);
        assertThat(mark()).doesNotExist();
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
        assertThat(reopen("更正")).isEqualTo(Reopened.DONE);
        assertThat(reopen("再来")).isEqualTo(Reopened.OPEN);

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
        List<String> changed =
                open((runner, closing) -> closing.verify(last(closing)).files());
        assertThat(changed).containsExactly("figures.csv");
        Files.writeString(file, figures);
        Path manifest = file.resolveSibling("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text + " ");
        assertThat(state()).isEqualTo(State.MANIFEST_CHANGED);
        Files.delete(manifest);
        assertThat(state()).isEqualTo(State.GONE);
    }

    @Test
    void noOtherWorkFolderChangesWhatWasSigned() throws Exception {
        library.run();
        assertThat(close(1)).isEmpty();
        Map<String, String> signed = Outputs.hashes(output());
        library.put(EVENTS, Library.events(0, 9));

        assertThatThrownBy(() -> runElsewhere(Progress.SILENT))
                .isInstanceOf(RunException.class)
                .hasMessageContainingAll(
                        "2023年已由王五 处长于",
                        "签署封账（第1批）",
                        "封账标记在产出目录 " + output(),
                        "换一个工作目录也不能改动它们",
                        "工作目录 " + library.work(),
                        "--output");
        assertThat(Outputs.hashes(output())).isEqualTo(signed);
        try (BatchRunner other = BatchRunner.open(folder.resolve("elsewhere"))) {
            assertThat(other.runs().all()).isEmpty();
        }

        reopen("市图书馆更正");
        assertThat(runElsewhere(Progress.SILENT).run().id()).isEqualTo(1);
        assertThat(library.published()).isNotEqualTo(signed);
    }

    @Test
    void aRunElsewhereThatHadBegunBeforeDoesNotPublish() throws Exception {
        library.run();
        library.put(EVENTS, Library.events(0, 9));
        Map<String, String> published = library.published();
        List<String> refusals = new ArrayList<>();

        assertThatThrownBy(() -> runElsewhere(new Progress() {
                    @Override
                    public void step(String title) {
                        if (title.equals("出表")) {
                            try {
                                refusals.add(close(1).toString());
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }

                    @Override
                    public void amount(long done, long total) {}
                }))
                .isInstanceOf(RunException.class)
                .hasMessageContainingAll("第1批汇总失败", "2023年已由王五 处长于", "换一个工作目录也不能改动它们");

        assertThat(refusals).containsExactly("[]");
        assertThat(library.published()).isEqualTo(published);
        assertThat(output().resolve("runs/0001-2")).doesNotExist();
        assertThat(state()).isEqualTo(State.AS_SIGNED);
    }

    @Test
    void aMarkThatCannotBeReadIsStillOneAndIsMendedFromTheRegister() throws Exception {
        library.run();
        close(1);
        String mark = Files.readString(mark());
        Files.writeString(mark(), mark.substring(0, 20));

        assertThatThrownBy(() -> runElsewhere(Progress.SILENT))
                .isInstanceOf(RunException.class)
                .hasMessageContainingAll("封账标记 " + mark() + " 已损坏", "请重新启动登记该封账的服务");
        restoreMarks();
        assertThat(mark()).hasContent(mark);
        // What a version before this one had closed has none.
        Files.delete(mark());
        restoreMarks();
        assertThat(mark()).hasContent(mark);
    }

    private void restoreMarks() throws Exception {
        open((runner, closing) -> {
            closing.restoreMarks();
            return closing;
        });
    }

    @Test
    void aMarkOfWhichTheRegisterKnowsNothingHoldsUntilSomebodyTakesItAway() throws Exception {
        library.run();
        close(1);
        String mark = Files.readString(mark());
        reopen("x");
        // As if the process had been killed between the mark and the register.
        Files.writeString(mark(), mark);

        assertThatThrownBy(library::run).hasMessageContainingAll("签署封账（第1批）", "封账标记在产出目录 " + output());
        open((runner, closing) -> {
            assertThat(closing.stray(Library.ID, Library.PERIOD)).hasValueSatisfying(stray -> {
                assertThat(stray.own()).isTrue();
                assertThat(stray.closed().name()).isEqualTo("王五 处长");
            });
            return closing;
        });
        assertThat(close(1)).isEmpty();
        assertThat(reopen("y")).isEqualTo(Reopened.DONE);
        Files.writeString(mark(), mark);
        assertThat(reopen("z")).isEqualTo(Reopened.DONE);
        assertThat(mark()).doesNotExist();

        // Another one's mark is left to the other.
        Files.writeString(mark(), mark.replace("\"0001\"", "\"0001-2\""));
        assertThat(reopen("z")).isEqualTo(Reopened.ELSEWHERE);
        assertThat(mark()).exists();
        Files.writeString(mark(), mark.replaceAll("[0-9a-f]{64}", "0".repeat(64)));
        assertThat(close(1)).containsExactly(Refusal.MARKED);
    }

    @Test
    void outputsAreReadBeforeTheRunLockIsTakenAndAgainOnlyWhenAskedFor() throws Exception {
        library.run();
        Path file = library.latest().toRealPath().resolve("figures.csv");
        String figures = Files.readString(file);
        FileTime written = Files.getLastModifiedTime(file);
        Files.writeString(file, figures.replace("20", "21"));
        try (RunLock lock =
                RunLock.take(library.work(), Library.ID, Library.PERIOD).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(close(1)).containsExactly(Refusal.DAMAGED);
        }
        Files.writeString(file, figures);
        Files.setLastModifiedTime(file, written);

        open((runner, closing) -> {
            assertThat(closing.close(Library.ID, Library.PERIOD, 1, "同意封账", WANG))
                    .isEmpty();
            assertThat(closing.look(last(closing)).state()).isEqualTo(State.AS_SIGNED);
            // Same size, same time: only who reads it can tell.
            Files.writeString(file, figures.replace("20", "21"));
            Files.setLastModifiedTime(file, written);
            assertThat(closing.look(last(closing)).state()).isEqualTo(State.AS_SIGNED);
            assertThat(closing.verify(last(closing)).files()).containsExactly("figures.csv");
            assertThat(closing.look(last(closing)).state()).isEqualTo(State.FILES_CHANGED);

            Files.writeString(file, figures);
            assertThat(closing.look(last(closing)))
                    .satisfies(check -> assertThat(check.state()).isEqualTo(State.FILES_TOUCHED))
                    .satisfies(check -> assertThat(check.files()).containsExactly("figures.csv"));
            assertThat(closing.verify(last(closing)).state()).isEqualTo(State.AS_SIGNED);
            Files.writeString(file, figures + "more");
            assertThat(closing.look(last(closing)).state()).isEqualTo(State.FILES_CHANGED);
            Files.writeString(file, figures);
            return closing;
        });
        // Another process knows when it was signed, and whether anything was written to since.
        assertThat(look()).isEqualTo(State.FILES_TOUCHED);
        Files.setLastModifiedTime(file, written);
        assertThat(look()).isEqualTo(State.AS_SIGNED);
    }

    @Test
    void whatCountsIsWhatWasSignedWhateverLatestLeadsTo() throws Exception {
        library.run();
        library.put(EVENTS, Library.events(0, 9)).run();
        close(2);
        Files.delete(library.latest());
        Files.createSymbolicLink(library.latest(), Path.of("runs", "0001"));

        Path signed = output().resolve("runs/0002").toRealPath();
        assertThat(new PublishedFolder(output()).latestRun()).contains(signed);
        assertThat(state()).isEqualTo(State.NOT_LATEST);
        Files.delete(mark());
        open((runner, closing) -> {
            assertThat(closing.outputs(Library.ID, Library.PERIOD, output())).contains(signed);
            return closing;
        });
    }
}
