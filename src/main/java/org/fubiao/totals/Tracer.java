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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.Place;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ChangeColumn;
import org.fubiao.job.Appendix.Column;
import org.fubiao.job.Appendix.Listing;
import org.fubiao.job.Appendix.MeasureColumn;
import org.fubiao.job.Appendix.RatioColumn;
import org.fubiao.job.Expression;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.totals.Aggregation.Found;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.CellTrace.How;
import org.fubiao.totals.Trace.SourceCell;
import org.fubiao.totals.Trace.SourceRow;
import org.fubiao.totals.Trace.UnitRows;
import org.fubiao.totals.Trace.UnitValue;
import org.jspecify.annotations.Nullable;

/** Goes from a measure back to the submitted cells that make it. */
public final class Tracer {
    private final Job job;
    private final Period period;
    private final Connection snapshot;
    private final MeasureValues values;
    private final MeasureValues prior;
    private final int rowsOfUnit;

    /**
     * @param snapshot the snapshot that the values were computed over
     * @param rowsOfUnit how many rows of a unit are given; all are counted
     */
    public Tracer(
            Job job, Period period, Connection snapshot, MeasureValues values, MeasureValues prior, int rowsOfUnit) {
        this.job = job;
        this.period = period;
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
        return trace(name, new Line(values, prior, Slot.TOTAL));
    }

    /**
     * Traces a cell of an appendix: a number, or whatever stands in a listing.
     *
     * @param table made over this snapshot
     * @param row place of its row, from 0
     * @param column place of its leaf column, from 0
     * @return null if there is nothing to trace
     */
    public @Nullable CellTrace cell(AppendixTable table, int row, int column) throws SQLException {
        Row at = table.rows().get(row);
        Appendix appendix = table.definition();
        if (appendix.rows() instanceof Listing listing) {
            return listed(table, row, column, listing);
        }
        if (!(at.cells().get(column) instanceof Numeric)) {
            return null;
        }
        Line line = at.line();
        if (line == null) {
            throw new IllegalArgumentException("row " + row + " is not made of measures");
        }
        if (appendix.rows() instanceof ByMeasure) {
            return ofMeasure(table, row, column, at.labels().get(0), line);
        }
        Column shown = Columns.leaves(appendix).get(column).column();
        if (shown instanceof MeasureColumn one) {
            Trace part = one.previous() ? previous(one.measure(), line) : trace(one.measure(), line);
            How how = one.previous() ? How.PREVIOUS : How.MEASURE;
            BigDecimal value = part.value() == null ? null : Cells.published(part.measure(), part.value());
            return new CellTrace(table, row, column, how, value, List.of(part), null);
        }
        int digits = Numbers.digits(table.columns().get(column).format());
        if (shown instanceof RatioColumn ratio) {
            Trace numerator = trace(ratio.numerator(), line);
            Trace denominator = trace(ratio.denominator(), line);
            BigDecimal value = numerator.value() == null || denominator.value() == null
                    ? null
                    : Numbers.quotient(numerator.value(), denominator.value(), digits);
            return new CellTrace(table, row, column, How.RATIO, value, List.of(numerator, denominator), null);
        }
        ChangeColumn change = (ChangeColumn) shown;
        Trace now = trace(change.measure(), line);
        Trace before = previous(change.measure(), line);
        BigDecimal difference = difference(now.value(), before.value());
        BigDecimal value = !change.relative() || difference == null || before.value() == null
                ? difference
                : Numbers.quotient(difference, before.value(), digits);
        How how = change.relative() ? How.GROWTH : How.DIFFERENCE;
        return new CellTrace(table, row, column, how, value, List.of(now, before), null);
    }

    private CellTrace ofMeasure(AppendixTable table, int row, int column, String name, Line line) throws SQLException {
        Measure measure = job.measure(name);
        if (column == MeasureRows.CURRENT) {
            Trace part = trace(name, line);
            BigDecimal value = MeasureRows.shown(measure, part.value());
            return new CellTrace(table, row, column, How.MEASURE, value, List.of(part), null);
        }
        Trace before = previous(name, line);
        BigDecimal subtrahend = MeasureRows.shown(measure, before.value());
        if (column == MeasureRows.PREVIOUS) {
            return new CellTrace(table, row, column, How.PREVIOUS, subtrahend, List.of(before), null);
        }
        Trace now = trace(name, line);
        BigDecimal value = difference(MeasureRows.shown(measure, now.value()), subtrahend);
        return new CellTrace(table, row, column, How.DIFFERENCE, value, List.of(now, before), null);
    }

