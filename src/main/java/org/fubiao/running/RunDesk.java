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
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.RunException;
import org.fubiao.batch.RunReport;
import org.fubiao.batch.RunRequest;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
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

    public RunDesk(BatchRunner runner, RunLog log, AuditLog audit, Folders folders) {
        this.runner = runner;
        this.log = log;
        this.audit = audit;
        this.folders = folders;
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
     * @param now the period that is totalled now: the one before, where that has to be there first
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

    /** Starts a run, and before it one of the period before, where that has input and was never run. */
    public synchronized Optional<Refusal> start(Job job, Period period, String reason, Actor by) throws IOException {
        Optional<Refusal> refusal = refusal(job, period);
        String subject = job.id() + " " + period;
        if (refusal.isPresent()) {
            audit.refused(by, Action.RUN_START, subject, reason);
            return refusal;
        }
        LiveRun wanted = new LiveRun(job.id(), period, log, runner::stop);
        live.remove(key(job.id(), period));
        live.put(key(job.id(), period), wanted);
        audit.done(by, Action.RUN_START, subject, reason);
        executor.execute(() -> run(job, wanted, reason, by));
        return Optional.empty();
    }

    private Optional<Refusal> refusal(Job job, Period period) throws IOException {
        if (closing) {
            return Optional.of(Refusal.CLOSING);
        }
        LiveRun there = live.get(key(job.id(), period));
        if (there != null && !there.hasEnded()) {
            return Optional.of(Refusal.RUNNING);
        }
        if (live.values().stream().filter(one -> !one.hasEnded()).count() >= MOST) {
            return Optional.of(Refusal.BUSY);
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

    private void run(Job job, LiveRun live, String reason, Actor by) {
        String subject = job.id() + " " + live.period();
        String failure = "系统内部出错，详见服务日志。";
        try {
            before(job, live);
            live.say("由 " + by.name() + " 开始汇总，原因：" + reason);
            RunReport report = runner.run(request(job, live.period(), reason), live);
            String words = words(report.run());
            live.say(words);
            audit.done(by, Action.RUN_END, subject, words);
            failure = null;
        } catch (RunException e) {
            failure = e.getMessage() + (e.explained() ? "" : "详见服务日志。");
            live.say(failure);
            audit.failed(by, Action.RUN_END, subject, failure);
        } catch (IOException | RuntimeException e) {
            LOG.error("a run of {} broke off", subject, e);
            live.say(failure);
            audit.failed(by, Action.RUN_END, subject, failure);
        } finally {
            live.end(failure);
        }
    }

    /** Without the period before, the appendices would silently lack what they compare with. */
    private void before(Job job, LiveRun live) throws IOException, RunException {
        Period before = live.period().previous();
        if (inbox(job).periods().contains(before)
                && runner.runs().latestDone(job.id(), before).isEmpty()) {
            live.turnTo(before);
            live.say("上一报告期尚未汇总，先行汇总，以便与" + before.kind().previousWord() + "比较");
            live.say(words(runner.run(request(job, before, ""), live).run()));
            live.turnTo(live.period());
        }
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
