package org.fubiao.batch;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** Starts the Spring Batch job for a run, or lets it go on, and waits until it has come to rest. */
final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final JobOperator operator;
    private final JobRepository repository;
    private final Job job;

    Launcher(JobOperator operator, JobRepository repository, Job job) {
        this.operator = operator;
        this.repository = repository;
        this.job = job;
    }

    /** Whether all steps of a run have ended well. */
    boolean completed(long run) {
        JobExecution last = repository.getLastJobExecution(JobWiring.JOB, parameters(run));
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    /** Executes what a run has yet to do. */
    JobExecution execute(long run) throws RunException {
        try {
            return execute(parameters(run));
        } catch (JobExecutionException e) {
            LOG.error("run {} cannot start", run, e);
            FailureReason reason = FailureReason.of(e, List.of());
            throw new RunException("汇总不能启动：" + reason.text() + "。请重新运行。", e, reason.known());
        }
    }

    private JobExecution execute(JobParameters parameters) throws JobExecutionException {
        JobExecution last = repository.getLastJobExecution(JobWiring.JOB, parameters);
        if (last == null) {
            return operator.start(job, parameters);
        }
        // Whatever it was at when its process was killed: the lock that this run holds proves that nobody works on it.
        if (last.isRunning()) {
            last = operator.recover(last);
        }
        settle(last);
        return operator.restart(last);
    }

    /** An execution whose end could not be noted is not restartable and not recoverable; every step of ours can run again. */
    private void settle(JobExecution last) {
        for (StepExecution step : last.getStepExecutions()) {
            if (step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            last.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
            repository.update(last);
        }
    }

    private static JobParameters parameters(long run) {
        return new JobParametersBuilder().addLong(Sessions.RUN, run).toJobParameters();
    }
}
