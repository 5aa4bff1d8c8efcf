package org.fubiao.schedule;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.fubiao.answering.Answers;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Library;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.control.WorkSettings;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.notice.NoticeDesk;
import org.fubiao.running.RunDesk;
import org.fubiao.running.RunLog;
import org.springframework.jdbc.core.JdbcTemplate;

/** What of a server runs at night, with a clock that goes on when it is told to. */
final class NightServer implements AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    final BatchRunner runner;
    final RunDesk desk;
    final NightLog log;
    final AuditLog audit;
    final Nights nights;
    final Reminders reminders;
    final PeriodClosing closing;
    private final NoticeDesk notices;

    NightServer(Library library, Clock clock) throws Exception {
        Path work = library.work();
        runner = BatchRunner.open(work);
        DataSource database = runner.dataSource();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        audit = new AuditLog(jdbc, clock);
        JobCatalog jobs = new JobCatalog(library.jobs(), SoundDefinitions.NONE);
        RunDesk.Folders folders = new RunDesk.Folders(library.jobs().resolveSibling("input"), library.output(), work);
        desk = new RunDesk(runner, new RunLog(jdbc, clock), audit, folders, jobs::get);
        log = new NightLog(jdbc, clock);
        WorkSettings settings = WorkSettings.in(work);
        notices = NoticeDesk.of(settings, audit, clock);
        closing = new PeriodClosing(database, audit, clock, work);
        NightWork nightWork = new NightWork(jobs, desk, folders, runner.runs(), new Answers(jdbc), log, notices, clock);
        reminders = new Reminders(jobs, desk, runner.runs(), jdbc, notices, audit, clock, Reminders.Days.of(settings));
        nights = new Nights(
                database,
                jobs,
                nightWork,
                reminders,
                new Timetable(clock.getZone()),
                clock,
                new Nights.Rhythm(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(200)));
    }

    /** Starts it, and waits until it knows when the job is due. */
    NightServer start() {
        nights.start();
        return this;
    }

    void await(BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain; nights: " + log.last(10));
            }
            Thread.sleep(20);
        }
    }

    void awaitNights(int count) throws InterruptedException {
        await(() -> log.last(100).size() >= count
                && log.last(100).stream().allMatch(night -> night.outcome() != null)
                && !nights.plan(Library.ID).going());
    }

    /** The nights, the latest first, as {@code period outcome run}. */
    List<String> told() {
        return log.last(100).stream()
                .map(night -> night.period() + " " + night.outcome() + " " + night.run())
                .toList();
    }

    @Override
    public void close() {
        nights.close();
        desk.close();
        notices.close();
        runner.close();
    }
}
