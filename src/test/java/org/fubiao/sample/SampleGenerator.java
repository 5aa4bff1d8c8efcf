package org.fubiao.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Makes the input of the shipped job. To write it again into {@code input/rule-of-law}:
 *
 * <pre>./mvnw test -Dtest=SampleInputTest -Dfubiao.write-sample=true</pre>
 */
final class SampleGenerator {
    static final Path INPUT = Path.of("input/rule-of-law");

    private SampleGenerator() {}

    /** Every file, by its path below {@link #INPUT}. */
    static NavigableMap<String, byte[]> files() {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        Post.send(new SampleYears().make()).forEach(files::putAll);
        SentBack.put(files);
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
