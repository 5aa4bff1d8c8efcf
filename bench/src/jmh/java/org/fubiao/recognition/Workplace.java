package org.fubiao.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the data of a benchmark, gone when its virtual machine ends. */
public final class Workplace {
    private Workplace() {}

    public static Path create() throws IOException {
        Path folder = Files.createTempDirectory("fubiao-jmh-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        return folder;
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // It is a temporary folder; the system removes what is left.
            return;
        }
    }
}
