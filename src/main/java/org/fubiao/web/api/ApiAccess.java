package org.fubiao.web.api;

import org.fubiao.account.Account;
import org.fubiao.account.Role;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.security.access.AccessDeniedException;

/** Which jobs somebody may ask about, and what for. A job that is not theirs looks like one that is not there. */
final class ApiAccess {
    private final JobCatalog jobs;

    ApiAccess(JobCatalog jobs) {
        this.jobs = jobs;
    }

    /** Lets everybody pass whose job it is. */
    Account member(String job) {
        Account account = Visitor.account().orElseThrow();
        if (!account.jobs().contains(job) || !jobs.ids().contains(job)) {
            throw new NotFoundException("no job " + job);
        }
        return account;
    }

    /** Lets those pass who may see what a job published. */
    Account reader(String job) {
        Account account = member(job);
        return allow(account, job, account.reads(job));
    }

    /** Lets those pass who may run a job and see all of it. */
    Account runner(String job) {
        Account account = member(job);
        return allow(account, job, account.runs(job));
    }

    /** Lets those pass who may hand in files, their own or those of others. */
    Account submitter(String job) {
        Account account = member(job);
        return allow(account, job, account.role() == Role.UNIT || account.runs(job));
    }

    private static Account allow(Account account, String job, boolean allowed) {
        if (!allowed) {
            throw new AccessDeniedException(account.name() + " may not do this with " + job);
        }
        return account;
    }

    /** A job as its files say now. */
    Job definitions(String job) {
        try {
            return jobs.get(job);
        } catch (InvalidJobException e) {
            throw new ApiException(Problem.DEFINITIONS, job);
        }
    }

    /** The same, for a period as the job has them. */
    Job definitions(String job, Period period) {
        Job there = definitions(job);
        if (period.kind() != there.periodKind()) {
            throw new ApiException(
                    Problem.PERIOD, there.title(), there.periodKind().example());
        }
        return there.during(period);
    }
}
