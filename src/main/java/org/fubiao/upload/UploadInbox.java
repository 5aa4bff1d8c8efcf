package org.fubiao.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.fubiao.submission.Inbox;

/**
 * Puts files into the inbox of a job, below a folder of their own. Under its name a file is whole or not there; until then it has a
 * hidden one, which no run reads.
 */
final class UploadInbox {
    /** What came through the pages, by the names of units. */
    static final String FOLDER = "网上报送";

    /** A run reads two digits of what says how often something was sent. */
    static final int MOST_VERSIONS = 99;

    private UploadInbox() {}

    /** Where the files of a unit are put, below the folder of the period. */
    static String folder(String unit) {
        return FOLDER + "/" + FileName.of(unit.replace('/', '／').replace('\\', '＼'));
    }

    /** A copy that is on the disk, under a hidden name beside where it is to be. */
    static Path aside(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path aside = folder.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Files.copy(file, aside);
            sync(aside, StandardOpenOption.WRITE);
            return aside;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    /** A name that a file was put under. */
    record Placed(String name, int version) {}

    /** Gives a file the first free name from a version on, never one that is taken; empty if there is none left. */
    static Optional<Placed> place(Path aside, FileName name, int version) throws IOException {
        int next = version;
        while (next <= MOST_VERSIONS) {
            if (rename(aside, aside.resolveSibling(name.version(next)))) {
                sync(aside.resolveSibling("."), StandardOpenOption.READ);
                return Optional.of(new Placed(name.version(next), next));
            }
            next = Math.max(2, next + 1);
        }
        return Optional.empty();
    }

    /** Whether the name was free. */
    private static boolean rename(Path aside, Path target) throws IOException {
        try {
            // Unlike a move, a link never replaces what somebody else put there at the same moment.
            Files.createLink(target, aside);
            Files.delete(aside);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target)) {
                return false;
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        } catch (FileSystemException e) {
            // Not every system opens folders.
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    /** The folder of a period. */
    static Path period(Path input, String job, org.fubiao.job.Period period) {
        return new Inbox(input.resolve(job)).folder(period);
    }
}
