package org.fubiao.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Library;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.loading.SoundDefinitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pages ask what is going on every second: nobody who asks waits for a disk or a database. */
@Timeout(60)
class RunDeskTest {
    private static final Actor WANG = new Actor("wang", "");

    @TempDir
    private Path folder;

    /** A database that takes its time to write to a table. */
    private static final class Slow extends JdbcTemplate {
        private final String table;
        private final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        Slow(DataSource database, String table) {
            super(database);
            this.table = table;
        }

        @Override
        public int update(String sql, @Nullable Object @Nullable ... values) {
            if (sql.contains("INTO " + table)) {
                writing.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.update(sql, values);
        }
    }

    private RunDesk desk(BatchRunner runner, Library library, JdbcTemplate log, JdbcTemplate audit, JobCatalog jobs) {
        return new RunDesk(
                runner,
                new RunLog(log, Clock.systemUTC()),
                new AuditLog(audit, Clock.systemUTC()),
                new RunDesk.Folders(folder.resolve("input"), library.output(), library.work()),
                jobs::get);
    }

    @Test
    void nobodyWaitsWhileAStartIsNoted() throws Exception {
        Library library = Library.reported(folder);
        JobCatalog jobs = new JobCatalog(library.jobs(), SoundDefinitions.NONE);
        Job job = jobs.get(Library.ID);
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            Slow audit = new Slow(runner.dataSource(), "audit");
            try (RunDesk desk = desk(runner, library, new JdbcTemplate(runner.dataSource()), audit, jobs)) {
                CompletableFuture<?> starting = CompletableFuture.runAsync(() -> start(desk, job));
                audit.writing.await();

                CompletableFuture<List<RunDesk.View>> asking = CompletableFuture.supplyAsync(() -> desk.of(Library.ID));
                try {
                    assertThat(asking.get(20, TimeUnit.SECONDS)).hasSize(1);
                } finally {
                    audit.go.countDown();
                }
                starting.get();
            }
        }
    }

    @Test
    void nobodyWaitsWhileALineOfTheLogIsWritten() throws Exception {
        Library library = Library.reported(folder);
        JobCatalog jobs = new JobCatalog(library.jobs(), SoundDefinitions.NONE);
        Job job = jobs.get(Library.ID);
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            Slow log = new Slow(runner.dataSource(), "run_log");
            try (RunDesk desk = desk(runner, library, log, new JdbcTemplate(runner.dataSource()), jobs)) {
                start(desk, job);
                log.writing.await();

                CompletableFuture<List<RunDesk.View>> asking = CompletableFuture.supplyAsync(() -> desk.of(Library.ID));
                try {
                    assertThat(asking.get(20, TimeUnit.SECONDS)).hasSize(1);
                } finally {
                    log.go.countDown();
                }
            }
        }
    }

    private static void start(RunDesk desk, Job job) {
        try {
            assertThat(desk.start(job, Library.PERIOD, "x", WANG)).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
