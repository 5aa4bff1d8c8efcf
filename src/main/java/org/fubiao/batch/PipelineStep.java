package org.fubiao.batch;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * A step of the pipeline: stops at a safe point when it is asked to, by {@link Session#stop} or by an interrupt.
 *
 * <p>Spring Batch's own stop marks the execution as stopped while its step still runs; this one marks it only when the step
 * has really come to rest.
 */
abstract class PipelineStep implements Tasklet {
    private final Sessions sessions;

    PipelineStep(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public final RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        Session session = sessions.of(context);
        StepExecution execution = contribution.getStepExecution();
        if (session.stopRequested() || Thread.interrupted()) {
            session.stop();
            // The framework's own check before the next turn sees this and ends the step as stopped.
            execution.setTerminateOnly();
            return RepeatStatus.CONTINUABLE;
        }
        return work(session, execution) ? RepeatStatus.CONTINUABLE : RepeatStatus.FINISHED;
    }

    /** Does one turn of the work, in a transaction of its own. Returns whether there is more. */
    abstract boolean work(Session session, StepExecution execution) throws Exception;
}
