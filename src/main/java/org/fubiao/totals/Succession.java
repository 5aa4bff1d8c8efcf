package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
     * Values of the period before, with those of former units also under their successors.
     *
     * @param engine computes what cannot be added up
     */
    public static MeasureValues carry(Job job, Connection engine, MeasureValues previous) {
        Map<String, List<Slot>> origins = origins(job);
        if (origins.isEmpty()) {
            return previous;
        }
        MeasureValues carried = MeasureValues.of(previous.list());
        for (Measure measure : job.measures()) {
            origins.forEach((code, slots) -> {
                List<BigDecimal> values = new ArrayList<>();
                for (Slot slot : slots) {
                    BigDecimal value = previous.get(measure.name(), slot);
                    if (value != null) {
                        values.add(value);
                    }
                }
                if (values.size() == 1 || (measure.additive() && !values.isEmpty())) {
                    carried.put(
                            measure.name(), Slot.unit(code), values.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
                } else if (values.size() > 1 && isOfItsOwnPeriod(job, measure)) {
                    derive(job, engine, carried, measure, Slot.unit(code));
                }
            });
        }
        return carried;
    }

    /** Where the values of a unit stood, by its code; only of units that were others before. */
    private static Map<String, List<Slot>> origins(Job job) {
        Map<String, List<Slot>> origins = new HashMap<>();
        for (Unit unit : job.units()) {
            if (!unit.former().isEmpty()) {
                Set<Slot> slots = new LinkedHashSet<>();
                slots.add(Slot.unit(unit.code()));
                unit.former().forEach(code -> slots.add(Slot.unit(code)));
                origins.put(unit.code(), List.copyOf(slots));
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

    private static boolean isOfItsOwnPeriod(Job job, Measure measure) {
        List<String> qualified = job.measures().stream()
                .flatMap(other ->
                        List.of(Expression.PREVIOUS + "." + other.name(), Expression.PREVIOUS_YEAR + "." + other.name())
                                .stream())
                .toList();
        return measure.isDerived()
                && Expression.names(measure.value(), qualified).isEmpty();
    }
}
