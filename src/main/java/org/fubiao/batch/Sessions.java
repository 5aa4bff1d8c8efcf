package org.fubiao.batch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepExecution;

/** The runs that are going on in this process, by number: how a step finds what it works on. */
final class Sessions {
    /** Job parameter that holds the number of the run; it alone identifies a job instance. */
    static final String RUN = "run";

    private final Map<Long, Session> open = new ConcurrentHashMap<>();

    void add(Session session) {
        if (open.putIfAbsent(session.run().id(), session) != null) {
            throw new IllegalStateException("run " + session.run().id() + " is going on already");
        }
    }

    void remove(Session session) {
        open.remove(session.run().id());
    }

    /** Asks one of them to stop, if it is going on. */
    void stop(long run) {
        Session session = open.get(run);
        if (session != null) {
            session.stop();
        }
    }

    /** Asks all of them to stop. */
    void stop() {
        open.values().forEach(Session::stop);
    }

    Session of(ChunkContext context) {
        return of(context.getStepContext().getStepExecution());
    }

    Session of(StepExecution execution) {
        Long run = execution.getJobParameters().getLong(RUN);
        Session session = run == null ? null : open.get(run);
        if (session == null) {
            throw new IllegalStateException("run " + run + " is not going on here");
        }
        return session;
    }
}
