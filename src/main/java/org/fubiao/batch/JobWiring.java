package org.fubiao.batch;

import javax.sql.DataSource;
import org.fubiao.run.Runs;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The Spring Batch job: five steps, one after the other.
 *
 * <p>Receiving runs once, because the snapshot of a run is fixed once. The other steps run again when a run goes on after a crash,
 * even one that had ended them all: staging because it does only what is left, so that nothing that it missed is missed for
 * good; the others because they leave their results in memory.
 *
 * <p>Wired by hand: a container that finds these few things out by itself takes longer than some runs.
 */
final class JobWiring {
    static final String JOB = "fubiao";

    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final JobRepository repository;
    private final Sessions sessions;
    private final Runs runs;
    private final Job job;
    private final JobOperator operator;

    /**
     * Wires the job.
     *
     * @param dataSource of the control database, whose schema is there
     */
    JobWiring(DataSource dataSource, Sessions sessions, Runs runs) {
        this.sessions = sessions;
        this.runs = runs;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new JdbcTransactionManager(dataSource);
        try {
            this.repository = repository(dataSource, transactions);
            this.job = job();
            this.operator = operator(job, repository, transactions);
        } catch (Exception e) {
            throw new IllegalStateException("cannot wire the job", e);
        }
    }

    private static JobRepository repository(DataSource dataSource, PlatformTransactionManager transactions)
            throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    private static JobOperator operator(Job job, JobRepository repository, PlatformTransactionManager transactions)
            throws Exception {
        MapJobRegistry registry = new MapJobRegistry();
        registry.register(job);
        JobOperatorFactoryBean factory = new JobOperatorFactoryBean();
        factory.setJobRepository(repository);
        factory.setJobRegistry(registry);
        factory.setTransactionManager(transactions);
        factory.setTaskExecutor(new SyncTaskExecutor());
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    Launcher launcher() {
        return new Launcher(operator, repository, job);
    }

    private Job job() {
        // No incrementer: with one, the parameters of a start would be ignored.
        return new JobBuilder(JOB, repository)
                .start(receive())
                .next(plan())
                .next(stage())
                .next(check())
                .next(total())
                .next(publish())
                .build();
    }

    private Step receive() {
        return new StepBuilder("receive", repository)
                .tasklet(new ReceiveStep(sessions, runs, jdbc), transactions)
                .build();
    }

    private Step plan() {
        return new StepBuilder("plan", repository)
                .tasklet(new PlanStep(sessions, runs, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private Step stage() {
        return new StepBuilder("stage", repository)
                .partitioner("stagePartition", StageStep.partitioner())
                .step(stagePartition())
                .gridSize(StageStep.PARTITIONS)
                .taskExecutor(new SimpleAsyncTaskExecutor("stage-"))
                .listener(new StageAnnouncement(sessions, jdbc))
                .allowStartIfComplete(true)
                .build();
    }

    private Step stagePartition() {
        return new StepBuilder("stagePartition", repository)
                .tasklet(new StageStep(sessions, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private Step check() {
        return new StepBuilder("check", repository)
                .tasklet(new CheckStep(sessions, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private Step total() {
        return new StepBuilder("total", repository)
                .tasklet(new TotalStep(sessions, runs, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private Step publish() {
        return new StepBuilder("publish", repository)
                .tasklet(new PublishStep(sessions, runs, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }
}
