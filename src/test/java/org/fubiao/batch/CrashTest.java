package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.fubiao.Fubiao;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program over the shipped input of 2023, killed and started again: it ends as if it had never been killed. */
class CrashTest {
    private static final List<String> STEPS = List.of("接收", "读取", "审核", "汇总", "出表");

    @TempDir
    private static Path folder;

    private static Map<String, String> undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        Path from = Path.of("input/rule-of-law/2023");
        Path to = folder.resolve("input/rule-of-law/2023");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }
        undisturbed = end("undisturbed");
    }

    @Test
    void killedInTheMiddleOfStaging() throws Exception {
        Process process = start("staging");
        Path segments = folder.resolve("staging/work/segments");
        while (!hasFile(segments) && process.isAlive()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        kill(process);

        assertThat(latest("staging")).doesNotExist();
        assertThat(end("staging")).isEqualTo(undisturbed);
    }

    @Test
    void killedAtRandomMomentsOneAfterTheOther() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder moments = new StringBuilder("seed " + seed);
        for (int round = 0; round < 3; round++) {
            String step = STEPS.get(random.nextInt(STEPS.size()));
            int after = random.nextInt(300);
            moments.append(", ").append(step).append(" + ").append(after).append(" ms");
            Process process = start("random");
            waitForStep(process, step);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(after));
            kill(process);
        }

        assertThat(end("random")).as(moments.toString()).isEqualTo(undisturbed);
    }

    private static void waitForStep(Process process, String step) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.contains(step)) {
            line = out.readLine();
        }
    }

    /** SIGKILL: the process has no chance to tidy up. */
    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static boolean hasFile(Path segments) throws IOException {
        if (!Files.isDirectory(segments)) {
            return false;
        }
        try (Stream<Path> files = Files.list(segments)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    private static Process start(String name) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-DFUBIAO_LOG=" + folder.resolve(name + ".log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fubiao.class.getName(),
                        "run",
                        "--period=2023",
                        "--input=" + folder.resolve("input"),
                        "--output=" + folder.resolve(name).resolve("output"),
                        "--work=" + folder.resolve(name).resolve("work"))
                .redirectErrorStream(true)
                .start();
    }

    /** Runs it to its end, and returns what it published. */
    private static Map<String, String> end(String name) throws IOException, InterruptedException {
        Process process = start(name);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isIn(0, 3);
        return Outputs.of(latest(name));
    }

    private static Path latest(String name) {
        return folder.resolve(name).resolve("output/rule-of-law/2023/latest");
    }
}
