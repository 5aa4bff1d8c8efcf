package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.FormRows;
import org.fubiao.job.Appendix;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.totals.Aggregation.Found;
import org.jspecify.annotations.Nullable;

/**
 * Computes the measures of a job over a snapshot.
 *
 * <p>Where a unit has reported a form, a count that finds no rows is 0, and so is an additive measure of a list form. Where it
 * has not, there is no value.
 */
public final class Totals {
    private final Job job;
    private final Period period;
    private final FormRows rows;
    private final Reported reported;
    private final @Nullable List<String> kinds;
    private final MeasureValues values = new MeasureValues();

    private Totals(Job job, Period period, FormRows rows, @Nullable List<String> kinds) throws SQLException {
        this.job = job;
        this.period = period;
        this.rows = rows;
        this.reported = new Reported(rows.reported(), rows.leftOut());
        this.kinds = kinds;
    }

    /**
     * Computes all measures.
     *
     * @param prior values of the period before, as they were published
     * @throws MeasureException if a measure cannot be computed
     * @throws SQLException if the snapshot itself cannot be read
     */
    public static MeasureValues compute(Job job, Period period, FormRows rows, MeasureValues prior)
            throws SQLException {
        List<MeasureValue> base = new ArrayList<>();
        for (Form form : job.forms()) {
            base.addAll(ofForm(job, period, form, rows));
        }
        return derive(job, rows, base, prior);
    }

    /** Computes the measures over one form; they follow from its rows alone. */
    public static List<MeasureValue> ofForm(Job job, Period period, Form form, FormRows rows) throws SQLException {
        Totals totals = new Totals(job, period, rows, null);
        totals.base(form, job.measures());
        totals.groups(form);
        return totals.values.list();
    }

    /** Computes the measures over other measures. Gives them together with those over all forms, which are given. */
    public static MeasureValues derive(Job job, FormRows rows, Collection<MeasureValue> ofForms, MeasureValues prior)
            throws SQLException {
        MeasureValues values = MeasureValues.of(ofForms);
        derive(job, rows, job.measures(), values, prior, true);
        return values;
    }

    /** The same values, but for derived ones: those as they are before they are rounded to be published. */
    static MeasureValues unrounded(Job job, FormRows rows, MeasureValues values, MeasureValues prior)
            throws SQLException {
        Set<String> derived = job.measures().stream()
                .filter(Measure::isDerived)
                .map(Measure::name)
                .collect(Collectors.toSet());
        MeasureValues unrounded = MeasureValues.of(values.list().stream()
                .filter(value -> !derived.contains(value.measure()))
                .toList());
        derive(job, rows, job.measures(), unrounded, prior, false);
        return unrounded;
    }

    /** Computes some measures over the units of some kinds only; what they use must be among them. */
    static MeasureValues over(
            Job job,
            Period period,
            FormRows rows,
            MeasureValues prior,
            List<String> kinds,
            Collection<Measure> measures)
            throws SQLException {
        Totals totals = new Totals(job, period, rows, kinds);
        for (Form form : job.forms()) {
            totals.base(form, measures);
        }
        derive(job, rows, measures, totals.values, prior, true);
        return totals.values;
    }

    private void base(Form form, Collection<Measure> measures) throws SQLException {
        List<Measure> ofForm = measures.stream()
                .filter(measure -> form.id().equals(measure.form()))
                .toList();
        if (ofForm.isEmpty()) {
            return;
        }
        Aggregation aggregation =
                new Aggregation(rows.of(form), form, ofForm, kinds == null ? null : Aggregation.ofKinds(kinds));
        Map<String, Map<Slot, Found>> found = aggregation.byUnit();
        Map<String, @Nullable BigDecimal> nothing = aggregation.ofNothing();
        Set<Slot> slots = reportedSlots(form);
        for (Measure measure : ofForm) {
            put(measure, form, slots, found.getOrDefault(measure.name(), Map.of()), nothing);
            if (isBinarySum(measure, found)) {
                sumUnits(measure);
            }
        }
    }

