package org.fubiao.submission;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fubiao.job.Period;

/** The input folder of a job: {@code input/JOB/PERIOD/…}. It is only ever read. */
public final class Inbox {
    /** What file managers and office programs leave behind. */
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    private final Path folder;

    /** An inbox in the folder of one job. */
    public Inbox(Path folder) {
        this.folder = folder;
    }

    public Path folder(Period period) {
        return folder.resolve(period.toString());
    }

    /** The periods that have input, in ascending order. */
    public List<Period> periods() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Period> periods;
        try (Stream<Path> children = Files.list(folder)) {
            periods = children.filter(Files::isDirectory)
                    .flatMap(child -> Period.parse(child.getFileName().toString()).stream())
                    .sorted()
                    .toList();
        }
        List<Period> filled = new ArrayList<>();
        for (Period period : periods) {
            if (!files(period).isEmpty()) {
                filled.add(period);
            }
        }
        return List.copyOf(filled);
    }

    /**
     * The files of a period as paths below its folder with forward slashes, sorted. Hidden files, locks of open documents and
     * litter of file managers are not submissions.
     */
    public List<String> files(Period period) throws IOException {
        if (!Files.isDirectory(folder(period))) {
            return List.of();
        }
        // The folder may itself be a link to where files are collected.
        Path root = folder(period).toRealPath();
        Set<String> files = new TreeSet<>(Comparator.naturalOrder());
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // Links count as what they lead to; what is no file at all, such as a pipe, is said to be unreadable.
                add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                // A folder that cannot be looked into is received as what it is: something that cannot be read.
                add(file);
                return FileVisitResult.CONTINUE;
            }

            private void add(Path file) {
                String path = root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (isSubmission(path)) {
                    files.add(path);
                }
            }
        });
        return List.copyOf(files);
    }

    private static boolean isSubmission(String path) {
        for (String name : path.split("/", -1)) {
            if (name.startsWith(".") || name.startsWith("~$") || LITTER.contains(name.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }
}
