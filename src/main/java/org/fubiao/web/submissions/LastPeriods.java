package org.fubiao.web.submissions;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.fubiao.job.Job;
import org.fubiao.run.LastPeriod;
import org.fubiao.run.Run;
import org.fubiao.web.page.BusyException;
import org.jspecify.annotations.Nullable;

/**
 * What all units reported for the period before, for their blank workbooks. It takes an engine, and at the beginning of a period all
 * units ask for the same: it is read once, by one at a time, and kept until another is asked for.
 */
final class LastPeriods {
    /** Most threads of the server are always left for those who want something else. */
    private static final int WAITING = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Reader reader;
    private final Semaphore places;
    private final Duration patience;
    private final ReentrantLock engine = new ReentrantLock();
    private volatile @Nullable Kept kept;

    LastPeriods(Reader reader) {
        this(reader, WAITING, PATIENCE);
    }

    LastPeriods(Reader reader, int waiting, Duration patience) {
        this.reader = reader;
        this.places = new Semaphore(waiting);
        this.patience = patience;
    }

    /** Reads what a run knows. */
    @FunctionalInterface
    interface Reader {
        LastPeriod read(Job job, Run run) throws SQLException;
    }

    /** The latest that was asked for; definitions may have changed since the run. */
    private record Kept(long run, String definitions, LastPeriod values) {}

    /** @throws BusyException if it would take too long */
    LastPeriod of(Job job, Run run) throws SQLException {
        LastPeriod known = known(job, run);
        if (known != null) {
            return known;
        }
        if (!places.tryAcquire()) {
            throw new BusyException("too many wait for what was reported before");
        }
        try {
            if (!engine.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException("what was reported before is being read");
            }
            try {
                return read(job, run);
            } finally {
                engine.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted");
        } finally {
            places.release();
        }
    }

    private LastPeriod read(Job job, Run run) throws SQLException {
        LastPeriod known = known(job, run);
        if (known != null) {
            return known;
        }
        LastPeriod values = reader.read(job, run);
        kept = new Kept(run.id(), job.hash(), values);
        return values;
    }

    private @Nullable LastPeriod known(Job job, Run run) {
        Kept last = kept;
        return last != null && last.run() == run.id() && last.definitions().equals(job.hash()) ? last.values() : null;
    }
}
