package org.fubiao.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fubiao.staging.Stager;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Register;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Step 2: reads files into segments, a batch a turn. What is left is asked of the register each time, so that a step that
 * was interrupted goes on after its last committed batch.
 */
final class StageStep extends PipelineStep {
    /** How many partitions there are: as many as can work at once. */
    static final int PARTITIONS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final String PARTITION = "partition";
    private final JdbcTemplate jdbc;

    StageStep(Sessions sessions, JdbcTemplate jdbc) {
        super(sessions);
        this.jdbc = jdbc;
    }

    /**
     * The partitions are always the same and need nothing that could fail: the plan was made by the step before. (A partitioner
     * that throws can leave a step that reads as completed without having done anything.)
     */
    static Partitioner partitioner() {
        return size -> {
            Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ExecutionContext context = new ExecutionContext();
                context.putInt(PARTITION, partition);
                partitions.put(PARTITION + partition, context);
            }
            return partitions;
        };
    }

    @Override
    boolean work(Session session, StepExecution execution) throws Exception {
        Stager stager =
                new Stager(session.job(), new Archive(session.work()), session.segments(), new Register(jdbc), jdbc);
        int partition = execution.getExecutionContext().getInt(PARTITION);
        int staged = stager.stageNext(session.run().id(), partition, session.shelf(partition));
        session.countStaged(staged);
        return staged > 0;
    }
}
