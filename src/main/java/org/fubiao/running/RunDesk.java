package org.fubiao.running;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.publishing.ClosedOutputException;
import org.fubiao.run.Run;
import org.fubiao.run.RunLock;
import org.fubiao.submission.Inbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs in the background, one for each job and period at a time, and has them come to rest when the server ends. */
public final class RunDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunDesk.class);
    /** Each takes what memory and processors there are: more at a time would only be slower. */
    private static final int MOST = 2;
    /** How long the end waits for runs: each comes to rest at its next safe point; the process may be killed after that all the same. */
    public static final Duration REST = Duration.ofSeconds(60);

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
        /** The period was signed off. */
        CLOSED,
        /** A run cannot go on: it has come to its end, or another of the period was begun after it. */
        OVER,
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

    /**
     * What is asked for.
     *
     * @param continued number of the run that is to go on, 0 if one is to be begun
     */
    private record Order(Job job, Period period, String reason, Actor by, long continued) {
        String subject() {
            return job.id() + " " + period;
        }

        Action action() {
            return continued == 0 ? Action.RUN_START : Action.RUN_RESTART;
        }

        String detail() {
            return continued == 0 ? reason : "第" + continued + "批";
        }
    }

    /** Starts a run, and before it what has to be there first. */
    public Optional<Refusal> start(Job job, Period period, String reason, Actor by) throws IOException {
        return begin(new Order(job, period, reason, by, 0));
    }

    /**
     * Lets a run go on where it stopped, failed or was killed. If what it reads is not what it was any more, it is abandoned, and a new run
     * begins for the same reason; the log of that says so.
     */
    public Optional<Refusal> restart(Job job, Run run, Actor by) throws IOException {
        Order order = new Order(job, run.period(), run.reason(), by, run.id());
        if (!isUnfinished(run)) {
            audit.refused(by, order.action(), order.subject(), order.detail());
            return Optional.of(Refusal.OVER);
        }
        return begin(order);
    }

    /** What becomes of a run that is asked to go on. */
    public enum Continuation {
        /** It cannot: it has come to its end, is going on, or another of the period was begun after it. */
        NONE,
        /** It goes on where it stopped. */
        GOES_ON,
        /** What it reads is not what it was: it is abandoned, and a new one begins. */
        BEGINS_ANEW
    }

    /** What would become of a run now if it were asked to go on. */
    public Continuation continuation(Job job, Run run) throws IOException {
        if (!isUnfinished(run)
                || isGoingOn(run)
                || RunLock.isHeld(folders.work(), run.job(), run.period())
                || isClosed(job.id(), run.period())) {
            return Continuation.NONE;
        }
        return runner.wouldGoOn(run, request(job, run.period(), run.reason()))
                ? Continuation.GOES_ON
                : Continuation.BEGINS_ANEW;
    }

    private boolean isUnfinished(Run run) {
        return runner.unfinished(run.job(), run.period())
                .filter(one -> one.id() == run.id())
                .isPresent();
    }

    private synchronized boolean isGoingOn(Run run) {
        LiveRun there = live.get(key(run.job(), run.period()));
        return there != null && !there.hasEnded();
    }

    private Optional<Refusal> begin(Order order) throws IOException {
        Optional<Refusal> refusal = obstacle(order);
        LiveRun wanted = live(order);
        if (refusal.isEmpty()) {
            refusal = enter(wanted, MOST);
        }
        if (refusal.isPresent()) {
            audit.refused(order.by(), order.action(), order.subject(), order.detail());
            return refusal;
        }
        note(order, wanted);
        try {
            executor.execute(() -> runAndForget(order, wanted));
        } catch (RejectedExecutionException e) {
            // Closed since it was entered.
            leave(wanted);
            return Optional.of(Refusal.CLOSING);
        }
        return Optional.empty();
    }

    /**
     * Runs a job in the thread that asks for it, and before it what has to be there first. Pages show it like any other run.
     *
     * @throws RefusedException if it is not started
     * @throws RunException if it is refused, because the period is closed for one, fails or is stopped
     */
    public RunReport run(Job job, Period period, String reason, Actor by)
            throws RefusedException, RunException, IOException {
        Order order = new Order(job, period, reason, by, 0);
        LiveRun wanted = live(order);
        Optional<Refusal> refusal =
                received(job, period) ? enter(wanted, Integer.MAX_VALUE) : Optional.of(Refusal.NOTHING);
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
        note(order, wanted);
        return run(order, wanted);
    }

    private LiveRun live(Order order) {
        return new LiveRun(order.job().id(), order.period(), order.continued(), log, runner::stop);
    }

    /** Why a run cannot be made whatever else is going on. Looks into folders and the database, so nothing is held meanwhile. */
    private Optional<Refusal> obstacle(Order order) throws IOException {
        if (isClosed(order.job().id(), order.period())) {
            return Optional.of(Refusal.CLOSED);
        }
        return received(order.job(), order.period()) ? Optional.empty() : Optional.of(Refusal.NOTHING);
    }

    private boolean received(Job job, Period period) throws IOException {
        return !inbox(job).files(period).isEmpty();
    }

    private boolean isClosed(String job, Period period) throws IOException {
        try {
            return runner.closed(job, period, output(job, period)).isPresent();
        } catch (ClosedOutputException e) {
            LOG.warn("{} {} is closed, but nobody knows by whom", job, period, e);
            return true;
        }
    }

    /** How a period is closed, so that a run of it would be refused; empty if it is not, or if nobody can tell by whom. */
    public Optional<ClosedPeriod> closed(String job, Period period) throws IOException {
        try {
            return runner.closed(job, period, output(job, period));
        } catch (ClosedOutputException e) {
            LOG.warn("{} {} is closed, but nobody knows by whom", job, period, e);
            return Optional.empty();
        }
    }

    private Path output(String job, Period period) {
        return folders.output().resolve(job).resolve(period.toString());
    }

    /** Makes room for a run, unless there is none. */
    private synchronized Optional<Refusal> enter(LiveRun wanted, int most) {
        if (closing) {
            return Optional.of(Refusal.CLOSING);
        }
        String key = key(wanted.job(), wanted.period());
        LiveRun there = live.get(key);
        if (there != null && !there.hasEnded()) {
            return Optional.of(Refusal.RUNNING);
        }
        if (live.values().stream().filter(one -> !one.hasEnded()).count() >= most) {
            return Optional.of(Refusal.BUSY);
        }
        live.remove(key);
        live.put(key, wanted);
        return Optional.empty();
    }

    private synchronized void leave(LiveRun wanted) {
        wanted.end(null);
        live.remove(key(wanted.job(), wanted.period()), wanted);
    }

    private void note(Order order, LiveRun wanted) {
        boolean noted = false;
        try {
            audit.done(order.by(), order.action(), order.subject(), order.detail());
            noted = true;
        } finally {
            if (!noted) {
                leave(wanted);
            }
        }
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
    private void runAndForget(Order order, LiveRun live) {
        try {
            run(order, live);
        } catch (RunException | IOException | RuntimeException e) {
            LOG.debug("told already", e);
        }
    }

    private RunReport run(Order order, LiveRun live) throws RunException, IOException {
        Job job = order.job();
        Actor by = order.by();
        String subject = order.subject();
        String failure = "系统内部出错，详见服务日志。";
        try {
            for (Stage stage : new Prerequisites(runner.runs(), folders.input()).of(job, live.period())) {
                before(job, stage, live);
            }
            live.turnTo(live.period());
            live.say(opening(order));
            RunReport report = runner.run(request(job, live.period(), order.reason()), live);
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
            try {
                if (failure != null) {
                    live.say(failure);
                    audit.failed(by, Action.RUN_END, subject, failure);
                }
            } finally {
                live.end(failure);
            }
        }
    }

    private static String opening(Order order) {
        if (order.continued() > 0) {
            return "由 " + order.by().name() + " 继续第" + order.continued() + "批汇总";
        }
        return order.reason().isEmpty() ? "按日程自动开始汇总" : "由 " + order.by().name() + " 开始汇总，原因：" + order.reason();
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
    public boolean stop(String job, Period period, Actor by) {
        LiveRun there;
        synchronized (this) {
            there = live.get(key(job, period));
        }
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
            if (closing) {
                // Nights ended first, and waited as long.
                return;
            }
            closing = true;
            going = List.copyOf(live.values());
        }
        going.forEach(LiveRun::stop);
        executor.shutdown();
        try {
            // Those of nights too, which have threads of their own.
            long until = System.nanoTime() + REST.toNanos();
            boolean rest = true;
            for (LiveRun one : going) {
                rest &= one.awaitEnd(until);
            }
            if (!rest) {
                LOG.warn(
                        "a run did not come to rest within {} s; it goes on when it is started again",
                        REST.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
