package org.fubiao.batch;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.run.Exclusions;
import org.fubiao.run.Results;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.run.SnapshotHash;
import org.fubiao.settling.Settled;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.Register;
import org.fubiao.submission.Replacement;
import org.fubiao.submission.Replacements;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.Reconciler;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.Totals;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Step 4: computes each measure once, and compares what must agree. */
final class TotalStep extends PipelineStep {
    private final Runs runs;
    private final JdbcTemplate jdbc;

    TotalStep(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        super(sessions);
        this.runs = runs;
        this.jdbc = jdbc;
    }

    @Override
    boolean work(Session session, StepExecution execution) throws Exception {
        session.progress().step("汇总");
        Job job = session.job();
        Period period = session.run().period();
        long run = session.run().id();
        Results results = new Results(jdbc);
        Optional<Run> before = runs.latestDone(job.id(), period.previous());
        MeasureValues previous =
                before.map(found -> results.measures(found.id())).orElseGet(MeasureValues::none);

        Snapshot snapshot = session.snapshot();
        MeasureValues reported = Totals.derive(job, snapshot, session.results().measures(), previous);
        List<ReconciliationResult> compared = Reconciler.reconcile(job, snapshot, reported, previous);
        Reconciler.addFindings(job, compared, session.findings());
        Exclusions exclusions = Exclusions.of(job, snapshot, session.checked().blocked(), compared);
        MeasureValues values = exclusions.entries().isEmpty() ? reported : without(session, exclusions, previous);
        session.excluded(exclusions);
        session.totalled(values, previous, compared);
        Settled settled = Settled.of(job, period, session.run().day(), snapshot, session.findings());
        session.settled(settled);

        results.saveMeasures(run, values);
        String previousSnapshot = before.map(found -> runs.snapshot(found.id())).orElse("");
        Register register = new Register(jdbc);
        List<Replacement> replacements =
                Replacements.of(register, run, session.reception().parts());
        session.replaced(replacements);
        runs.fixSnapshot(
                run,
                job.hash(),
                before.map(Run::id).orElse(null),
                SnapshotHash.of(
                        job,
                        session.reception(),
                        register.files(run),
                        replacements,
                        settled.settlement(),
                        previousSnapshot));
        long rows = session.reception().counting().stream()
                .mapToLong(part -> part.balance().staged())
                .sum();
        runs.countChecked(run, rows, session.findings());
        return false;
    }

    /** What is reconciled is what was reported; what is published is what is left of it. */
    private static MeasureValues without(Session session, Exclusions exclusions, MeasureValues previous)
            throws SQLException {
        session.results().exclude(exclusions.rows());
        return Totals.derive(
                session.job(), session.snapshot(), session.results().measures(), previous);
    }
}
