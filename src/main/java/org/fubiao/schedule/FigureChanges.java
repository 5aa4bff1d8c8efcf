package org.fubiao.schedule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fubiao.publishing.PublishedChanges;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;

/** What a run changed of what its report quotes, since the last run that read something else. */
final class FigureChanges {
    private final Runs runs;

    FigureChanges(Runs runs) {
        this.runs = runs;
    }

    /** One line for each figure; none where there is nothing to compare with any more. */
    List<String> of(Run run) throws IOException {
        Optional<Run> before = runs.lastDifferent(run, runs.snapshot(run.id()));
        Optional<Path> old = before.isPresent() ? folder(before.get()) : Optional.empty();
        Optional<Path> fresh = folder(run);
        if (old.isEmpty() || fresh.isEmpty()) {
            return List.of();
        }
        return PublishedChanges.figuresBetween(new PublishedTables(old.get()), new PublishedTables(fresh.get()))
                .stream()
                .map(change -> change.id() + " " + change.title() + "："
                        + (change.onlyNow() ? "原来没有" : change.before()) + " → "
                        + (change.onlyBefore() ? "不再有" : change.now()))
                .toList();
    }

    private static Optional<Path> folder(Run run) throws IOException {
        return PublishedTables.folder(run.output(), run.id(), run.started());
    }
}
