package org.fubiao.bench.rivals.springbatch;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;
import org.fubiao.bench.rivals.Spec;
import org.fubiao.bench.rivals.Sql;
import org.fubiao.bench.rivals.Typing;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** One step for the files of a form that are read in the same way, then one that checks, totals and publishes. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class JobConfiguration {
    private static final int CHUNK = 1000;

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final DataSource database;
    private final Typing typing = new Typing();

    JobConfiguration(JobRepository repository, PlatformTransactionManager transactions, DataSource database) {
        this.repository = repository;
        this.transactions = transactions;
        this.database = database;
    }

    @Bean
    Job job(@Value("${case}") Path folder, @Value("${out}") Path out) {
        Spec spec = Spec.read(folder);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        spec.forms().forEach(form -> jdbc.execute(Sql.createTable(form)));
        List<Batch> batches = Batch.of(spec, folder);
        Iterator<Batch> remaining = batches.iterator();
        SimpleJobBuilder steps = new JobBuilder("appendices", repository).start(load(remaining.next()));
        while (remaining.hasNext()) {
            steps.next(load(remaining.next()));
        }
        return steps.next(new StepBuilder("publish", repository)
                        .tasklet(new Publish(spec, typing, database, out), transactions)
                        .build())
                .build();
    }

    private Step load(Batch batch) {
        return new StepBuilder("load " + batch.name(), repository)
                .<Item, Object[]>chunk(CHUNK)
                .transactionManager(transactions)
                .reader(batch.reader())
                .processor(item -> typing.row(batch.form(), batch.unit(item), item.cells()))
                .writer(writer(batch.form()))
                .build();
    }

    private JdbcBatchItemWriter<Object[]> writer(Spec.Form form) {
        JdbcBatchItemWriter<Object[]> writer = new JdbcBatchItemWriterBuilder<Object[]>()
                .dataSource(database)
                .sql(Sql.insert(form))
                .itemPreparedStatementSetter((row, insert) -> {
                    for (int i = 0; i < row.length; i++) {
                        insert.setObject(i + 1, row[i]);
                    }
                })
                .build();
        writer.afterPropertiesSet();
        return writer;
    }
}
