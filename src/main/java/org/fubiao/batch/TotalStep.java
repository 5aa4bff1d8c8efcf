package org.fubiao.batch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.finding.Place;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.plausibility.Corrected;
import org.fubiao.plausibility.Plausibility;
import org.fubiao.plausibility.PlausibilityResult;
import org.fubiao.run.Exclusions;
import org.fubiao.run.FormerVersions;
import org.fubiao.run.OtherRuns;
import org.fubiao.run.Results;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.run.SnapshotHash;
import org.fubiao.settling.Settled;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.ExplanationStore;
import org.fubiao.submission.Register;
import org.fubiao.submission.Replacement;
import org.fubiao.submission.Replacements;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.Reconciler;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.Succession;
import org.fubiao.totals.Totals;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Step 4: computes each measure once, compares what must agree, and looks at what is unlikely. */
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
        Snapshot snapshot = session.snapshot();
        MeasureValues previous = Succession.carry(
                job, snapshot, before.map(found -> results.measures(found.id())).orElseGet(MeasureValues::none));
        OtherRuns others = new OtherRuns(job, period, runs);
        MeasureValues reported = Totals.derive(job, snapshot, session.results().measures(), previous);
        List<ReconciliationResult> compared =
                Reconciler.reconcile(job, period, snapshot, reported, previous, others.published(results));
        Reconciler.addFindings(job, compared, session.findings());
        Exclusions exclusions = Exclusions.of(
                job, period, session.run().day(), snapshot, session.checked().blocked(), compared);
        MeasureValues values = exclusions.entries().isEmpty() ? reported : without(session, exclusions, previous);
        session.excluded(exclusions);
        session.totalled(values, previous, compared);

        Register register = new Register(jdbc);
        List<Replacement> replacements =
                Replacements.of(register, run, session.reception().parts());
        session.replaced(replacements);
        checkPlausibility(session, reported);
        Settled settled = Settled.of(
                job,
                period,
                session.run().day(),
                session.results()::subjects,
                session.findings(),
                new ExplanationStore(jdbc).of(job.id(), period));
        session.settled(settled);

        results.saveMeasures(run, values);
        List<String> comparedWith = new ArrayList<>();
        comparedWith.add(before.map(found -> runs.snapshot(found.id())).orElse(""));
        comparedWith.addAll(others.snapshots(runs));
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
                        String.join("\n", comparedWith)));
        long rows = session.reception().counting().stream()
                .mapToLong(part -> part.balance().staged())
                .sum();
        runs.countChecked(run, rows, session.findings());
        return false;
    }

    /** What is reconciled is what was reported; what is published is what is left of it. */
    private static MeasureValues without(Session session, Exclusions exclusions, MeasureValues previous)
            throws SQLException {
        session.results().exclude(exclusions);
        return Totals.derive(
                session.job(), session.snapshot(), session.results().measures(), previous);
    }

    /** What is compared with is part of the snapshot: the run of the period before, and the versions that were replaced. */
    private static void checkPlausibility(Session session, MeasureValues reported) throws SQLException {
        Job job = session.job();
        Corrected corrected = new FormerVersions(
                        job, session.run().period(), session.segments().folder())
                .of(session.replacements(), session.reception(), reported, session.previous());
        Map<String, Map<String, Place>> places = new HashMap<>();
        session.reception()
                .counting()
                .forEach(part -> places.computeIfAbsent(part.unit(), unit -> new HashMap<>())
                        .put(part.form(), part.place()));
        Plausibility plausibility =
                new Plausibility(job, session.measures(), reported, session.previous(), corrected, places);
        List<PlausibilityResult> results = plausibility.results();
        plausibility.addFindings(results, session.findings());
        session.compared(results);
    }
}
