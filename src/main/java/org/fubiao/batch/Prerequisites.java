package org.fubiao.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Reconciliation.Other;
import org.fubiao.run.Runs;
import org.fubiao.submission.Inbox;

/**
 * What has to be run before a period, because the period is compared with it, it has input, and it was never run: the same for
 * whoever starts a run.
 */
public final class Prerequisites {
    private final Runs runs;
    private final Path input;

    /** @param input with a folder for each job */
    public Prerequisites(Runs runs, Path input) {
        this.runs = runs;
        this.input = input;
    }

    /**
     * Periods of one job that come first.
     *
     * @param job whose they are
     * @param title of that job
     * @param own whether it is the job itself: without its period before, appendices would silently lack what they compare with.
     *     What fails of another job leaves the reconciliations with it undecided
     * @param periods in the order in which they are run
     * @param comparedBy the period that is compared with them
     */
    public record Stage(String job, String title, boolean own, List<Period> periods, Period comparedBy) {
        public Stage {
            periods = List.copyOf(periods);
        }
    }

    /** What comes before a period, in the order in which it is run; empty if the period can be run at once. */
    public List<Stage> of(Job job, Period period) throws IOException {
        List<Stage> stages = new ArrayList<>();
        Period before = period.previous();
        if (isWanted(job.id(), before)) {
            addOthers(job, before, stages);
            stages.add(new Stage(job.id(), job.title(), true, List.of(before), period));
        }
        addOthers(job, period, stages);
        return stages;
    }

    private void addOthers(Job job, Period period, List<Stage> stages) throws IOException {
        for (Other other : job.others()) {
            List<Period> missing = new ArrayList<>();
            for (Period part : period.of(other.kind())) {
                if (isWanted(other.job(), part)) {
                    missing.add(part);
                }
            }
            if (!missing.isEmpty()) {
                stages.add(new Stage(other.job(), other.title(), false, missing, period));
            }
        }
    }

    private boolean isWanted(String job, Period period) throws IOException {
        return !new Inbox(input.resolve(job)).files(period).isEmpty()
                && runs.latestDone(job, period).isEmpty();
    }
}
