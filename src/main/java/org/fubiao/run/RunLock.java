package org.fubiao.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fubiao.job.Period;

/**
 * One run per job and period at a time. The lock is the operating system's, so that a killed process never leaves one behind: a
 * run that is registered as running while its lock is free was killed.
 */
public final class RunLock implements AutoCloseable {
    /**
     * What this process holds. It must not even open such a file: when any channel to it is closed, the system lets go of the lock
     * for the whole process.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final String FOLDER = "locks";
    private static final int TRIES = 10;
    private static final int PAUSE_MILLIS = 20;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private RunLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock; empty if another run holds it. */
    public static Optional<RunLock> take(Path work, String job, Period period) throws IOException {
        Files.createDirectories(work.resolve(FOLDER));
        Path file = file(work, job, period);
        Optional<RunLock> taken = lock(file);
        // Whoever asks whether it is held holds it for a moment, in another process too: a run is not refused for that.
        for (int tries = 1; taken.isEmpty() && tries < TRIES && !HELD.contains(file); tries++) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            taken = lock(file);
        }
        return taken;
    }

    /** Whether a run of the job and period is going on, in whatever process. */
    public static boolean isHeld(Path work, String job, Period period) throws IOException {
        if (!Files.isDirectory(work.resolve(FOLDER)) || !Files.exists(file(work, job, period))) {
            return false;
        }
        Path file = file(work, job, period);
        synchronized (HELD) {
            Optional<RunLock> free = lock(file);
            if (free.isPresent()) {
                free.get().close();
            }
            return free.isEmpty();
        }
    }

    /** By its one true name, whatever links lead to the work folder. */
    private static Path file(Path work, String job, Period period) throws IOException {
        return work.resolve(FOLDER).toRealPath().resolve(job + "-" + period + ".lock");
    }

    /** One at a time in this process, so that nobody here meets the moment for which another asks or closes. */
    private static Optional<RunLock> lock(Path file) throws IOException {
        synchronized (HELD) {
            if (!HELD.add(file)) {
                return Optional.empty();
            }
            RunLock taken = null;
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    channel.close();
                } else {
                    taken = new RunLock(file, channel, lock);
                }
                return Optional.ofNullable(taken);
            } finally {
                if (taken == null) {
                    HELD.remove(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            try {
                lock.release();
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }
}
