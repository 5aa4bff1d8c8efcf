package org.fubiao.web.page;

import org.fubiao.account.Account;
import org.fubiao.catalog.JobCatalog;

/** Which jobs somebody may see. A job that is not theirs looks like one that is not there. */
public final class JobAccess {
    private final JobCatalog jobs;

    JobAccess(JobCatalog jobs) {
        this.jobs = jobs;
    }

    /** Lets those pass who may see what a job published. */
    public void requireReader(String job) {
        require(job, Visitor.account().filter(account -> account.reads(job)).isPresent());
    }

    /** Lets those pass who may run a job. */
    public Account requireRunner(String job) {
        Account account = Visitor.account().orElseThrow();
        require(job, account.runs(job));
        return account;
    }

    /** Lets those pass who may hand in files. */
    public Account requireSubmitter(String job) {
        Account account = Visitor.account().orElseThrow();
        require(job, account.submits(job));
        return account;
    }

    private void require(String job, boolean allowed) {
        if (!allowed || !jobs.ids().contains(job)) {
            throw new NotFoundException("no job " + job);
        }
    }
}