    private static @Nullable BigDecimal difference(@Nullable BigDecimal minuend, @Nullable BigDecimal subtrahend) {
        return minuend == null || subtrahend == null ? null : minuend.subtract(subtrahend);
    }

    /** The row as it was submitted. */
    private CellTrace listed(AppendixTable table, int row, int column, Listing listing) throws SQLException {
        Form form = job.form(listing.form());
        ListingRows rows = new ListingRows(job, table.definition(), listing);
        Map<Long, Map<String, Integer>> columns = columns(form);
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(rows.source(row))) {
            if (!result.next()) {
                throw new IllegalStateException("the listing has no row " + row);
            }
            String unit = result.getString(1);
            Map<String, Integer> places = columns.getOrDefault(result.getLong(3), Map.of());
            UnitRows found = new UnitRows(unit, job.unit(unit).name(), 1, List.of(row(result, rows.fields(), places)));
            BigDecimal value = result.getObject(8 + column) instanceof Number number ? Numbers.of(number) : null;
            return new CellTrace(table, row, column, How.LISTED, value, List.of(), found);
        }
    }

    private Trace trace(String name, Line line) throws SQLException {
        Measure measure = job.measure(name);
        String form = measure.form();
        if (form != null) {
            return base(measure, job.form(form), line);
        }
        Derivation derivation = new Derivation(job, snapshot, line.values(), line.prior());
        List<Trace> inputs = new ArrayList<>();
        for (String used : derivation.used(measure.value())) {
            inputs.add(trace(used, line));
        }
        for (String used : derivation.usedOfPrevious(measure.value())) {
            inputs.add(previous(used, line));
        }
        BigDecimal exact = derivation
                .at("指标“" + name + "”（measures.yml）", measure.value(), Set.of(line.slot()))
                .get(line.slot());
        return new Trace(measure, false, line.current(name), exact, byUnit(name, values, line), List.of(), inputs);
    }

    private Trace previous(String name, Line line) {
        return new Trace(
                job.measure(name),
                true,
                line.previous(name),
                line.previous(name),
                byUnit(name, prior, line),
                List.of(),
                List.of());
    }

    /** The measure is computed once more, over just the rows that are given. */
    private Trace base(Measure measure, Form form, Line line) throws SQLException {
        String name = measure.name();
        String condition = line.condition(form, period);
        Map<Slot, Found> found = new Aggregation(snapshot, form, List.of(measure), condition)
                .byUnit()
                .getOrDefault(name, Map.of());
        Found whole = found.get(Slot.TOTAL);
        BigDecimal again = whole == null || whole.rows() == 0 ? null : whole.value();
        List<UnitValue> byUnit = line.isGroup() ? ofGroup(found) : byUnit(name, values, line);
        return new Trace(
                measure,
                false,
                line.current(name),
                again == null ? line.current(name) : again,
                byUnit,
                rows(measure, form, condition),
                List.of());
    }

    private List<UnitValue> ofGroup(Map<Slot, Found> found) {
        List<UnitValue> byUnit = new ArrayList<>();
        for (Unit unit : job.units()) {
            Found at = found.get(Slot.unit(unit.code()));
            BigDecimal value = at == null || at.rows() == 0 ? null : at.value();
            if (value != null) {
                byUnit.add(new UnitValue(unit.code(), unit.name(), value));
            }
        }
        return byUnit;
    }

    private List<UnitValue> byUnit(String measure, MeasureValues of, Line line) {
        List<UnitValue> byUnit = new ArrayList<>();
        for (Unit unit : job.units()) {
            BigDecimal value = line.includes(unit) ? of.unit(measure, unit.code()) : null;
            if (value != null) {
                byUnit.add(new UnitValue(unit.code(), unit.name(), value));
            }
        }
        return byUnit;
    }

    private List<UnitRows> rows(Measure measure, Form form, @Nullable String condition) throws SQLException {
        String where = measure.where();
        List<String> fields = Expression.names(
                where == null ? measure.value() : measure.value() + " , " + where,
                form.fields().stream().map(Field::name).toList());
        Map<Long, Map<String, Integer>> columns = columns(form);
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, List<SourceRow>> rows = new HashMap<>();
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(sql(form, measure, fields, condition))) {
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

    private String sql(Form form, Measure measure, List<String> fields, @Nullable String condition) {
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
                + Compute.name(form.title()) + where(measure.where(), condition) + ") f JOIN " + FormTable.PARTS
                + " p ON p.part = f." + FormTable.PART + " GROUP BY p.unit ORDER BY o)";
    }

    private static String where(@Nullable String one, @Nullable String other) {
        String both = Stream.of(one, other)
                .filter(Objects::nonNull)
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(" AND "));
        return both.isEmpty() ? "" : " WHERE " + both;
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
