package org.fubiao.upload;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.receipt.ReceiptWriter;
import org.fubiao.run.DryRun;
import org.fubiao.submission.Archive;
import org.fubiao.upload.UploadInbox.Placed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where files are handed in: checks each, answers it, and puts what can be used into the inbox. */
public final class UploadDesk {
    private static final Logger LOG = LoggerFactory.getLogger(UploadDesk.class);
    private static final Duration RECEIPTS_KEPT = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    /** What waits longer than that is of a process that is gone, and not of another server. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final String NO_CONTENT = "0".repeat(64);

    private final Uploads uploads;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Archive archive;
    private final Places places;
    private final Clock clock;
    private Instant swept = Instant.MIN;

    /**
     * Where files are, and how large they may be.
     *
     * @param input with a folder for each job
     * @param work the work folder
     * @param largest most bytes of one file
     * @param reserve bytes of the disk that uploads never take
     */
    public record Places(Path input, Path work, long largest, long reserve) {}

    public UploadDesk(DataSource database, AuditLog audit, Places places, Clock clock) {
        this.uploads = new Uploads(new JdbcTemplate(database));
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.audit = audit;
        this.archive = new Archive(places.work());
        this.places = places;
        this.clock = clock;
    }

    /** The register of what was sent. */
    public Uploads uploads() {
        return uploads;
    }

    /** The work folder. */
    public Path work() {
        return places.work();
    }

    /** Most bytes of one file. */
    public long largest() {
        return places.largest();
    }

    /**
     * For what a file is sent.
     *
     * @param job as it is for the period
     * @param unit whose it is; null to leave that to the file, which only those may who see all units
     */
    public record Wanted(Job job, Period period, @Nullable Unit unit) {}

    /** A name for what is about to be handed in. What an earlier process left there is removed by {@link #sweep}. */
    public Path fresh() throws IOException {
        return Files.createDirectories(waiting(places.work())).resolve(UUID.randomUUID() + ".upload");
    }

    /** Where files wait until they are checked. */
    public static Path waiting(Path work) {
        return work.resolve("uploads");
    }

    /** Once a day: removes what an earlier process left, and receipts that are old. */
    public void sweep() {
        Instant now = clock.instant();
        synchronized (this) {
            if (swept.isAfter(now.minus(DAY))) {
                return;
            }
            swept = now;
        }
        try {
            remove(Files.createDirectories(waiting(places.work())), now.minus(LONGEST_WAIT));
            remove(receipts(), now.minus(RECEIPTS_KEPT));
        } catch (IOException | DirectoryIteratorException e) {
            // What is left over harms nobody, and tomorrow it is tried again.
            LOG.warn("cannot remove what is left over", e);
        }
    }

