package org.fubiao.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.fubiao.cli.FubiaoCli;

/**
 * Goes through all commands once with the shipped job, so that the virtual machine can archive the classes that they need
 * ({@code -XX:ArchiveClassesAtExit}). Nothing of it stays but what is in the given folder.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Entry point for the launcher.
     *
     * @param args the folder that holds {@code jobs} and {@code input}, then an empty folder to work in
     */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        Path scratch = Path.of(args[1]);
        System.setProperty("FUBIAO_LOG", scratch.resolve("fubiao.log").toString());
        String jobs = "--jobs=" + home.resolve("jobs");
        String work = "--work=" + scratch.resolve("work");
        Path input = home.resolve("input");
        // Twice: the second time nothing is read, which takes another way.
        for (int i = 0; i < 2; i++) {
            FubiaoCli.run(
                    "run", "rule-of-law", jobs, work, "--input=" + input, "--output=" + scratch.resolve("output"));
        }
        FubiaoCli.run("runs", "rule-of-law", jobs, work);
        FubiaoCli.run("trace", "F01", "--job=rule-of-law", jobs, work);
        FubiaoCli.run("check", "--job=rule-of-law", "--period=2023", jobs, someFile(input.resolve("rule-of-law")));
        FubiaoCli.run("--help");
    }

    private static String someFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".xlsx"))
                    .sorted()
                    .map(Path::toString)
                    .findFirst()
                    .orElse("");
        }
    }
}
