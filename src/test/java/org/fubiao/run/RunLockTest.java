package org.fubiao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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
        return start(OtherProcess.class).inheritIO().start().waitFor() == 0;
    }

    private ProcessBuilder start(Class<?> main) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                java.toString(), "-cp", System.getProperty("java.class.path"), main.getName(), work.toString());
    }

    @Test
    void aRunIsNeverRefusedBecauseSomebodyAsksWhetherOneGoesOn() throws Exception {
        takeAndLeave(1);
        AtomicBoolean enough = new AtomicBoolean();
        Thread asking = new Thread(() -> ask(work, enough::get), "asking");
        asking.start();
        try {
            assertThat(takeAndLeave(2_000)).isZero();
        } finally {
            enough.set(true);
            asking.join();
        }
    }

    @Test
    void norBecauseAnotherProcessAsks() throws Exception {
        takeAndLeave(1);
        Process asking = start(AskingProcess.class).start();
        try {
            // It says when it is at it.
            assertThat(asking.getInputStream().read()).isPositive();
            assertThat(takeAndLeave(5_000)).isZero();
            assertThat(asking.isAlive()).isTrue();
        } finally {
            asking.destroy();
            asking.waitFor();
        }
    }

    /** How often the lock was not to be had. */
    private int takeAndLeave(int times) throws IOException {
        int refused = 0;
        for (int i = 0; i < times; i++) {
            Optional<RunLock> lock = RunLock.take(work, "library", YEAR);
            if (lock.isPresent()) {
                lock.get().close();
            } else {
                refused++;
            }
        }
        return refused;
    }

    private static void ask(Path work, BooleanSupplier enough) {
        try {
            while (!enough.getAsBoolean()) {
                RunLock.isHeld(work, "library", YEAR);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks again and again, until it is ended. */
    static final class AskingProcess {
        public static void main(String[] args) {
            AtomicInteger times = new AtomicInteger();
            ask(Path.of(args[0]), () -> {
                if (times.incrementAndGet() == 1_000) {
                    System.out.println("asking");
                }
                return false;
            });
        }
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
