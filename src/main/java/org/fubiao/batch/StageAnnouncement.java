package org.fubiao.batch;

import org.fubiao.staging.Stager;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Says before the partitions start how much there is to read: after a restart, what is left. */
final class StageAnnouncement implements StepExecutionListener {
    private final Sessions sessions;
    private final JdbcTemplate jdbc;

    StageAnnouncement(Sessions sessions, JdbcTemplate jdbc) {
        this.sessions = sessions;
        this.jdbc = jdbc;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        Session session = sessions.of(execution);
        session.progress().step("读取");
        session.expectToStage(Stager.left(jdbc, session.run().id()));
    }
}