    private Set<Slot> reportedSlots(Form form) {
        Set<Slot> slots = new LinkedHashSet<>();
        for (Unit unit : job.units()) {
            if (reported.units(form.id()).contains(unit.code()) && (kinds == null || kinds.contains(unit.kind()))) {
                slots.add(Slot.unit(unit.code()));
                slots.add(Slot.kind(unit.kind()));
                slots.add(Slot.TOTAL);
            }
        }
        return slots;
    }

    private void put(
            Measure measure,
            Form form,
            Set<Slot> slots,
            Map<Slot, Found> found,
            Map<String, @Nullable BigDecimal> nothing) {
        for (Slot slot : slots) {
            Found at = found.get(slot);
            BigDecimal value = at == null ? nothing.get(measure.name()) : at.value();
            boolean noRows = at == null || at.rows() == 0;
            values.put(
                    measure.name(),
                    slot,
                    value == null && noRows && measure.additive() && !form.isMatrix() ? BigDecimal.ZERO : value);
        }
    }

    private static boolean isBinarySum(Measure measure, Map<String, Map<Slot, Found>> found) {
        return measure.additive()
                && found.getOrDefault(measure.name(), Map.of()).values().stream()
                        .anyMatch(Found::binary);
    }

    /** Sums of binary fractions depend on their order: the whole is made of the rounded values of the units. */
    private void sumUnits(Measure measure) {
        Map<Slot, BigDecimal> sums = new LinkedHashMap<>();
        for (Unit unit : job.units()) {
            BigDecimal value = values.unit(measure.name(), unit.code());
            if (value != null) {
                sums.merge(Slot.kind(unit.kind()), value, BigDecimal::add);
                sums.merge(Slot.TOTAL, value, BigDecimal::add);
            }
        }
        sums.forEach((slot, sum) -> values.put(measure.name(), slot, sum));
    }

    /** The groups of the appendices that have a row for each value of a field of the form. */
    private void groups(Form form) throws SQLException {
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        for (Appendix appendix : job.appendices()) {
            if (appendix.rows() instanceof Appendix.ByField rows) {
                Set<String> names = fields.computeIfAbsent(rows.field(), field -> new HashSet<>());
                Uses.bases(job, Columns.measures(appendix)).forEach(measure -> names.add(measure.name()));
            }
        }
        for (var entry : fields.entrySet()) {
            String field = entry.getKey();
            List<Measure> ofForm = job.measures().stream()
                    .filter(measure -> entry.getValue().contains(measure.name())
                            && form.id().equals(measure.form()))
                    .toList();
            boolean has = form.fields().stream()
                    .anyMatch(candidate -> candidate.name().equals(field));
            if (has && !ofForm.isEmpty() && !reported.units(form.id()).isEmpty()) {
                group(form, field, ofForm);
            }
        }
    }

    private void group(Form form, String field, List<Measure> measures) throws SQLException {
        Grouping grouping = new Grouping(form.field(field), period);
        Aggregation aggregation = new Aggregation(rows.of(form), form, measures, null);
        Map<String, Map<Slot, Found>> found = aggregation.byField(field, grouping);
        Map<String, @Nullable BigDecimal> nothing = aggregation.ofNothing();
        for (Measure measure : measures) {
            Map<Slot, Found> ofMeasure = found.getOrDefault(measure.name(), Map.of());
            Set<Slot> slots = new LinkedHashSet<>(ofMeasure.keySet());
            grouping.always().forEach(label -> slots.add(Slot.group(field, label)));
            put(measure, form, slots, ofMeasure, nothing);
        }
    }

    private static void derive(
            Job job,
            FormRows rows,
            Collection<Measure> measures,
            MeasureValues values,
            MeasureValues prior,
            boolean published)
            throws SQLException {
        for (Measure measure : measures.stream().filter(Measure::isDerived).toList()) {
            Derivation derivation = new Derivation(job, rows.engine(), values, prior);
            derivation
                    .everywhere("指标“" + measure.name() + "”（measures.yml）", measure.value())
                    .forEach((slot, value) -> values.put(
                            measure.name(), slot, published ? Numbers.round(value, measure.scale()) : value));
        }
    }
}
