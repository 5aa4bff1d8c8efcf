package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.compute.FormRows;
import org.fubiao.job.Expression;
import org.fubiao.job.Expression.Token;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.totals.Aggregation.Found;
import org.jspecify.annotations.Nullable;

/**
 * By how much values may be off because what they are made of was rounded, before it was reported or to be published. A number
 * rounded to multiples of 0.01 stands for the interval of 0.005 on either side; a sum of n of them for n times as much.
 *
 * <p>For expressions, each measure is moved to the ends of its interval by itself and the effects are added up. For sums,
 * differences and multiples that is the most by which they can be off (less, if measures share what was rounded), and for others as
 * good as a straight line is. What was published for the period before counts as one rounded number.
 */
final class Margins {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    /** What may stand before parentheses, and gives no more digits than what stands in them. */
    private static final Set<String> EXACT = Set.of(
            "count",
            "count_if",
            "countif",
            "sum",
            "min",
            "max",
            "mode",
            "abs",
            "coalesce",
            "greatest",
            "least",
            "filter",
            "where",
            "case",
            "when",
            "then",
            "else",
            "and",
            "or",
            "not",
            "in");

    private final Job job;
    private final FormRows rows;
    private final MeasureValues current;
    private final MeasureValues prior;
    private final Derivation exact;
    private final Map<String, Map<Slot, BigDecimal>> margins = new HashMap<>();

    /** All values of the measures with one of them moved to an end of its interval. */
    private record End(MeasureValues current, MeasureValues prior) {}

    Margins(Job job, FormRows rows, MeasureValues current, MeasureValues prior) throws SQLException {
        this.job = job;
        this.rows = rows;
        this.current = current;
        this.prior = prior;
        this.exact = new Derivation(job, rows.engine(), current, prior);
    }

    /** Half of the interval for which an expression stands, wherever that is more than nothing. */
    Map<Slot, BigDecimal> of(String what, String expression, Set<Slot> slots) throws SQLException {
        List<End> ends = new ArrayList<>();
        for (String name : exact.used(expression)) {
            Map<Slot, BigDecimal> margin = of(job.measure(name));
            if (!margin.isEmpty()) {
                ends.add(new End(moved(current, name, margin, 1), prior));
                ends.add(new End(moved(current, name, margin, -1), prior));
            }
        }
        for (String name : exact.usedOfPrevious(expression)) {
            Map<Slot, BigDecimal> margin = published(job.measure(name), slots);
            if (!margin.isEmpty()) {
                ends.add(new End(current, moved(prior, name, margin, 1)));
                ends.add(new End(current, moved(prior, name, margin, -1)));
            }
        }
        if (ends.isEmpty()) {
            return Map.of();
        }
        Map<Slot, BigDecimal> centre = exact.at(what, expression, slots);
        Map<Slot, BigDecimal> sum = new LinkedHashMap<>();
        for (End end : ends) {
            new Derivation(job, rows.engine(), end.current(), end.prior())
                    .at(what, expression, slots)
                    .forEach((slot, value) -> add(sum, slot, centre.get(slot), value));
        }
        // Both ends were added; half of it is the margin.
        sum.replaceAll((slot, width) -> width.divide(TWO).stripTrailingZeros());
        return sum;
    }

    private static void add(Map<Slot, BigDecimal> sum, Slot slot, @Nullable BigDecimal from, BigDecimal to) {
        BigDecimal width = from == null ? BigDecimal.ZERO : to.subtract(from).abs();
        if (width.signum() > 0) {
            sum.merge(slot, width, BigDecimal::add);
        }
    }

    /** The same values, but those of one measure at one end of their intervals. */
    private static MeasureValues moved(MeasureValues values, String name, Map<Slot, BigDecimal> margin, int direction) {
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
    private Map<Slot, BigDecimal> published(Measure measure, Set<Slot> slots) {
        Map<Slot, BigDecimal> half = new HashMap<>();
        BigDecimal width = measure.rounded().add(publishing(measure));
        if (width.signum() > 0) {
            slots.forEach(slot -> half.put(slot, width.divide(TWO)));
        }
        return half;
    }

    /** To multiples of what a measure is rounded when it is published; 0 if no digits are lost. */
    private BigDecimal publishing(Measure measure) {
        return isPublishedRounded(measure) ? BigDecimal.ONE.movePointLeft(measure.scale()) : BigDecimal.ZERO;
    }

    /** Sums and differences of numbers with as many digits lose none. */
    private boolean isPublishedRounded(Measure measure) {
        if (!measure.isDerived() && measure.additive()) {
            return false;
        }
        List<Token> tokens = Expression.tokens(measure.value());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            if (token.is("/")
                    || (token.kind() == Expression.Kind.NUMBER && token.text().contains("."))
                    || (called && token.isName() && !EXACT.contains(token.text().toLowerCase(Locale.ROOT)))) {
                return true;
            }
        }
        return digits(measure) > measure.scale();
    }

    /** Most digits after the point of what a measure is made of. */
    private int digits(Measure measure) {
        if (measure.isDerived()) {
            return Stream.concat(exact.used(measure.value()).stream(), exact.usedOfPrevious(measure.value()).stream())
                    .mapToInt(name -> job.measure(name).scale())
                    .max()
                    .orElse(0);
        }
        Form form = job.form(String.valueOf(measure.form()));
        List<String> fields = form.fields().stream().map(Field::name).toList();
        return Expression.names(measure.value(), fields).stream()
                .map(form::field)
                .mapToInt(Field::scale)
                .max()
                .orElse(0);
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
        BigDecimal each = measure.rounded().divide(TWO);
        BigDecimal once = publishing(measure).divide(TWO);
        if (each.signum() == 0 && once.signum() == 0) {
            return found;
        }
        if (!isSum(measure.value())) {
            current.slots(measure.name()).forEach(slot -> found.put(slot, each.add(once)));
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
                found.put(slot, each.multiply(values).add(once));
            }
        });
        return found;
    }

    private static boolean isSum(String value) {
        return Aggregation.isOneAggregate(value)
                && Expression.tokens(value).get(0).text().equalsIgnoreCase("sum");
    }
}
