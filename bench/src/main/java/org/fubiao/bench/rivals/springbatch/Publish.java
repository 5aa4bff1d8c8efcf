package org.fubiao.bench.rivals.springbatch;

import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;
import org.fubiao.bench.rivals.PoiAppendices;
import org.fubiao.bench.rivals.Results;
import org.fubiao.bench.rivals.Spec;
import org.fubiao.bench.rivals.Sql;
import org.fubiao.bench.rivals.Typing;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Checks and totals what was loaded, and writes the appendices. */
final class Publish implements Tasklet {
    private final Spec spec;
    private final Typing typing;
    private final DataSource database;
    private final Path out;

    Publish(Spec spec, Typing typing, DataSource database, Path out) {
        this.spec = spec;
        this.typing = typing;
        this.database = database;
        this.out = out;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        try (Connection connection = database.getConnection()) {
            Results results = new Results(spec, Sql.H2, typing, out);
            PoiAppendices.write(spec, Sql.H2, connection, results.write(connection), out);
        }
        return RepeatStatus.FINISHED;
    }
}
