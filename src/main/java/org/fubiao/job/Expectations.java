package org.fubiao.job;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When reports are due, and who need not report at all (报送要求).
 *
 * @param deadline of all forms that have none of their own; null if a job has no deadline
 * @param datedBy which day counts as that of a report
 * @param byForm deadlines of forms, by their id
 */
public record Expectations(
        @Nullable Due deadline,
        DatedBy datedBy,
        Map<String, Due> byForm,
        List<Extension> extensions,
        List<Exemption> exemptions) {

    /** Nothing is due at any time, and nobody is exempt. */
    public static final Expectations NONE = new Expectations(null, DatedBy.RECEIVED, Map.of(), List.of(), List.of());

    public Expectations {
        byForm = Map.copyOf(byForm);
        extensions = List.copyOf(extensions);
        exemptions = List.copyOf(exemptions);
    }

    /** Which day counts as that of a report. */
    public enum DatedBy {
        /** The day on which a run first saw the file. */
        RECEIVED,
        /** The date of filling in that the file states. */
        FILLED
    }

    /**
     * A deadline.
     *
     * @param month of the year after that of the period; 0 if it is counted in days
     * @param day of that month, or days after the last day of the period
     */
    public record Due(int month, int day) {
        LocalDate of(Period period) {
            return month == 0 ? period.lastDay().plusDays(day) : LocalDate.of(period.year() + 1, month, day);
        }
    }

    /**
     * More time for a unit (延期).
     *
     * @param unit its code
     * @param form id of the form; empty for all
     */
    public record Extension(String unit, String form, Period period, LocalDate until, String reason) {}

    /**
     * A unit that need not report (豁免).
     *
     * @param unit its code
     * @param form id of the form; empty for all
     * @param period the only one for which this holds; null for all
     * @param granted who granted it
     */
    public record Exemption(
            String unit, String form, @Nullable Period period, String reason, String granted) {}

    /** When a form is due for everybody. */
    public Optional<LocalDate> due(Form form, Period period) {
        Due own = byForm.getOrDefault(form.id(), deadline);
        return Optional.ofNullable(own).map(due -> due.of(period));
    }

    /** The extension that a unit has for a form: of several one of this form alone, and of these the longest. */
    public Optional<Extension> extension(Unit unit, Form form, Period period) {
        return extensions.stream()
                .filter(one -> one.unit().equals(unit.code()) && covers(one.form(), form))
                .filter(one -> one.period().equals(period))
                .max(Comparator.<Extension, Boolean>comparing(one -> !one.form().isEmpty())
                        .thenComparing(Extension::until));
    }

    /** When a unit owes a form, with what extension it has. */
    public Optional<LocalDate> due(Unit unit, Form form, Period period) {
        return extension(unit, form, period).map(Extension::until).or(() -> due(form, period));
    }

    /** The exemption by which a unit does not owe a form. */
    public Optional<Exemption> exemption(Unit unit, Form form, Period period) {
        return exemptions.stream()
                .filter(one -> one.unit().equals(unit.code()) && covers(one.form(), form))
                .filter(one -> one.period() == null || one.period().equals(period))
                .findFirst();
    }

    /** Whether a unit owes a form. */
    public boolean owes(Unit unit, Form form, Period period) {
        return form.from().contains(unit.kind())
                && exemption(unit, form, period).isEmpty();
    }

    private static boolean covers(String named, Form form) {
        return named.isEmpty() || named.equals(form.id());
    }
}
