package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.totals.MeasureValue.Level;
import org.jspecify.annotations.Nullable;

/**
 * The values of all measures for a period: by unit, by kind of unit, in total, and by the fields that appendices group by. A
 * value is null where nobody reported what it is made of.
 */
public final class MeasureValues {
    private final Map<String, Map<Slot, BigDecimal>> values = new LinkedHashMap<>();

    MeasureValues() {}

    /** No values at all, such as those of a period that was never published. */
    public static MeasureValues none() {
        return new MeasureValues();
    }

    /** Values that were kept as a list. */
    public static MeasureValues of(Collection<MeasureValue> list) {
        MeasureValues values = new MeasureValues();
        list.forEach(value -> values.put(value.measure(), new Slot(value.level(), value.key()), value.value()));
        return values;
    }

    /** All values as a list, by measure, level and key. */
    public List<MeasureValue> list() {
        return values.entrySet().stream()
                .flatMap(measure -> measure.getValue().entrySet().stream()
                        .map(slot -> new MeasureValue(
                                measure.getKey(),
                                slot.getKey().level(),
                                slot.getKey().key(),
                                slot.getValue())))
                .sorted(Comparator.comparing(MeasureValue::measure)
                        .thenComparing(MeasureValue::level)
                        .thenComparing(MeasureValue::key))
                .toList();
    }

    public @Nullable BigDecimal unit(String measure, String unitCode) {
        return get(measure, Slot.unit(unitCode));
    }

    public @Nullable BigDecimal kind(String measure, String kind) {
        return get(measure, Slot.kind(kind));
    }

    public @Nullable BigDecimal total(String measure) {
        return get(measure, Slot.TOTAL);
    }

    /** The value over the rows of the whole job in which a field has a value. */
    public @Nullable BigDecimal group(String measure, String field, String value) {
        return get(measure, Slot.group(field, value));
    }

    @Nullable BigDecimal get(String measure, Slot slot) {
        return values.getOrDefault(measure, Map.of()).get(slot);
    }

    /** Whether anything of a form has a value at a place: a unit whose report was published has one of some measure of it. */
    boolean hasAnyOf(Job job, Form form, Slot slot) {
        return job.measures().stream()
                .anyMatch(measure -> form.id().equals(measure.form()) && get(measure.name(), slot) != null);
    }

    void put(String measure, Slot slot, @Nullable BigDecimal value) {
        if (value != null) {
            values.computeIfAbsent(measure, name -> new LinkedHashMap<>()).put(slot, value);
        }
    }

    void remove(String measure, Slot slot) {
        Map<Slot, BigDecimal> found = values.get(measure);
        if (found != null) {
            found.remove(slot);
        }
    }

    /** The places at which a measure has a value. */
    Set<Slot> slots(String measure) {
        return at(measure).keySet();
    }

    /** The values of a measure by place. */
    Map<Slot, BigDecimal> at(String measure) {
        return Collections.unmodifiableMap(values.getOrDefault(measure, Map.of()));
    }

    /** The keys of a level at which a measure has a value. */
    List<String> keys(String measure, Level level) {
        return slots(measure).stream()
                .filter(slot -> slot.level() == level)
                .map(Slot::key)
                .toList();
    }
}
