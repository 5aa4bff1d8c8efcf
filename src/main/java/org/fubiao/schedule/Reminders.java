package org.fubiao.schedule;

import java.io.IOException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.control.WorkSettings;
import org.fubiao.job.Dates;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Unit;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.notice.NoticeDesk;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.running.RunDesk;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.fubiao.upload.Uploads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reminds units by mail of what is due soon, and of what is overdue: once each. Only those that have an address, and only where it is
 * switched on.
 */
public final class Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final LocalTime MORNING = LocalTime.of(8, 30);
    /** Who switches reminders on does not want those of last year. */
    private static final int LATEST = 30;
    /** So many periods may be due at the same time. */
    private static final int PERIODS = 6;

    private static final int UPLOADS = 1000;

    private final JobCatalog jobs;
    private final RunDesk desk;
    private final Runs runs;
    private final JdbcTemplate jdbc;
    private final NoticeDesk notices;
    private final AuditLog audit;
    private final Clock clock;
    private final Days days;

    /**
     * When units are reminded.
     *
     * @param time of day
     * @param before how many days before the deadline; null if they are not
     * @param after how many days after it; null if they are not
     */
    public record Days(
            LocalTime time,
            @Nullable Integer before,
            @Nullable Integer after) {
        /** As the settings say. */
        public static Days of(WorkSettings settings) {
            return new Days(
                    Timetable.time(settings, "reminder.time", MORNING),
                    days(settings, "reminder.before"),
                    days(settings, "reminder.after"));
        }

        private static @Nullable Integer days(WorkSettings settings, String key) {
            Optional<String> text = settings.get(key);
            if (text.isEmpty()) {
                return null;
            }
            if (!text.get().matches("[1-9]|[12]\\d|30")) {
                throw settings.wrong(key + " 应为 1 至 30 的天数");
            }
            return Integer.valueOf(text.get());
        }
    }

    private enum Kind {
        BEFORE,
        AFTER
    }

    public Reminders(
            JobCatalog jobs,
            RunDesk desk,
            Runs runs,
            JdbcTemplate jdbc,
            NoticeDesk notices,
            AuditLog audit,
            Clock clock,
            Days days) {
        this.jobs = jobs;
        this.desk = desk;
        this.runs = runs;
        this.jdbc = jdbc;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.days = days;
    }

    /** At what time of day units are reminded; empty if they are not. */
    public Optional<LocalTime> time() {
        return notices.mails() && (days.before() != null || days.after() != null)
                ? Optional.of(days.time())
                : Optional.empty();
    }

    /** Sends what is to be sent today. */
    void send() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        for (String id : jobs.ids()) {
            try {
                Job job = jobs.get(id);
                for (Period period : around(today, job.periodKind())) {
                    send(job.during(period), period, today);
                }
            } catch (InvalidJobException e) {
                LOG.warn("nobody is reminded of {}, whose definitions are wrong", id);
            } catch (IOException e) {
                LOG.warn("nobody is reminded of {}", id, e);
            }
        }
    }

    private static List<Period> around(LocalDate day, PeriodKind kind) {
        List<Period> periods = new ArrayList<>();
        Period period = Period.at(kind, day);
        for (int i = 0; i < PERIODS; i++) {
            periods.add(period);
            period = period.previous();
        }
        return periods;
    }

    private void send(Job job, Period period, LocalDate today) throws IOException {
        if (desk.closed(job.id(), period).isPresent()) {
            return;
        }
        Optional<Run> run = runs.latestDone(job.id(), period);
        if (run.isEmpty() && desk.periods(job).contains(period)) {
            // What came has not been looked at yet: tomorrow it will have been.
            return;
        }
        Set<String> came = new HashSet<>();
        run.ifPresent(done -> Reception.countingOf(new Register(jdbc).parts(done.id())).stream()
                .map(part -> report(part.unit(), part.form()))
                .forEach(came::add));
        for (Unit unit : job.units()) {
            if (!unit.mail().isEmpty()) {
                // What was handed in since stands for itself, until a run has looked at it.
                new Uploads(jdbc)
                        .of(job.id(), period, unit.code(), UPLOADS).stream()
                                .filter(upload -> upload.path() != null)
                                .flatMap(upload -> upload.forms().stream())
                                .map(form -> report(unit.code(), form))
                                .forEach(came::add);
                owed(job, period, unit, came)
                        .forEach((due, forms) ->
                                kind(due, today).ifPresent(kind -> send(job, period, unit, kind, due, forms)));
            }
        }
    }

    private static Map<LocalDate, List<Form>> owed(Job job, Period period, Unit unit, Set<String> came) {
        Map<LocalDate, List<Form>> owed = new TreeMap<>();
        for (Form form : job.forms()) {
            if (job.expectations().owes(unit, form, period) && !came.contains(report(unit.code(), form.id()))) {
                job.expectations()
                        .due(unit, form, period)
                        .ifPresent(due -> owed.computeIfAbsent(due, day -> new ArrayList<>())
                                .add(form));
            }
        }
        return owed;
    }

    private static String report(String unit, String form) {
        return unit + '\u0000' + form;
    }

    private Optional<Kind> kind(LocalDate due, LocalDate today) {
        Integer before = days.before();
        if (before != null && !today.isAfter(due) && !today.isBefore(due.minusDays(before))) {
            return Optional.of(Kind.BEFORE);
        }
        Integer after = days.after();
        return after != null && !today.isBefore(due.plusDays(after)) && !today.isAfter(due.plusDays(LATEST))
                ? Optional.of(Kind.AFTER)
                : Optional.empty();
    }

    private void send(Job job, Period period, Unit unit, Kind kind, LocalDate due, List<Form> forms) {
        if (!claim(job, period, unit, kind, due)) {
            return;
        }
        String subject = job.title() + period.describe() + (kind == Kind.BEFORE ? "报送提醒" : "催报");
        String subjectOfAudit = job.id() + " " + period + " " + unit.code();
        Optional<String> failure =
                notices.mail(List.of(unit.mail()), subject, text(job, period, unit, kind, due, forms));
        if (failure.isEmpty()) {
            audit.done(Actor.PROGRAM, Action.REMINDER, subjectOfAudit, subject + "：" + forms.size() + "张报表");
        } else {
            // Tomorrow it is tried again.
            release(job, period, unit, kind, due);
            audit.failed(Actor.PROGRAM, Action.REMINDER, subjectOfAudit, failure.get());
        }
    }

    private static String text(Job job, Period period, Unit unit, Kind kind, LocalDate due, List<Form> forms) {
        StringBuilder text = new StringBuilder();
        text.append(unit.name()).append("：\n\n");
        text.append(
                kind == Kind.BEFORE
                        ? "《" + job.title() + "》" + period.describe() + "的下列报表应于" + Dates.chinese(due)
                                + "前报送，目前尚未收到：\n\n"
                        : "《" + job.title() + "》" + period.describe() + "的下列报表应于" + Dates.chinese(due)
                                + "前报送，现已逾期，仍未收到：\n\n");
        forms.forEach(form -> text.append("  ").append(form.title()).append('\n'));
        text.append(kind == Kind.BEFORE ? "\n请按时报送。已经报送的，请忽略本邮件。\n" : "\n请尽快报送；确有困难的，请与我们联系。刚刚报送的，请忽略本邮件。\n");
        return text.append("\n").append(job.office()).append('\n').toString();
    }

    /** Whoever enters it sends it: nobody else will. */
    private boolean claim(Job job, Period period, Unit unit, Kind kind, LocalDate due) {
        try {
            return jdbc.update(
                            "INSERT INTO reminder (job, period, unit, kind, due, sent, mail) VALUES (?,?,?,?,?,?,?)",
                            job.id(),
                            period.toString(),
                            unit.code(),
                            kind.name(),
                            Date.valueOf(due),
                            Timestamp.from(clock.instant()),
                            unit.mail())
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private void release(Job job, Period period, Unit unit, Kind kind, LocalDate due) {
        jdbc.update(
                "DELETE FROM reminder WHERE job = ? AND period = ? AND unit = ? AND kind = ? AND due = ?",
                job.id(),
                period.toString(),
                unit.code(),
                kind.name(),
                Date.valueOf(due));
    }
}
