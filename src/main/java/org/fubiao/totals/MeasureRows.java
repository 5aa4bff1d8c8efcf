package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Difference;
import org.fubiao.totals.AppendixTable.Empty;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.AppendixTable.Text;
import org.jspecify.annotations.Nullable;

/** The rows of an appendix of measures. A share whose unit of measure is {@code %} is shown times 100. */
final class MeasureRows {
    /** Leaf column of this period's value. */
    static final int CURRENT = 1;

    /** Leaf column of the value of the period before. */
    static final int PREVIOUS = 2;

    private final Job job;
    private final ByMeasure definition;

    MeasureRows(Job job, ByMeasure definition) {
        this.job = job;
        this.definition = definition;
    }

    List<LeafColumn> columns(Period period) {
        int scale = definition.measures().stream()
                .map(job::measure)
                .mapToInt(MeasureRows::scale)
                .max()
                .orElse(0);
        String format = scale == 0 ? "#,##0" : "General";
        return List.of(
                new LeafColumn(List.of("计量单位"), "", null),
                new LeafColumn(List.of(period.kind().currentWord()), format, null),
                new LeafColumn(List.of(period.kind().previousWord()), format, null),
                new LeafColumn(List.of("增减"), format, null));
    }

    private static boolean isPercent(Measure measure) {
        return measure.uom().equals("%");
    }

    private static int scale(Measure measure) {
        return isPercent(measure) ? Math.max(0, measure.scale() - 2) : measure.scale();
    }

    List<Row> rows(MeasureValues values, MeasureValues prior) {
        List<Row> rows = new ArrayList<>();
        for (String name : definition.measures()) {
            Measure measure = job.measure(name);
            BigDecimal current = shown(measure, values.total(name));
            BigDecimal previous = shown(measure, prior.total(name));
            Cell change = current == null || previous == null
                    ? new Empty()
                    : new Numeric(current.subtract(previous), new Difference(CURRENT, PREVIOUS, false));
            rows.add(new Row(
                    RowKind.DETAIL,
                    List.of(name),
                    List.of(new Text(measure.uom()), cell(current), cell(previous), change),
                    new Line(values, prior, Slot.TOTAL)));
        }
        return rows;
    }

    static @Nullable BigDecimal shown(Measure measure, @Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        return Numbers.round(isPercent(measure) ? value.movePointRight(2) : value, scale(measure));
    }

    private static Cell cell(@Nullable BigDecimal value) {
        return value == null ? new Empty() : new Numeric(value, null);
    }
}
