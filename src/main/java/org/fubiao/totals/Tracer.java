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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.Place;
import org.fubiao.job.Expression;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Unit;
import org.fubiao.totals.MeasureValue.Level;
import org.fubiao.totals.Trace.SourceCell;
import org.fubiao.totals.Trace.SourceRow;
import org.fubiao.totals.Trace.UnitRows;
import org.fubiao.totals.Trace.UnitValue;
import org.jspecify.annotations.Nullable;

/** Goes from a measure back to the submitted cells that make it. */
public final class Tracer {
    private final Job job;
    private final Connection snapshot;
    private final MeasureValues values;
    private final MeasureValues prior;
    private final int rowsOfUnit;

    /**
     * @param snapshot the snapshot that the values were computed over
     * @param rowsOfUnit how many rows of a unit are given; all are counted
     */
    public Tracer(Job job, Connection snapshot, MeasureValues values, MeasureValues prior, int rowsOfUnit) {
        this.job = job;
        this.snapshot = snapshot;
        this.values = values;
        this.prior = prior;
        this.rowsOfUnit = rowsOfUnit;
    }

    /**
     * Traces a measure, and those that it uses.
     *
     * @throws IllegalArgumentException if the job has no such measure
     */
    public Trace trace(String name) throws SQLException {
        Measure measure = job.measure(name);
        List<Trace> inputs = new ArrayList<>();
        List<UnitRows> rows = List.of();
        BigDecimal exact = values.total(name);
        String form = measure.form();
        if (form == null) {
            Derivation derivation = new Derivation(job, snapshot, values, prior);
            for (String used : derivation.used(measure.value())) {
                inputs.add(trace(used));
            }
            for (String used : derivation.usedOfPrevious(measure.value())) {
                inputs.add(of(job.measure(used), true, prior.total(used), List.of(), List.of()));
            }
            exact = derivation
                    .at("指标“" + name + "”（measures.yml）", measure.value(), Set.of(Slot.TOTAL))
                    .get(Slot.TOTAL);
        } else {
            rows = rows(measure, job.form(form));
        }
        return of(measure, false, exact, rows, inputs);
    }

    private Trace of(
            Measure measure, boolean previous, @Nullable BigDecimal exact, List<UnitRows> rows, List<Trace> inputs) {
        MeasureValues of = previous ? prior : values;
        List<UnitValue> byUnit = new ArrayList<>();
        for (Unit unit : job.units()) {
            BigDecimal value = of.get(measure.name(), new Slot(Level.UNIT, unit.code()));
            if (value != null) {
                byUnit.add(new UnitValue(unit.code(), unit.name(), value));
            }
        }
        return new Trace(measure, previous, of.total(measure.name()), exact, byUnit, rows, inputs);
    }

    private List<UnitRows> rows(Measure measure, Form form) throws SQLException {
        String where = measure.where();
        List<String> fields = Expression.names(
                where == null ? measure.value() : measure.value() + " , " + where,
                form.fields().stream().map(Field::name).toList());
        Map<Long, Map<String, Integer>> columns = columns(form);
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, List<SourceRow>> rows = new HashMap<>();
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(sql(form, measure, fields))) {
            while (result.next()) {
                String unit = result.getString(1);
                counts.put(unit, result.getLong(2));
                Map<String, Integer> places = columns.getOrDefault(result.getLong(3), Map.of());
                rows.computeIfAbsent(unit, code -> new ArrayList<>()).add(row(result, fields, places));
            }
        }
        List<UnitRows> units = new ArrayList<>();
        counts.forEach((unit, count) ->
                units.add(new UnitRows(unit, job.unit(unit).name(), count, rows.getOrDefault(unit, List.of()))));
        return units;
    }

    private String sql(Form form, Measure measure, List<String> fields) {
        String where = measure.where();
        StringBuilder struct = new StringBuilder("{part: f." + FormTable.PART + ", file: p.file, sheet: p.sheet, r: f."
                + FormTable.ROW + ", item: " + (form.isMatrix() ? "f." + Compute.name(Form.ITEM) : "NULL"));
        for (int i = 0; i < fields.size(); i++) {
            struct.append(", v").append(i).append(": f.").append(Compute.name(fields.get(i)));
        }
        struct.append('}');
        // Part numbers follow unit, form and file, so this is the order in which people look for rows.
        String order = "{idle: " + idle(measure, form) + ", o: p.unit_order, f: p.file, s: p.sheet, r: f."
                + FormTable.ROW + "}";
        return "SELECT unit, n, unnest(s, max_depth := 2) FROM (SELECT p.unit AS unit, any_value(p.unit_order) AS o,"
                + " count(*) AS n, arg_min(" + struct + ", " + order + ", " + rowsOfUnit + ") AS s FROM (SELECT * FROM "
                + Compute.name(form.title()) + (where == null ? "" : " WHERE " + where) + ") f JOIN " + FormTable.PARTS
                + " p ON p.part = f." + FormTable.PART + " GROUP BY p.unit ORDER BY o)";
    }

    /** SQL of whether a row adds nothing: all fields that the value is made of are empty, or 0 in a sum. */
    private static String idle(Measure measure, Form form) {
        List<Field> counted = form.fields().stream()
                .filter(field -> !Expression.names(measure.value(), List.of(field.name()))
                        .isEmpty())
                .toList();
        boolean sum = Expression.tokens(measure.value()).get(0).text().equalsIgnoreCase("sum");
        return counted.isEmpty()
                ? "false"
                : counted.stream()
                        .map(field -> sum && field.type().isNumber()
                                ? "coalesce(f." + Compute.name(field.name()) + ", 0) = 0"
                                : "f." + Compute.name(field.name()) + " IS NULL")
                        .collect(Collectors.joining(" AND "));
    }

    private static SourceRow row(ResultSet result, List<String> fields, Map<String, Integer> places)
            throws SQLException {
        long number = result.getLong(6);
        List<SourceCell> cells = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            int column = places.getOrDefault(fields.get(i), -1);
            String address = column < 0 ? "" : Place.columnName(column) + number;
            cells.add(new SourceCell(fields.get(i), address, shown(result.getObject(8 + i))));
        }
        String item = result.getString(7);
        return new SourceRow(result.getString(4), result.getString(5), number, item == null ? "" : item, cells);
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        return value instanceof Number ? Numbers.plain(Numbers.of(value)) : value.toString();
    }

    private Map<Long, Map<String, Integer>> columns(Form form) throws SQLException {
        Map<Long, Map<String, Integer>> columns = new HashMap<>();
        try (Statement statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery("SELECT c.part, c.field, c.col FROM " + FormTable.PART_COLUMNS
                        + " c JOIN " + FormTable.PARTS + " p ON p.part = c.part WHERE p.form = "
                        + Compute.literal(form.id()))) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getLong(1), part -> new HashMap<>())
                        .put(rows.getString(2), rows.getInt(3));
            }
        }
        return columns;
    }
}
