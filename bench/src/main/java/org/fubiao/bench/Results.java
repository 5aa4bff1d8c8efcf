package org.fubiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The folder in which results are kept, one file for each work and size; the newest takes the place of the one before. */
final class Results {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ORDER = List.of(
            "city",
            "city-receipts",
            "city-unchanged",
            "city-changed",
            "ledger",
            "workbook",
            "listing",
            "country",
            "start");

    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    void keep(Result result) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve(result.fileName()),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
    }

    /** Whether a piece of work has been measured in a size as the program is at a commit. */
    boolean holds(String work, long size, String commit) throws IOException {
        return all().stream()
                .anyMatch(result -> result.work().equals(work)
                        && result.size() == size
                        && result.machine().commit().equals(commit));
    }

    /** All that are kept, in the order of the table, by size. */
    List<Result> all() throws IOException {
        List<Result> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".json")).toList()) {
                    all.add(JSON.readValue(Files.readAllBytes(file), Result.class));
                }
            }
        }
        return sorted(all);
    }

    static List<Result> sorted(List<Result> results) {
        return results.stream()
                .sorted(Comparator.<Result>comparingInt(result -> ORDER.indexOf(result.work()))
                        .thenComparingLong(Result::size))
                .toList();
    }
}
