package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.submission.Archive;

/** What was published, for comparing. */
public final class Outputs {
    private static final String JOB = "\"job\": {";

    private Outputs() {}

    /** Hash of each file by its path; of the manifest only what may not differ between equal runs. */
    public static Map<String, String> of(Path latest) {
        Map<String, String> outputs = hashes(latest);
        try {
            String manifest = Files.readString(latest.resolve("manifest.json"));
            assertThat(manifest).contains(JOB);
            outputs.put("manifest.json", manifest.substring(manifest.indexOf(JOB)));
            return outputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hash of each file below a folder, by its path. */
    public static Map<String, String> hashes(Path folder) {
        Map<String, String> hashes = new TreeMap<>();
        try {
            Path root = folder.toRealPath();
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    hashes.put(
                            root.relativize(file).toString(), Archive.hash(file).sha256());
                }
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of a published CSV file, by the heads of its columns. */
    public static List<Map<String, String>> csv(Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(file)) {
            return format.parse(reader).stream().map(CSVRecord::toMap).toList();
        }
    }
}
