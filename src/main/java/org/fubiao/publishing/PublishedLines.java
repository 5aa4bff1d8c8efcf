package org.fubiao.publishing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The lines of a CSV file that a run published for machines, by their heads. One at a time: findings may be many. */
public final class PublishedLines {
    private static final String MARK = "\uFEFF";

    private PublishedLines() {}

    /** All lines; none if there is no such file. */
    public static void each(Path file, Consumer<Map<String, String>> line) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVFormat.RFC4180.parse(reader)) {
            List<String> heads = List.of();
            for (CSVRecord record : parser) {
                if (heads.isEmpty()) {
                    heads = heads(record);
                } else {
                    Map<String, String> cells = new LinkedHashMap<>();
                    for (int i = 0; i < record.size(); i++) {
                        cells.put(heads.get(i), Csv.plain(record.get(i)));
                    }
                    line.accept(cells);
                }
            }
        }
    }

    private static List<String> heads(CSVRecord record) {
        List<String> heads = new ArrayList<>(record.toList());
        heads.set(0, heads.get(0).replace(MARK, ""));
        return heads;
    }
}
