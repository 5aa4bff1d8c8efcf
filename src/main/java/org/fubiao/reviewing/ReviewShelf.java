package org.fubiao.reviewing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedReview;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;

/** The reviews that the latest completed runs published. Those that were looked at last stay in memory, as many as there is room for. */
public final class ReviewShelf {
    /** Of findings and reports: some hundred bytes each. */
    private static final int MOST_LINES = 400_000;

    private static final float FULL = 0.75f;

    private final Runs runs;
    /** In the order of their use; each is read by whoever asks first. */
    private final Map<Folder, FutureTask<PublishedReview>> read = new LinkedHashMap<>(16, FULL, true);

    public ReviewShelf(Runs runs) {
        this.runs = runs;
    }

    /** A run that goes on after a crash writes its folder anew. */
    private record Folder(Path path, FileTime written) {}

    /** A completed run with what it published. */
    public record Reviewed(Run run, PublishedReview review) {}

    /** The periods of a job with a completed run, the latest first. */
    public List<Period> periods(String job) {
        return runs.donePeriods(job);
    }

    /** What the latest completed run of a period published; empty if there is none, or its folder is gone. */
    public Optional<Reviewed> latest(String job, Period period) throws IOException {
        Optional<Run> run = runs.latestDone(job, period);
        return run.isEmpty() ? Optional.empty() : published(run.get());
    }

    /** What a run published, if it is the latest completed one of its period. */
    public Optional<Reviewed> find(String job, long number) throws IOException {
        Optional<Run> run = runs.find(number)
                .filter(one -> one.job().equals(job))
                .flatMap(one -> runs.latestDone(job, one.period()))
                .filter(one -> one.id() == number);
        return run.isEmpty() ? Optional.empty() : published(run.get());
    }

    private Optional<Reviewed> published(Run run) throws IOException {
        Optional<Path> folder = PublishedTables.folder(run.output(), run.id(), run.started());
        return folder.isEmpty() ? Optional.empty() : Optional.of(new Reviewed(run, review(folder.get())));
    }

    /** Whoever wants one that is being read waits for it: that is quicker than reading it twice. */
    private PublishedReview review(Path folder) throws IOException {
        Folder key = new Folder(folder.toRealPath(), Files.getLastModifiedTime(folder));
        FutureTask<PublishedReview> task;
        synchronized (read) {
            task = read.computeIfAbsent(key, any -> new FutureTask<>(() -> PublishedReview.read(folder)));
        }
        task.run();
        try {
            PublishedReview review = task.get();
            makeRoom();
            return review;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + folder + " was read");
        } catch (ExecutionException e) {
            synchronized (read) {
                read.remove(key);
            }
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        }
    }

    private void makeRoom() {
        synchronized (read) {
            long lines = read.values().stream().mapToLong(ReviewShelf::lines).sum();
            Iterator<FutureTask<PublishedReview>> oldest = read.values().iterator();
            while (lines > MOST_LINES && read.size() > 1) {
                lines -= lines(oldest.next());
                oldest.remove();
            }
        }
    }

    private static long lines(FutureTask<PublishedReview> task) {
        if (!task.isDone()) {
            return 0;
        }
        try {
            PublishedReview review = task.get();
            return review.findings().size() + (long) review.reports().size();
        } catch (InterruptedException | ExecutionException e) {
            return 0;
        }
    }
}
