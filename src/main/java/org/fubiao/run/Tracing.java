package org.fubiao.run;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fubiao.answering.Answers;
import org.fubiao.job.Appendix;
import org.fubiao.job.Figure;
import org.fubiao.job.Job;
import org.fubiao.staging.Segments;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.fubiao.totals.AppendixBuilder;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.CellTrace;
import org.fubiao.totals.FigureBuilder;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.Succession;
import org.fubiao.totals.Trace;
import org.fubiao.totals.Tracer;
import org.springframework.jdbc.core.JdbcTemplate;

/** From a published figure back to the submitted cells, over the snapshot of the run that published it. */
public final class Tracing {
    private final Job job;
    private final Run run;
    private final Register register;
    private final Results results;
    private final Optional<Long> before;
    private final boolean sameDefinitions;
    private final Path work;

    public Tracing(Job job, Run run, Runs runs, DataSource database, Path work) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        this.job = job.during(run.period()).withWaivers(new Answers(jdbc).applied(run.id()));
        this.run = run;
        this.register = new Register(jdbc);
        this.results = new Results(jdbc);
        this.before = runs.comparedWith(run.id());
        this.sameDefinitions = runs.definitions(run.id()).equals(job.hash());
        this.work = work;
    }

    /** Whether the job's definitions are still those that made the numbers of the run. */
    public boolean sameDefinitions() {
        return sameDefinitions;
    }

    /** A figure, and where its measure comes from. */
    public record Traced(FigureValue figure, Trace trace) {}

    /** What is done over the run's snapshot. */
    private interface Work<T> {
        T over(Snapshot snapshot, MeasureValues values, MeasureValues previous) throws SQLException;
    }

    private <T> T open(Work<T> work) throws SQLException {
        Reception reception =
                new Reception(job, run.period(), run.day(), register.parts(run.id()), List.of(), List.of());
        MeasureValues values = results.measures(run.id());
        MeasureValues published = before.map(results::measures).orElseGet(MeasureValues::none);
        try (Snapshot snapshot = Snapshots.open(job, reception, Segments.folder(this.work))) {
            MeasureValues previous = Succession.carry(job, snapshot, published);
            snapshot.exclude(Exclusions.again(job, run.period(), run.day(), snapshot, previous)
                    .rows());
            return work.over(snapshot, values, previous);
        }
    }

    /** An appendix as the run published it; empty if the job has none of this id. */
    public Optional<AppendixTable> appendix(String id) throws SQLException {
        Optional<Appendix> definition = definition(id);
        return definition.isEmpty()
                ? Optional.empty()
                : Optional.of(open((snapshot, values, previous) ->
                        AppendixBuilder.build(job, run.period(), snapshot, values, previous, definition.get())));
    }

    private Optional<Appendix> definition(String id) {
        return job.appendices().stream()
                .filter(appendix -> appendix.id().equals(id))
                .findFirst();
    }

    /**
     * Traces the number in a cell of an appendix.
     *
     * @param table as {@link #appendix} makes it
     * @param row place of its row, from 0
     * @param column place of its leaf column, from 0
     * @param rowsOfUnit how many rows of each unit are shown at most
     * @return empty if there is no such cell, or no number in it
     */
    public Optional<CellTrace> cell(AppendixTable table, int row, int column, int rowsOfUnit) throws SQLException {
        boolean there = row >= 0
                && row < table.rows().size()
                && column >= 0
                && column < table.columns().size();
        return there
                ? open((snapshot, values, previous) -> Optional.ofNullable(
                        new Tracer(job, run.period(), snapshot.connection(), values, previous, rowsOfUnit)
                                .cell(table, row, column)))
                : Optional.empty();
    }

    /** The traces of all cells of an appendix that can be traced, row by row. */
    public List<CellTrace> cells(String id, int rowsOfUnit) throws SQLException {
        Appendix definition = definition(id).orElseThrow();
        return open((snapshot, values, previous) -> {
            AppendixTable table = AppendixBuilder.build(job, run.period(), snapshot, values, previous, definition);
            Tracer tracer = new Tracer(job, run.period(), snapshot.connection(), values, previous, rowsOfUnit);
            List<CellTrace> traces = new ArrayList<>();
            for (int row = 0; row < table.rows().size(); row++) {
                for (int column = 0; column < table.columns().size(); column++) {
                    CellTrace trace = tracer.cell(table, row, column);
                    if (trace != null) {
                        traces.add(trace);
                    }
                }
            }
            return traces;
        });
    }

    /** All figures, as the run published them. */
    public List<FigureValue> figures() throws SQLException {
        return open(this::figures);
    }

    private List<FigureValue> figures(Snapshot snapshot, MeasureValues values, MeasureValues previous)
            throws SQLException {
        List<AppendixTable> appendices = AppendixBuilder.build(job, run.period(), snapshot, values, previous);
        return FigureBuilder.build(job, values, previous, appendices, results.figures(run.id()));
    }

    /**
     * Traces the measure of a figure.
     *
     * @param rowsOfUnit how many rows of each unit are shown at most
     * @return empty if the job has no such figure
     */
    public Optional<Trace> measureOf(String figure, int rowsOfUnit) throws SQLException {
        Optional<String> measure = job.figures().stream()
                .filter(candidate -> candidate.id().equals(figure))
                .map(Figure::measure)
                .findFirst();
        return measure.isEmpty()
                ? Optional.empty()
                : Optional.of(open(
                        (snapshot, values, previous) -> trace(snapshot, values, previous, rowsOfUnit, measure.get())));
    }

    private Trace trace(Snapshot snapshot, MeasureValues values, MeasureValues previous, int rowsOfUnit, String measure)
            throws SQLException {
        return new Tracer(job, run.period(), snapshot.connection(), values, previous, rowsOfUnit).trace(measure);
    }

    /**
     * A figure and the trace of its measure.
     *
     * @param rowsOfUnit how many rows of each unit are shown at most
     */
    public Traced figure(String id, int rowsOfUnit) throws SQLException {
        return open((snapshot, values, previous) -> {
            FigureValue figure = figures(snapshot, values, previous).stream()
                    .filter(candidate -> candidate.definition().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no figure " + id));
            return new Traced(
                    figure,
                    trace(
                            snapshot,
                            values,
                            previous,
                            rowsOfUnit,
                            figure.definition().measure()));
        });
    }
}
