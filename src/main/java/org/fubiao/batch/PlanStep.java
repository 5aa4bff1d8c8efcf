package org.fubiao.batch;

import org.fubiao.run.Runs;
import org.fubiao.staging.Stager;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Register;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Between steps 1 and 2: plans what is left to stage, whenever a run starts or goes on. */
final class PlanStep extends PipelineStep {
    private final Runs runs;
    private final JdbcTemplate jdbc;

    PlanStep(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        super(sessions);
        this.runs = runs;
        this.jdbc = jdbc;
    }

    @Override
    boolean work(Session session, StepExecution execution) {
        Stager stager =
                new Stager(session.job(), new Archive(session.work()), session.segments(), new Register(jdbc), jdbc);
        long run = session.run().id();
        runs.countToStage(run, stager.plan(run, StageStep.PARTITIONS));
        return false;
    }
}
