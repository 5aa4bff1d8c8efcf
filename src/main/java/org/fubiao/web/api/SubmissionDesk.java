package org.fubiao.web.api;

import java.io.IOException;
import java.io.InputStream;
import org.fubiao.audit.Actor;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;

/** Takes in what is handed in for a unit, and says at once what is to be said of it. */
interface SubmissionDesk {
    /**
     * What is handed in.
     *
     * @param job as it is during the period
     * @param unit whose it is to be
     * @param fileName as whoever sends it calls it; anything may be in it
     * @param dryRun whether it is only to be looked at
     */
    record Submission(Job job, Period period, Unit unit, String fileName, boolean dryRun, Actor by) {}

    /**
     * Takes in one file, whole or not at all. What is there already is never replaced.
     *
     * @throws ApiException if it is refused
     */
    SubmissionJson submit(Submission submission, InputStream bytes) throws IOException;
}
