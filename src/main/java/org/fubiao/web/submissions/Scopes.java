package org.fubiao.web.submissions;

import java.io.IOException;
import java.util.List;
import org.fubiao.account.Account;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.jspecify.annotations.Nullable;

/** Finds out what somebody asks for, and whether it is theirs. */
final class Scopes {
    private final JobAccess access;
    private final JobCatalog jobs;
    private final ReportingPeriods reporting;

    Scopes(JobAccess access, JobCatalog jobs, ReportingPeriods reporting) {
        this.access = access;
        this.jobs = jobs;
        this.reporting = reporting;
    }

    /**
     * What is asked for. A unit always gets its own.
     *
     * @param period null for the one that is being reported
     * @param unit code, or empty for all
     * @throws InvalidJobException if the definitions of the job are wrong
     * @throws NotFoundException if it is not there for whoever asks
     */
    Scope find(String id, @Nullable Period period, String unit) throws IOException {
        Account account = access.requireSubmitter(id);
        Job job = jobs.get(id);
        ReportingPeriods.Offer offer = reporting.of(job);
        List<Period> periods = offer.periods();
        Period wanted = period == null ? offer.reported() : period;
        if (!periods.contains(wanted)) {
            throw new NotFoundException("no period " + wanted);
        }
        Job during = job.during(wanted);
        if (account.runs(id)) {
            return new Scope(account, during, wanted, periods, unit.isEmpty() ? null : named(during, unit));
        }
        Unit own = during.units().stream()
                .filter(one -> one.code().equals(account.unit()))
                .findFirst()
                .orElse(null);
        if (!unit.isEmpty() && !unit.equals(account.unit())) {
            throw new NotFoundException("no unit " + unit);
        }
        return new Scope(account, during, wanted, periods, own);
    }

    /** Like {@link #find}, for what there is only in a sound job. */
    Scope require(String id, @Nullable Period period, String unit) throws IOException {
        try {
            return find(id, period, unit);
        } catch (InvalidJobException e) {
            throw new NotFoundException("the definitions of " + id + " are wrong");
        }
    }

    private static Unit named(Job job, String code) {
        return job.units().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no unit " + code));
    }
}
