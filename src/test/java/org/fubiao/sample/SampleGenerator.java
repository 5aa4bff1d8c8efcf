package org.fubiao.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Makes the input of the shipped jobs. To write it again into {@code input}:
 *
 * <pre>./mvnw test -Dtest=SampleInputTest -Dfubiao.write-sample=true</pre>
 */
final class SampleGenerator {
    static final Path INPUT = Path.of("input");

    private SampleGenerator() {}

    /** Every file, by its path below {@link #INPUT}. */
    static NavigableMap<String, byte[]> files() {
        List<SampleYear> years = new SampleYears().make();
        NavigableMap<String, byte[]> ofYears = new TreeMap<>();
        Post.send(years).forEach(ofYears::putAll);
        SentBack.put(ofYears);
        NavigableMap<String, byte[]> files = new TreeMap<>();
        ofYears.forEach((path, bytes) -> files.put("rule-of-law/" + path, bytes));
        QuarterlyReviews.files(years.get(1))
                .forEach((path, bytes) -> files.put("legal-review-quarterly/" + path, bytes));
        return files;
    }

    static void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }
}
