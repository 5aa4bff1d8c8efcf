package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Reconciliation.Other;
import org.fubiao.job.Unit;
import org.fubiao.totals.MeasureValue.Level;
import org.jspecify.annotations.Nullable;

/**
 * What other jobs published for the shorter periods within the period at hand.
 *
 * @param published by job, one for each of its periods, in their order
 */
public record Elsewhere(Map<Other, List<Published>> published) {
    public static final Elsewhere NONE = new Elsewhere(Map.of());

    public Elsewhere {
        published = Map.copyOf(published);
    }

    /** The values of a period; null if it was never published. */
    public record Published(Period period, @Nullable MeasureValues values) {}

    /**
     * A measure added up over the periods of a job.
     *
     * @param job its title
     * @param values where every period has one
     * @param partly where some periods have one and some have not
     * @param missing why there is none, elsewhere
     */
    record Sums(String job, Map<Slot, BigDecimal> values, Set<Slot> partly, Map<Slot, String> missing) {}

    /** Adds up a measure; units of this job are found in the other one under their former codes as well. */
    Sums sums(Job job, Other other, String measure, Set<Slot> slots) {
        Sums sums = new Sums(other.title(), new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
        List<Published> parts = published.getOrDefault(other, List.of());
        boolean known = parts.stream()
                .anyMatch(part ->
                        part.values() == null || !part.values().slots(measure).isEmpty());
        for (Slot slot : slots) {
            BigDecimal sum = null;
            List<String> absent = new ArrayList<>();
            for (int place = 0; place < parts.size(); place++) {
                Published part = parts.get(place);
                BigDecimal value = value(job, parts, place, measure, slot);
                if (value == null) {
                    absent.add(part.period().describe() + (part.values() == null ? "尚未汇总" : "没有数"));
                }
                sum = Numbers.plus(sum, value);
            }
            if (sum != null && absent.isEmpty()) {
                sums.values().put(slot, sum);
                continue;
            }
            if (sum != null) {
                sums.partly().add(slot);
            }
            sums.missing()
                    .put(
                            slot,
                            "汇总任务“" + other.title() + "”"
                                    + (known ? "的" + String.join("、", absent) : "没有公布指标“" + measure + "”"));
        }
        return sums;
    }

    /**
     * Before a merger the value is that of all that became one: what only some of them reported is none. A former unit was still there
     * if it has a value in this part or a later one.
     */
    private static @Nullable BigDecimal value(Job job, List<Published> parts, int place, String measure, Slot slot) {
        MeasureValues values = parts.get(place).values();
        if (values == null) {
            return null;
        }
        BigDecimal sum = values.get(measure, slot);
        if (slot.level() != Level.UNIT) {
            return sum;
        }
        boolean own = sum != null;
        for (String code : job.unit(slot.key()).former()) {
            BigDecimal value = values.unit(measure, code);
            boolean there = isPublished(parts.subList(place, parts.size()), measure, code)
                    || (!own && isPublished(parts, measure, code));
            if (value == null && there) {
                return null;
            }
            sum = Numbers.plus(sum, value);
        }
        return own || !isMissed(job.unit(slot.key()), parts, measure) ? sum : null;
    }

    /** Whether a unit was there beside those that it took in: then it is missed before as well. After a renaming it was not. */
    private static boolean isMissed(Unit unit, List<Published> parts, String measure) {
        return parts.stream()
                .map(Published::values)
                .anyMatch(values -> values != null
                        && values.unit(measure, unit.code()) != null
                        && unit.former().stream().anyMatch(code -> values.unit(measure, code) != null));
    }

    private static boolean isPublished(List<Published> parts, String measure, String code) {
        return parts.stream()
                .map(Published::values)
                .anyMatch(values -> values != null && values.unit(measure, code) != null);
    }
}