    private static void remove(Path folder, Instant before) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    File old = file.toFile();
                    // 0 of what was removed just now by whoever is done with it.
                    if (old.isFile()
                            && old.lastModified() != 0
                            && Instant.ofEpochMilli(old.lastModified()).isBefore(before)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    /** Whether the disk takes as many bytes more. */
    public boolean hasRoomFor(long bytes) throws IOException {
        Path there = places.input();
        while (!Files.exists(there) && there.toAbsolutePath().getParent() != null) {
            there = there.toAbsolutePath().getParent();
        }
        long room = Math.min(
                Files.getFileStore(there).getUsableSpace(),
                Files.getFileStore(places.work()).getUsableSpace());
        return room - places.reserve() >= bytes;
    }

    /**
     * Takes a file in.
     *
     * @param file its bytes, which are of no use afterwards
     * @param sentAs what it was called by whoever sent it
     */
    public Answer submit(Wanted wanted, Path file, String sentAs, Actor by) throws IOException {
        return answer(new Draft(wanted, FileName.of(sentAs), by, true), file);
    }

    /** What a file would be answered if it were handed in. Nothing is kept, and nothing is noted. */
    public Answer look(Wanted wanted, Path file, String sentAs, Actor by) throws IOException {
        return answer(new Draft(wanted, FileName.of(sentAs), by, false), file);
    }

    private Answer answer(Draft draft, Path file) throws IOException {
        Wanted wanted = draft.wanted;
        try {
            long size = Files.size(file);
            draft.bytes = size > places.largest() ? new Archive.Stored(NO_CONTENT, size) : Archive.hash(file);
            Reason obstacle = obstacle(file, size);
            if (obstacle != Reason.NONE) {
                return Answer.without(draft.refuse(obstacle));
            }
            return check(draft, file);
        } catch (SQLException | RuntimeException | IOException e) {
            LOG.error("cannot take in {} for {} {}", draft.name, wanted.job().id(), wanted.period(), e);
            return Answer.without(draft.refuse(Reason.FAILED));
        } finally {
            sweep();
        }
    }

    private Reason obstacle(Path file, long size) throws IOException {
        if (size == 0) {
            return Reason.EMPTY;
        }
        if (size > places.largest()) {
            return Reason.TOO_LARGE;
        }
        if (!hasRoomFor(2 * size)) {
            return Reason.NO_ROOM;
        }
        return Unpacking.isTooLarge(file) ? Reason.UNPACKS_TOO_LARGE : Reason.NONE;
    }

    private Answer check(Draft draft, Path file) throws IOException, SQLException {
        Job job = draft.wanted.job();
        Period period = draft.wanted.period();
        Unit sender = draft.wanted.unit();
        // The folder says whose it is, where the file does not.
        String hint = sender == null ? draft.name.toString() : UploadInbox.folder(sender.name()) + "/" + draft.name;
        DryRun.Answer checked = new DryRun(job, period, LocalDate.now(clock)).check(file, hint);
        draft.judgement = Judgement.of(checked, sender == null ? null : sender.code(), period);
        draft.errors = checked.findings().count(Severity.ERROR);
        draft.warnings = checked.findings().count(Severity.WARNING);
        draft.notes = checked.findings().count(Severity.NOTE);
        if (draft.judgement.verdict() == Verdict.REFUSED) {
            Upload refused = draft.refuse(draft.judgement.reason());
            if (refused.reason() == Reason.OTHER_UNIT) {
                // What a run would say of it, that it counts for the other unit, is not so here.
                return Answer.bare(refused, checked);
            }
            return Answer.of(job, refused, checked, draft.kept && writeReceipt(draft, refused, file, checked));
        }
        if (!draft.kept) {
            return Answer.of(job, draft.upload(null, draft.judgement.verdict(), Reason.NONE, 0), checked, false);
        }
        Upload upload = keep(draft, file);
        return Answer.of(job, upload, checked, writeReceipt(draft, upload, file, checked));
    }

    private Upload keep(Draft draft, Path file) throws IOException {
        Job job = draft.wanted.job();
        String unit = String.valueOf(draft.judgement.unit());
        String folder = UploadInbox.folder(job.unit(unit).name());
        Path period = UploadInbox.period(places.input(), job.id(), draft.wanted.period());
        archive(file);
        Path aside = UploadInbox.aside(file, period.resolve(folder));
        try {
            // Each version must know which is the one before it.
            Turn turn = Turn.take(places.work());
            try {
                Optional<Placed> placed = UploadInbox.place(aside, draft.name, version(draft, unit));
                if (placed.isEmpty()) {
                    return draft.refuse(Reason.TOO_MANY_VERSIONS);
                }
                String path = folder + "/" + placed.get().name();
                try {
                    return draft.accept(
                            path,
                            Math.max(draft.judgement.revision(), placed.get().version()));
                } catch (RuntimeException e) {
                    // Nobody was told that it is there.
                    Files.deleteIfExists(period.resolve(path));
                    throw e;
                }
            } finally {
                turn.close();
            }
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Before any run has seen it, so that backups have it. */
    private void archive(Path file) throws IOException {
        Archive archive = new Archive(places.work());
        archive.sync(archive.store(file, false, sha256 -> false).sha256());
    }

    /** What is sent later counts: its name has to say so, where those of earlier versions say as much. */
    private int version(Draft draft, String unit) {
        int earlier =
                uploads.highestRevision(draft.wanted.job().id(), draft.wanted.period(), unit, draft.judgement.forms());
        return earlier < draft.judgement.revision() ? 0 : Math.max(2, earlier + 1);
    }

    private boolean writeReceipt(Draft draft, Upload upload, Path file, DryRun.Answer checked) {
        try {
            Files.createDirectories(receipts());
            Path target = receipts().resolve(upload.id() + ReceiptWriter.extension(file));
            Path aside = receipts().resolve("." + target.getFileName() + ".tmp");
            ReceiptWriter.write(
                    CheckReceipt.of(
                            draft.wanted.job(), draft.wanted.period(), upload.storedName(), upload.sha256(), checked),
                    file,
                    aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException | RuntimeException e) {
            // The answer stands without it.
            LOG.warn("no receipt for upload {}", upload.id(), e);
            return false;
        }
    }

    private Path receipts() {
        return places.work().resolve("receipts");
    }

    /** The receipt of an upload, while it is kept. */
    public Optional<Path> receipt(Upload upload) {
        return List.of(".xlsx", ".xls").stream()
                .map(extension -> receipts().resolve(upload.id() + extension))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The bytes of a file of a period: from the archive, once a run has seen it, else where it was put. */
    public Optional<Path> bytes(String job, Period period, String path, String sha256, long size) {
        Path inbox = UploadInbox.period(places.input(), job, period).resolve(path);
        return List.of(archive.path(sha256), inbox).stream()
                .filter(file -> isThere(file, size))
                .findFirst();
    }

    /** What stands in the archive may be half there after a crash. */
    private static boolean isThere(Path file, long size) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known so far of a file that is being taken in. */
    private final class Draft {
        private final Wanted wanted;
        private final FileName name;
        private final Actor by;
        /** Whether it is really handed in. */
        private final boolean kept;

        private Archive.Stored bytes = new Archive.Stored(NO_CONTENT, 0);
        private Judgement judgement;
        private long errors;
        private long warnings;
        private long notes;

        Draft(Wanted wanted, FileName name, Actor by, boolean kept) {
            this.wanted = wanted;
            this.name = name;
            this.by = by;
            this.kept = kept;
            this.judgement = Judgement.refused(
                    Reason.FAILED, wanted.unit() == null ? null : wanted.unit().code());
        }

        Upload refuse(Reason reason) {
            Upload upload = upload(null, Verdict.REFUSED, reason, 0);
            if (!kept) {
                return upload;
            }
            return transaction.execute(status -> {
                Upload added = uploads.add(upload);
                if (reason == Reason.FAILED) {
                    audit.failed(by, Action.UPLOAD, subject(), detail(added));
                } else {
                    audit.refused(by, Action.UPLOAD, subject(), detail(added));
                }
                return added;
            });
        }

        Upload accept(String path, int revision) {
            Upload upload = upload(path, judgement.verdict(), Reason.NONE, revision);
            return transaction.execute(status -> {
                Upload added = uploads.add(upload);
                audit.done(by, Action.UPLOAD, subject(), detail(added));
                return added;
            });
        }

        private String subject() {
            return wanted.job().id() + " " + wanted.period();
        }

        private String detail(Upload added) {
            String where = added.path() == null ? added.name() : added.path();
            return where + " " + (added.reason() == Reason.NONE ? added.verdict() : added.reason());
        }

        private Upload upload(@Nullable String path, Verdict verdict, Reason reason, int revision) {
            return new Upload(
                    0,
                    clock.instant(),
                    by.name(),
                    by.address(),
                    wanted.job().id(),
                    wanted.period(),
                    judgement.unit() == null ? "" : judgement.unit(),
                    name.toString(),
                    path,
                    bytes.sha256(),
                    bytes.size(),
                    verdict,
                    reason,
                    errors,
                    warnings,
                    notes,
                    List.copyOf(judgement.forms()),
                    revision);
        }
    }
}
