package org.fubiao.web.submissions;

import java.util.List;
import org.fubiao.account.Account;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/**
 * What a page of submissions is about.
 *
 * @param job as it is for the period
 * @param periods for which somebody may report
 * @param unit whose submissions are shown; null for all, or if the unit of the account does not report for the period
 */
record Scope(
        Account account,
        Job job,
        Period period,
        List<Period> periods,
        @Nullable Unit unit) {
    Scope {
        periods = List.copyOf(periods);
    }

    /** Whether the account sees all units. */
    boolean isWhole() {
        return account.runs(job.id());
    }

    /** Whether a unit's submissions are for these eyes. */
    boolean includes(String unitCode) {
        return isWhole() || unitCode.equals(account.unit());
    }
}
