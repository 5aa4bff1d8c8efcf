package org.fubiao.web.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.run.Tracing;
import org.fubiao.submission.Archive;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.CellTrace;

/** The appendices of the latest runs, made again over their snapshots, and kept as long as there is room. */
public final class Tables {
    /** A look at a snapshot takes an engine of its own, with its memory. */
    private static final int MOST_AT_ONCE = 2;

    private static final int MOST_ROWS = 300_000;

    private final JobCatalog jobs;
    private final BatchRunner runner;
    private final Path work;
    private final Semaphore engines = new Semaphore(MOST_AT_ONCE, true);
    private final Map<String, AppendixTable> kept = new LinkedHashMap<>(16, 0.75f, true);

    public Tables(JobCatalog jobs, BatchRunner runner, Path work) {
        this.jobs = jobs;
        this.runner = runner;
        this.work = work;
    }

    /** What is done with an engine. */
    private interface Look<T> {
        T take() throws SQLException;
    }

    /** The latest run of a period whose appendices can be made again: with definitions that have not changed since. */
    final class Source {
        private final Job job;
        private final Run run;
        private final Tracing tracing;

        private Source(Job job, Run run) {
            this.job = job;
            this.run = run;
            this.tracing = new Tracing(job, run, runner.runs(), runner.dataSource(), work);
        }

        Job job() {
            return job;
        }

        Run run() {
            return run;
        }

        Optional<AppendixTable> appendix(String id) throws SQLException {
            String key = run.id() + " " + job.hash() + " " + id;
            synchronized (kept) {
                AppendixTable known = kept.get(key);
                if (known != null) {
                    return Optional.of(known);
                }
            }
            Optional<AppendixTable> made = look(() -> tracing.appendix(id));
            made.ifPresent(table -> keep(key, table));
            return made;
        }

        Optional<CellTrace> cell(String id, int row, int column, int rowsOfUnit) throws SQLException {
            return look(() -> tracing.cell(id, row, column, rowsOfUnit));
        }

        /** @throws IllegalArgumentException if the job has no such figure */
        Tracing.Traced figure(String id, int rowsOfUnit) throws SQLException {
            return look(() -> tracing.figure(id, rowsOfUnit));
        }
    }

    private <T> T look(Look<T> look) throws SQLException {
        engines.acquireUninterruptibly();
        try {
            return look.take();
        } finally {
            engines.release();
        }
    }

    private void keep(String key, AppendixTable table) {
        synchronized (kept) {
            kept.put(key, table);
            long rows =
                    kept.values().stream().mapToLong(one -> one.rows().size()).sum();
            Iterator<AppendixTable> oldest = kept.values().iterator();
            while (rows > MOST_ROWS && kept.size() > 1) {
                rows -= oldest.next().rows().size();
                oldest.remove();
            }
        }
    }

    /** The latest completed run of a period. */
    Optional<Run> latest(String job, Period period) {
        return runner.runs().latestDone(job, period);
    }

    /** From what the appendices of a run can be made again; empty if the definitions changed since, or are wrong now. */
    Optional<Source> source(Run run) {
        try {
            Source source = new Source(jobs.get(run.job()), run);
            return source.tracing.sameDefinitions() ? Optional.of(source) : Optional.empty();
        } catch (InvalidJobException e) {
            return Optional.empty();
        }
    }

    /** The control database. */
    DataSource database() {
        return runner.dataSource();
    }

    /** Where a received file is kept. */
    Path archived(String sha256) {
        return new Archive(work).path(sha256);
    }
}
