package org.fubiao.job.loading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a job folder, and those of them that were read as definitions. */
final class JobFolder {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path folder;
    private final Problems problems;
    private final SortedMap<String, byte[]> read = new TreeMap<>();

    JobFolder(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Reads and checks a YAML file that must be there; empty if it cannot be looked into. */
    Optional<Value> required(String name, Shape shape, String purpose) {
        if (!has(name)) {
            problems.add(name, 0, "", "缺少此文件（" + purpose + "）", "请新建。");
            return Optional.empty();
        }
        return yaml(name, shape);
    }

    /** Reads and checks a YAML file, if it is there and holds more than comments. */
    Optional<Value> optional(String name, Shape shape) {
        return has(name) ? yaml(name, shape) : Optional.empty();
    }

    /** Reads and checks all YAML files of a folder, in the order of their names; empty for one that cannot be looked into. */
    Map<String, Optional<Value>> all(String inner, Shape shape) {
        Map<String, Optional<Value>> values = new LinkedHashMap<>();
        for (String name : names(inner)) {
            if (name.endsWith(".yml")) {
                String stem = name.substring(0, name.length() - ".yml".length());
                values.put(stem, yaml(inner + "/" + name, shape));
            }
        }
        return values;
    }

    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    private Optional<Value> yaml(String name, Shape shape) {
        return text(name).flatMap(text -> YamlFile.read(name, text, shape, problems));
    }

    /** The text of a definition file; empty if it is not there or not UTF-8. */
    Optional<String> text(String name) {
        Path file = folder.resolve(name);
        if (!file.normalize().startsWith(folder) || !Files.isRegularFile(file)) {
            problems.add(name, 0, "", "缺少此文件", "请新建，文件名以 job.yml 中所写为准。");
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            read.put(name, bytes);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.add(name, 0, "", "不是 UTF-8 编码", "请另存为 UTF-8（Excel 中选“CSV UTF-8”）。");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Definition files that nobody reads are a mistake in their names. */
    void reportUnread() {
        for (String inner : List.of("", "forms", "appendices")) {
            for (String name : names(inner)) {
                String path = inner.isEmpty() ? name : inner + "/" + name;
                if ((name.endsWith(".yml") || name.endsWith(".yaml")) && !read.containsKey(path)) {
                    List<String> known = List.of(
                            "job.yml",
                            "measures.yml",
                            "reconciliations.yml",
                            "plausibility.yml",
                            "figures.yml",
                            "expected.yml",
                            "waivers.yml");
                    String advice = name.endsWith(".yaml") ? "扩展名请用 .yml。" : Suggestion.among(name, known);
                    problems.add(path, 0, "", "此文件没有被读取", advice);
                }
            }
        }
    }

    /** SHA-256 over the names and bytes of the files that were read. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            read.forEach((name, bytes) -> {
                byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Long.BYTES)
                        .putInt(nameBytes.length)
                        .putInt(bytes.length)
                        .flip());
                digest.update(nameBytes);
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> names(String inner) {
        Path directory = inner.isEmpty() ? folder : folder.resolve(inner);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
