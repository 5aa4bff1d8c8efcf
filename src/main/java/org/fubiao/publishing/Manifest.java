package org.fubiao.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fubiao.publishing.Publication.Received;

/** What went in and what came out: {@code manifest.json}. Only its section {@code run} differs between equal runs. */
final class Manifest {
    static final String FILE = "manifest.json";

    private Manifest() {}

    /** The text of the manifest of the files in a folder. */
    static String describe(Publication publication, RunInfo run, List<Output> outputs) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("run", run(run));
        manifest.put(
                "job",
                mapOf(
                        "id", publication.job().id(),
                        "title", publication.job().title(),
                        "office", publication.job().office(),
                        "period", publication.period().toString()));
        manifest.put("definitions", mapOf("sha256", publication.job().hash()));
        manifest.put("snapshot", snapshot(publication.submissions()));
        manifest.put("outputs", outputs.stream().map(Output::describe).toList());
        return Json.write(manifest);
    }

    private static Map<String, Object> run(RunInfo run) {
        return mapOf(
                "number", run.number(),
                "started", run.started(),
                "reason", run.reason(),
                "versions", run.versions());
    }

    private static List<Object> snapshot(List<Received> parts) {
        Map<String, List<Received>> files = new LinkedHashMap<>();
        parts.forEach(part ->
                files.computeIfAbsent(part.file(), file -> new ArrayList<>()).add(part));
        List<Object> snapshot = new ArrayList<>();
        files.forEach((file, all) -> snapshot.add(mapOf(
                "file", file,
                "sha256", all.get(0).sha256(),
                "size", all.get(0).size(),
                "parts", all.stream().map(Manifest::part).toList())));
        return snapshot;
    }

    private static Map<String, Object> part(Received part) {
        return mapOf(
                "sheet", part.sheet(),
                "unit", part.unit(),
                "form", part.form(),
                "state", part.state(),
                "rows", part.read(),
                "staged", part.staged());
    }

    private static Map<String, Object> mapOf(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** A published file, by its path below the folder of the run. */
    record Output(String file, long size, String sha256) {
        /** All files of a folder but the manifest and what it leaves for the next run, by path. */
        static List<Output> in(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files
                        .filter(Files::isRegularFile)
                        .filter(file -> !file.equals(folder.resolve(FILE)) && !file.equals(folder.resolve(MadeOf.FILE)))
                        .toList()
                        .parallelStream()
                        .map(file -> of(folder, file))
                        .sorted(java.util.Comparator.comparing(Output::file))
                        .toList();
            }
        }

        /** SHA-256 of a file. */
        static String hash(Path file) throws IOException {
            return of(file, file).sha256();
        }

        private static Output of(Path folder, Path file) {
            try (InputStream in =
                    new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
                long size = in.transferTo(java.io.OutputStream.nullOutputStream());
                byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
                String path = folder.relativize(file).toString().replace('\\', '/');
                return new Output(path, size, HexFormat.of().formatHex(digest));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        Map<String, Object> describe() {
            return mapOf("file", file, "size", size, "sha256", sha256);
        }
    }
}
