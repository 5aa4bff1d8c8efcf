package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Connection snapshot;
    private final Reported reported;
    private final @Nullable List<String> kinds;
    private final MeasureValues values = new MeasureValues();

    private Totals(Job job, Period period, Connection snapshot, @Nullable List<String> kinds) throws SQLException {
        this.job = job;
        this.period = period;
        this.snapshot = snapshot;
        this.reported = Reported.load(snapshot);
        this.kinds = kinds;
    }

    /**
     * Computes all measures.
     *
     * @param snapshot a connection that has the views of {@link org.fubiao.compute.FormTable}
     * @param prior values of the period before, as they were published
     * @throws MeasureException if a measure cannot be computed
     * @throws SQLException if the snapshot itself cannot be read
     */
    public static MeasureValues compute(Job job, Period period, Connection snapshot, MeasureValues prior)
            throws SQLException {
        Totals totals = new Totals(job, period, snapshot, null);
        totals.base(job.measures());
        totals.groups();
        totals.derive(job.measures(), prior);
        return totals.values;
    }

    /** Computes some measures over the units of some kinds only; what they use must be among them. */
    static MeasureValues over(
            Job job,
            Period period,
            Connection snapshot,
            MeasureValues prior,
            List<String> kinds,
            Collection<Measure> measures)
            throws SQLException {
        Totals totals = new Totals(job, period, snapshot, kinds);
        totals.base(measures);
        totals.derive(measures, prior);
        return totals.values;
    }

    private void base(Collection<Measure> measures) {
        for (Form form : job.forms()) {
            List<Measure> ofForm = measures.stream()
                    .filter(measure -> form.id().equals(measure.form()))
                    .toList();
            if (ofForm.isEmpty()) {
                continue;
            }
            Aggregation aggregation = new Aggregation(snapshot, form, ofForm, kinds);
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

    /** The groups of the appendices that have a row for each value of a field. */
    private void groups() {
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        for (Appendix appendix : job.appendices()) {
            if (appendix.rows() instanceof Appendix.ByField rows) {
                Set<String> names = fields.computeIfAbsent(rows.field(), field -> new HashSet<>());
                Uses.bases(job, Columns.measures(appendix)).forEach(measure -> names.add(measure.name()));
            }
        }
        fields.forEach((field, names) -> {
            for (Form form : job.forms()) {
                List<Measure> ofForm = job.measures().stream()
                        .filter(measure ->
                                names.contains(measure.name()) && form.id().equals(measure.form()))
                        .toList();
                boolean has = form.fields().stream()
                        .anyMatch(candidate -> candidate.name().equals(field));
                if (has && !ofForm.isEmpty() && !reported.units(form.id()).isEmpty()) {
                    group(form, field, ofForm);
                }
            }
        });
    }

    private void group(Form form, String field, List<Measure> measures) {
        Grouping grouping = new Grouping(form.field(field), period);
        Aggregation aggregation = new Aggregation(snapshot, form, measures, null);
        Map<String, Map<Slot, Found>> found = aggregation.byField(field, grouping);
        Map<String, @Nullable BigDecimal> nothing = aggregation.ofNothing();
        for (Measure measure : measures) {
            Map<Slot, Found> ofMeasure = found.getOrDefault(measure.name(), Map.of());
            Set<Slot> slots = new LinkedHashSet<>(ofMeasure.keySet());
            grouping.always().forEach(label -> slots.add(Slot.group(field, label)));
            put(measure, form, slots, ofMeasure, nothing);
        }
    }

    private void derive(Collection<Measure> measures, MeasureValues prior) {
        for (Measure measure : measures.stream().filter(Measure::isDerived).toList()) {
            Derivation derivation = new Derivation(job, snapshot, values, prior);
            derivation
                    .everywhere("指标“" + measure.name() + "”（measures.yml）", measure.value())
                    .forEach((slot, value) -> values.put(measure.name(), slot, Numbers.round(value, measure.scale())));
        }
    }
}
