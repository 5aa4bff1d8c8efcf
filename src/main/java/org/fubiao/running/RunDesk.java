package org.fubiao.running;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Prerequisites;
import org.fubiao.batch.Prerequisites.Stage;
import org.fubiao.batch.RunException;
import org.fubiao.batch.RunReport;
import org.fubiao.batch.RunRequest;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.submission.Inbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs in the background, one for each job and period at a time, and has them come to rest when the server ends. */
public final class RunDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunDesk.class);
    /** Each takes what memory and processors there are: more at a time would only be slower. */
    private static final int MOST = 2;
    /** A run comes to rest at its next safe point; the process may be killed after that all the same. */
    private static final int REST_SECONDS = 90;

    private final BatchRunner runner;
    private final RunLog log;
    private final AuditLog audit;
    private final Folders folders;
    private final Function<String, Job> jobs;
    private final ExecutorService executor =
            Executors.newFixedThreadPool(MOST, task -> new Thread(task, "fubiao-background-run"));
    /** By job and period: what is going on, and what ended last. */
    private final Map<String, LiveRun> live = new LinkedHashMap<>();

    private boolean closing;

    /**
     * Where runs find and leave their files.
     *
     * @param input with a folder for each job
     * @param output with a folder for each job
     * @param work the work folder
     */
    public record Folders(Path input, Path output, Path work) {}

    /** @param jobs loads a job by its id, or throws {@link InvalidJobException} */
    public RunDesk(BatchRunner runner, RunLog log, AuditLog audit, Folders folders, Function<String, Job> jobs) {
        this.runner = runner;
        this.log = log;
        this.audit = audit;
        this.folders = folders;
        this.jobs = jobs;
    }

    /** Why a run is not started. */
    public enum Refusal {
        /** There is one of this job and period already. */
        RUNNING,
        /** There are as many as can be. */
        BUSY,
        /** Nothing was received for the period. */
        NOTHING,
        /** The server is about to end. */
        CLOSING
    }

    /**
     * A run that is going on or ended last.
     *
     * @param now the period that is totalled now: another one, where that has to be there first
     * @param run its number, 0 until it has one
     * @param step what it does now, empty until it does anything
     * @param total how much there is to do in the step, 0 if that is not known
     * @param failure why it failed, in words for users, or null
     */
    public record View(
            String job,
            Period period,
            Period now,
            long run,
            String step,
            long done,
            long total,
            boolean stopping,
            boolean ended,
            @Nullable String failure) {}

    /** A run is not started, and nothing happened. */
    public static final class RefusedException extends Exception {
        private final Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.name());
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }

    /** Starts a run, and before it what has to be there first. */
    public synchronized Optional<Refusal> start(Job job, Period period, String reason, Actor by) throws IOException {
        Optional<Refusal> refusal = refusal(job, period);
        if (refusal.isEmpty() && going() >= MOST) {
            refusal = Optional.of(Refusal.BUSY);
        }
        String subject = job.id() + " " + period;
        if (refusal.isPresent()) {
            audit.refused(by, Action.RUN_START, subject, reason);
            return refusal;
        }
        LiveRun wanted = enter(job, period, reason, by);
        executor.execute(() -> runAndForget(job, wanted, reason, by));
        return Optional.empty();
    }

    /**
     * Runs a job in the thread that asks for it, and before it what has to be there first. Pages show it like any other run.
     *
     * @throws RefusedException if it is not started
     * @throws RunException if it is refused, fails or is stopped
     */
    public RunReport run(Job job, Period period, String reason, Actor by)
            throws RefusedException, RunException, IOException {
        LiveRun wanted;
        synchronized (this) {
            Optional<Refusal> refusal = refusal(job, period);
            if (refusal.isPresent()) {
                throw new RefusedException(refusal.get());
            }
            wanted = enter(job, period, reason, by);
        }
        return run(job, wanted, reason, by);
    }

    private LiveRun enter(Job job, Period period, String reason, Actor by) {
        LiveRun wanted = new LiveRun(job.id(), period, log, runner::stop);
        live.remove(key(job.id(), period));
        live.put(key(job.id(), period), wanted);
        audit.done(by, Action.RUN_START, job.id() + " " + period, reason);
        return wanted;
    }

    private long going() {
        return live.values().stream().filter(one -> !one.hasEnded()).count();
    }

    private Optional<Refusal> refusal(Job job, Period period) throws IOException {
        if (closing) {
            return Optional.of(Refusal.CLOSING);
        }
        LiveRun there = live.get(key(job.id(), period));
        if (there != null && !there.hasEnded()) {
            return Optional.of(Refusal.RUNNING);
        }
        return inbox(job).files(period).isEmpty() ? Optional.of(Refusal.NOTHING) : Optional.empty();
    }

    private Inbox inbox(Job job) {
        return new Inbox(folders.input().resolve(job.id()));
    }

    /** The periods for which a job has received anything, the latest first. */
    public List<Period> periods(Job job) throws IOException {
        return inbox(job).periods().stream()
                .filter(period -> period.kind() == job.periodKind())
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    /** What went wrong is told by what is live, by the log and by the audit log. */
    private void runAndForget(Job job, LiveRun live, String reason, Actor by) {
        try {
            run(job, live, reason, by);
        } catch (RunException | IOException | RuntimeException e) {
            LOG.debug("told already", e);
        }
    }

    private RunReport run(Job job, LiveRun live, String reason, Actor by) throws RunException, IOException {
        String subject = job.id() + " " + live.period();
        String failure = "系统内部出错，详见服务日志。";
        try {
            for (Stage stage : new Prerequisites(runner.runs(), folders.input()).of(job, live.period())) {
                before(job, stage, live);
            }
            live.turnTo(live.period());
            live.say(reason.isEmpty() ? "按日程自动开始汇总" : "由 " + by.name() + " 开始汇总，原因：" + reason);
            RunReport report = runner.run(request(job, live.period(), reason), live);
            String words = words(report.run());
            live.say(words);
            audit.done(by, Action.RUN_END, subject, words);
            failure = null;
            return report;
        } catch (RunException e) {
            failure = e.getMessage() + (e.explained() ? "" : "详见服务日志。");
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.error("a run of {} broke off", subject, e);
            throw e;
        } finally {
            if (failure != null) {
                live.say(failure);
                audit.failed(by, Action.RUN_END, subject, failure);
            }
            live.end(failure);
        }
    }

    private void before(Job job, Stage stage, LiveRun live) throws IOException, RunException {
        String comparedBy = stage.comparedBy().describe();
        if (stage.own()) {
            Period before = stage.periods().get(0);
            String word = stage.comparedBy().kind().previousWord();
            runFirst(job, before, "上一报告期尚未汇总，先行汇总，以便与" + word + "比较", live);
            return;
        }
        try {
            Job other = jobs.apply(stage.job());
            for (Period part : stage.periods()) {
                runFirst(other, part, "与" + comparedBy + "核对的“" + stage.title() + "”尚未汇总，先行汇总", live);
            }
        } catch (InvalidJobException | RunException e) {
            if (live.isStopping() && e instanceof RunException stopped) {
                throw stopped;
            }
            LOG.warn("{} cannot be run before {}", stage.job(), job.id(), e);
            live.say("“" + stage.title() + "”未能汇总，与它的核对将列为无法判断；" + comparedBy + "照常汇总");
        }
    }

    private void runFirst(Job job, Period period, String why, LiveRun live) throws RunException {
        live.turnTo(period);
        live.say(why);
        live.say(words(runner.run(request(job, period, ""), live).run()));
    }

    private RunRequest request(Job job, Period period, String reason) {
        return new RunRequest(
                job,
                period,
                folders.input().resolve(job.id()),
                folders.output().resolve(job.id()),
                folders.work(),
                reason);
    }

    private static String words(Run run) {
        return String.format(
                "第%d批汇总完成：报送文件 %d 个，数据 %,d 行；错误 %d 处，警告 %d 处，提示 %d 处",
                run.id(), run.files(), run.rows(), run.errors(), run.warnings(), run.notes());
    }

    /** What is going on of a job, and what ended last. */
    public synchronized List<View> of(String job) {
        return live.values().stream()
                .filter(one -> one.job().equals(job))
                .map(LiveRun::view)
                .toList();
    }

    /** Asks a run to stop. Returns whether there was one to ask. */
    public synchronized boolean stop(String job, Period period, Actor by) {
        LiveRun there = live.get(key(job, period));
        if (there == null || there.hasEnded()) {
            return false;
        }
        there.stop();
        audit.done(by, Action.RUN_STOP, job + " " + period, there.run() == 0 ? "" : "第" + there.run() + "批");
        return true;
    }

    /** Whether nothing begins any more, because the server ends. */
    public synchronized boolean isClosing() {
        return closing;
    }

    /** Whether somebody asked the last run of a job and period to stop, and not the end of the server. */
    public synchronized boolean wasStopped(String job, Period period) {
        LiveRun last = live.get(key(job, period));
        return !closing && last != null && last.isStopping();
    }

    private static String key(String job, Period period) {
        return job + "/" + period;
    }

    /** Starts nothing more, asks what is going on to stop, and waits until it has come to rest. */
    @Override
    public void close() {
        Collection<LiveRun> going;
        synchronized (this) {
            closing = true;
            going = List.copyOf(live.values());
        }
        going.forEach(LiveRun::stop);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(REST_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a run did not come to rest within {} s; it goes on when it is started again", REST_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
