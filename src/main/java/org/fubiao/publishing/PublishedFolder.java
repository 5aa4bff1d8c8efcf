package org.fubiao.publishing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the output folder of a period, for whoever verifies it. Changes nothing. */
public final class PublishedFolder {
    private final Path output;
    private final RunFolders folders;

    /** @param periodOutput such as {@code output/rule-of-law/2023}; may be missing */
    public PublishedFolder(Path periodOutput) {
        this.output = periodOutput;
        this.folders = new RunFolders(periodOutput);
    }

    /**
     * A manifest.
     *
     * @param run number of the run
     */
    public record Listed(long run, String job, String period, List<ListedFile> files) {}

    /** A file as the manifest has it, by its path below the folder of the run. */
    public record ListedFile(String path, long size, String sha256) {}

    /** Where {@code latest} should be. */
    public Path latest() {
        return folders.latest();
    }

    /** The folder that counts: that of the run that was signed off, else the one to which {@code latest} leads; empty if there is none. */
    public Optional<Path> latestRun() throws IOException {
        Optional<ClosingMark> mark;
        try {
            mark = ClosingMark.in(output);
        } catch (ClosedOutputException e) {
            // Nothing can have been published since: the link is as good as the mark was.
            mark = Optional.empty();
        }
        if (mark.isEmpty()) {
            return linkedRun();
        }
        Path signed = output.resolve("runs").resolve(mark.get().folder());
        return Files.isDirectory(signed) ? Optional.of(signed.toRealPath()) : Optional.empty();
    }

    /** The folder to which {@code latest} leads; empty if it leads to none. */
    public Optional<Path> linkedRun() throws IOException {
        return Files.isDirectory(latest()) ? Optional.of(latest().toRealPath()) : Optional.empty();
    }

    /** The folders of all runs, in order; and {@code latest} itself where it is a copy. */
    public List<Path> runs() throws IOException {
        List<Path> runs = new ArrayList<>();
        if (Files.isDirectory(latest(), LinkOption.NOFOLLOW_LINKS)) {
            runs.add(latest());
        }
        for (Path folder : children(output.resolve("runs"))) {
            if (!isAside(folder) && Files.isDirectory(folder)) {
                runs.add(folder);
            }
        }
        return runs.stream().sorted().toList();
    }

    /** What a killed run may have left behind. */
    public List<Path> leftovers() throws IOException {
        return Stream.concat(children(output.resolve("runs")).stream(), children(output).stream())
                .filter(PublishedFolder::isAside)
                .sorted()
                .toList();
    }

    private static boolean isAside(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") && (name.endsWith(".tmp") || name.equals(RunFolders.ASIDE));
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(children::add);
            }
        }
        return children;
    }

    /**
     * Reads the manifest of a run's folder.
     *
     * @throws IOException if there is none, or it is not as a manifest is written
     */
    public static Listed read(Path folder) throws IOException {
        try {
            JsonNode manifest = JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve(Manifest.FILE)));
            List<ListedFile> files = new ArrayList<>();
            for (JsonNode file : manifest.required("outputs")) {
                files.add(new ListedFile(
                        file.required("file").stringValue(),
                        file.required("size").longValue(),
                        file.required("sha256").stringValue()));
            }
            JsonNode job = manifest.required("job");
            return new Listed(
                    manifest.required("run").required("number").longValue(),
                    job.required("id").stringValue(),
                    job.required("period").stringValue(),
                    List.copyOf(files));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("not a manifest: " + folder, e);
        }
    }

    /** The manifest of a run's folder, which may be missing. */
    public static Path manifest(Path folder) {
        return folder.resolve(Manifest.FILE);
    }

    /** SHA-256 of the manifest of a run's folder, by which all its files are known. */
    public static String manifestHash(Path folder) throws IOException {
        try {
            return Manifest.Output.hash(manifest(folder));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What is in the place of a file that was published; empty if there is nothing. */
    public static Optional<ListedFile> found(Path folder, ListedFile file) throws IOException {
        Path path = folder.resolve(file.path());
        try {
            return Files.isRegularFile(path)
                    ? Optional.of(new ListedFile(file.path(), Files.size(path), Manifest.Output.hash(path)))
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
