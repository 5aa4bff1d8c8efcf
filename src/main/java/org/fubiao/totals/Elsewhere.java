package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Period;
import org.fubiao.job.Reconciliation.Other;
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
     * @param values where every period has one
     * @param missing why there is none, elsewhere
     */
    record Sums(Map<Slot, BigDecimal> values, Map<Slot, String> missing) {}

    Sums sums(Other other, String measure, Set<Slot> slots) {
        Map<Slot, BigDecimal> values = new LinkedHashMap<>();
        Map<Slot, String> missing = new LinkedHashMap<>();
        List<Published> parts = published.getOrDefault(other, List.of());
        boolean known = parts.stream()
                .anyMatch(part ->
                        part.values() != null && !part.values().slots(measure).isEmpty());
        for (Slot slot : slots) {
            BigDecimal sum = BigDecimal.ZERO;
            List<String> absent = new ArrayList<>();
            for (Published part : parts) {
                MeasureValues found = part.values();
                BigDecimal value = found == null ? null : found.get(measure, slot);
                if (value == null) {
                    absent.add(part.period().describe() + (found == null ? "尚未汇总" : "没有数"));
                } else {
                    sum = sum.add(value);
                }
            }
            if (absent.isEmpty() && !parts.isEmpty()) {
                values.put(slot, sum);
            } else if (!known && absent.stream().noneMatch(words -> words.endsWith("尚未汇总"))) {
                missing.put(slot, "汇总任务“" + other.job() + "”没有公布指标“" + measure + "”");
            } else {
                missing.put(slot, "汇总任务“" + other.job() + "”的" + String.join("、", absent));
            }
        }
        return new Sums(values, missing);
    }
}
