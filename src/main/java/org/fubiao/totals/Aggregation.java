package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Expression;
import org.fubiao.job.Form;
import org.fubiao.job.Measure;
import org.fubiao.totals.MeasureValue.Level;
import org.jspecify.annotations.Nullable;

/**
 * The base measures of a form, computed in one scan for all places. A measure whose value is more than one aggregate, and that
 * looks at some rows only, takes a scan of its own.
 */
final class Aggregation {
    private static final Set<String> AGGREGATES =
            Set.of("count", "sum", "avg", "mean", "min", "max", "median", "mode", "count_if", "bool_and", "bool_or");

    private final Connection snapshot;
    private final Form form;
    private final List<Measure> measures;
    private final String source;

    /**
     * What was found at a place.
     *
     * @param rows how many rows the measure looked at
     */
    record Found(@Nullable BigDecimal value, long rows, boolean binary) {}

    /**
     * @param condition SQL of which rows count; null for all
     */
    Aggregation(Connection snapshot, Form form, List<Measure> measures, @Nullable String condition) {
        this.snapshot = snapshot;
        this.form = form;
        this.measures = measures;
        this.source = Compute.name(form.title()) + (condition == null ? "" : " WHERE " + condition);
    }

    /** SQL of whether a row is of a unit of these kinds. */
    static String ofKinds(List<String> kinds) {
        return FormTable.UNIT_KIND + " IN ("
                + String.join(", ", kinds.stream().map(Compute::literal).toList()) + ")";
    }

    /** By unit, by kind and in total. */
    Map<String, Map<Slot, Found>> byUnit() {
        String code = FormTable.UNIT_CODE;
        String kind = FormTable.UNIT_KIND;
        return run(
                "CASE WHEN grouping(" + code + ") = 0 THEN 'UNIT' WHEN grouping(" + kind
                        + ") = 0 THEN 'KIND' ELSE 'TOTAL' END, coalesce(" + code + ", " + kind + ", '')",
                "(SELECT * FROM " + source + ")",
                " GROUP BY GROUPING SETS ((" + code + "), (" + kind + "), ())",
                UnaryOperator.identity());
    }

    /** By the values of a field. */
    Map<String, Map<Slot, Found>> byField(String field, Grouping grouping) {
        return run(
                "'GROUP', _group",
                "(SELECT *, " + grouping.sql() + " AS _group FROM " + source + ")",
                " GROUP BY _group",
                label -> Slot.group(field, label).key());
    }

    /** What each measure is of no rows at all: 0 for a count, null for a sum. */
    Map<String, @Nullable BigDecimal> ofNothing() {
        Map<String, @Nullable BigDecimal> values = new HashMap<>();
        try {
            ofNothing(measures, values);
        } catch (SQLException e) {
            // Only alone does each show which of them is broken.
            for (Measure measure : measures) {
                try {
                    ofNothing(List.of(measure), values);
                } catch (SQLException alone) {
                    throw new MeasureException(what(measure), alone);
                }
            }
        }
        return values;
    }

    private void ofNothing(List<Measure> together, Map<String, @Nullable BigDecimal> values) throws SQLException {
        String list = together.stream().map(Measure::value).collect(Collectors.joining(", "));
        String sql = "SELECT " + list + " FROM " + Compute.name(form.title()) + " WHERE false";
        try (Statement statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            for (int i = 0; i < together.size(); i++) {
                Measure measure = together.get(i);
                values.put(measure.name(), published(measure, row.getObject(1 + i)));
            }
        }
    }

    private static String what(Measure measure) {
        return "指标“" + measure.name() + "”（measures.yml）";
    }

    private Map<String, Map<Slot, Found>> run(String slot, String rows, String groups, UnaryOperator<String> key) {
        Map<String, Map<Slot, Found>> found = new HashMap<>();
        Map<String, List<Measure>> scans = new LinkedHashMap<>();
        for (Measure measure : measures) {
            String where = measure.where();
            scans.computeIfAbsent(where == null || isOneAggregate(measure.value()) ? "" : where, w -> new ArrayList<>())
                    .add(measure);
        }
        scans.forEach((where, together) -> {
            String filtered = where.isEmpty() ? rows : "(SELECT * FROM " + rows + " WHERE " + where + ")";
            try {
                scan(slot, filtered, groups, together, where, key, found);
            } catch (SQLException e) {
                // Only alone does each show which of them is broken.
                for (Measure measure : together) {
                    try {
                        scan(slot, filtered, groups, List.of(measure), where, key, found);
                    } catch (SQLException alone) {
                        throw new MeasureException(what(measure), alone);
                    }
                }
            }
        });
        return found;
    }

    private void scan(
            String slot,
            String rows,
            String groups,
            List<Measure> together,
            String applied,
            UnaryOperator<String> key,
            Map<String, Map<Slot, Found>> found)
            throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ").append(slot);
        for (Measure measure : together) {
            String where = measure.where();
            String filter = where == null || !applied.isEmpty() ? "" : " FILTER (WHERE (" + where + "))";
            sql.append(", ")
                    .append(measure.value())
                    .append(filter)
                    .append(", count(*)")
                    .append(filter);
        }
        sql.append(" FROM ").append(rows).append(groups);
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(sql.toString())) {
            while (result.next()) {
                Slot place = new Slot(Level.valueOf(result.getString(1)), key.apply(result.getString(2)));
                for (int i = 0; i < together.size(); i++) {
                    Measure measure = together.get(i);
                    Object value = result.getObject(3 + 2 * i);
                    found.computeIfAbsent(measure.name(), name -> new HashMap<>())
                            .put(
                                    place,
                                    new Found(
                                            published(measure, value),
                                            result.getLong(4 + 2 * i),
                                            Numbers.isBinary(value)));
                }
            }
        }
    }

    /** Exact numbers stay as they are, so that parts sum to the whole; binary fractions are rounded. */
    private static @Nullable BigDecimal published(Measure measure, @Nullable Object value) {
        BigDecimal number = Numbers.of(value instanceof Boolean yes ? Integer.valueOf(yes ? 1 : 0) : value);
        return number != null && (Numbers.isBinary(value) || !measure.additive())
                ? Numbers.round(number, measure.scale())
                : number;
    }

    /** Whether an expression is a single call of an aggregate, so that a filter can be put behind it. */
    static boolean isOneAggregate(String sql) {
        return Expression.isOneCall(sql)
                && AGGREGATES.contains(Expression.tokens(sql).get(0).text().toLowerCase(Locale.ROOT));
    }
}
