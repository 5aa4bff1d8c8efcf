package org.fubiao.web.appendices;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.Publisher;
import org.fubiao.submission.Archive;

/**
 * The latest output of each period of a job; of a closed one, the output that was signed off. What is asked for is compared with the
 * names that are there; no path is ever made of it.
 */
public final class PublishedFiles {
    private static final String CSV = ".csv";
    private static final int MOST_HASHES = 5000;
    private final Path output;
    private final PeriodClosing closing;
    /** By path, size and time: where links cannot be made, {@code latest} itself is a folder whose files are replaced. */
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    public PublishedFiles(Path output, PeriodClosing closing) {
        this.output = output;
        this.closing = closing;
    }

    /** A published file. */
    public record Published(String name, Path path, long size) {}

    /** The periods of a job with an output, the latest first. */
    public List<Period> periods(String job) throws IOException {
        Path folder = output.resolve(job);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Period> periods = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                Optional<Period> period = Period.parse(child.getFileName().toString());
                if (period.isPresent() && new PublishedFolder(child).latestRun().isPresent()) {
                    periods.add(period.get());
                }
            }
        }
        periods.sort(Comparator.reverseOrder());
        return periods;
    }

    /** The folder with the output that counts. A link may be switched at any moment; what is read of one folder is of one run. */
    private Optional<Path> folder(String job, Period period) throws IOException {
        return closing.outputs(job, period, output.resolve(job).resolve(period.toString()));
    }

    /**
     * The workbooks and documents of the latest output, the compilation first, then by name.
     *
     * @param review whether those that tell of the units' mistakes are among them
     */
    public List<Published> files(String job, Period period, boolean review) throws IOException {
        Optional<Path> folder = folder(job, period);
        if (folder.isEmpty()) {
            return List.of();
        }
        List<Published> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.get(), "*.{xlsx,docx}")) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && !name.startsWith(".")
                        && (review || !name.equals(Publisher.REVIEW))) {
                    files.add(new Published(name, file, Files.size(file)));
                }
            }
        }
        files.sort(Comparator.comparing((Published file) -> !file.name().equals(Publisher.ALL_APPENDICES))
                .thenComparing(file -> number(file.name()))
                .thenComparing(Published::name));
        return files;
    }

    /** 附表10 comes after 附表2. */
    private static int number(String name) {
        String digits = name.replaceFirst("^附表(\\d{1,6}).*", "$1");
        return digits.equals(name) ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** One of {@link #files}, by its name. */
    public Optional<Published> find(String job, Period period, boolean review, String name) throws IOException {
        return files(job, period, review).stream()
                .filter(file -> file.name().equals(name))
                .findFirst();
    }

    /** The ids of the appendices of the latest output, sorted. */
    List<String> appendices(String job, Period period) throws IOException {
        return tables(job, period).stream()
                .map(file -> file.name().substring(0, file.name().length() - CSV.length()))
                .toList();
    }

    /** The table of an appendix for machines. */
    Optional<Published> csv(String job, Period period, String id) throws IOException {
        return tables(job, period).stream()
                .filter(file -> file.name().equals(id + CSV))
                .findFirst();
    }

    private List<Published> tables(String job, Period period) throws IOException {
        Optional<Path> folder =
                folder(job, period).map(found -> found.resolve("appendices")).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        List<Published> tables = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.get(), "*" + CSV)) {
            for (Path file : found) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    tables.add(new Published(file.getFileName().toString(), file, Files.size(file)));
                }
            }
        }
        tables.sort(Comparator.comparing(Published::name));
        return tables;
    }

    /** SHA-256 of a file's bytes. */
    public String hash(Published file) throws IOException {
        String key = file.path() + " " + file.size() + " " + Files.getLastModifiedTime(file.path());
        String known = hashes.get(key);
        if (known != null) {
            return known;
        }
        if (hashes.size() > MOST_HASHES) {
            hashes.clear();
        }
        String hash = Archive.hash(file.path()).sha256();
        hashes.put(key, hash);
        return hash;
    }
}
