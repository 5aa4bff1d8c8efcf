package org.fubiao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/architecture.md} against the code. */
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java/org/fubiao");
    private static final Pattern PACKAGE_LINE = Pattern.compile("\\| `([a-z.]+)` \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Za-z]+Test)`");
    private static final Pattern IMPORT = Pattern.compile("import (?:static )?org\\.fubiao\\.([a-z.]+)\\.[A-Z].*");

    @Test
    void thePackageTableSaysWhatThePackagesImport() throws IOException {
        Map<String, Set<String>> said = new TreeMap<>();
        for (String line : section("## Packages")) {
            PACKAGE_LINE.matcher(line).results().forEach(row -> said.put(row.group(1), quoted(row.group(2))));
        }

        assertThat(said).isEqualTo(imports());
    }

    @Test
    void everyTestThatHoldsAnInvariantIsThere() throws IOException {
        Set<String> named = TEST.matcher(String.join("\n", document()))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            there = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(named).isNotEmpty().isSubsetOf(there);
    }

    private static List<String> document() throws IOException {
        return Files.readAllLines(Path.of("docs/architecture.md"));
    }

    private static List<String> section(String heading) throws IOException {
        return document().stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }

    private static Set<String> quoted(String text) {
        return QUOTED.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What each package imports of the others. */
    private static Map<String, Set<String>> imports() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name =
                        MAIN.relativize(file.resolveSibling("")).toString().replace('/', '.');
                if (name.isEmpty()) {
                    continue;
                }
                Set<String> used = imports.computeIfAbsent(name, key -> new TreeSet<>());
                for (String line : Files.readAllLines(file)) {
                    IMPORT.matcher(line)
                            .results()
                            .map(found -> found.group(1))
                            .filter(other -> !other.equals(name))
                            .forEach(used::add);
                }
            }
        }
        return imports;
    }
}
