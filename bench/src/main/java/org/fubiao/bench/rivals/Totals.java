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
        try (Statement statement = database.createStatement()) {
            for (Form form : spec.forms()) {
                List<Measure> measures = spec.measures(form);
                if (!measures.isEmpty()) {
                    totals.take(measures, statement.executeQuery(Sql.measures(form, measures, false)), false);
                    totals.take(measures, statement.executeQuery(Sql.measures(form, measures, true)), true);
                }
            }
        }
        return totals;
    }

    private void take(List<Measure> measures, ResultSet rows, boolean units) throws SQLException {
        while (rows.next()) {
            Map<String, BigDecimal> values =
                    byUnit.computeIfAbsent(units ? rows.getString(1) : ALL, unit -> new HashMap<>());
            for (int i = 0; i < measures.size(); i++) {
                String value = rows.getString(i + (units ? 2 : 1));
                if (value != null) {
                    values.put(
                            measures.get(i).name(),
                            new BigDecimal(value).setScale(measures.get(i).scale(), RoundingMode.HALF_UP));
                }
            }
        }
    }

    @Nullable BigDecimal total(String measure) {
        return value(ALL, measure);
    }

    private @Nullable BigDecimal value(String unit, String measure) {
        BigDecimal value = byUnit.getOrDefault(unit, Map.of()).get(measure);
        boolean count = spec.measures().stream()
                .anyMatch(m -> m.name().equals(measure) && m.aggregate().equals("count"));
        return value == null && count ? BigDecimal.ZERO : value;
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
        appendix.measures().forEach(measure -> row.add(value(unit, measure)));
        return row;
    }
}
