package org.fubiao.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Has those who put files into an inbox take turns, of all processes that share a work folder. */
final class Turn implements AutoCloseable {
    /** A process holds a lock of the system as a whole: within it, this one comes first. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private final FileChannel channel;

    private Turn(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for a turn, which is short: a file is given its name and registered. */
    static Turn take(Path work) throws IOException {
        HERE.lock();
        FileChannel channel = null;
        try {
            Path folder = Files.createDirectories(work.resolve("locks"));
            channel = FileChannel.open(
                    folder.resolve("uploads.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new Turn(channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HERE.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            // With it goes the lock.
            channel.close();
        } finally {
            HERE.unlock();
        }
    }
}
