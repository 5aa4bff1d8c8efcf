package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.compute.FormRows;
import org.fubiao.job.Expression;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Unit;

/**
 * The values of the period before under the units of today. After a renaming a unit goes on with what was published under its
 * former code, after a merger with the sum of what was published of those that became one.
 */
public final class Succession {
    private Succession() {}

    /**
     * Values of the period before, with those of former units also under their successors. After a merger there is a value only
     * where all of those have one that published anything of the same form: else it would be that of a part.
     *
     * @param rows whose engine computes what cannot be added up
     * @throws SQLException if that engine cannot be started
     */
    public static MeasureValues carry(Job job, FormRows rows, MeasureValues previous) throws SQLException {
        if (job.units().stream().allMatch(unit -> unit.former().isEmpty())) {
            return previous;
        }
        MeasureValues carried = MeasureValues.of(previous.list());
        for (Measure measure : job.measures()) {
            for (Unit unit : job.units()) {
                if (!unit.former().isEmpty()) {
                    carry(job, rows, previous, carried, measure, unit);
                }
            }
        }
        return carried;
    }

    private static void carry(
            Job job, FormRows rows, MeasureValues previous, MeasureValues carried, Measure measure, Unit unit)
            throws SQLException {
        Slot slot = Slot.unit(unit.code());
        List<Slot> from = origins(job, measure, unit, previous);
        List<BigDecimal> values = new ArrayList<>();
        for (Slot origin : from) {
            BigDecimal value = previous.get(measure.name(), origin);
            if (value != null) {
                values.add(value);
            }
        }
        carried.remove(measure.name(), slot);
        boolean canAdd = from.size() == 1 || measure.additive();
        if (canAdd && !values.isEmpty() && values.size() == from.size()) {
            carried.put(measure.name(), slot, values.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        } else if (!canAdd && isDerivable(job, carried, measure, slot)) {
            derive(job, rows.engine(), carried, measure, slot);
        }
    }

    /** Where the values of a unit stood: under its own code and former ones, as far as those published anything of the same forms. */
    private static List<Slot> origins(Job job, Measure measure, Unit unit, MeasureValues previous) {
        List<Form> forms = Uses.forms(job, List.of(measure.name()));
        return Stream.concat(Stream.of(unit.code()), unit.former().stream())
                .distinct()
                .map(Slot::unit)
                .filter(slot -> forms.stream().anyMatch(form -> previous.hasAnyOf(job, form, slot)))
                .toList();
    }

    /** Measures come after those that they use, so what it is made of has been carried over. */
    private static void derive(Job job, Connection engine, MeasureValues carried, Measure measure, Slot slot) {
        new Derivation(job, engine, carried, MeasureValues.none())
                .at("指标“" + measure.name() + "”（measures.yml）", measure.value(), Set.of(slot))
                .forEach((at, value) -> carried.put(measure.name(), at, Numbers.round(value, measure.scale())));
    }

    /** Whether a measure follows from others of its own period, and these have been carried over. */
    private static boolean isDerivable(Job job, MeasureValues carried, Measure measure, Slot slot) {
        return measure.isDerived()
                && Expression.names(measure.value(), Derivation.previousMeasures(job))
                        .isEmpty()
                && Uses.bases(job, List.of(measure.name())).stream()
                        .allMatch(base -> carried.get(base.name(), slot) != null);
    }
}
