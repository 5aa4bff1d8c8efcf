package org.fubiao.run;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.fubiao.answering.Answers;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.staging.Segments;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.fubiao.totals.AppendixBuilder;
import org.fubiao.totals.AppendixTable;
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

    public Tracing(Job job, Run run, Runs runs, ControlDatabase database, Path work) {
        this(job, run, runs, database.dataSource(), work);
    }

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

    /**
     * Traces a figure.
     *
     * @param rowsOfUnit how many rows of each unit are shown at most
     */
    public Traced figure(String id, int rowsOfUnit) throws SQLException {
        Period period = run.period();
        Reception reception =
                new Reception(job, run.period(), run.day(), register.parts(run.id()), List.of(), List.of());
        MeasureValues values = results.measures(run.id());
        MeasureValues published = before.map(results::measures).orElseGet(MeasureValues::none);
        Map<String, BigDecimal> quoted = results.figures(run.id());
        try (Snapshot snapshot = Snapshots.open(job, reception, Segments.folder(work))) {
            MeasureValues previous = Succession.carry(job, snapshot, published);
            snapshot.exclude(
                    Exclusions.again(job, period, run.day(), snapshot, previous).rows());
            List<AppendixTable> appendices = AppendixBuilder.build(job, period, snapshot, values, previous);
            FigureValue figure = FigureBuilder.build(job, values, previous, appendices, quoted).stream()
                    .filter(candidate -> candidate.definition().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no figure " + id));
            Trace trace = new Tracer(job, snapshot.connection(), values, previous, rowsOfUnit)
                    .trace(figure.definition().measure());
            return new Traced(figure, trace);
        }
    }
}
