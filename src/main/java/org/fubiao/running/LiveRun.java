package org.fubiao.running;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.fubiao.batch.Progress;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * A run that is going on here, or was until just now. Told how far it is by the run's threads, asked by those of pages, who never wait
 * while a line of its log is written.
 */
final class LiveRun implements Progress {
    private static final Map<String, String> STEPS =
            Map.of("接收", "接收报送文件", "读取", "读取报表", "审核", "审核数据", "汇总", "计算指标", "出表", "生成附表");

    private final String job;
    private final Period wanted;
    private final long continued;
    private final RunLog log;
    private final LongConsumer stopper;
    /** Held while lines are written, so that they stand in the order in which they were said. */
    private final Object writing = new Object();
    /** What was said before there was a number under which it could be kept. */
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
     * @param continued number of the run that is to go on, 0 if one is to be begun
     * @param stopper asks a run to stop by its number
     */
    LiveRun(String job, Period wanted, long continued, RunLog log, LongConsumer stopper) {
        this.job = job;
        this.wanted = wanted;
        this.continued = continued;
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

    void say(String words) {
        synchronized (writing) {
            RunLog.Line line = log.line(words);
            long number = run();
            if (number == 0) {
                early.add(line);
            } else {
                log.keep(number, line);
            }
        }
    }

    @Override
    public void begun(long number) {
        synchronized (writing) {
            begin(number);
            early.forEach(line -> log.keep(number, line));
            early.clear();
        }
        if (isOther(number)) {
            say("第" + continued + "批停下以后，报送文件、任务定义或对审核问题的答复有变动，不能接着做，已放弃；本批从头汇总");
        }
    }

    private synchronized void begin(long number) {
        run = number;
        if (stopping) {
            stopper.accept(number);
        }
    }

    private synchronized boolean isOther(long number) {
        return continued > 0 && period.equals(wanted) && number != continued;
    }

    @Override
    public void step(String title) {
        for (String words : turnToStep(title)) {
            say(words);
        }
    }

    /** What is to be said of the step that has ended, and of the one that begins. */
    private synchronized List<String> turnToStep(String title) {
        List<String> words = new ArrayList<>();
        if (total > 0) {
            words.add("已" + STEPS.getOrDefault(step, step) + " " + done + " 份");
        }
        step = title;
        done = 0;
        total = 0;
        words.add(STEPS.getOrDefault(title, title));
        return words;
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
        notifyAll();
    }

    /** Waits until it has ended, but not longer than until then. Returns whether it has. */
    synchronized boolean awaitEnd(long nanoTime) throws InterruptedException {
        while (!ended) {
            long left = nanoTime - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    synchronized RunDesk.View view() {
        return new RunDesk.View(job, wanted, period, run, step, done, total, stopping, ended, failure);
    }
}
