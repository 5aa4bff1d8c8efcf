package org.fubiao.publishing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.publishing.sheet.Grid;

/** What a run published for machines, read back: its figures and appendices, each only when it is asked for. */
public final class PublishedTables {
    private static final String CSV_FILE = ".csv";

    private final Path folder;

    /** @param folder of the run */
    public PublishedTables(Path folder) {
        this.folder = folder;
    }

    /** A figure as it was published. */
    public record Quoted(String id, String title, String value, String exact, String uom, String quoted) {}

    /**
     * An appendix as it was published.
     *
     * @param heads of all columns; the first says what a row is
     * @param rows one text for each head
     */
    public record Table(List<String> heads, List<List<String>> rows) {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }

        /** Address of a cell in the appendix's workbook, by its place in {@link #rows} and {@link #heads}. */
        public String address(int row, int column) {
            int depth = heads.stream()
                    .skip(2)
                    .mapToInt(head -> head.split("/", -1).length)
                    .max()
                    .orElse(1);
            return Grid.address(depth, row, column - 1);
        }
    }

    /** The folder that a run published to; empty if it is gone. */
    public static Optional<Path> folder(Path periodOutput, long run, Instant started) throws IOException {
        Path runs = periodOutput.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        List<Path> candidates = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(runs, String.format("%04d*", run))) {
            found.forEach(candidates::add);
        }
        // Another work folder may have published a run of the same number: the time tells.
        String mark = "\"started\": \"" + started + "\"";
        for (Path candidate : candidates.stream().sorted().toList()) {
            Path manifest = candidate.resolve(Manifest.FILE);
            if (Files.isRegularFile(manifest) && Files.readString(manifest).contains(mark)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The figures by id. */
    public Map<String, Quoted> figures() throws IOException {
        Map<String, Quoted> figures = new LinkedHashMap<>();
        Table table = table(folder.resolve("figures.csv"));
        for (List<String> row : table.rows()) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                cells.put(table.heads().get(i), row.get(i));
            }
            String id = cells.getOrDefault("id", "");
            figures.put(
                    id,
                    new Quoted(
                            id,
                            cells.getOrDefault("title", ""),
                            cells.getOrDefault("value", ""),
                            cells.getOrDefault("exact", ""),
                            cells.getOrDefault("uom", ""),
                            cells.getOrDefault("quoted", "")));
        }
        return figures;
    }

    /** The ids of the appendices, in their order. */
    public SortedSet<String> appendices() throws IOException {
        return new TreeSet<>(files().keySet());
    }

    /** An appendix; empty if there is none of this id. */
    public Optional<Table> appendix(String id) throws IOException {
        Path file = files().get(id);
        return file == null ? Optional.empty() : Optional.of(table(file));
    }

    /** Whether an appendix is the same here and there to the byte: then neither need be read into memory. */
    boolean isSame(String id, PublishedTables there) throws IOException {
        Path one = files().get(id);
        Path other = there.files().get(id);
        return one != null && other != null && Files.mismatch(one, other) < 0;
    }

    /** What is asked for is looked up among what is there: no id leads out of the folder. */
    private Map<String, Path> files() throws IOException {
        Map<String, Path> found = new HashMap<>();
        Path all = folder.resolve("appendices");
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(all, "*" + CSV_FILE)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    found.put(name.substring(0, name.length() - CSV_FILE.length()), file);
                }
            }
        }
        return found;
    }

    private static Table table(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVFormat.RFC4180.parse(reader)) {
            for (CSVRecord record : parser) {
                rows.add(List.of(record.values()));
            }
        }
        return rows.isEmpty() ? new Table(List.of(), List.of()) : new Table(rows.get(0), rows.subList(1, rows.size()));
    }
}
