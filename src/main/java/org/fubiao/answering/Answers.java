package org.fubiao.answering;

import java.util.List;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Waiver;
import org.fubiao.submission.ExplanationStore;
import org.fubiao.submission.PageExplanation;
import org.fubiao.submission.Sha256;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was answered on pages, as a run meets it. */
public final class Answers {
    private final WaiverStore waivers;
    private final ExplanationStore explanations;

    public Answers(JdbcTemplate jdbc) {
        this.waivers = new WaiverStore(jdbc);
        this.explanations = new ExplanationStore(jdbc);
    }

    /** The waivers that a run applies from now on: those that are granted when it begins or goes on. */
    public List<Waiver> apply(long run, String job, Period period) {
        return waivers.apply(run, job, period);
    }

    /** The waivers that a run applied. */
    public List<Waiver> applied(long run) {
        return waivers.applied(run);
    }

    /** By what a run of a period is told from one with other definitions: those of the job's folder, and what was answered on pages. */
    public String definitions(Job job, Period period) {
        return job.hash() + hash(job.id(), period);
    }

    /** Hash of all that was answered for a job and period; empty if nothing was. */
    public String hash(String job, Period period) {
        List<Waiver> granted = waivers.granted(job, period);
        List<PageExplanation> written = explanations.ofPages(job, period);
        return granted.isEmpty() && written.isEmpty() ? "" : Sha256.of(granted + "\n" + written);
    }
}
