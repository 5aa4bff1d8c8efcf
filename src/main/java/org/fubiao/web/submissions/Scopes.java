package org.fubiao.web.submissions;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.fubiao.account.Account;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Unit;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.running.RunDesk;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.jspecify.annotations.Nullable;

/** Finds out what somebody asks for, and whether it is theirs. */
final class Scopes {
    /** For so long after its end a period is the one that is being reported. */
    private static final int MONTHS_OF_REPORTING = 6;

    private static final int ENDED_PERIODS = 2;

    private final JobAccess access;
    private final JobCatalog jobs;
    private final RunDesk desk;
    private final Clock clock;

    Scopes(JobAccess access, JobCatalog jobs, RunDesk desk, Clock clock) {
        this.access = access;
        this.jobs = jobs;
        this.desk = desk;
        this.clock = clock;
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
        List<Period> received = desk.periods(job);
        List<Period> periods = offered(job.periodKind(), received);
        Period wanted = period == null ? reported(job.periodKind(), received) : period;
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

    /** Periods of which something came, the one that is going on and those that ended last; the latest first. */
    private List<Period> offered(PeriodKind kind, List<Period> received) {
        TreeSet<Period> periods = new TreeSet<>(Comparator.reverseOrder());
        periods.addAll(received);
        Period recent = now(kind);
        periods.add(recent);
        for (int ended = 0; ended < ENDED_PERIODS; ended++) {
            recent = recent.previous();
            periods.add(recent);
        }
        return List.copyOf(periods);
    }

    /** The period that ended last, unless that is long ago and others are being reported still. */
    private Period reported(PeriodKind kind, List<Period> received) {
        Period ended = now(kind).previous();
        boolean recent = ended.lastDay().plusMonths(MONTHS_OF_REPORTING).isAfter(LocalDate.now(clock));
        return recent || received.isEmpty() ? ended : received.get(0);
    }

    private Period now(PeriodKind kind) {
        LocalDate today = LocalDate.now(clock);
        int part = switch (kind) {
            case YEAR -> 0;
            case QUARTER -> (today.getMonthValue() + 2) / 3;
            case MONTH -> today.getMonthValue();
        };
        return new Period(kind, today.getYear(), part);
    }
}
