package org.fubiao.batch;

import java.time.Clock;
import org.fubiao.run.Runs;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The Spring Batch job: five steps, one after the other.
 *
 * <p>Receiving runs once, because the snapshot of a run is fixed once. The other steps run again when a run goes on after a crash,
 * even one that had ended them all: staging because it does only what is left, so that nothing that it missed is missed for
 * good; the others because they leave their results in memory.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    BatchJdbcAutoConfiguration.class
})
class JobWiring {
    static final String JOB = "fubiao";
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    JobWiring(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Bean
    Job fubiao(Step receive, Step plan, Step stage, Step check, Step total, Step publish) {
        // No incrementer: with one, the parameters of a start would be ignored.
        return new JobBuilder(JOB, repository)
                .start(receive)
                .next(plan)
                .next(stage)
                .next(check)
                .next(total)
                .next(publish)
                .build();
    }

    @Bean
    Step receive(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        return new StepBuilder("receive", repository)
                .tasklet(new ReceiveStep(sessions, runs, jdbc), transactions)
                .build();
    }

    @Bean
    Step plan(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        return new StepBuilder("plan", repository)
                .tasklet(new PlanStep(sessions, runs, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step stage(Step stagePartition, Sessions sessions, JdbcTemplate jdbc) {
        return new StepBuilder("stage", repository)
                .partitioner("stagePartition", StageStep.partitioner())
                .step(stagePartition)
                .gridSize(StageStep.PARTITIONS)
                .taskExecutor(new SimpleAsyncTaskExecutor("stage-"))
                .listener(new StageAnnouncement(sessions, jdbc))
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step stagePartition(Sessions sessions, JdbcTemplate jdbc) {
        return new StepBuilder("stagePartition", repository)
                .tasklet(new StageStep(sessions, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step check(Sessions sessions, JdbcTemplate jdbc) {
        return new StepBuilder("check", repository)
                .tasklet(new CheckStep(sessions, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step total(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        return new StepBuilder("total", repository)
                .tasklet(new TotalStep(sessions, runs, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step publish(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        return new StepBuilder("publish", repository)
                .tasklet(new PublishStep(sessions, runs, jdbc), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Sessions sessions() {
        return new Sessions();
    }

    @Bean
    Runs runs(JdbcTemplate jdbc) {
        return new Runs(jdbc, Clock.systemUTC());
    }
}
