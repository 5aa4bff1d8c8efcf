package org.fubiao.notice;

import java.time.Instant;
import java.util.List;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a night.
 *
 * @param job id of the job
 * @param title of the job
 * @param period null where it never came to one
 * @param run number of the run; 0 if there is none
 * @param planned when the night was due
 * @param words what happened, for users
 * @param counts null where there was no run
 * @param missing who owes what
 * @param changed figures that are not what they were
 */
public record Notice(
        Kind kind,
        String job,
        String title,
        @Nullable Period period,
        long run,
        Instant planned,
        Instant ended,
        String words,
        @Nullable Counts counts,
        List<String> missing,
        List<String> changed) {
    public Notice {
        missing = List.copyOf(missing);
        changed = List.copyOf(changed);
    }

    /** How the night ended. */
    public enum Kind {
        DONE,
        UNCHANGED,
        REFUSED,
        FAILED
    }

    /** What a run counted. */
    public record Counts(long files, long rows, long errors, long warnings) {}

    /** Nothing has changed since a run. */
    public static Notice unchanged(
            String job, String title, @Nullable Period period, long run, Instant planned, Instant ended, String words) {
        return new Notice(Kind.UNCHANGED, job, title, period, run, planned, ended, words, null, List.of(), List.of());
    }

    /** A run was not allowed. */
    public static Notice refusal(
            String job, String title, @Nullable Period period, Instant planned, Instant ended, String words) {
        return new Notice(Kind.REFUSED, job, title, period, 0, planned, ended, words, null, List.of(), List.of());
    }

    /** A run failed or could not begin. */
    public static Notice failure(
            String job, String title, @Nullable Period period, Instant planned, Instant ended, String words) {
        return new Notice(Kind.FAILED, job, title, period, 0, planned, ended, words, null, List.of(), List.of());
    }
}
