package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fubiao.compute.FormRows;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByUnit;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.MeasureValue.Level;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an appendix by unit. The total is that of the kinds that are listed; where others have data too, a note says so.
 */
final class UnitRows {
    private final Job job;
    private final MeasureValues values;
    private final MeasureValues prior;
    private final Reported reported;
    private final ByUnit definition;
    private final Cells cells;
    private final Set<String> measures;
    private final List<Form> forms;

    UnitRows(Job job, MeasureValues values, MeasureValues prior, Reported reported, Appendix appendix, ByUnit rows) {
        this.job = job;
        this.values = values;
        this.prior = prior;
        this.reported = reported;
        this.definition = rows;
        this.cells = new Cells(job, appendix);
        this.measures = Columns.measures(appendix);
        this.forms = Uses.forms(job, measures);
    }

    List<Row> rows(Period period, FormRows snapshot) throws SQLException {
        List<Row> rows = new ArrayList<>();
        List<Integer> details = new ArrayList<>();
        List<Integer> subtotals = new ArrayList<>();
        List<String> kinds = definition.kinds().stream()
                .filter(kind -> !units(kind).isEmpty())
                .toList();
        for (String kind : kinds) {
            if (kinds.size() > 1) {
                rows.add(new Row(RowKind.GROUP, List.of(kind), cells.empty()));
            }
            List<Integer> ofKind = new ArrayList<>();
            for (Unit unit : units(kind)) {
                ofKind.add(rows.size());
                Line line = line(Slot.unit(unit.code()));
                rows.add(new Row(RowKind.DETAIL, List.of(unit.name()), cells.row(line), line));
            }
            details.addAll(ofKind);
            if (definition.subtotal() && kinds.size() > 1) {
                subtotals.add(rows.size());
                Line line = line(Slot.kind(kind));
                rows.add(new Row(RowKind.SUBTOTAL, List.of(kind + "小计"), cells.sum(line, rows, ofKind), line));
            }
        }
        if (!rows.isEmpty()) {
            String label = subtotals.isEmpty() ? "合计" : "总计";
            List<Integer> summed = subtotals.isEmpty() ? details : subtotals;
            Line total = total(period, snapshot);
            rows.add(new Row(RowKind.TOTAL, List.of(label), cells.sum(total, rows, summed), total));
        }
        return rows;
    }

    private List<Unit> units(String kind) {
        return job.units().stream()
                .filter(unit -> unit.kind().equals(kind) && Reported.concerns(unit, forms, reported))
                .toList();
    }

    private Line line(Slot slot) {
        return new Line(values, prior, slot);
    }

    private Line total(Period period, FormRows snapshot) throws SQLException {
        MeasureValues ofListed = values;
        if (!covered(values)) {
            Collection<Measure> used = Uses.closure(job, measures);
            ofListed = Totals.over(job, period, snapshot, listed(prior), definition.kinds(), used);
        }
        return new Line(ofListed, covered(prior) ? prior : listed(prior), Slot.TOTAL, definition.kinds());
    }

    /** Whether all that has data is listed. */
    private boolean covered(MeasureValues of) {
        return Uses.closure(job, measures).stream()
                .allMatch(measure -> definition.kinds().containsAll(of.keys(measure.name(), Level.KIND)));
    }

    /** Totals over the listed kinds, as far as kept values tell. */
    private MeasureValues listed(MeasureValues of) {
        MeasureValues listed = new MeasureValues();
        for (Measure measure : job.measures()) {
            List<String> kinds = of.keys(measure.name(), Level.KIND);
            if (definition.kinds().containsAll(kinds)) {
                listed.put(measure.name(), Slot.TOTAL, of.total(measure.name()));
            } else if (measure.additive()) {
                listed.put(measure.name(), Slot.TOTAL, sumOfKinds(of, measure));
            }
        }
        return listed;
    }

    private @Nullable BigDecimal sumOfKinds(MeasureValues of, Measure measure) {
        BigDecimal sum = null;
        for (String kind : definition.kinds()) {
            BigDecimal value = of.kind(measure.name(), kind);
            if (value != null) {
                sum = sum == null ? value : sum.add(value);
            }
        }
        return sum;
    }

    /** A note on the kinds that have data but are not listed; empty if there are none. */
    List<String> notes() {
        Set<String> left = new LinkedHashSet<>();
        for (String kind : job.kinds()) {
            boolean hasData = measures.stream()
                    .map(measure -> values.kind(measure, kind))
                    .anyMatch(value -> value != null && value.signum() != 0);
            if (hasData && !definition.kinds().contains(kind)) {
                left.add(kind);
            }
        }
        return left.isEmpty() ? List.of() : List.of("本表未列入" + String.join("、", left) + "报送的数据。");
    }

    String coverage(Period period) {
        return reported.coverage(job, period, forms, definition.kinds());
    }
}
