package org.fubiao.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fubiao.answering.Answers;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.run.Fingerprint;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.submission.Inbox;

/**
 * Whether a run would say what the latest one said: neither a file, nor the definitions, nor an answer on a page, nor what it compares with has changed since,
 * and no deadline or waiver has passed.
 */
final class Unchanged {
    private final Runs runs;
    private final Answers answers;
    private final Path input;
    private final Path output;

    /**
     * Looks into the folders of all jobs.
     *
     * @param input with a folder for each job
     * @param output with a folder for each job
     */
    Unchanged(Runs runs, Answers answers, Path input, Path output) {
        this.runs = runs;
        this.answers = answers;
        this.input = input;
        this.output = output;
    }

    /** The latest run, if nothing has changed since. */
    Optional<Run> since(Job job, Period period, LocalDate today) throws IOException {
        // One that failed, was stopped or abandoned has yet to be made.
        Optional<Run> latest = runs.latest(job.id(), period).filter(run -> run.state() == Run.State.DONE);
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        Run run = latest.get();
        Inbox inbox = new Inbox(input.resolve(job.id()));
        List<String> files = inbox.files(period);
        boolean same = run.input().equals(input.resolve(job.id()).toAbsolutePath())
                && run.output()
                        .equals(output.resolve(job.id())
                                .resolve(period.toString())
                                .toAbsolutePath())
                && Files.isDirectory(run.output().resolve("latest"))
                && run.fingerprint()
                        .equals(Fingerprint.of(answers.definitions(job, period), inbox.folder(period), files))
                && runs.comparedWith(job, period).stream().allMatch(other -> other.id() < run.id())
                && isAsOn(run.day(), today, job.withWaivers(answers.applied(run.id())), period);
        return same ? latest : Optional.empty();
    }

    /** Whether the same reports are due and the same waivers hold on both days. */
    private static boolean isAsOn(LocalDate day, LocalDate today, Job job, Period period) {
        if (!job.waiversInForce(period, day).equals(job.waiversInForce(period, today))) {
            return false;
        }
        for (Unit unit : job.during(period).units()) {
            for (Form form : job.forms()) {
                boolean passed = job.expectations()
                        .due(unit, form, period)
                        .filter(due -> day.isAfter(due) != today.isAfter(due))
                        .isPresent();
                if (passed) {
                    return false;
                }
            }
        }
        return true;
    }
}
