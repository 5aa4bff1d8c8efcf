package org.fubiao.reviewing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedReview;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.run.Run.State;
import org.fubiao.run.Runs;

/** The reviews that the latest completed runs published. Those that were looked at last stay in memory, a few of them. */
public final class ReviewShelf {
    private static final int MOST = 3;
    private static final float FULL = 0.75f;

    private final Runs runs;
    /** In the order of their use. */
    private final Map<Folder, PublishedReview> read = new LinkedHashMap<>(MOST, FULL, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Folder, PublishedReview> eldest) {
            return size() > MOST;
        }
    };

    public ReviewShelf(Runs runs) {
        this.runs = runs;
    }

    /** A run that goes on after a crash writes its folder anew. */
    private record Folder(Path path, FileTime written) {}

    /** A completed run with what it published. */
    public record Reviewed(Run run, PublishedReview review) {}

    /** The periods of a job with a completed run, the latest first. */
    public List<Period> periods(String job) {
        return runs.of(job).stream()
                .filter(run -> run.state() == State.DONE)
                .map(Run::period)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
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

    /** Whoever else wants one waits: that is quicker than reading it twice. */
    private synchronized PublishedReview review(Path folder) throws IOException {
        Folder key = new Folder(folder.toRealPath(), Files.getLastModifiedTime(folder));
        PublishedReview known = read.get(key);
        if (known == null) {
            known = PublishedReview.read(folder);
            read.put(key, known);
        }
        return known;
    }
}
