package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.compute.FormRows;
import org.fubiao.job.Expression;
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
     * where all that became one have one: else it would be that of a part.
     *
     * @param rows whose engine computes what cannot be added up
     * @throws SQLException if that engine cannot be started
     */
    public static MeasureValues carry(Job job, FormRows rows, MeasureValues previous) throws SQLException {
        Map<String, List<Slot>> origins = origins(job, previous);
        if (origins.isEmpty()) {
            return previous;
        }
        MeasureValues carried = MeasureValues.of(previous.list());
        for (Measure measure : job.measures()) {
            for (var entry : origins.entrySet()) {
                Slot slot = Slot.unit(entry.getKey());
                List<Slot> from = entry.getValue();
                List<BigDecimal> values = new ArrayList<>();
                for (Slot origin : from) {
                    BigDecimal value = previous.get(measure.name(), origin);
                    if (value != null) {
                        values.add(value);
                    }
                }
                carried.remove(measure.name(), slot);
                boolean canAdd = from.size() == 1 || measure.additive();
                if (canAdd && values.size() == from.size()) {
                    carried.put(measure.name(), slot, values.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
                } else if (!canAdd && isDerivable(job, carried, measure, slot)) {
                    derive(job, rows.engine(), carried, measure, slot);
                }
            }
        }
        return carried;
    }

    /** Where the values of a unit stood, by its code; only of units that were others before, and of those that reported. */
    private static Map<String, List<Slot>> origins(Job job, MeasureValues previous) {
        Map<String, List<Slot>> origins = new HashMap<>();
        for (Unit unit : job.units()) {
            if (!unit.former().isEmpty()) {
                List<Slot> slots = Stream.concat(Stream.of(unit.code()), unit.former().stream())
                        .distinct()
                        .map(Slot::unit)
                        .filter(slot ->
                                job.measures().stream().anyMatch(measure -> previous.get(measure.name(), slot) != null))
                        .toList();
                if (!slots.isEmpty()) {
                    origins.put(unit.code(), slots);
                }
            }
        }
        return origins;
    }

    /** Measures come after those that they use, so what it is made of has been carried over. */
    private static void derive(Job job, Connection engine, MeasureValues carried, Measure measure, Slot slot) {
        new Derivation(job, engine, carried, MeasureValues.none())
                .at("指标“" + measure.name() + "”（measures.yml）", measure.value(), Set.of(slot))
                .forEach((at, value) -> carried.put(measure.name(), at, Numbers.round(value, measure.scale())));
    }

    /** Whether a measure follows from others of its own period, and these have been carried over. */
    private static boolean isDerivable(Job job, MeasureValues carried, Measure measure, Slot slot) {
        List<String> qualified = job.measures().stream()
                .flatMap(other -> Stream.of(
                        Expression.PREVIOUS + "." + other.name(), Expression.PREVIOUS_YEAR + "." + other.name()))
                .toList();
        return measure.isDerived()
                && Expression.names(measure.value(), qualified).isEmpty()
                && Uses.bases(job, List.of(measure.name())).stream()
                        .allMatch(base -> carried.get(base.name(), slot) != null);
    }
}
