package org.fubiao.closing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.closing.Verification.Stamp;
import org.fubiao.job.Period;
import org.fubiao.publishing.ClosedOutputException;
import org.fubiao.publishing.ClosingMark;
import org.fubiao.publishing.OutputLock;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.PublishedFolder.ListedFile;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.run.RunLock;
import org.fubiao.run.Runs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs periods off, opens them again, and tells whether what was signed is still what is there. What is closed stands in the register,
 * and is marked in the folder of the outputs for those who keep another register.
 */
public final class PeriodClosing {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodClosing.class);

    private final Closings closings;
    private final Runs runs;
    private final AuditLog audit;
    private final Clock clock;
    private final Path work;
    private final TransactionTemplate together;
    /** By the number of the closing: what came of reading all its files last. */
    private final Map<Long, Verification> verified = new ConcurrentHashMap<>();

    public PeriodClosing(DataSource database, AuditLog audit, Clock clock, Path work) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        this.closings = new Closings(jdbc, clock);
        this.runs = new Runs(jdbc, clock);
        this.audit = audit;
        this.clock = clock;
        this.work = work;
        this.together = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Why a period is not signed off. */
    public enum Refusal {
        /** It is signed off already. */
        CLOSED,
        /** It is being totalled. */
        RUNNING,
        /** It was never totalled, or another run has been completed since the page was shown. */
        OTHER_RUN,
        /** The outputs are not all there as they were published, or are not those of the latest run. */
        DAMAGED,
        /** Their folder has the mark of another closing. */
        MARKED
    }

    /** The closings of all periods. */
    public Closings closings() {
        return closings;
    }

    /**
     * Signs off what a run published.
     *
     * @param run the run whose outputs were looked at: the latest one
     * @param statement what is signed
     */
    public Optional<Refusal> close(String job, Period period, long run, String statement, Signer signer)
            throws IOException {
        Optional<Refusal> refusal = tryToClose(job, period, run, statement, signer);
        refusal.ifPresent(why -> audit.refused(signer.actor(), Action.PERIOD_CLOSED, job + " " + period, why.name()));
        return refusal;
    }

    private Optional<Refusal> tryToClose(String job, Period period, long run, String statement, Signer signer)
            throws IOException {
        if (closings.current(job, period).isPresent()) {
            return Optional.of(Refusal.CLOSED);
        }
        Optional<Run> latest = latest(job, period, run);
        if (latest.isEmpty()) {
            return Optional.of(Refusal.OTHER_RUN);
        }
        Optional<Path> folder = folder(latest.get());
        if (folder.isEmpty()) {
            return Optional.of(Refusal.DAMAGED);
        }
        // All files are read before anything is locked: no run need wait for that.
        Verification read = Verification.of(folder.get(), clock.instant());
        if (!read.isSound()) {
            return Optional.of(Refusal.DAMAGED);
        }
        // No run can begin, nor one that is going on publish, while this is decided.
        Optional<RunLock> lock = RunLock.take(work, job, period);
        if (lock.isEmpty()) {
            return Optional.of(Refusal.RUNNING);
        }
        try {
            return decide(latest.get(), folder.get(), read, statement, signer);
        } finally {
            lock.get().close();
        }
    }

    private Optional<Run> latest(String job, Period period, long run) {
        return runs.latestDone(job, period).filter(there -> there.id() == run);
    }

    private Optional<Refusal> decide(Run run, Path folder, Verification read, String statement, Signer signer)
            throws IOException {
        if (closings.current(run.job(), run.period()).isPresent()) {
            return Optional.of(Refusal.CLOSED);
        }
        if (latest(run.job(), run.period(), run.id()).isEmpty()) {
            return Optional.of(Refusal.OTHER_RUN);
        }
        OutputLock held = OutputLock.take(run.output());
        try {
            String manifest = hash(folder);
            boolean asRead = read.manifest().filter(manifest::equals).isPresent()
                    && read.touched(folder, PublishedFolder.read(folder).files())
                            .isEmpty();
            if (!asRead || !isLinked(run.output(), folder)) {
                return Optional.of(Refusal.DAMAGED);
            }
            // One of the same outputs was left by a process that was killed before it had noted the closing.
            Optional<ClosingMark> mark = readableMark(run.output());
            if (mark.isPresent() && !mark.get().isOf(manifest)) {
                return Optional.of(Refusal.MARKED);
            }
            close(run, folder, manifest, statement, signer, held);
            closings.current(run.job(), run.period()).ifPresent(closing -> verified.put(closing.id(), read));
            return Optional.empty();
        } finally {
            held.close();
        }
    }

    /** The mark comes last: a process that is killed in between leaves a period that is closed too much, never too little. */
    private void close(Run run, Path folder, String manifest, String statement, Signer signer, OutputLock held)
            throws IOException {
        Instant at = now();
        ClosingMark mark = mark(run, folder, manifest, signer.name(), at);
        try {
            together.executeWithoutResult(status -> {
                closings.close(run.job(), run.period(), run.id(), manifest, statement, signer, at);
                audit.done(
                        signer.actor(),
                        Action.PERIOD_CLOSED,
                        run.job() + " " + run.period(),
                        "第" + run.id() + "批，清单校验值 " + manifest + "。" + statement);
                unchecked(() -> held.mark(mark));
            });
        } catch (RuntimeException e) {
            held.unmark();
            throw checked(e);
        }
    }

    private ClosingMark mark(Run run, Path folder, String manifest, String name, Instant at) {
        return new ClosingMark(
                run.job(),
                run.period().toString(),
                run.id(),
                folder.getFileName().toString(),
                manifest,
                name,
                at,
                work.toAbsolutePath().normalize().toString());
    }

    /** As exactly as databases keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What came of opening a period again. */
    public enum Reopened {
        DONE,
        /** It is not closed. */
        OPEN,
        /** It is, but the register of another work folder has its closing. */
        ELSEWHERE
    }

    /** Opens a period again. */
    public Reopened reopen(String job, Period period, String reason, Signer signer) throws IOException {
        Optional<Closing> closing = closings.current(job, period);
        Optional<Run> run =
                closing.isPresent() ? closing.map(one -> runs.get(one.run())) : runs.latestDone(job, period);
        if (run.isEmpty()) {
            return refuse(job, period, reason, signer, Reopened.OPEN);
        }
        Path output = run.get().output();
        if (!Files.isDirectory(output)) {
            // Nothing is left that could bear a mark.
            return reopen(job, period, reason, signer, () -> {})
                    ? Reopened.DONE
                    : refuse(job, period, reason, signer, Reopened.OPEN);
        }
        OutputLock held = OutputLock.take(output);
        try {
            Optional<ClosingMark> mark = readableMark(output);
            boolean unreadable = mark.isEmpty() && Files.exists(ClosingMark.file(output));
            if (closing.isEmpty()) {
                return unmark(job, period, reason, signer, held, mark, output);
            }
            boolean own = unreadable
                    || mark.filter(one -> one.isOf(closing.get().manifest())).isPresent();
            try {
                boolean done = reopen(job, period, reason, signer, own ? held::unmark : () -> {});
                return done ? Reopened.DONE : refuse(job, period, reason, signer, Reopened.OPEN);
            } catch (IOException | RuntimeException e) {
                if (mark.isPresent()) {
                    held.mark(mark.get());
                }
                throw e;
            }
        } finally {
            held.close();
        }
    }

    /** Takes a mark away that stands in no register: one that a killed process left, or whose closing is in no backup. */
    private Reopened unmark(
            String job,
            Period period,
            String reason,
            Signer signer,
            OutputLock held,
            Optional<ClosingMark> mark,
            Path output)
            throws IOException {
        if (mark.isEmpty() || !isOwn(mark.get(), job, period, output)) {
            return refuse(job, period, reason, signer, mark.isEmpty() ? Reopened.OPEN : Reopened.ELSEWHERE);
        }
        try {
            together.executeWithoutResult(status -> {
                audit.done(signer.actor(), Action.PERIOD_REOPENED, job + " " + period, reason);
                unchecked(held::unmark);
            });
        } catch (RuntimeException e) {
            held.mark(mark.get());
            throw checked(e);
        }
        return Reopened.DONE;
    }

    private Reopened refuse(String job, Period period, String reason, Signer signer, Reopened why) {
        audit.refused(signer.actor(), Action.PERIOD_REOPENED, job + " " + period, reason);
        return why;
    }

    /** The mark goes last: a process that is killed in between leaves a period that is closed still, and marked again at the next start. */
    private boolean reopen(String job, Period period, String reason, Signer signer, Marking unmark) throws IOException {
        try {
            return Boolean.TRUE.equals(together.execute(status -> {
                boolean reopened = closings.reopen(job, period, reason, signer);
                if (reopened) {
                    audit.done(signer.actor(), Action.PERIOD_REOPENED, job + " " + period, reason);
                    unchecked(unmark);
                }
                return reopened;
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private interface Marking {
        void run() throws IOException;
    }

    private static void unchecked(Marking marking) {
        try {
            marking.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException checked(RuntimeException problem) throws IOException {
        if (problem instanceof UncheckedIOException e) {
            throw e.getCause();
        }
        return problem;
    }

    /**
     * A mark in the folder of a period's outputs of which the register of this work folder knows nothing.
     *
     * @param own whether what it marks was published by a run of this work folder, so that it can be taken away here
     */
    public record StrayMark(ClosedPeriod closed, boolean own) {}

    /** The mark of a period that is open in the register. */
    public Optional<StrayMark> stray(String job, Period period) throws IOException {
        Optional<Run> latest = runs.latestDone(job, period);
        if (latest.isEmpty() || closings.current(job, period).isPresent()) {
            return Optional.empty();
        }
        Path output = latest.get().output();
        Optional<ClosingMark> mark = readableMark(output);
        return mark.isEmpty()
                ? Optional.empty()
                : Optional.of(new StrayMark(
                        ClosedPeriod.of(period, output, mark.get()), isOwn(mark.get(), job, period, output)));
    }

    private boolean isOwn(ClosingMark mark, String job, Period period, Path output) throws IOException {
        Optional<Run> run = runs.find(mark.run())
                .filter(one -> one.job().equals(job) && one.period().equals(period));
        return run.isPresent()
                && PublishedTables.folder(output, run.get().id(), run.get().started())
                        .filter(folder -> folder.getFileName().toString().equals(mark.folder()))
                        .isPresent();
    }

    private static Optional<ClosingMark> readableMark(Path output) throws IOException {
        try {
            return ClosingMark.in(output);
        } catch (ClosedOutputException e) {
            return Optional.empty();
        }
    }

    /**
     * Marks all outputs that the register has as closed and that have lost their mark: those that were closed by a version that left none,
     * or were being opened again when a process was killed.
     */
    public void restoreMarks() {
        for (Closing closing : closings.current()) {
            try {
                restoreMark(closing);
            } catch (IOException | RuntimeException e) {
                // Runs of this work folder are refused all the same.
                LOG.warn("{} {} cannot be marked as closed", closing.job(), closing.period(), e);
            }
        }
    }

    private void restoreMark(Closing closing) throws IOException {
        Run run = runs.get(closing.run());
        Optional<Path> folder = folder(run);
        if (folder.isEmpty()) {
            return;
        }
        OutputLock held = OutputLock.take(run.output());
        try {
            if (readableMark(run.output()).isEmpty()) {
                held.mark(mark(run, folder.get(), closing.manifest(), closing.name(), closing.at()));
            }
        } finally {
            held.close();
        }
    }

    /**
     * The folder with the outputs of a period that count: those that were signed off while it is closed, else those of the latest run;
     * empty if they are gone.
     *
     * @param output folder of the period's outputs
     */
    public Optional<Path> outputs(String job, Period period, Path output) throws IOException {
        Optional<Closing> closing = closings.current(job, period);
        if (closing.isEmpty()) {
            return new PublishedFolder(output).latestRun();
        }
        Run run = runs.get(closing.get().run());
        Optional<Path> signed = PublishedTables.folder(output, run.id(), run.started());
        return signed.isEmpty() ? signed : Optional.of(signed.get().toRealPath());
    }

    /** What became of outputs that were signed off. */
    public enum State {
        AS_SIGNED,
        /** The folder is gone, or has no manifest. */
        GONE,
        /** The manifest is another one. */
        MANIFEST_CHANGED,
        /** Files are not as the manifest says. */
        FILES_CHANGED,
        /** Files may have been written to since all were read: only reading them again can tell. */
        FILES_TOUCHED,
        /** All is there, but the latest outputs are others, although the period is closed. */
        NOT_LATEST
    }

    /**
     * Whether outputs are as they were signed off.
     *
     * @param files those that are gone, changed or touched
     * @param read when all of them were read and compared last; null if nothing could be read
     */
    public record Check(
            State state, List<String> files, @Nullable Instant read) {
        public Check {
            files = List.copyOf(files);
        }
    }

    /** Reads all that was signed off, and compares. */
    public Check verify(Closing closing) throws IOException {
        Optional<Path> folder = folder(runs.get(closing.run()));
        if (folder.isPresent()) {
            verified.put(closing.id(), Verification.of(folder.get(), now()));
        }
        return look(closing);
    }

    /** What was found when all of it was read last, at the latest when it was signed, and whether anything was written to since. */
    public Check look(Closing closing) throws IOException {
        Run run = runs.get(closing.run());
        Optional<Path> folder = folder(run);
        if (folder.isEmpty()) {
            return new Check(State.GONE, List.of(), null);
        }
        if (!hash(folder.get()).equals(closing.manifest())) {
            return new Check(State.MANIFEST_CHANGED, List.of(), null);
        }
        List<ListedFile> listed = PublishedFolder.read(folder.get()).files();
        Verification last = verified.get(closing.id());
        Instant read = last == null ? closing.at() : last.at();
        List<String> touched =
                last == null ? writtenAfter(closing.at(), folder.get(), listed) : last.touched(folder.get(), listed);
        List<String> changed = new ArrayList<>(last == null ? List.of() : last.changed());
        changed.removeAll(touched);
        for (ListedFile file : listed) {
            boolean sized = Stamp.of(folder.get(), file.path())
                    .filter(stamp -> stamp.size() == file.size())
                    .isPresent();
            if (!sized && !changed.contains(file.path())) {
                changed.add(file.path());
            }
        }
        if (!changed.isEmpty()) {
            return new Check(State.FILES_CHANGED, changed, read);
        }
        if (!touched.isEmpty()) {
            return new Check(State.FILES_TOUCHED, touched, read);
        }
        boolean latest = !closing.isClosed() || isLinked(run.output(), folder.get());
        return new Check(latest ? State.AS_SIGNED : State.NOT_LATEST, List.of(), read);
    }

    private static List<String> writtenAfter(Instant signed, Path folder, List<ListedFile> listed) throws IOException {
        List<String> written = new ArrayList<>();
        for (ListedFile file : listed) {
            if (Stamp.of(folder, file.path())
                    .filter(stamp -> stamp.modified().isAfter(signed))
                    .isPresent()) {
                written.add(file.path());
            }
        }
        return written;
    }

    private static Optional<Path> folder(Run run) throws IOException {
        return PublishedTables.folder(run.output(), run.id(), run.started());
    }

    /** Whether {@code latest} leads to these; where links cannot be made it is a copy. */
    private static boolean isLinked(Path periodOutput, Path folder) throws IOException {
        Optional<Path> latest = new PublishedFolder(periodOutput).linkedRun();
        return latest.isPresent()
                && Files.exists(PublishedFolder.manifest(latest.get()))
                && hash(latest.get()).equals(hash(folder));
    }

    private static String hash(Path folder) throws IOException {
        return PublishedFolder.manifestHash(folder);
    }
}
