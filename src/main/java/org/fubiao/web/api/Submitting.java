package org.fubiao.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.fubiao.audit.Actor;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.upload.Answer;
import org.fubiao.upload.Reason;
import org.fubiao.upload.UploadDesk;
import org.fubiao.upload.Verdict;
import org.fubiao.web.page.BusyException;

/** Hands files in where people do, too. */
final class Submitting {
    private static final int BUFFER = 1 << 16;

    private final UploadDesk desk;
    /** Most threads of the server are always left for those who want something else. */
    private static final int WAITING = 16;

    private static final int PATIENCE_SECONDS = 15;
    /** To look at a file takes a processor: more at a time would only take longer, and keep pages waiting. */
    private final Semaphore places;

    private final Semaphore line;
    private final Duration patience;

    Submitting(UploadDesk desk) {
        this(desk, Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(PATIENCE_SECONDS));
    }

    Submitting(UploadDesk desk, int atOnce, Duration patience) {
        this.desk = desk;
        this.places = new Semaphore(atOnce, true);
        this.line = new Semaphore(atOnce + WAITING);
        this.patience = patience;
    }

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
     * Takes in one file, whole or not at all.
     *
     * @throws ApiException if it is refused
     * @throws BusyException if there are too many others
     */
    SubmissionJson submit(Submission submission, InputStream bytes) throws IOException {
        if (!line.tryAcquire()) {
            throw new BusyException("too many files at a time");
        }
        try {
            return submitInLine(submission, bytes);
        } finally {
            line.release();
        }
    }

    private SubmissionJson submitInLine(Submission submission, InputStream bytes) throws IOException {
        Path file = desk.fresh();
        try {
            write(bytes, file);
            Answer answer = answer(submission, file);
            SubmissionJson told = SubmissionJson.of(submission, answer);
            if (answer.upload().verdict() == Verdict.REFUSED) {
                throw refusal(answer.upload().reason(), told, submission);
            }
            return told;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void write(InputStream bytes, Path file) throws IOException {
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > desk.largest()) {
                    throw new ApiException(Problem.TOO_LARGE);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private Answer answer(Submission submission, Path file) throws IOException {
        UploadDesk.Wanted wanted = new UploadDesk.Wanted(submission.job(), submission.period(), submission.unit());
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException("other files are being looked at");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted");
        }
        try {
            return submission.dryRun()
                    ? desk.look(wanted, file, submission.fileName(), submission.by())
                    : desk.submit(wanted, file, submission.fileName(), submission.by());
        } finally {
            places.release();
        }
    }

    private static ApiException refusal(Reason reason, SubmissionJson told, Submission submission) {
        return switch (reason) {
            case TOO_LARGE, UNPACKS_TOO_LARGE -> new ApiException(Problem.TOO_LARGE);
            case OTHER_UNIT, SEVERAL_UNITS ->
                ApiException.answering(
                        Problem.OTHER_UNIT, told, submission.unit().name());
            case TOO_MANY_VERSIONS -> ApiException.answering(Problem.TOO_MANY_VERSIONS, told);
            case NO_ROOM -> new ApiException(Problem.NO_ROOM);
            case FAILED -> new ApiException(Problem.INTERNAL);
            case NONE, EMPTY, UNUSABLE, WRONG_PERIOD -> ApiException.answering(Problem.NOT_USABLE, told);
        };
    }
}
