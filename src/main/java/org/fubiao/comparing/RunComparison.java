package org.fubiao.comparing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fubiao.job.Appendix;
import org.fubiao.job.Job;
import org.fubiao.publishing.PublishedChanges;
import org.fubiao.publishing.PublishedChanges.CellChange;
import org.fubiao.publishing.PublishedChanges.FigureChange;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Attribution;
import org.fubiao.run.Attribution.PartChange;
import org.fubiao.run.Results;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.submission.Register;
import org.springframework.jdbc.core.JdbcTemplate;

/** What differs between the published numbers of two runs of a job and period, and which submissions changed each. */
public final class RunComparison {
    private final Job job;
    private final Run before;
    private final Run now;
    private final Attribution attribution;
    private final PublishedChanges changes;
    private final boolean sameDefinitions;
    private final Optional<Long> comparedBefore;
    private final Optional<Long> comparedNow;

    private RunComparison(Job job, Run before, Run now, DataSource database, PublishedChanges changes) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Runs runs = new Runs(jdbc, Clock.systemUTC());
        this.job = job;
        this.before = before;
        this.now = now;
        this.changes = changes;
        this.attribution = new Attribution(job, new Register(jdbc), new Results(jdbc), before.id(), now.id());
        this.sameDefinitions = runs.definitions(before.id()).equals(runs.definitions(now.id()));
        this.comparedBefore = runs.comparedWith(before.id());
        this.comparedNow = runs.comparedWith(now.id());
    }

    /**
     * Compares two runs of the same job and period that were completed.
     *
     * @param job as it is now; its units must be those of the period
     * @throws OutputGoneException if what one of them published is no longer there
     */
    public static RunComparison between(Job job, Run before, Run now, DataSource database)
            throws IOException, OutputGoneException {
        PublishedChanges changes =
                PublishedChanges.between(published(before), published(now), Attribution.listings(job));
        return new RunComparison(job, before, now, database, changes);
    }

    private static PublishedTables published(Run run) throws IOException, OutputGoneException {
        Path folder = PublishedTables.folder(run.output(), run.id(), run.started())
                .orElseThrow(() -> new OutputGoneException(run));
        return new PublishedTables(folder);
    }

    /** What a run published is no longer there. */
    public static final class OutputGoneException extends Exception {
        private final transient Run run;

        OutputGoneException(Run run) {
            super("what run " + run.id() + " published is gone");
            this.run = run;
        }

        public Run run() {
            return run;
        }
    }

    /** Why a number is another one. */
    public enum Cause {
        /** These reports. */
        REPORTS,
        /** These reports, and the definitions changed too. */
        REPORTS_AND_DEFINITIONS,
        /** No report changed: the definitions did. */
        DEFINITIONS,
        /** Only one of the definitions knows the number. */
        ONE_SIDED,
        /** What was published of the period before. */
        PREVIOUS_PERIOD,
        /** It cannot be told. */
        UNKNOWN
    }

    /**
     * Where a change comes from.
     *
     * @param parts the reports that changed it
     */
    public record Source(Cause cause, List<PartChange> parts) {
        public Source {
            parts = List.copyOf(parts);
        }
    }

    public Run before() {
        return before;
    }

    public Run now() {
        return now;
    }

    /** The numbers that differ. */
    public PublishedChanges changes() {
        return changes;
    }

    /** All reports that are not the same. */
    public List<PartChange> parts() {
        return attribution.changes();
    }

    /** Whether both were made with the same definitions. */
    public boolean sameDefinitions() {
        return sameDefinitions;
    }

    /** The run of the period before with which the earlier one compared. */
    public Optional<Long> comparedBefore() {
        return comparedBefore;
    }

    /** The run of the period before with which the later one compared. */
    public Optional<Long> comparedNow() {
        return comparedNow;
    }

    /** The title of an appendix. */
    public String title(String appendix) {
        return job.appendices().stream()
                .filter(candidate -> candidate.id().equals(appendix))
                .map(Appendix::title)
                .findFirst()
                .orElse("附表" + appendix);
    }

    /** Where the change of a figure comes from. */
    public Source source(FigureChange change) {
        return change.onlyBefore() || change.onlyNow()
                ? new Source(Cause.ONE_SIDED, List.of())
                : source(attribution.ofFigure(change.id()));
    }

    /** Where the change of a cell comes from. */
    public Source source(CellChange change) {
        return source(attribution.ofCell(change.appendix(), change.row(), change.leaf()));
    }

    private Source source(List<PartChange> parts) {
        if (!parts.isEmpty()) {
            return new Source(sameDefinitions ? Cause.REPORTS : Cause.REPORTS_AND_DEFINITIONS, parts);
        }
        if (!sameDefinitions) {
            return new Source(Cause.DEFINITIONS, parts);
        }
        return new Source(comparedBefore.equals(comparedNow) ? Cause.UNKNOWN : Cause.PREVIOUS_PERIOD, parts);
    }
}
