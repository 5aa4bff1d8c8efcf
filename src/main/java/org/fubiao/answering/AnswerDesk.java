package org.fubiao.answering;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fubiao.answering.PageWaiver.State;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.submission.ExplanationStore;
import org.fubiao.submission.PageExplanation;
import org.fubiao.submission.Sha256;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where statisticians answer to findings. Nothing is overwritten: whoever answers says how many answers there were when the page
 * was shown, and where that is not so any more, is refused and sees what the other did. What is answered counts from the next
 * run on.
 */
public final class AnswerDesk {
    /** Longest reason, in characters. */
    public static final int LONGEST_REASON = 500;

    private static final int LONGEST_ITEM = 300;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ExplanationStore explanations;
    private final WaiverStore waivers;
    private final AuditLog audit;
    private final Clock clock;

    public AnswerDesk(DataSource database, AuditLog audit, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.explanations = new ExplanationStore(jdbc);
        this.waivers = new WaiverStore(jdbc);
        this.audit = audit;
        this.clock = clock;
    }

    /** Who answers: as the log and as publications call them. */
    public record Person(Actor actor, String display) {}

    /** Why an answer is not taken. */
    public enum Refusal {
        /** Without a reason, or one that is too long. */
        REASON,
        /** There is no such row or field, or failures of the rule cannot be waived so far. */
        SCOPE,
        /** The last day is past. */
        DAY,
        /** Somebody else answered meanwhile. */
        MEANWHILE,
        /** Whoever asked must not grant. */
        SAME_PERSON
    }

    /** What was written on pages about warnings of a job and period, the oldest first. */
    public List<PageExplanation> explanations(String job, Period period) {
        return explanations.ofPages(job, period);
    }

    /** The waivers that were asked for, the oldest first. */
    public List<PageWaiver> waivers(String job, Period period) {
        return waivers.of(job, period);
    }

    /** A waiver of a job. */
    public Optional<PageWaiver> waiver(String job, long id) {
        return waivers.find(job, id);
    }

    /**
     * Writes why a warning is none, on behalf of its unit.
     *
     * @param shown the values that it is about, in words
     * @param run that published the warning
     * @param seen how many explanations of it from pages there were when the page was shown
     */
    public Optional<Refusal> explain(
            Job job, Period period, long run, FindingIdentity about, String shown, String text, int seen, Person by) {
        String reason = text.strip();
        if (!isReason(reason)) {
            return Optional.of(Refusal.REASON);
        }
        return unlessMeanwhile(() -> {
            explanations.addFromPage(
                    job.id(),
                    period,
                    run,
                    new Explanation(about, shown, reason, org.fubiao.finding.Place.NOWHERE, ""),
                    seen,
                    by.actor().name(),
                    by.display(),
                    clock.instant());
            audit.done(
                    by.actor(), Action.EXPLANATION_WRITTEN, subject(job, period, about.code(), about.unit()), reason);
        });
    }

    private static boolean isReason(String reason) {
        return !reason.isEmpty() && reason.length() <= LONGEST_REASON;
    }

    /** The database lets one of two through that count the same. */
    private Optional<Refusal> unlessMeanwhile(Runnable writing) {
        try {
            transaction.executeWithoutResult(status -> writing.run());
            return Optional.empty();
        } catch (DuplicateKeyException e) {
            return Optional.of(Refusal.MEANWHILE);
        }
    }

    private static String subject(Job job, Period period, String code, String unit) {
        return job.id() + " " + period + " " + code + " " + job.unitName(unit);
    }

    /**
     * Asks for a waiver.
     *
     * @param seen how many were asked for with the same rule, unit and form when the page was shown
     */
    public Optional<Refusal> ask(
            Job job, Period period, Scope scope, String why, LocalDate until, int seen, Person by) {
        String reason = why.strip();
        if (!isReason(reason)) {
            return Optional.of(Refusal.REASON);
        }
        if (!Scope.isWaivable(scope.rule(), Severity.ERROR, scope.unit())
                || !scope.isAllowedIn(job)
                || scope.item().stream().anyMatch(value -> value.length() > LONGEST_ITEM || value.contains("\n"))) {
            return Optional.of(Refusal.SCOPE);
        }
        if (until.isBefore(LocalDate.now(clock))) {
            return Optional.of(Refusal.DAY);
        }
        String subject = subject(job, period, scope.rule(), scope.unit());
        return unlessMeanwhile(() -> {
            jdbc.update(
                    "INSERT INTO page_waiver (job, period, scope, attempt, rule, unit, form, item, field, reason,"
                            + " last_day, asked, asked_display, asked_at, state) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    job.id(),
                    period.toString(),
                    // Without row and field: who asks for one of them has to see who asked for another.
                    Sha256.of(String.join("\n", scope.rule(), scope.unit(), scope.form())),
                    seen + 1,
                    scope.rule(),
                    scope.unit(),
                    scope.form(),
                    String.join("\n", scope.item()),
                    scope.field(),
                    reason,
                    java.sql.Date.valueOf(until),
                    by.actor().name(),
                    by.display(),
                    Timestamp.from(clock.instant()),
                    State.ASKED.name());
            audit.done(by.actor(), Action.WAIVER_ASKED, subject, reason + "（至" + until + "）");
        });
    }

    /** Grants or refuses what another asked for; or takes it back: one's own request, or anything that was granted. */
    public Optional<Refusal> decide(Job job, PageWaiver waiver, State to, Person by) {
        boolean own =
                waiver.askedBy().equals(by.actor().name()) || waiver.asked().equals(by.display());
        String subject = subject(
                job, waiver.period(), waiver.scope().rule(), waiver.scope().unit());
        if (own && (to == State.GRANTED || to == State.REFUSED)) {
            audit.refused(by.actor(), action(to), subject, waiver.reason());
            return Optional.of(Refusal.SAME_PERSON);
        }
        boolean possible = to == State.WITHDRAWN
                ? waiver.state() == State.GRANTED || (waiver.state() == State.ASKED && own)
                : to != State.ASKED && waiver.state() == State.ASKED;
        if (!possible) {
            return Optional.of(Refusal.MEANWHILE);
        }
        return Boolean.TRUE.equals(transaction.execute(status -> change(waiver, to, by, subject)))
                ? Optional.empty()
                : Optional.of(Refusal.MEANWHILE);
    }

    private boolean change(PageWaiver waiver, State to, Person by, String subject) {
        // A grant that is taken back keeps who granted it: the log has who took it back.
        String sql = to == State.WITHDRAWN
                ? "UPDATE page_waiver SET state = ? WHERE id = ? AND state = ?"
                : "UPDATE page_waiver SET state = ?, decided = ?, decided_display = ?, decided_at = ?"
                        + " WHERE id = ? AND state = ?";
        Object[] values = to == State.WITHDRAWN
                ? new Object[] {to.name(), waiver.id(), waiver.state().name()}
                : new Object[] {
                    to.name(),
                    by.actor().name(),
                    by.display(),
                    Timestamp.from(clock.instant()),
                    waiver.id(),
                    waiver.state().name()
                };
        if (jdbc.update(sql, values) == 0) {
            return false;
        }
        audit.done(by.actor(), action(to), subject, waiver.reason());
        return true;
    }

    private static Action action(State to) {
        return switch (to) {
            case ASKED -> Action.WAIVER_ASKED;
            case GRANTED -> Action.WAIVER_GRANTED;
            case REFUSED -> Action.WAIVER_REFUSED;
            case WITHDRAWN -> Action.WAIVER_WITHDRAWN;
        };
    }
}
