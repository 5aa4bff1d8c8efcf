package org.fubiao.web.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.comparing.RunComparison;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.publishing.AppendixLayout;
import org.fubiao.run.Run;
import org.fubiao.run.Tracing;
import org.fubiao.submission.Archive;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.CellTrace;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.Trace;
import org.fubiao.web.page.BusyException;
import org.jspecify.annotations.Nullable;

/** The appendices of runs, made again over their snapshots, and kept as long as there is room; the traces of their numbers. */
public final class Tables implements AutoCloseable {
    /**
     * A look at a snapshot takes an engine of its own, with its memory; some more may be asked for meanwhile. Most threads of the
     * server are always left for those who want something else.
     */
    private static final SharedWork.Bounds BOUNDS = new SharedWork.Bounds(2, 20, 16, Duration.ofSeconds(15));

    private static final int MOST_ROWS = 300_000;
    private static final int MOST_STANDINGS = 10_000;
    private static final int MOST_CHANGES = 20_000;

    private final JobCatalog jobs;
    private final BatchRunner runner;
    private final Path work;
    private final SharedWork engines = new SharedWork(BOUNDS);
    private final Shelf<AppendixTable> appendices = new Shelf<>(MOST_ROWS);
    private final Shelf<Map<String, Standing>> standings = new Shelf<>(MOST_STANDINGS);
    private final Shelf<ChangesView> comparisons = new Shelf<>(MOST_CHANGES);

    public Tables(JobCatalog jobs, BatchRunner runner, Path work) {
        this.jobs = jobs;
        this.runner = runner;
        this.work = work;
    }

    /**
     * Where a figure stands.
     *
     * @param appendix title of the appendix that shows it, or null; then there is no address either
     */
    record Standing(
            String quoted,
            @Nullable String id,
            @Nullable String appendix,
            @Nullable String address) {
        static Standing of(FigureValue figure) {
            AppendixTable table = figure.appendix();
            return table == null
                    ? new Standing(figure.quoted(), null, null, null)
                    : new Standing(
                            figure.quoted(),
                            table.definition().id(),
                            table.definition().title(),
                            new AppendixLayout(table).address(figure.row(), figure.column()));
        }
    }

    /** What is asked of a run with these definitions. */
    private record Key(long run, String definitions, List<Object> what) {}

    /** A run whose appendices can be made again: with definitions that have not changed since. */
    public final class Source {
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

        private Key key(Object... what) {
            return new Key(run.id(), job.hash(), List.of(what));
        }

        Optional<AppendixTable> appendix(String id) throws SQLException {
            Key key = key("appendix", id);
            AppendixTable known = appendices.find(key);
            return known != null
                    ? Optional.of(known)
                    : engines.get(key, () -> {
                        Optional<AppendixTable> made = tracing.appendix(id);
                        made.ifPresent(table ->
                                appendices.keep(key, table, table.rows().size()));
                        return made;
                    });
        }

        Optional<CellTrace> cell(AppendixTable table, int row, int column, int rowsOfUnit) throws SQLException {
            return engines.get(
                    key("cell", table.definition().id(), row, column, rowsOfUnit),
                    () -> tracing.cell(table, row, column, rowsOfUnit));
        }

        /** Where the measure of a figure comes from; empty if the job has no such figure. */
        public Optional<Trace> figure(String id, int rowsOfUnit) throws SQLException {
            return engines.get(key("figure", id, rowsOfUnit), () -> tracing.measureOf(id, rowsOfUnit));
        }

        /** Where the figures stand, by their ids. */
        Map<String, Standing> standings() throws SQLException {
            Key key = key("standings");
            Map<String, Standing> known = standings.find(key);
            return known != null
                    ? known
                    : engines.get(key, () -> {
                        Map<String, Standing> made = new HashMap<>();
                        tracing.figures()
                                .forEach(figure -> made.put(figure.definition().id(), Standing.of(figure)));
                        standings.keep(key, made, made.size());
                        return made;
                    });
        }
    }

    /** What was asked for last, as much of it as there is room for. */
    private static final class Shelf<T> {
        private final long most;
        private final Map<Key, Kept<T>> kept = new LinkedHashMap<>(16, 0.75f, true);
        private long size;

        Shelf(long most) {
            this.most = most;
        }

        private record Kept<T>(T what, long size) {}

        synchronized @Nullable T find(Key key) {
            Kept<T> known = kept.get(key);
            return known == null ? null : known.what();
        }

        synchronized void keep(Key key, T what, long its) {
            Kept<T> before = kept.put(key, new Kept<>(what, its));
            size += its - (before == null ? 0 : before.size());
            Iterator<Kept<T>> oldest = kept.values().iterator();
            while (size > most && kept.size() > 1) {
                size -= oldest.next().size();
                oldest.remove();
            }
        }
    }

    /** For tests: what makes and traces them. */
    SharedWork engines() {
        return engines;
    }

    /** Ends before the work folder does. */
    @Override
    public void close() {
        engines.close();
    }

    /** The latest completed run of a period. */
    Optional<Run> latest(String job, Period period) {
        return runner.runs().latestDone(job, period);
    }

    /** From what the appendices of a run can be made again; empty if the definitions changed since, or are wrong now. */
    public Optional<Source> source(Run run) {
        try {
            Source source = new Source(jobs.get(run.job()), run);
            return source.tracing.sameDefinitions() ? Optional.of(source) : Optional.empty();
        } catch (InvalidJobException e) {
            return Optional.empty();
        }
    }

    /**
     * What differs between two completed runs of a period.
     *
     * @return empty if what one of them published is gone
     * @throws InvalidJobException if the definitions are wrong now
     * @throws BusyException if it would take too long; it is there when it is asked for again
     */
    public Optional<ChangesView> changes(Run before, Run now) throws SQLException {
        Job job = jobs.get(now.job()).during(now.period());
        Key key = new Key(now.id(), job.hash(), List.of("changes", before.id()));
        ChangesView known = comparisons.find(key);
        return known != null
                ? Optional.of(known)
                : engines.get(key, () -> {
                    try {
                        ChangesView made = ChangesView.of(RunComparison.between(job, before, now, runner.dataSource()));
                        comparisons.keep(key, made, made.lines());
                        return Optional.of(made);
                    } catch (RunComparison.OutputGoneException e) {
                        return Optional.empty();
                    }
                });
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
