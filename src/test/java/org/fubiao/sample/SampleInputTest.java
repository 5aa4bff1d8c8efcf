package org.fubiao.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed input is what the generator makes; {@code -Dfubiao.write-sample=true} writes it anew first. */
class SampleInputTest {
    private static NavigableMap<String, byte[]> made = new TreeMap<>();

    @BeforeAll
    static void make() throws IOException {
        made = SampleGenerator.files();
        if (Boolean.getBoolean("fubiao.write-sample")) {
            for (String path : committed()) {
                Files.delete(SampleGenerator.INPUT.resolve(path));
            }
            SampleGenerator.write(SampleGenerator.INPUT);
        }
    }

    @Test
    void everyCommittedFileIsMadeAndEveryMadeFileCommitted() throws IOException {
        assertThat(committed()).containsExactlyElementsOf(made.keySet());
        assertThat(made).hasSizeGreaterThan(200);
    }

    @Test
    void theirContentIsTheSame() throws IOException {
        for (var file : made.entrySet()) {
            byte[] committed = Files.readAllBytes(SampleGenerator.INPUT.resolve(file.getKey()));
            assertThat(content(committed)).as(file.getKey()).isEqualTo(content(file.getValue()));
        }
    }

    @Test
    void everyFileSystemTakesTheNames() {
        for (String path : made.keySet()) {
            for (String name : path.split("/", -1)) {
                assertThat(name.getBytes(StandardCharsets.UTF_8)).as(path).hasSizeLessThanOrEqualTo(200);
                assertThat(name)
                        .as(path)
                        .doesNotContainPattern("[\\\\:*?\"<>|]")
                        .isEqualTo(name.strip());
            }
            assertThatCode(() -> Path.of(path)).as(path).doesNotThrowAnyException();
        }
    }

    @Test
    void theReadmeNamesFilesThatAreThere() throws IOException {
        String readme = Files.readString(Path.of("input/README.md"));
        List<String> named = Pattern.compile("`([^`…]+\\.(?:csv|txt|xlsx?))`")
                .matcher(readme)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(40)
                .allSatisfy(path -> assertThat(made)
                        .containsKey((path.startsWith("2022/") ? "rule-of-law/" : "rule-of-law/2023/") + path));
        assertThat(readme).contains(made.size() + " files");
    }

    private static Map<String, ByteBuffer> content(byte[] file) throws IOException {
        Map<String, ByteBuffer> parts = new TreeMap<>();
        if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
            parts.put("", ByteBuffer.wrap(file));
            return parts;
        }
        // How well a zip file is packed depends on the machine's zlib; what is in it does not.
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), ByteBuffer.wrap(zip.readAllBytes()));
            }
        }
        return parts;
    }

    private static List<String> committed() throws IOException {
        if (!Files.isDirectory(SampleGenerator.INPUT)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(SampleGenerator.INPUT)) {
            return paths.filter(Files::isRegularFile)
                    .map(path ->
                            SampleGenerator.INPUT.relativize(path).toString().replace('\\', '/'))
                    .filter(path -> !path.equals("README.md"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
