package org.fubiao.web.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.job.Measure;
import org.fubiao.totals.CellTrace;
import org.fubiao.totals.Trace;
import org.fubiao.totals.Trace.SourceRow;
import org.fubiao.totals.Trace.UnitRows;
import org.fubiao.totals.Trace.UnitValue;
import org.jspecify.annotations.Nullable;

/**
 * A measure on the way from a number to what was submitted.
 *
 * @param depth how many measures stand between it and the number
 * @param value what it comes to here; empty for whom that is not
 * @param exact the same before it is rounded, where that shows more
 * @param way how it is computed
 * @param units whose data it is made of, as far as they are seen
 */
record TraceView(
        int depth,
        String name,
        boolean previous,
        String value,
        String exact,
        String uom,
        Way way,
        List<UnitLine> units) {

    private static final Pattern CALL =
            Pattern.compile("\\s*(?i:(count|sum|avg|min|max))\\s*\\(\\s*(?i:(distinct)\\s+)?([^()]+?)\\s*\\)\\s*");

    /**
     * How a measure is computed.
     *
     * @param kind the last part of the key of the words that say so
     * @param of what it is computed of
     * @param where the condition that rows must meet, or empty
     * @param form whose rows they are, or empty
     */
    record Way(String kind, String of, String where, String form) {
        /** Key of the words that say it. */
        public String key() {
            return "trace.way." + kind;
        }

        static Way of(Measure measure) {
            // Names are quoted only for the engine.
            String where = measure.where() == null ? "" : measure.where().replace("\"", "");
            if (measure.isDerived()) {
                return new Way("derived", measure.value(), "", "");
            }
            Matcher call = CALL.matcher(measure.value());
            String form = measure.form() == null ? "" : measure.form();
            if (!call.matches()) {
                return new Way("expression", measure.value(), where, form);
            }
            String function = call.group(1).toLowerCase(java.util.Locale.ROOT);
            String of = call.group(3).replace("\"", "");
            if (call.group(2) != null) {
                return function.equals("count")
                        ? new Way("distinct", of, where, form)
                        : new Way("expression", measure.value(), where, form);
            }
            return function.equals("count") && of.equals("*")
                    ? new Way("rows", "", where, form)
                    : new Way(function, of, where, form);
        }
    }

    /**
     * A unit.
     *
     * @param count how many of its rows are counted; -1 where that is not told
     * @param rows some of them; none for whom they are not
     */
    record UnitLine(String name, String value, long count, List<SourceRow> rows) {}

    /** The steps back from a cell. */
    static List<TraceView> of(CellTrace trace, Sight sight) {
        // The parts of a share or of a change are not what stands in the cell.
        boolean printed = trace.how() == CellTrace.How.MEASURE || trace.how() == CellTrace.How.PREVIOUS;
        return of(trace.parts(), printed, sight);
    }

    /** The steps back from a figure. */
    static List<TraceView> of(Trace trace, Sight sight) {
        return of(List.of(trace), true, sight);
    }

    private static List<TraceView> of(List<Trace> traces, boolean printed, Sight sight) {
        List<TraceView> steps = new ArrayList<>();
        traces.forEach(trace -> add(trace, 0, printed, sight, steps));
        return steps;
    }

    static UnitLine listed(UnitRows unit, Sight sight) {
        return new UnitLine(
                unit.name(), "", sight.whole() ? unit.count() : -1, sight.whole() ? unit.rows() : List.of());
    }

    private static void add(Trace trace, int depth, boolean printed, Sight sight, List<TraceView> steps) {
        NumberText numbers = new NumberText();
        boolean shown = printed || !isOfUnitUnseen(trace, sight);
        String value = shown ? numbers.grouped(trace.value()) : "";
        String exact = shown ? numbers.grouped(trace.exact()) : "";
        steps.add(new TraceView(
                depth,
                trace.measure().name(),
                trace.previous(),
                value,
                exact.equals(value) ? "" : exact,
                trace.measure().uom(),
                Way.of(trace.measure()),
                units(trace, sight, numbers)));
        trace.inputs().forEach(input -> add(input, depth + 1, false, sight, steps));
    }

    /** Whether a value is that of a single unit, and not for these eyes. */
    private static boolean isOfUnitUnseen(Trace trace, Sight sight) {
        Set<String> units = new HashSet<>();
        trace.byUnit().forEach(unit -> units.add(unit.unit()));
        trace.rows().forEach(unit -> units.add(unit.unit()));
        return units.size() == 1
                && !sight.shows(trace.measure().name(), units.iterator().next());
    }

    private static List<UnitLine> units(Trace trace, Sight sight, NumberText numbers) {
        Map<String, UnitRows> rows = new LinkedHashMap<>();
        trace.rows().forEach(unit -> rows.put(unit.unit(), unit));
        List<UnitLine> lines = new ArrayList<>();
        for (UnitValue unit : trace.byUnit()) {
            UnitRows of = rows.remove(unit.unit());
            if (sight.shows(trace.measure().name(), unit.unit())) {
                long count = of == null ? (trace.rows().isEmpty() ? -1 : 0) : of.count();
                lines.add(line(unit.name(), numbers.grouped(unit.value()), count, of, sight));
            }
        }
        // Rows that come to nothing: of empty cells only.
        for (UnitRows unit : rows.values()) {
            if (sight.shows(trace.measure().name(), unit.unit())) {
                lines.add(line(unit.name(), numbers.grouped(null), unit.count(), unit, sight));
            }
        }
        return lines;
    }

    private static UnitLine line(String name, String value, long count, @Nullable UnitRows rows, Sight sight) {
        return new UnitLine(
                name, value, sight.whole() ? count : -1, rows == null || !sight.whole() ? List.of() : rows.rows());
    }
}
