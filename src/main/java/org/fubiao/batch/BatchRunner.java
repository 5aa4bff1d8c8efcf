package org.fubiao.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.fubiao.answering.Answers;
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.closing.Closings;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.publishing.ClosedOutputException;
import org.fubiao.run.Fingerprint;
import org.fubiao.run.Run;
import org.fubiao.run.Run.State;
import org.fubiao.run.RunLock;
import org.fubiao.run.Runs;
import org.fubiao.staging.Segments;
import org.fubiao.submission.Inbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs jobs: the one entry point that all faces share. Belongs to one work folder. */
public final class BatchRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    private static final Set<State> UNFINISHED = Set.of(State.RUNNING, State.FAILED, State.STOPPED);
    /** How long a process that is told to end waits for the step to come to rest. */
    private static final int STOP_SECONDS = 60;

    private final Path work;
    private final ControlDatabase database;
    private final Segments segments;
    private final Sessions sessions = new Sessions();
    private final Runs runs;
    private final Answers answers;
    private final Closings closings;
    private @Nullable Launcher launcher;

    private BatchRunner(Path work, ControlDatabase database, Segments segments) {
        this.work = work;
        this.database = database;
        this.segments = segments;
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        this.runs = new Runs(jdbc, Clock.systemUTC());
        this.answers = new Answers(jdbc);
        this.closings = new Closings(jdbc, Clock.systemUTC());
    }

    /** Opens a work folder, making it where it is missing. */
    public static BatchRunner open(Path work) throws DatabaseInUseException, IOException {
        ControlDatabase database = ControlDatabase.open(work);
        try {
            return new BatchRunner(work, database, new Segments(work));
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Wired when it is first needed: not by whoever finds that nothing has changed. */
    private synchronized Launcher launcher() {
        if (launcher == null) {
            launcher = new JobWiring(database.dataSource(), sessions, runs).launcher();
        }
        return launcher;
    }

    /** The control database of this work folder, which a process can open only once. */
    public DataSource dataSource() {
        return database.dataSource();
    }

    /** The same, for who copies it while it is open. Whoever opened the work folder closes it. */
    public ControlDatabase database() {
        return database;
    }

    /** The register of runs of this work folder. */
    public Runs runs() {
        return runs;
    }

    /** By what a run of a period is told from one with other definitions, or other answers to its findings. */
    public String definitions(Job job, Period period) {
        return answers.definitions(job, period);
    }

    /**
     * Runs a job for a period. A run of the same job and period that was interrupted goes on, unless its input, its
     * definitions or the reason have changed since.
     *
     * @throws BadRequestException if the job knows no such period, or nothing was received for it
     * @throws RunException if the period is closed, or the run is refused, fails or is stopped; what was published before stays
     */
    public RunReport run(RunRequest request, Progress progress) throws RunException {
        requireKind(request.job(), request.period());
        Job job = request.job().during(request.period());
        try (RunLock lock = lock(job, request)) {
            LOG.debug("holding {}", lock);
            requireOpen(job, request);
            Run run = beginOrResume(job, request);
            Job answered = job.withWaivers(answers.apply(run.id(), job.id(), run.period()));
            try (Session session = new Session(run, answered, work, segments, progress)) {
                return run(session);
            }
        } catch (IOException e) {
            FailureReason reason = FailureReason.of(e, List.of(work, request.input()));
            throw new RunException("读写工作目录或报送目录时出错：" + reason.text() + "。原有附表未变动。", e, reason.known());
        }
    }

    /** Asks the runs that are going on to stop. Each comes to rest at its next safe point and can go on later. */
    public void stop() {
        sessions.stop();
    }

    /** Asks one run to stop, if it is going on. */
    public void stop(long run) {
        sessions.stop(run);
    }

    private static void requireKind(Job job, Period period) throws BadRequestException {
        if (period.kind() != job.periodKind()) {
            String rhythm = switch (job.periodKind()) {
                case YEAR -> "按年报送";
                case QUARTER -> "按季报送";
                case MONTH -> "按月报送";
            };
            throw new BadRequestException("“" + job.title() + "”" + rhythm + "，报告期应写作 "
                    + job.periodKind().example() + "，而不是“" + period + "”。");
        }
    }

    /**
     * How a period is closed whose outputs are in a folder: by the register of this work folder, or by a mark in that folder. A run of it
     * is refused.
     *
     * @throws ClosedOutputException if it is, and nobody can tell by whom
     */
    public Optional<ClosedPeriod> closed(String job, Period period, Path periodOutput) throws IOException {
        return closings.holding(job, period, periodOutput);
    }

    /** What was signed off stays as it is. Asked with the lock held, without which nobody signs here; publishing asks once more. */
    private void requireOpen(Job job, RunRequest request) throws RunException, IOException {
        Optional<ClosedPeriod> closed;
        try {
            closed = closed(job.id(), request.period(), request.periodOutput());
        } catch (ClosedOutputException e) {
            throw new RunException(e.getMessage() + "。");
        }
        if (closed.isPresent()) {
            throw new RunException(closed.get().refusal(job.title()));
        }
    }

    private RunLock lock(Job job, RunRequest request) throws IOException, RunException {
        return RunLock.take(work, job.id(), request.period())
                .orElseThrow(() -> new RunException(
                        "“" + job.title() + "”" + request.period().describe() + "正在汇总，不能同时再运行一次。请等它结束后再试。"));
    }

    /** The latest run of a job and period, if it came to no end: it is going on, or may go on where it stopped, failed or was killed. */
    public Optional<Run> unfinished(String job, Period period) {
        return runs.latest(job, period).filter(run -> UNFINISHED.contains(run.state()));
    }

    /**
     * Whether an unfinished run would go on if it were asked for; otherwise its input, the definitions, what was answered to its findings, the
     * folders or the reason are others now, and it would be abandoned for a new one.
     */
    public boolean wouldGoOn(Run unfinished, RunRequest request) throws IOException {
        Job job = request.job().during(request.period());
        return isSame(
                unfinished, request, fingerprint(job, request, new Inbox(request.input()).files(request.period())));
    }

    private static boolean isSame(Run unfinished, RunRequest request, String fingerprint) {
        return unfinished.fingerprint().equals(fingerprint)
                && unfinished.input().equals(request.input().toAbsolutePath())
                && unfinished.output().equals(request.periodOutput().toAbsolutePath())
                && (request.reason().isEmpty() || request.reason().equals(unfinished.reason()));
    }

    private String fingerprint(Job job, RunRequest request, List<String> files) throws IOException {
        Inbox inbox = new Inbox(request.input());
        return Fingerprint.of(definitions(job, request.period()), inbox.folder(request.period()), files);
    }

    private Run beginOrResume(Job job, RunRequest request) throws IOException, BadRequestException {
        Inbox inbox = new Inbox(request.input());
        List<String> files = inbox.files(request.period());
        if (files.isEmpty()) {
            // Otherwise a mistyped folder would replace good appendices by empty ones.
            throw new BadRequestException("目录 " + inbox.folder(request.period()) + " 下没有报送文件，未作汇总，原有附表未变动。请把文件放入后再运行。");
        }
        String fingerprint = fingerprint(job, request, files);
        Optional<Run> latest = unfinished(job.id(), request.period());
        if (latest.isPresent()) {
            Run unfinished = latest.get();
            if (launcher().completed(unfinished.id())) {
                // Killed between its last step and its entry in the register: nothing is left to resume.
                runs.end(unfinished.id(), State.DONE);
            } else if (isSame(unfinished, request, fingerprint)) {
                runs.resume(unfinished.id());
                return runs.get(unfinished.id());
            } else {
                runs.end(unfinished.id(), State.ABANDONED);
            }
        }
        return runs.begin(
                job.id(),
                request.period(),
                request.reason(),
                request.input().toAbsolutePath(),
                request.periodOutput().toAbsolutePath(),
                fingerprint);
    }

    private RunReport run(Session session) throws RunException {
        sessions.add(session);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onShutdown = new Thread(() -> stop(session, ended), "fubiao-stop");
        Runtime.getRuntime().addShutdownHook(onShutdown);
        try {
            long run = session.run().id();
            session.progress().begun(run);
            return Undisturbed.call(
                    "fubiao-" + run, () -> finish(session, launcher().execute(run)), session::stop);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RunException cause) {
                throw cause;
            }
            throw new IllegalStateException("run " + session.run().id() + " broke off", e);
        } finally {
            sessions.remove(session);
            ended.countDown();
            removeHook(onShutdown);
        }
    }

    private static void stop(Session session, CountDownLatch ended) {
        session.stop();
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the run did not come to rest within {} s; it will go on at the next start", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending already", e);
        }
    }

    private RunReport finish(Session session, JobExecution execution) throws RunException {
        long run = session.run().id();
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            runs.end(run, State.DONE);
            return new RunReport(
                    runs.get(run),
                    session.job(),
                    session.latest(),
                    session.publication(),
                    session.reception().missing(),
                    session.findings().groups());
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            runs.end(run, State.STOPPED);
            throw new RunException("汇总已按要求停止。已读取的文件不会重读，重新运行即从停下处继续；原有附表未变动。");
        }
        runs.end(run, State.FAILED);
        Throwable cause = execution.getAllFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("status " + execution.getStatus()));
        LOG.error("run {} failed", run, cause);
        FailureReason reason =
                FailureReason.of(cause, List.of(work, session.run().output()));
        throw new RunException(
                "第" + run + "批汇总失败：" + reason.text() + "。原有附表未变动；排除问题后重新运行即从失败处继续。", cause, reason.known());
    }

    @Override
    public void close() {
        segments.close();
        database.tidy();
    }
}
