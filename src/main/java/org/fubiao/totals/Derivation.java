package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.job.Expression;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.jspecify.annotations.Nullable;

/** Expressions over measures and, as {@code 上期.名称}, over those of the period before. */
final class Derivation {
    /** Names under which an expression finds the values of the period before. */
    private static final List<String> PREVIOUS = List.of(Expression.PREVIOUS, Expression.PREVIOUS_YEAR);

    private static final int REPORTED_DIGITS = 8;

    private final Connection connection;
    private final MeasureValues current;
    private final MeasureValues prior;
    private final List<String> measures;
    private final List<String> previousMeasures;
    private final Set<String> binary = new HashSet<>();

    Derivation(Job job, Connection connection, MeasureValues current, MeasureValues prior) {
        this.connection = connection;
        this.current = current;
        this.prior = prior;
        this.measures = job.measures().stream().map(Measure::name).toList();
        this.previousMeasures = previousMeasures(job);
    }

    /** The names by which an expression can ask for a value of the period before. */
    static List<String> previousMeasures(Job job) {
        return PREVIOUS.stream()
                .flatMap(qualifier -> job.measures().stream().map(measure -> qualifier + "." + measure.name()))
                .toList();
    }

    /** Whether values of an expression that were asked for came as binary fractions, of which only the first digits are certain. */
    boolean isBinary(String expression) {
        return binary.contains(expression);
    }

    /** The measures of this period that an expression uses. */
    List<String> used(String expression) {
        return Expression.names(expression, measures);
    }

    /** The measures of the period before that an expression uses. */
    List<String> usedOfPrevious(String expression) {
        return Expression.names(expression, previousMeasures).stream()
                .map(name -> name.substring(name.indexOf('.') + 1))
                .distinct()
                .toList();
    }

    /** The value wherever one of the measures that the expression uses has one. */
    Map<Slot, BigDecimal> everywhere(String what, String expression) {
        Set<Slot> slots = new LinkedHashSet<>();
        used(expression).forEach(name -> slots.addAll(current.slots(name)));
        usedOfPrevious(expression).forEach(name -> slots.addAll(prior.slots(name)));
        return at(what, expression, slots);
    }

    /** The value at these places; absent where it is null. */
    Map<Slot, BigDecimal> at(String what, String expression, Set<Slot> slots) {
        if (slots.isEmpty()) {
            return Map.of();
        }
        List<Slot> places = List.copyOf(slots);
        Map<Slot, BigDecimal> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql(expression, places))) {
            while (rows.next()) {
                Object found = rows.getObject(2);
                if (Numbers.isBinary(found)) {
                    binary.add(expression);
                }
                BigDecimal value = Numbers.of(found);
                if (value != null) {
                    values.put(places.get(rows.getInt(1)), value);
                }
            }
        } catch (SQLException e) {
            throw new MeasureException(what, e);
        }
        return values;
    }

    private String sql(String expression, List<Slot> places) {
        List<List<String>> columns = new ArrayList<>();
        StringBuilder names = new StringBuilder("_place");
        for (String name : used(expression)) {
            columns.add(column(places, slot -> current.get(name, slot)));
            names.append(", ").append(Compute.name(name));
        }
        List<String> fields = new ArrayList<>();
        for (String name : usedOfPrevious(expression)) {
            columns.add(column(places, slot -> prior.get(name, slot)));
            names.append(", _previous").append(fields.size());
            fields.add(Compute.name(name) + ": _previous" + fields.size());
        }
        StringBuilder rows = new StringBuilder();
        for (int place = 0; place < places.size(); place++) {
            rows.append(place == 0 ? "(" : ", (").append(place);
            for (List<String> column : columns) {
                rows.append(", ").append(column.get(place));
            }
            rows.append(')');
        }
        String table = "(VALUES " + rows + ") AS _values(" + names + ")";
        String previous = PREVIOUS.stream()
                .map(qualifier -> ", {" + String.join(", ", fields) + "} AS " + Compute.name(qualifier))
                .collect(Collectors.joining());
        String source = fields.isEmpty() ? table : "(SELECT *" + previous + " FROM " + table + ")";
        return "SELECT _place, (" + expression + ") FROM " + source;
    }

    /**
     * Literals of one type: whole numbers, decimals of the longest scale, or binary fractions where that is longer than anything
     * that people report: then they come from quotients.
     */
    private static List<String> column(List<Slot> places, Lookup value) {
        int scale = 0;
        for (Slot slot : places) {
            BigDecimal number = value.apply(slot);
            scale = number == null ? scale : Math.max(scale, number.scale());
        }
        String type = scale == 0 ? "HUGEINT" : scale > REPORTED_DIGITS ? "DOUBLE" : "DECIMAL(38, " + scale + ")";
        List<String> literals = new ArrayList<>();
        for (Slot slot : places) {
            BigDecimal number = value.apply(slot);
            literals.add(
                    "CAST(" + (number == null ? "NULL" : "'" + number.toPlainString() + "'") + " AS " + type + ")");
        }
        return literals;
    }

    /** Gives the value of a measure at a place. */
    @FunctionalInterface
    private interface Lookup {
        @Nullable BigDecimal apply(Slot slot);
    }
}
