package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    Path output;

    private static RunInfo run(long number) {
        return new RunInfo(
                number, Instant.parse("2024-01-1" + number + "T01:30:00Z"), "更正", Map.of("fubiao", "0.1." + number));
    }

    @Test
    void writesTheSameBytesAgainButForTheRunSection() throws IOException {
        Publisher publisher = new Publisher(output);
        publisher.publish(SamplePublication.make(), run(1));
        publisher.publish(SamplePublication.make(), run(2));

        Map<String, String> first = contents(output.resolve("runs/0001"));
        Map<String, String> second = contents(output.resolve("runs/0002"));
        String before = String.valueOf(first.remove("manifest.json"));
        String after = String.valueOf(second.remove("manifest.json"));
        assertThat(second).isEqualTo(first).hasSizeGreaterThan(15);
        assertThat(after.replaceFirst("\"run\": \\{[^}]*\\}[^}]*\\}", ""))
                .isEqualTo(before.replaceFirst("\"run\": \\{[^}]*\\}[^}]*\\}", ""))
                .isNotEqualTo(after);
    }

    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        new String(
                                Files.readAllBytes(file),
                                file.toString().endsWith(".json")
                                        ? java.nio.charset.StandardCharsets.UTF_8
                                        : java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
