package org.fubiao.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.run.DryRun;

/**
 * Puts files into the input folder, {@code 网上报送/UNIT/FILE} below that of the period: written aside, synced, looked at, and only
 * then given a name that the next run sees.
 */
final class InboxDesk implements SubmissionDesk {
    static final String FOLDER = "网上报送";
    private static final long MOST_BYTES = 100L << 20;
    private static final int BUFFER = 1 << 16;

    private final Path input;
    private final AuditLog audit;
    private final Clock clock;
    /** To look at a file takes a processor: more at a time would only take longer, and keep pages waiting. */
    private final Semaphore looking = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    InboxDesk(Path input, AuditLog audit, Clock clock) {
        this.input = input;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public SubmissionJson submit(Submission submission, InputStream bytes) throws IOException {
        String subject = submission.job().id() + " " + submission.period() + " "
                + submission.unit().code();
        String name = FileNames.file(submission.fileName())
                .orElseThrow(() -> refuse(submission, subject, new ApiException(Problem.FILE_NAME)));
        String folder = FOLDER + "/" + FileNames.safe(submission.unit().name());
        Path target = input.resolve(submission.job().id())
                .resolve(submission.period().toString())
                .resolve(folder);
        Files.createDirectories(target);
        // Hidden: no run sees it.
        Path aside = target.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Written written = write(bytes, aside);
            DryRun.Answer answer = look(submission, aside, folder + "/" + name);
            SubmissionJson told = SubmissionJson.of(submission, name, written.sha256(), written.size(), answer);
            judge(submission, subject, told);
            if (submission.dryRun()) {
                return told;
            }
            String path = folder + "/" + give(aside, target, name);
            audit.done(submission.by(), Action.FILE_SUBMITTED, subject, path + " " + written.sha256());
            return told.acceptedAs(path);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private record Written(String sha256, long size) {}

    private static Written write(InputStream bytes, Path aside) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > MOST_BYTES) {
                    throw new ApiException(Problem.TOO_LARGE);
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            channel.force(true);
        }
        return new Written(HexFormat.of().formatHex(digest.digest()), size);
    }

    private DryRun.Answer look(Submission submission, Path file, String path) throws IOException {
        looking.acquireUninterruptibly();
        try {
            LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
            return new DryRun(submission.job(), submission.period(), today).check(file, path);
        } catch (SQLException e) {
            throw new IOException("could not look at " + path, e);
        } finally {
            looking.release();
        }
    }

    private void judge(Submission submission, String subject, SubmissionJson told) {
        String own = submission.unit().code();
        if (told.forms().stream()
                .anyMatch(form -> !form.unit().isEmpty() && !form.unit().equals(own))) {
            throw refuse(
                    submission,
                    subject,
                    ApiException.answering(
                            Problem.OTHER_UNIT, told, submission.unit().name()));
        }
        if (told.forms().stream().noneMatch(SubmissionJson.FormJson::counts)) {
            throw refuse(submission, subject, ApiException.answering(Problem.NOT_USABLE, told));
        }
    }

    private ApiException refuse(Submission submission, String subject, ApiException why) {
        if (!submission.dryRun()) {
            audit.refused(submission.by(), Action.FILE_SUBMITTED, subject, submission.fileName() + " " + why.problem());
        }
        return why;
    }

    /** Gives a file its name, or the next that is free. Returns that name. */
    private static synchronized String give(Path aside, Path folder, String name) throws IOException {
        String free = name;
        for (int time = 2; ; time++) {
            try {
                // Without an option to replace what is there.
                Files.move(aside, folder.resolve(free));
                return free;
            } catch (FileAlreadyExistsException e) {
                free = FileNames.again(name, time);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
