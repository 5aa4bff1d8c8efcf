package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No order has a say in what is published: neither that in which files were written and received, nor that of their rows. */
class OrderTest {
    private static final int TRIES = 5;

    @TempDir
    private static Path folder;

    private static Map<String, String> files;
    private static Map<String, String> published;

    @BeforeAll
    static void runInOrder() throws Exception {
        Library library = Library.reported(folder.resolve("in-order"));
        files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(library.input())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(library.input().relativize(file).toString(), Files.readString(file));
            }
        }
        library.run();
        published = library.published();
    }

    @Test
    void theOrderOfFilesChangesNothing() throws Exception {
        for (int seed = 1; seed <= TRIES; seed++) {
            Library library = write(seed, List::copyOf);

            library.run();

            assertThat(library.published()).as("seed " + seed).isEqualTo(published);
        }
    }

    @Test
    void theRunsInWhichFilesCameChangeNothing() throws Exception {
        for (int seed = 1; seed <= TRIES; seed++) {
            Library library = Library.empty(folder.resolve("runs-" + seed));
            List<String> order = shuffled(List.copyOf(files.keySet()), new Random(seed));
            for (String file : order.subList(0, 2 * seed - 1)) {
                library.put(file, text(file));
            }
            library.run();
            order.forEach(file -> library.put(file, text(file)));

            assertThat(library.run().run().readAgain()).isEqualTo(10 - (2 * seed - 1));

            assertThat(appendices(library)).as("seed " + seed).isEqualTo(appendices(published));
        }
    }

    @Test
    void theOrderOfRowsChangesNoNumber() throws Exception {
        for (int seed = 1; seed <= TRIES; seed++) {
            Random random = new Random(seed);
            Library library = write(100 + seed, lines -> {
                List<String> rows = shuffled(lines.subList(1, lines.size()), random);
                rows.add(0, lines.get(0));
                return rows;
            });

            library.run();

            assertThat(library.findings()).as("seed " + seed).isEmpty();
            assertThat(appendices(library)).as("seed " + seed).isEqualTo(appendices(published));
        }
    }

    private interface Arranging {
        List<String> arrange(List<String> lines);
    }

    /** The same files, written in an order that the seed decides, each with its lines arranged. */
    private static Library write(int seed, Arranging rows) throws IOException {
        Library library = Library.empty(folder.resolve("seed-" + seed));
        for (String file : shuffled(List.copyOf(files.keySet()), new Random(seed))) {
            List<String> lines = rows.arrange(text(file).lines().toList());
            library.put(file, String.join("\n", lines) + "\n");
        }
        return library;
    }

    private static String text(String file) {
        return files.getOrDefault(file, "");
    }

    private static List<String> shuffled(List<String> values, Random random) {
        List<String> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Map<String, String> appendices(Library library) {
        return appendices(library.published());
    }

    /** What is published but for what tells about the files themselves, or about the run before. */
    private static Map<String, String> appendices(Map<String, String> outputs) {
        Map<String, String> appendices = new TreeMap<>(outputs);
        appendices.keySet().removeIf(name -> !name.startsWith("附表") && !name.startsWith("appendices"));
        assertThat(appendices).hasSize(3);
        return appendices;
    }
}
