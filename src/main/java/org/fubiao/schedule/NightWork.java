package org.fubiao.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fubiao.answering.Answers;
import org.fubiao.audit.Actor;
import org.fubiao.batch.RunException;
import org.fubiao.batch.RunReport;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.notice.Notice;
import org.fubiao.notice.NoticeDesk;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.running.RunDesk;
import org.fubiao.schedule.Night.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for a job in a night: its newest period is run, and every other one whose input has changed since it was run; what has not
 * changed is said to be so. Each period is noted, and told to whom it concerns.
 */
public final class NightWork {
    private static final Logger LOG = LoggerFactory.getLogger(NightWork.class);
    private static final String UNEXPECTED = "系统内部出错，未能完成。请查看服务日志；原有附表未变动。";

    private final JobCatalog jobs;
    private final RunDesk desk;
    private final Runs runs;
    private final NightLog log;
    private final Unchanged unchanged;
    private final FigureChanges changes;
    private final NoticeDesk notices;
    private final Clock clock;

    public NightWork(
            JobCatalog jobs,
            RunDesk desk,
            RunDesk.Folders folders,
            Runs runs,
            Answers answers,
            NightLog log,
            NoticeDesk notices,
            Clock clock) {
        this.jobs = jobs;
        this.desk = desk;
        this.runs = runs;
        this.log = log;
        this.unchanged = new Unchanged(runs, answers, folders.input(), folders.output());
        this.changes = new FigureChanges(runs);
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Does it. What fails is noted and told, and does not keep the other periods back.
     *
     * @param planned when the night was due
     * @return whether it came to its end; if not, the process is about to end, and the night has to go on later
     */
    boolean run(String id, Instant planned) {
        log.interruptUnended(id);
        Optional<Job> job = load(id, planned);
        if (job.isEmpty()) {
            return true;
        }
        try {
            List<Period> periods = new ArrayList<>(desk.periods(job.get()));
            if (periods.isEmpty()) {
                note(job.get(), null, planned, Outcome.NOTHING, null, "还没有收到任何报告期的报送文件，未作汇总。");
                return true;
            }
            // Earlier ones first: later ones are compared with them.
            Period newest = periods.remove(0);
            for (int i = periods.size() - 1; i >= 0; i--) {
                if (!run(job.get(), periods.get(i), planned, false)) {
                    return false;
                }
            }
            return run(job.get(), newest, planned, true);
        } catch (IOException e) {
            LOG.error("the night of {} broke off", id, e);
            note(job.get(), null, planned, Outcome.FAILED, null, "读取报送目录时出错，未作汇总。请检查目录和权限；详见服务日志。");
            return true;
        }
    }

    /** Has what goes on come to rest, and lets nothing begin: the server ends. */
    void stop() {
        desk.close();
    }

    private Optional<Job> load(String id, Instant planned) {
        if (!jobs.ids().contains(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(jobs.get(id));
        } catch (InvalidJobException e) {
            String words = "任务定义有误，未作汇总，原有附表未变动。请改正后再运行：\n" + e.getMessage();
            log.end(log.begin(id, null, planned), Outcome.FAILED, null, words);
            notices.tell(Notice.failure(id, id, null, planned, clock.instant(), words));
            return Optional.empty();
        }
    }

    private boolean run(Job job, Period period, Instant planned, boolean newest) throws IOException {
        Optional<ClosedPeriod> closed = desk.closed(job.id(), period);
        if (closed.isPresent()) {
            if (newest) {
                long number = closed.get().run();
                note(job, period, planned, Outcome.UNCHANGED, number, "已封账，附表仍是第" + number + "批的，未重新汇总。");
            }
            return true;
        }
        Optional<Run> same = same(job, period);
        if (same.isPresent()) {
            if (newest) {
                long number = same.get().id();
                note(job, period, planned, Outcome.UNCHANGED, number, "自第" + number + "批以来没有变化，未重新汇总。");
            }
            return true;
        }
        Optional<Run> before = runs.latest(job.id(), period);
        long night = log.begin(job.id(), period, planned);
        try {
            RunReport report = desk.run(job, period, "", Actor.PROGRAM);
            Run run = report.run();
            log.end(night, Outcome.DONE, run.id(), words(run));
            notices.tell(notice(report, planned));
        } catch (RunDesk.RefusedException e) {
            if (e.refusal() == RunDesk.Refusal.CLOSING) {
                log.end(night, Outcome.STOPPED, null, "服务停止，重新启动后接着汇总。");
                return false;
            }
            end(night, job, period, planned, Outcome.REFUSED, null, refusal(e.refusal()));
        } catch (RunException e) {
            return end(night, job, period, planned, before, e);
        } catch (IOException | RuntimeException e) {
            LOG.error("the night of {} {} broke off", job.id(), period, e);
            end(night, job, period, planned, Outcome.FAILED, null, UNEXPECTED);
        }
        return true;
    }

    /** The latest run, if nothing has changed since. Where that cannot be told, the period is run, which tells what is wrong. */
    private Optional<Run> same(Job job, Period period) {
        try {
            return unchanged.since(job, period, today());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cannot tell whether {} {} has changed", job.id(), period, e);
            return Optional.empty();
        }
    }

    private boolean end(
            long night, Job job, Period period, Instant planned, Optional<Run> before, RunException failure) {
        Optional<Run> latest = runs.latest(job.id(), period);
        // A run that goes on with an earlier one has its number, and ends in another state or at another time.
        boolean begun = !latest.equals(before);
        Long run = begun ? latest.map(Run::id).orElse(null) : null;
        boolean stopped =
                begun && latest.filter(one -> one.state() == Run.State.STOPPED).isPresent();
        if (desk.isClosing()) {
            log.end(night, Outcome.STOPPED, run, "服务停止，重新启动后接着汇总。");
            return false;
        }
        if (stopped || desk.wasStopped(job.id(), period)) {
            log.end(night, Outcome.STOPPED, run, "已按要求停止，未完成。");
            return true;
        }
        String words = failure.getMessage() + (failure.explained() ? "" : "详见服务日志。");
        // What never began and names no fault was not allowed: another run goes on, or the period is closed.
        boolean refused = !begun && failure.getCause() == null;
        end(night, job, period, planned, refused ? Outcome.REFUSED : Outcome.FAILED, run, words);
        return true;
    }

    private void end(
            long night, Job job, Period period, Instant planned, Outcome outcome, @Nullable Long run, String words) {
        log.end(night, outcome, run, words);
        notices.tell(
                outcome == Outcome.REFUSED
                        ? Notice.refusal(job.id(), job.title(), period, planned, clock.instant(), words)
                        : Notice.failure(job.id(), job.title(), period, planned, clock.instant(), words));
    }

    private void note(
            Job job, @Nullable Period period, Instant planned, Outcome outcome, @Nullable Long run, String words) {
        log.end(log.begin(job.id(), period, planned), outcome, run, words);
        Instant now = clock.instant();
        switch (outcome) {
            case UNCHANGED ->
                notices.tell(
                        Notice.unchanged(job.id(), job.title(), period, run == null ? 0 : run, planned, now, words));
            case FAILED -> notices.tell(Notice.failure(job.id(), job.title(), period, planned, now, words));
            default -> LOG.debug("of {}: {}", job.id(), words);
        }
    }

    private Notice notice(RunReport report, Instant planned) {
        Run run = report.run();
        return new Notice(
                Notice.Kind.DONE,
                run.job(),
                report.job().title(),
                run.period(),
                run.id(),
                planned,
                clock.instant(),
                words(run),
                new Notice.Counts(run.files(), run.rows(), run.errors(), run.warnings()),
                report.missing().stream()
                        .map(owed -> owed.unit().name() + "《" + owed.form().title() + "》")
                        .toList(),
                changes(run));
    }

    private List<String> changes(Run run) {
        try {
            return changes.of(run);
        } catch (IOException | RuntimeException e) {
            // The run is made and published all the same.
            LOG.warn("what run {} changed cannot be told", run.id(), e);
            return List.of();
        }
    }

    private static String words(Run run) {
        long seconds = run.ended() == null
                ? 0
                : Duration.between(run.started(), run.ended()).toSeconds();
        return String.format(
                "第%d批汇总完成，用时 %d 秒：报送文件 %,d 个，数据 %,d 行；错误 %,d 处，警告 %,d 处",
                run.id(), seconds, run.files(), run.rows(), run.errors(), run.warnings());
    }

    private static String refusal(RunDesk.Refusal refusal) {
        return switch (refusal) {
            case RUNNING -> "这个报告期正在汇总，本次未重复汇总。";
            case NOTHING -> "这个报告期没有报送文件，未作汇总。";
            case CLOSED -> "这个报告期已封账，未作汇总，已出的附表不变。";
            case BUSY, OVER, CLOSING -> "未能开始汇总，请稍后再试。";
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
