package org.fubiao.web.tables;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fubiao.web.page.BusyException;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Work that takes an engine: what several ask for at the same time is done once, a few things are done at a time, some wait in
 * line, and nobody waits for long. What somebody gave up waiting for is done all the same, and there when it is asked for again.
 */
final class SharedWork implements AutoCloseable {
    private final ThreadPoolExecutor workers;
    private final int most;
    private final Semaphore places;
    private final Duration patience;
    private final Map<Object, Future<?>> going = new HashMap<>();

    /** @param bounds how much there may be of it */
    SharedWork(Bounds bounds) {
        this.workers = new ThreadPoolExecutor(
                bounds.atOnce(),
                bounds.atOnce(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(bounds.inLine()),
                new CustomizableThreadFactory("fubiao-table-"));
        this.workers.allowCoreThreadTimeOut(true);
        this.most = bounds.waiting();
        this.places = new Semaphore(most);
        this.patience = bounds.patience();
    }

    /**
     * How much there may be.
     *
     * @param atOnce things that are done
     * @param inLine things that are to be done next
     * @param waiting threads that wait for any of it
     * @param patience how long each of these waits
     */
    record Bounds(int atOnce, int inLine, int waiting, Duration patience) {}

    /**
     * What comes of some work.
     *
     * @param key what it is about: whoever names the same gets the same
     * @throws BusyException if it would take too long
     */
    <T> T get(Object key, Callable<T> work) throws SQLException {
        if (!places.tryAcquire()) {
            throw new BusyException("too many wait: " + key);
        }
        try {
            return begin(key, work).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BusyException("not done yet: " + key);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted: " + key);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            places.release();
        }
    }

    @SuppressWarnings("unchecked") // the key says of what type it is
    private synchronized <T> Future<T> begin(Object key, Callable<T> work) {
        Future<?> known = going.get(key);
        // What is over is known to those who waited before it is taken off the list.
        if (known != null && !known.isDone()) {
            return (Future<T>) known;
        }
        FutureTask<T> task = new FutureTask<>(work) {
            @Override
            protected void done() {
                end(key, this);
            }
        };
        going.put(key, task);
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            going.remove(key);
            throw new BusyException("the line is full: " + key);
        }
        return task;
    }

    private synchronized void end(Object key, Future<?> task) {
        going.remove(key, task);
    }

    private static SQLException failure(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof SQLException failed ? failed : new SQLException(cause);
    }

    /** How many things are to be done next. */
    int inLine() {
        return workers.getQueue().size();
    }

    /** How many threads wait. */
    int waiting() {
        return most - places.availablePermits();
    }

    /** Ends what is being done before the work folder is closed below it. */
    @Override
    public void close() {
        workers.shutdownNow();
        try {
            workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
