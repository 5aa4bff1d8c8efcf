package org.fubiao.publishing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Keeps everybody else from changing the outputs of a period until it is closed: whoever publishes them, signs them off or opens them
 * again, in this process and in others, and whatever work folder they have.
 */
public final class OutputLock implements Closeable {
    /** The system's lock is one for the whole process. */
    private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>();

    private final Path output;
    private final Semaphore here;
    private final FileChannel channel;

    private OutputLock(Path output, Semaphore here, FileChannel channel) {
        this.output = output;
        this.here = here;
        this.channel = channel;
    }

    /**
     * Waits until nobody else has it.
     *
     * @param periodOutput such as {@code output/rule-of-law/2023}; is made if it does not exist
     */
    public static OutputLock take(Path periodOutput) throws IOException {
        Files.createDirectories(periodOutput);
        Semaphore here = HERE.computeIfAbsent(periodOutput.toRealPath(), path -> new Semaphore(1));
        try {
            here.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + periodOutput);
        }
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(
                    periodOutput.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.lock();
                taken = true;
                return new OutputLock(periodOutput, here, channel);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                here.release();
            }
        }
    }

    /** Leaves the mark of a closing, in place of whatever mark is there. */
    public void mark(ClosingMark mark) throws IOException {
        mark.write(output);
    }

    /** Takes the mark of a closing away, if there is one. */
    public void unmark() throws IOException {
        ClosingMark.remove(output);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            here.release();
        }
    }
}
