package org.fubiao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fubiao.job.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    private static final Period YEAR = Period.parse("2023").orElseThrow();

    @TempDir
    private Path work;

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
    void otherJobsAndPeriodsDoNotWait() throws IOException {
        try (RunLock first = RunLock.take(work, "library", YEAR).orElseThrow();
                RunLock job = RunLock.take(work, "museum", YEAR).orElseThrow();
                RunLock period = RunLock.take(work, "library", YEAR.previous()).orElseThrow()) {
            assertThat(first).isNotEqualTo(job).isNotEqualTo(period);
        }
    }
}
