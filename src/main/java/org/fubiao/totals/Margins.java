package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.compute.FormRows;
import org.fubiao.job.Expression;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.totals.Aggregation.Found;

/**
 * By how much values may be off because what they are made of was rounded before it was reported. A number rounded to multiples
 * of 0.01 stands for the interval of 0.005 on either side; a sum of n of them for n times as much.
 *
 * <p>For expressions, each measure is moved to the ends of its interval by itself and the effects are added up. For sums,
 * differences and multiples that is the most by which they can be off (less, if measures share what was rounded), and for others as
 * good as a straight line is. What was published for the period before counts as one rounded number, and derived measures of it as
 * exact.
 */
final class Margins {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Job job;
    private final FormRows rows;
    private final MeasureValues current;
    private final MeasureValues prior;
    private final Map<String, Map<Slot, BigDecimal>> margins = new HashMap<>();
    private final boolean needed;

    Margins(Job job, FormRows rows, MeasureValues current, MeasureValues prior) {
        this.job = job;
        this.rows = rows;
        this.current = current;
        this.prior = prior;
        this.needed =
                job.measures().stream().anyMatch(measure -> measure.rounded().signum() > 0);
    }

    /** Half of the interval for which an expression stands, wherever that is more than nothing. */
    Map<Slot, BigDecimal> of(String what, String expression, Set<Slot> slots) throws SQLException {
        if (!needed || slots.isEmpty()) {
            return Map.of();
        }
        Derivation exact = new Derivation(job, rows.engine(), current, prior);
        Map<Slot, BigDecimal> centre = exact.at(what, expression, slots);
        Map<Slot, BigDecimal> sum = new LinkedHashMap<>();
        for (String name : exact.used(expression)) {
            Map<Slot, BigDecimal> margin = of(job.measure(name));
            add(sum, centre, what, expression, slots, moved(current, name, margin, 1), prior);
            add(sum, centre, what, expression, slots, moved(current, name, margin, -1), prior);
        }
        for (String name : exact.usedOfPrevious(expression)) {
            Map<Slot, BigDecimal> margin = published(job.measure(name), slots);
            add(sum, centre, what, expression, slots, current, moved(prior, name, margin, 1));
            add(sum, centre, what, expression, slots, current, moved(prior, name, margin, -1));
        }
        // Both ends were added; half of it is the margin.
        sum.replaceAll((slot, width) -> width.divide(TWO).stripTrailingZeros());
        return sum;
    }

    private void add(
            Map<Slot, BigDecimal> sum,
            Map<Slot, BigDecimal> centre,
            String what,
            String expression,
            Set<Slot> slots,
            MeasureValues now,
            MeasureValues before)
            throws SQLException {
        if (now == current && before == prior) {
            return;
        }
        new Derivation(job, rows.engine(), now, before)
                .at(what, expression, slots)
                .forEach((slot, value) -> {
                    BigDecimal from = centre.get(slot);
                    BigDecimal width = from == null
                            ? BigDecimal.ZERO
                            : value.subtract(from).abs();
                    if (width.signum() > 0) {
                        sum.merge(slot, width, BigDecimal::add);
                    }
                });
    }

    /** The same values, but those of one measure at one end of their intervals. */
    private static MeasureValues moved(MeasureValues values, String name, Map<Slot, BigDecimal> margin, int direction) {
        if (margin.isEmpty()) {
            return values;
        }
        MeasureValues moved = MeasureValues.of(values.list());
        margin.forEach((slot, width) -> {
            BigDecimal value = values.get(name, slot);
            if (value != null) {
                moved.put(name, slot, direction > 0 ? value.add(width) : value.subtract(width));
            }
        });
        return moved;
    }

    /** What was published before is one number, however many it was made of. */
    private static Map<Slot, BigDecimal> published(Measure measure, Set<Slot> slots) {
        Map<Slot, BigDecimal> half = new HashMap<>();
        if (measure.rounded().signum() > 0) {
            slots.forEach(slot -> half.put(slot, measure.rounded().divide(TWO)));
        }
        return half;
    }

    private Map<Slot, BigDecimal> of(Measure measure) throws SQLException {
        Map<Slot, BigDecimal> known = margins.get(measure.name());
        if (known == null) {
            known = measure.isDerived() ? ofDerived(measure) : ofReported(measure);
            margins.put(measure.name(), known);
        }
        return known;
    }

    private Map<Slot, BigDecimal> ofDerived(Measure measure) throws SQLException {
        return of("指标“" + measure.name() + "”（measures.yml）", measure.value(), current.slots(measure.name()));
    }

    private Map<Slot, BigDecimal> ofReported(Measure measure) throws SQLException {
        Map<Slot, BigDecimal> found = new HashMap<>();
        if (measure.rounded().signum() == 0) {
            return found;
        }
        BigDecimal half = measure.rounded().divide(TWO);
        if (!isSum(measure.value())) {
            current.slots(measure.name()).forEach(slot -> found.put(slot, half));
            return found;
        }
        Form form = job.form(String.valueOf(measure.form()));
        String summed = measure.value()
                .substring(measure.value().indexOf('(') + 1, measure.value().lastIndexOf(')'));
        Measure count = new Measure(
                measure.name(), measure.form(), "count(" + summed + ")", measure.where(), measure.uom(), 0, true);
        Map<Slot, Found> counts = new Aggregation(rows.of(form), form, List.of(count), null)
                .byUnit()
                .getOrDefault(measure.name(), Map.of());
        counts.forEach((slot, counted) -> {
            BigDecimal values = counted.value();
            if (values != null) {
                found.put(slot, half.multiply(values));
            }
        });
        return found;
    }

    private static boolean isSum(String value) {
        return Aggregation.isOneAggregate(value)
                && Expression.tokens(value).get(0).text().equalsIgnoreCase("sum");
    }
}
