package org.fubiao.closing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.PublishedFolder.ListedFile;

/**
 * What came of reading all files of a run's folder and comparing them with its manifest.
 *
 * @param at when they were read
 * @param manifest SHA-256 of the manifest; empty if it cannot be read
 * @param stamps the size and time that each file had then; a file that was gone has none
 * @param changed files that were not as the manifest says
 */
record Verification(Instant at, Optional<String> manifest, Map<String, Stamp> stamps, List<String> changed) {
    Verification {
        stamps = Map.copyOf(stamps);
        changed = List.copyOf(changed);
    }

    /** By what a file that was written to is told without reading it. */
    record Stamp(long size, Instant modified) {
        static Optional<Stamp> of(Path folder, String file) throws IOException {
            try {
                BasicFileAttributes now = Files.readAttributes(folder.resolve(file), BasicFileAttributes.class);
                return now.isRegularFile()
                        ? Optional.of(
                                new Stamp(now.size(), now.lastModifiedTime().toInstant()))
                        : Optional.empty();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }

    /** Reads everything. */
    static Verification of(Path folder, Instant at) throws IOException {
        Path manifest = PublishedFolder.manifest(folder);
        List<ListedFile> listed;
        String hash;
        try {
            listed = PublishedFolder.read(folder).files();
            hash = PublishedFolder.manifestHash(folder);
        } catch (IOException e) {
            return new Verification(
                    at,
                    Optional.empty(),
                    Map.of(),
                    List.of(manifest.getFileName().toString()));
        }
        Map<String, Stamp> stamps = new HashMap<>();
        for (ListedFile file : listed) {
            // Before it is read: what is written to it meanwhile must show.
            Stamp.of(folder, file.path()).ifPresent(stamp -> stamps.put(file.path(), stamp));
        }
        try {
            List<String> changed = listed.parallelStream()
                    .filter(file -> !isAsListed(folder, file))
                    .map(ListedFile::path)
                    .toList();
            return new Verification(at, Optional.of(hash), stamps, changed);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isAsListed(Path folder, ListedFile file) {
        try {
            return PublishedFolder.found(folder, file).filter(file::equals).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether everything was as the manifest says. */
    boolean isSound() {
        return manifest.isPresent() && changed.isEmpty();
    }

    /** Files that may have been written to since. */
    List<String> touched(Path folder, List<ListedFile> listed) throws IOException {
        List<String> touched = new ArrayList<>();
        for (ListedFile file : listed) {
            if (!Optional.ofNullable(stamps.get(file.path())).equals(Stamp.of(folder, file.path()))) {
                touched.add(file.path());
            }
        }
        return touched;
    }
}
