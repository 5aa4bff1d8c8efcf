package org.fubiao.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Job;
import org.fubiao.plausibility.PlausibilityResult;
import org.fubiao.publishing.Publication;
import org.fubiao.run.Exclusions;
import org.fubiao.run.FormResults;
import org.fubiao.run.Kept;
import org.fubiao.run.Run;
import org.fubiao.settling.Settled;
import org.fubiao.settling.Settlement;
import org.fubiao.staging.Segments;
import org.fubiao.staging.Snapshot;
import org.fubiao.staging.WorkbookShelf;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Replacement;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.ReconciliationResult;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one run share in memory. Nothing in it outlives the process: a run that goes on after a crash gets a new
 * session, and the steps that fill it are made to run again.
 */
final class Session implements AutoCloseable {
    private final Run run;
    private final Job job;
    private final Path work;
    private final Segments segments;
    private final Progress progress;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong toStage = new AtomicLong();
    private final AtomicLong staged = new AtomicLong();
    private final Map<Integer, WorkbookShelf> shelves = new ConcurrentHashMap<>();
    private @Nullable Reception reception;
    private @Nullable Snapshot snapshot;
    private @Nullable Kept kept;
    private @Nullable FormResults results;
    private @Nullable FindingTally findings;
    private FormResults.@Nullable Checked checked;
    private @Nullable Exclusions exclusions;
    private @Nullable MeasureValues measures;
    private @Nullable MeasureValues previous;
    private @Nullable List<ReconciliationResult> reconciliations;
    private @Nullable List<PlausibilityResult> plausibility;
    private @Nullable List<Replacement> replacements;
    private @Nullable Settlement settlement;
    private @Nullable Publication publication;
    private @Nullable Path latest;

    Session(Run run, Job job, Path work, Segments segments, Progress progress) {
        this.run = run;
        this.job = job;
        this.work = work;
        this.segments = segments;
        this.progress = progress;
    }

    Run run() {
        return run;
    }

    Job job() {
        return job;
    }

    Path work() {
        return work;
    }

    Segments segments() {
        return segments;
    }

    Progress progress() {
        return progress;
    }

    /** Asks the run to stop at the next safe point. */
    void stop() {
        stop.set(true);
    }

    boolean stopRequested() {
        return stop.get();
    }

    void expectToStage(long parts) {
        toStage.set(parts);
        staged.set(0);
    }

    void countStaged(long parts) {
        progress.amount(staged.addAndGet(parts), toStage.get());
    }

    /** The open workbooks of a partition. */
    WorkbookShelf shelf(int partition) {
        return shelves.computeIfAbsent(partition, number -> new WorkbookShelf());
    }

    void opened(Reception reception, Snapshot snapshot, Kept kept, FindingTally findings) {
        this.reception = reception;
        this.snapshot = snapshot;
        this.kept = kept;
        this.results = new FormResults(job, run.period(), snapshot, kept);
        this.findings = findings;
    }

    void checked(FormResults.Checked found) {
        this.checked = found;
    }

    /** What the rules found in each form. */
    FormResults.Checked checked() {
        return require(checked);
    }

    void excluded(Exclusions found) {
        this.exclusions = found;
    }

    /** What does not count because a rule blocks it. */
    Exclusions exclusions() {
        return require(exclusions);
    }

    void totalled(MeasureValues values, MeasureValues before, List<ReconciliationResult> compared) {
        this.measures = values;
        this.previous = before;
        this.reconciliations = compared;
    }

    void compared(List<PlausibilityResult> results) {
        this.plausibility = results;
    }

    /** What is unlikely. */
    List<PlausibilityResult> plausibility() {
        return require(plausibility);
    }

    void replaced(List<Replacement> known) {
        this.replacements = known;
    }

    /** Versions of reports that took the place of others. */
    List<Replacement> replacements() {
        return require(replacements);
    }

    Reception reception() {
        return require(reception);
    }

    Snapshot snapshot() {
        return require(snapshot);
    }

    /** What follows from the rows of each form. */
    FormResults results() {
        return require(results);
    }

    /** What the last run left, and this one leaves. */
    Kept kept() {
        return require(kept);
    }

    FindingTally findings() {
        return require(findings);
    }

    MeasureValues measures() {
        return require(measures);
    }

    /** The values of the period before, as its latest run published them. */
    MeasureValues previous() {
        return require(previous);
    }

    List<ReconciliationResult> reconciliations() {
        return require(reconciliations);
    }

    void published(Publication made, Path folder) {
        this.publication = made;
        this.latest = folder;
    }

    /** From here on, the findings are those that are left after what people answered to them. */
    void settled(Settled settled) {
        this.findings = settled.findings();
        this.settlement = settled.settlement();
    }

    Settlement settlement() {
        return require(settlement);
    }

    Publication publication() {
        return require(publication);
    }

    Path latest() {
        return require(latest);
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an earlier step has not run in this process");
        }
        return value;
    }

    /** Closes the workbooks of staging, which nothing needs after it. */
    void clearShelves() throws IOException {
        for (WorkbookShelf shelf : shelves.values()) {
            shelf.close();
        }
        shelves.clear();
    }

    @Override
    public void close() throws IOException {
        try {
            clearShelves();
        } finally {
            if (snapshot != null) {
                snapshot.close();
            }
        }
    }
}
