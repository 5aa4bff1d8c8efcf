package org.fubiao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fubiao.job.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    private static final Period YEAR = Period.parse("2023").orElseThrow();

    @TempDir
    private Path work;

    @TempDir
    private Path other;

    @Test
    void aSecondRunOfTheSameJobAndPeriodIsRefusedUntilTheFirstHasEnded() throws IOException {
        try (RunLock first = RunLock.take(work, "library", YEAR).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(RunLock.take(work, "library", YEAR)).isEmpty();
        }

        Optional<RunLock> next = RunLock.take(work, "library", YEAR);
        assertThat(next).isPresent();
        next.orElseThrow().close();
    }

    @Test
    void whoIsRefusedOrOnlyAsksLeavesTheLockToItsHolder() throws Exception {
        try (RunLock first = RunLock.take(work, "library", YEAR).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(RunLock.take(work, "library", YEAR)).isEmpty();
            assertThat(RunLock.isHeld(work, "library", YEAR)).isTrue();
            Path link = Files.createSymbolicLink(other.resolve("link"), work);
            assertThat(RunLock.take(link, "library", YEAR)).isEmpty();

            // The system must still know it: another process is refused, too.
            assertThat(lockedInAnotherProcess()).isFalse();
        }
        assertThat(RunLock.isHeld(work, "library", YEAR)).isFalse();
        assertThat(RunLock.isHeld(work, "museum", YEAR)).isFalse();
        assertThat(work.resolve("locks/museum-2023.lock")).doesNotExist();
        assertThat(lockedInAnotherProcess()).isTrue();
    }

    /** Whether another process gets the lock. */
    private boolean lockedInAnotherProcess() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        work.toString())
                .inheritIO()
                .start();
        return process.waitFor() == 0;
    }

    /** Tries to take the lock and ends with 0 if it could. */
    static final class OtherProcess {
        public static void main(String[] args) throws IOException {
            System.exit(RunLock.take(Path.of(args[0]), "library", YEAR).isPresent() ? 0 : 1);
        }
    }

    @Test
    void otherJobsAndPeriodsDoNotWait() throws IOException {
        try (RunLock first = RunLock.take(work, "library", YEAR).orElseThrow();
                RunLock job = RunLock.take(work, "museum", YEAR).orElseThrow();
                RunLock period = RunLock.take(work, "library", YEAR.previous()).orElseThrow()) {
            assertThat(first).isNotEqualTo(job).isNotEqualTo(period);
        }
    }
}
