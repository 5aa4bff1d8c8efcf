package org.fubiao.bench.rivals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.fubiao.bench.rivals.Spec.Form;
import org.fubiao.bench.rivals.Spec.Measure;
import org.jspecify.annotations.Nullable;

/** The measures of a case, in total and by unit, rounded as they are published; null where there is no value. */
public final class Totals {
    private static final String ALL = "";

    private final Spec spec;
    private final Map<String, Map<String, BigDecimal>> byUnit = new HashMap<>();

    private Totals(Spec spec) {
        this.spec = spec;
    }

    static Totals of(Spec spec, Connection database) throws SQLException {
        Totals totals = new Totals(spec);
        for (Form form : spec.forms()) {
            List<Measure> measures = spec.measures(form);
            if (!measures.isEmpty()) {
                try (Statement statement = database.createStatement();
                        ResultSet rows = statement.executeQuery(Sql.measures(form, measures))) {
                    while (rows.next()) {
                        totals.take(measures, rows);
                    }
                }
            }
        }
        return totals;
    }

    private void take(List<Measure> measures, ResultSet row) throws SQLException {
        Map<String, BigDecimal> unit = byUnit.computeIfAbsent(row.getString(1), code -> new HashMap<>());
        Map<String, BigDecimal> all = byUnit.computeIfAbsent(ALL, code -> new HashMap<>());
        for (int i = 0; i < measures.size(); i++) {
            String value = row.getString(i + 2);
            if (value != null) {
                Measure measure = measures.get(i);
                unit.put(measure.name(), new BigDecimal(value));
                all.merge(measure.name(), new BigDecimal(value), together(measure));
            }
        }
    }

    private static BinaryOperator<BigDecimal> together(Measure measure) {
        return switch (measure.aggregate()) {
            case "max" -> BigDecimal::max;
            case "min" -> BigDecimal::min;
            default -> BigDecimal::add;
        };
    }

    @Nullable BigDecimal total(Measure measure) {
        return value(ALL, measure);
    }

    private @Nullable BigDecimal value(String unit, Measure measure) {
        BigDecimal value = byUnit.getOrDefault(unit, Map.of()).get(measure.name());
        if (value == null && measure.aggregate().equals("count")) {
            return BigDecimal.ZERO;
        }
        return value == null ? null : value.setScale(measure.scale(), RoundingMode.HALF_UP);
    }

    /** The rows of an appendix below its title: heads, a row for each unit, and one for all. */
    public List<List<@Nullable Object>> rows(Spec.Appendix appendix) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<@Nullable Object> heads = new ArrayList<>(List.of("报送单位"));
        heads.addAll(appendix.measures());
        rows.add(heads);
        spec.units().forEach(unit -> rows.add(row(unit.name(), unit.code(), appendix)));
        rows.add(row("合计", ALL, appendix));
        return rows;
    }

    private List<@Nullable Object> row(String label, String unit, Spec.Appendix appendix) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(label);
        appendix.measures().forEach(measure -> row.add(value(unit, spec.measure(measure))));
        return row;
    }
}
