package org.fubiao.web.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.fubiao.batch.Library;
import org.fubiao.compute.Compute;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.run.LastPeriod;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.submission.Register;
import org.fubiao.web.page.BusyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** All units ask for their blank workbooks on the same day. */
class LastPeriodsTest {
    @TempDir
    private Path folder;

    @Test
    void whatAllAskForIsReadOnceAndWhoeverWouldWaitForLongIsToldToComeAgain() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        Job job;
        try (Compute compute = new Compute()) {
            job = JobLoader.load(library.jobs().resolve(Library.ID), compute);
        }
        ExecutorService visitors = Executors.newCachedThreadPool();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger read = new AtomicInteger();
        try (ControlDatabase database = ControlDatabase.open(library.work())) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Run run = new Runs(jdbc, Clock.systemUTC())
                    .latestDone(Library.ID, Library.PERIOD)
                    .orElseThrow();
            LastPeriods.Reader reader = (of, its) -> {
                read.incrementAndGet();
                begun.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return LastPeriod.of(of, its, new Register(jdbc), library.work());
            };
            LastPeriods hasty = new LastPeriods(reader, 3, Duration.ofMillis(20));
            List<Future<LastPeriod>> asked = new ArrayList<>();
            asked.add(visitors.submit(() -> hasty.of(job, run)));
            begun.await();
            assertThatThrownBy(() -> hasty.of(job, run)).isInstanceOf(BusyException.class);
            gate.countDown();
            LastPeriod values = asked.get(0).get();
            for (int i = 0; i < 8; i++) {
                assertThat(hasty.of(job, run)).isSameAs(values);
            }
            assertThat(read).hasValue(1);

            LastPeriods narrow = new LastPeriods(reader, 0, Duration.ofMinutes(1));
            assertThatThrownBy(() -> narrow.of(job, run)).isInstanceOf(BusyException.class);
        } finally {
            gate.countDown();
            visitors.shutdownNow();
        }
    }
}
