package org.fubiao.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Reconciliation.Other;
import org.fubiao.totals.Elsewhere;
import org.fubiao.totals.Elsewhere.Published;

/** The latest runs of the jobs with which a job is reconciled, for each of their periods within one of its own. */
public final class OtherRuns {
    private final Map<Other, Map<Period, Optional<Run>>> runs = new LinkedHashMap<>();

    public OtherRuns(Job job, Period period, Runs register) {
        for (Other other : job.others()) {
            Map<Period, Optional<Run>> ofPeriods = new LinkedHashMap<>();
            period.of(other.kind()).forEach(part -> ofPeriods.put(part, register.latestDone(other.job(), part)));
            runs.put(other, ofPeriods);
        }
    }

    /** What they published. */
    public Elsewhere published(Results results) {
        Map<Other, List<Published>> published = new HashMap<>();
        runs.forEach((other, ofPeriods) -> published.put(
                other,
                ofPeriods.entrySet().stream()
                        .map(each -> new Published(
                                each.getKey(),
                                each.getValue()
                                        .map(run -> results.measures(run.id()))
                                        .orElse(null)))
                        .toList()));
        return new Elsewhere(published);
    }

    /** Hashes of what they read, in the order of jobs and periods. */
    public List<String> snapshots(Runs register) {
        return runs.values().stream()
                .flatMap(ofPeriods -> ofPeriods.values().stream())
                .map(run -> run.map(found -> register.snapshot(found.id())).orElse(""))
                .toList();
    }
}
