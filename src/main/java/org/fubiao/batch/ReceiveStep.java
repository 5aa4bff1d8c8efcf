package org.fubiao.batch;

import org.fubiao.run.Runs;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Inbox;
import org.fubiao.submission.Receiver;
import org.fubiao.submission.Register;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;

/** Step 1: archives, recognises and registers every file, and fixes the snapshot. */
final class ReceiveStep extends PipelineStep {
    private final Runs runs;
    private final JdbcTemplate jdbc;

    ReceiveStep(Sessions sessions, Runs runs, JdbcTemplate jdbc) {
        super(sessions);
        this.runs = runs;
        this.jdbc = jdbc;
    }

    @Override
    boolean work(Session session, StepExecution execution) throws Exception {
        session.progress().step("接收");
        Register register = new Register(jdbc);
        Archive archive = new Archive(session.work());
        Receiver receiver = new Receiver(
                session.job(), session.run().period(), new Inbox(session.run().input()), archive, register);
        int files = receiver.receive(session.run().id());
        runs.countReceived(session.run().id(), files);
        return false;
    }
}
