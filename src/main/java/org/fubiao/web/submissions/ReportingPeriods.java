package org.fubiao.web.submissions;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.running.RunDesk;

/** For which periods files are taken in, whoever sends them and however. */
public final class ReportingPeriods {
    /** For so long after its end a period is the one that is being reported. */
    private static final int MONTHS_OF_REPORTING = 6;

    private static final int ENDED_PERIODS = 2;

    private final RunDesk desk;
    private final Clock clock;

    ReportingPeriods(RunDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * What there is to choose from.
     *
     * @param periods the latest first
     * @param reported the one that is being reported
     */
    record Offer(List<Period> periods, Period reported) {
        Offer {
            periods = List.copyOf(periods);
        }
    }

    Offer of(Job job) throws IOException {
        List<Period> received = desk.periods(job);
        return new Offer(offered(job.periodKind(), received), reported(job.periodKind(), received));
    }

    /** The periods for which somebody may report now, the latest first. */
    public List<Period> offered(Job job) throws IOException {
        return offered(job.periodKind(), desk.periods(job));
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
