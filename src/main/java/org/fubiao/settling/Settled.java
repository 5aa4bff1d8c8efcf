package org.fubiao.settling;

import java.sql.SQLException;
import java.time.LocalDate;
import org.fubiao.compute.FormRows;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Job;
import org.fubiao.job.Period;

/**
 * The findings of a run once everything that people answered to them is taken into account.
 *
 * @param findings with waived errors as notes
 */
public record Settled(FindingTally findings, Settlement settlement) {
    /**
     * Settles findings.
     *
     * @param findings all there are
     * @param day of the run: a waiver ends with its last day
     */
    public static Settled of(Job job, Period period, LocalDate day, FormRows rows, FindingTally findings)
            throws SQLException {
        FindingTally settled = new FindingTally();
        Waivers waivers = new Waivers(job, period, day, new Subjects(job, rows));
        waivers.apply(findings.groups(), settled);
        waivers.tell(settled);
        return new Settled(settled, new Settlement(waivers.uses()));
    }

    /** Settles the findings of one file, of which nothing can be told that is not about it. */
    public static Settled ofFile(Job job, Period period, LocalDate day, FormRows rows, FindingTally findings)
            throws SQLException {
        FindingTally settled = new FindingTally();
        Waivers waivers = new Waivers(job, period, day, new Subjects(job, rows));
        waivers.apply(findings.groups(), settled);
        return new Settled(settled, new Settlement(waivers.uses()));
    }
}
