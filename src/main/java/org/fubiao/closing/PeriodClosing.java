package org.fubiao.closing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.PublishedFolder.Listed;
import org.fubiao.publishing.PublishedFolder.ListedFile;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.run.RunLock;
import org.fubiao.run.Runs;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs periods off, opens them again, and tells whether what was signed is still what is there. */
public final class PeriodClosing {
    private final Closings closings;
    private final Runs runs;
    private final AuditLog audit;
    private final Path work;
    private final TransactionTemplate together;

    public PeriodClosing(DataSource database, AuditLog audit, Clock clock, Path work) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        this.closings = new Closings(jdbc, clock);
        this.runs = new Runs(jdbc, clock);
        this.audit = audit;
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
        DAMAGED
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
        // No run can begin, nor one that is going on publish, while this is decided.
        Optional<RunLock> lock = RunLock.take(work, job, period);
        if (lock.isEmpty()) {
            return Optional.of(Refusal.RUNNING);
        }
        try {
            return decide(job, period, run, statement, signer);
        } finally {
            lock.get().close();
        }
    }

    private Optional<Refusal> decide(String job, Period period, long run, String statement, Signer signer)
            throws IOException {
        if (closings.current(job, period).isPresent()) {
            return Optional.of(Refusal.CLOSED);
        }
        Optional<Run> latest = runs.latestDone(job, period).filter(there -> there.id() == run);
        if (latest.isEmpty()) {
            return Optional.of(Refusal.OTHER_RUN);
        }
        Optional<Path> folder = folder(latest.get());
        if (folder.isEmpty()
                || !leadsTo(latest.get().output(), folder.get())
                || !changed(folder.get()).isEmpty()) {
            return Optional.of(Refusal.DAMAGED);
        }
        String manifest = hash(folder.get());
        together.executeWithoutResult(status -> {
            closings.close(job, period, run, manifest, statement, signer);
            audit.done(
                    signer.actor(),
                    Action.PERIOD_CLOSED,
                    job + " " + period,
                    "第" + run + "批，清单校验值 " + manifest + "。" + statement);
        });
        return Optional.empty();
    }

    /** Opens a period again. Returns whether it was closed. */
    public boolean reopen(String job, Period period, String reason, Signer signer) {
        return Boolean.TRUE.equals(together.execute(status -> {
            boolean reopened = closings.reopen(job, period, reason, signer);
            if (reopened) {
                audit.done(signer.actor(), Action.PERIOD_REOPENED, job + " " + period, reason);
            } else {
                audit.refused(signer.actor(), Action.PERIOD_REOPENED, job + " " + period, reason);
            }
            return reopened;
        }));
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
        /** All is there, but the latest outputs are others, although the period is closed. */
        NOT_LATEST
    }

    /**
     * Whether outputs are as they were signed off.
     *
     * @param files those that are gone or changed
     */
    public record Check(State state, List<String> files) {
        public Check {
            files = List.copyOf(files);
        }
    }

    /** Reads all that was signed off, and compares. */
    public Check check(Closing closing) throws IOException {
        Run run = runs.get(closing.run());
        Optional<Path> folder = folder(run);
        if (folder.isEmpty()) {
            return new Check(State.GONE, List.of());
        }
        if (!hash(folder.get()).equals(closing.manifest())) {
            return new Check(State.MANIFEST_CHANGED, List.of());
        }
        List<String> changed = changed(folder.get());
        if (!changed.isEmpty()) {
            return new Check(State.FILES_CHANGED, changed);
        }
        boolean latest = !closing.isClosed() || leadsTo(run.output(), folder.get());
        return new Check(latest ? State.AS_SIGNED : State.NOT_LATEST, List.of());
    }

    private static Optional<Path> folder(Run run) throws IOException {
        return PublishedTables.folder(run.output(), run.id(), run.started());
    }

    /** Whether the latest outputs are these; where links cannot be made they are a copy. */
    private static boolean leadsTo(Path periodOutput, Path folder) throws IOException {
        Optional<Path> latest = new PublishedFolder(periodOutput).latestRun();
        return latest.isPresent()
                && Files.exists(PublishedFolder.manifest(latest.get()))
                && hash(latest.get()).equals(hash(folder));
    }

    private static String hash(Path folder) throws IOException {
        return PublishedFolder.manifestHash(folder);
    }

    private static List<String> changed(Path folder) throws IOException {
        Listed listed;
        try {
            listed = PublishedFolder.read(folder);
        } catch (IOException e) {
            return List.of(PublishedFolder.manifest(folder).getFileName().toString());
        }
        List<String> changed = new ArrayList<>();
        for (ListedFile file : listed.files()) {
            if (PublishedFolder.found(folder, file).filter(file::equals).isEmpty()) {
                changed.add(file.path());
            }
        }
        return changed;
    }
}
