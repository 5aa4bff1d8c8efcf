package org.fubiao.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fubiao.audit.Actor;
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.upload.Answer;
import org.fubiao.upload.Reason;
import org.fubiao.upload.UploadDesk;
import org.fubiao.upload.Verdict;
import org.fubiao.web.page.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** Hands files in where people do, too: they wait for the same turn, and while they wait they keep no thread of the server. */
final class Submitting {
    private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);
    private static final int BUFFER = 1 << 16;

    private final UploadDesk desk;
    private final Executor checks;
    private final Duration patience;

    /**
     * @param checks look at files, a few at a time
     * @param patience how long a program is left without an answer
     */
    Submitting(UploadDesk desk, Executor checks, Duration patience) {
        this.desk = desk;
        this.checks = checks;
        this.patience = patience;
    }

    /**
     * What is handed in.
     *
     * @param job as it is during the period
     * @param unit whose it is to be
     * @param fileName as whoever sends it calls it; anything may be in it
     * @param dryRun whether it is only to be looked at
     * @param closed how its period is closed, so that it does not count before that is opened again
     */
    record Submission(
            Job job,
            Period period,
            Unit unit,
            String fileName,
            boolean dryRun,
            Actor by,
            Optional<ClosedPeriod> closed) {}

    /**
     * Takes in one file, whole or not at all. Where its turn does not come in time, or whoever sent it is gone by then, it is not kept.
     *
     * @return what is told of it, later; or an {@link ApiException} if it is refused, a {@link BusyException} if there are too many others
     */
    DeferredResult<ResponseEntity<SubmissionJson>> submit(Submission submission, InputStream bytes) throws IOException {
        Path file = desk.fresh();
        DeferredResult<ResponseEntity<SubmissionJson>> told = new DeferredResult<>(patience.toMillis());
        // Whoever takes the file removes it.
        AtomicBoolean taken = new AtomicBoolean();
        told.onTimeout(() -> told.setErrorResult(new BusyException("too many files at a time")));
        told.onCompletion(() -> {
            if (taken.compareAndSet(false, true)) {
                remove(file);
            }
        });
        try {
            write(bytes, file);
            checks.execute(() -> {
                if (taken.compareAndSet(false, true)) {
                    answer(submission, file, told);
                }
            });
            return told;
        } catch (TaskRejectedException e) {
            remove(file);
            throw new BusyException("the server ends");
        } catch (IOException | RuntimeException e) {
            remove(file);
            throw e;
        }
    }

    private void answer(Submission submission, Path file, DeferredResult<ResponseEntity<SubmissionJson>> told) {
        try {
            SubmissionJson answer = answer(submission, file);
            told.setResult(ResponseEntity.status(submission.dryRun() ? HttpStatus.OK : HttpStatus.CREATED)
                    .body(answer));
        } catch (IOException | RuntimeException e) {
            told.setErrorResult(e);
        } finally {
            remove(file);
        }
    }

    private SubmissionJson answer(Submission submission, Path file) throws IOException {
        UploadDesk.Wanted wanted = new UploadDesk.Wanted(submission.job(), submission.period(), submission.unit());
        Answer answer = submission.dryRun()
                ? desk.look(wanted, file, submission.fileName(), submission.by())
                : desk.submit(wanted, file, submission.fileName(), submission.by());
        SubmissionJson told = SubmissionJson.of(submission, answer);
        if (answer.upload().verdict() == Verdict.REFUSED) {
            throw refusal(answer.upload().reason(), told, submission);
        }
        return submission.closed().map(told::closed).orElse(told);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is swept one day.
            LOG.warn("cannot remove {}", file, e);
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
