package org.fubiao.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.fubiao.job.Period;

/**
 * One run per job and period at a time. The lock is the operating system's, so that a killed process never leaves one behind: a
 * run that is registered as running while its lock is free was killed.
 */
public final class RunLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private RunLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock; empty if another run holds it. */
    public static Optional<RunLock> take(Path work, String job, Period period) throws IOException {
        Path folder = work.resolve("locks");
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(
                folder.resolve(job + "-" + period + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new RunLock(channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: as good as held by another.
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
