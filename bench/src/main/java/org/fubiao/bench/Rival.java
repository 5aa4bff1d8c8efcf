package org.fubiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another program that does the same work: {@code bench/rivals/NAME/run CASE_FOLDER OUT_FOLDER}. */
final class Rival {
    private static final int CANNOT = 64;

    private final String name;
    private final Path program;
    private final long limitSeconds;

    Rival(Path root, String name, long limitSeconds) {
        this.name = name;
        this.program = root.resolve("bench/rivals").resolve(name).resolve("run").toAbsolutePath();
        this.limitSeconds = limitSeconds;
    }

    String name() {
        return name;
    }

    boolean isThere() {
        return Files.isExecutable(program);
    }

    /** Runs it; empty if it says that the case is none that it can do. */
    Optional<Sample> run(Path folder, Path out) throws IOException, InterruptedException {
        Folders.clear(out);
        Files.createDirectories(out);
        List<String> command = List.of(program.toString(), folder.toString(), out.toString());
        TimedProcess.Ended ended = new TimedProcess(command, folder, Map.of(), limitSeconds).run();
        if (ended.exit() == CANNOT) {
            return Optional.empty();
        }
        if (ended.exit() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + ended.exit() + ":\n" + ended.said());
        }
        return Optional.of(ended.sample());
    }
}
