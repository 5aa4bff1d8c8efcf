package org.fubiao.publishing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * That a period was signed off (封账), as it stands in the folder of its outputs: {@code closed.json}. The register of one work folder
 * knows of it too; this is for everybody else who might publish to the same place.
 *
 * @param run number of the run whose outputs were signed off
 * @param folder of these outputs, by its name below those of all runs
 * @param manifest SHA-256 of their manifest
 * @param name who signed
 * @param work the work folder in whose register the closing stands
 */
public record ClosingMark(
        String job, String period, long run, String folder, String manifest, String name, Instant at, String work) {
    private static final String FILE = "closed.json";
    private static final String ASIDE = ".closed.json.tmp";

    /** Where the mark of a period is, or would be. */
    public static Path file(Path periodOutput) {
        return periodOutput.resolve(FILE);
    }

    /**
     * The mark in a period's folder of outputs; empty if the period is not closed there.
     *
     * @throws ClosedOutputException if there is one that cannot be read: the period is closed, nobody knows by whom
     */
    public static Optional<ClosingMark> in(Path periodOutput) throws IOException {
        if (!Files.isDirectory(periodOutput)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(periodOutput));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            JsonNode mark = JsonMapper.shared().readTree(bytes);
            String folder = text(mark, "folder");
            if (!folder.matches("[0-9]+(-[0-9]+)?")) {
                throw new IllegalArgumentException("not the folder of a run: " + folder);
            }
            return Optional.of(new ClosingMark(
                    text(mark, "job"),
                    text(mark, "period"),
                    mark.required("run").longValue(),
                    folder,
                    text(mark, "manifest"),
                    text(mark, "name"),
                    Instant.parse(text(mark, "at")),
                    text(mark, "work")));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new ClosedOutputException(file(periodOutput), e);
        }
    }

    private static String text(JsonNode mark, String name) {
        return mark.required(name).stringValue();
    }

    /** Whether it is that of a closing in which a manifest was signed. */
    public boolean isOf(String signedManifest) {
        return manifest.equals(signedManifest);
    }

    void write(Path periodOutput) throws IOException {
        Map<String, Object> mark = new LinkedHashMap<>();
        mark.put("job", job);
        mark.put("period", period);
        mark.put("run", run);
        mark.put("folder", folder);
        mark.put("manifest", manifest);
        mark.put("name", name);
        mark.put("at", at);
        mark.put("work", work);
        Path aside = periodOutput.resolve(ASIDE);
        Files.writeString(aside, Json.write(mark));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, file(periodOutput), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        RunFolders.syncEntries(periodOutput);
    }

    static void remove(Path periodOutput) throws IOException {
        if (Files.deleteIfExists(file(periodOutput))) {
            RunFolders.syncEntries(periodOutput);
        }
    }
}
