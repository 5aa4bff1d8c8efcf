package org.fubiao.running;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.fubiao.batch.Progress;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/** A run that is going on here, or was until just now. Told how far it is by the run's threads, asked by those of pages. */
final class LiveRun implements Progress {
    private static final Map<String, String> STEPS =
            Map.of("接收", "接收报送文件", "读取", "读取报表", "审核", "审核数据", "汇总", "计算指标", "出表", "生成附表");

    private final String job;
    private final Period wanted;
    private final RunLog log;
    private final LongConsumer stopper;
    private final List<RunLog.Line> early = new ArrayList<>();
    private Period period;
    private long run;
    private String step = "";
    private long done;
    private long total;
    private boolean stopping;
    private @Nullable String failure;
    private boolean ended;

    /**
     * A run that is about to begin.
     *
     * @param stopper asks a run to stop by its number
     */
    LiveRun(String job, Period wanted, RunLog log, LongConsumer stopper) {
        this.job = job;
        this.wanted = wanted;
        this.period = wanted;
        this.log = log;
        this.stopper = stopper;
    }

    String job() {
        return job;
    }

    /** The period that is wanted. */
    Period period() {
        return wanted;
    }

    /** What follows is another run, of a period that has to be there first, or of the one that is wanted. */
    synchronized void turnTo(Period next) {
        period = next;
        run = 0;
        step = "";
        done = 0;
        total = 0;
    }

    synchronized void say(String words) {
        RunLog.Line line = log.line(words);
        if (run == 0) {
            early.add(line);
        } else {
            log.keep(run, line);
        }
    }

    @Override
    public synchronized void begun(long number) {
        run = number;
        early.forEach(line -> log.keep(number, line));
        early.clear();
        if (stopping) {
            stopper.accept(number);
        }
    }

    @Override
    public synchronized void step(String title) {
        if (total > 0) {
            say("已" + STEPS.getOrDefault(step, step) + " " + done + " 份");
        }
        step = title;
        done = 0;
        total = 0;
        say(STEPS.getOrDefault(title, title));
    }

    @Override
    public synchronized void amount(long soFar, long all) {
        // Told by several threads, and not always in order.
        done = Math.max(done, soFar);
        total = all;
    }

    /** Asks it to stop, as soon as it can be asked. */
    synchronized void stop() {
        stopping = true;
        if (run > 0) {
            stopper.accept(run);
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    synchronized long run() {
        return run;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** It has ended, for a reason that is to be told unless it is null. */
    synchronized void end(@Nullable String why) {
        ended = true;
        failure = why;
    }

    synchronized RunDesk.View view() {
        return new RunDesk.View(job, wanted, period, run, step, done, total, stopping, ended, failure);
    }
}
