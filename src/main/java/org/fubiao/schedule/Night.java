package org.fubiao.schedule;

import java.time.Instant;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * What came of a night for a job and period.
 *
 * @param period null where it never came to one
 * @param planned when it was due
 * @param ended null while it goes on
 * @param outcome null while it goes on
 * @param run number of the run; null if there is none
 * @param words what happened, for users
 */
public record Night(
        long id,
        String job,
        @Nullable Period period,
        Instant planned,
        Instant started,
        @Nullable Instant ended,
        @Nullable Outcome outcome,
        @Nullable Long run,
        String words) {

    /** How a night ended. */
    public enum Outcome {
        /** A run was made and published. */
        DONE,
        /** Nothing has changed since the latest run, so none was made. */
        UNCHANGED,
        /** Nothing was received for any period. */
        NOTHING,
        /** A run was refused before it began. */
        REFUSED,
        /** A run failed, or could not begin. */
        FAILED,
        /** Somebody stopped it, or the server ended. */
        STOPPED,
        /** Its process was killed. */
        INTERRUPTED
    }
}
