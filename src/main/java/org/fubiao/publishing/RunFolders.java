package org.fubiao.publishing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders of the runs of a period, and {@code latest} that leads to the one that counts.
 *
 * <p>A run is written to {@code runs/.0007.tmp}, synced, renamed to {@code runs/0007}; then {@code latest} is switched. A
 * process killed at any moment leaves {@code latest} as it was or as it should be, and at most a folder that the next
 * publication removes.
 *
 * <p>{@code latest} is a symbolic link that is replaced atomically. Where links cannot be made it is a copy: the old one is
 * moved aside before the new one takes its place, and moved back by the next publication if the process ended in between.
 */
final class RunFolders {
    static final String ASIDE = ".latest.old";

    /** Makes symbolic links; a test can refuse. */
    interface Linker {
        void link(Path link, Path target) throws IOException;
    }

    private final Path output;
    private final Path runs;
    private final Linker linker;

    RunFolders(Path output) {
        this(output, (link, target) -> Files.createSymbolicLink(link, target));
    }

    RunFolders(Path output, Linker linker) {
        this.output = output;
        this.runs = output.resolve("runs");
        this.linker = linker;
    }

    /**
     * Waits until nobody else publishes here, and keeps them out until it is closed.
     *
     * @throws ClosedOutputException if what is published here was signed off
     */
    OutputLock lock() throws IOException {
        OutputLock lock = OutputLock.take(output);
        boolean open = false;
        try {
            Optional<ClosingMark> mark = ClosingMark.in(output);
            if (mark.isPresent()) {
                throw new ClosedOutputException(output, mark.get());
            }
            open = true;
            return lock;
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    /** An empty folder to write to. What killed runs left behind is removed. */
    Path begin(long run) throws IOException {
        Files.createDirectories(runs);
        Path aside = output.resolve(ASIDE);
        if (Files.exists(aside) && !Files.exists(latest(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(aside, latest());
        }
        delete(aside);
        removeLeftovers(runs, ".*.tmp");
        removeLeftovers(output, ".latest.*.tmp");
        return Files.createDirectory(runs.resolve("." + name(run) + ".tmp"));
    }

    /**
     * Makes what was written the run's output and the latest one. Returns {@code latest}. What is there already stays, even
     * under the run's own number: another work folder, which counts its own runs, may have published it.
     */
    Path finish(long run, Path written) throws IOException {
        sync(written);
        Path target = place(run, written);
        syncEntries(runs);
        switchTo(target);
        return latest();
    }

    /** Leads to the newest complete output, if there is one. */
    Path latest() {
        return output.resolve("latest");
    }

    private static String name(long run) {
        return String.format("%04d", run);
    }

    /** Moves the folder to its name. A run that is published again, after a crash, mostly finds its own equal output. */
    private Path place(long run, Path written) throws IOException {
        Path target = runs.resolve(name(run));
        for (int again = 2; Files.exists(target); again++) {
            if (Manifest.Output.in(target).equals(Manifest.Output.in(written))) {
                delete(written);
                return target;
            }
            target = runs.resolve(name(run) + "-" + again);
        }
        return Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void switchTo(Path target) throws IOException {
        Path link = output.resolve(".latest.link.tmp");
        try {
            linker.link(link, output.relativize(target));
        } catch (IOException | UnsupportedOperationException e) {
            link = copy(target);
        }
        if (Files.isSymbolicLink(link) && !Files.isDirectory(latest(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(link, latest(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            swap(link);
        }
        syncEntries(output);
    }

    private void swap(Path fresh) throws IOException {
        Path aside = output.resolve(ASIDE);
        if (Files.exists(latest(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(latest(), aside, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(fresh, latest(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(aside)) {
                Files.move(aside, latest(), StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        delete(aside);
    }

    private Path copy(Path target) throws IOException {
        Path copy = output.resolve(".latest.copy.tmp");
        delete(copy);
        for (Path file : tree(target)) {
            Files.copy(file, copy.resolve(target.relativize(file).toString()));
        }
        sync(copy);
        return copy;
    }

    private static void removeLeftovers(Path folder, String glob) throws IOException {
        for (Path leftover : list(folder, glob)) {
            delete(leftover);
        }
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(found::add);
        }
        return found;
    }

    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path file : tree(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    /** Waits until everything below a folder has reached the disk. Asked for together, files reach it sooner. */
    private static void sync(Path folder) throws IOException {
        List<Path> all = tree(folder);
        try {
            all.parallelStream().filter(Files::isRegularFile).forEach(RunFolders::syncFile);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        all.stream().filter(Files::isDirectory).forEach(RunFolders::syncEntries);
    }

    private static void syncFile(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void syncEntries(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder; its file systems order such changes themselves.
            return;
        }
    }
}
