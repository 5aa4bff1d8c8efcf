package org.fubiao.totals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Figure;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.RowKind;
import org.jspecify.annotations.Nullable;

/** Gives each figure its value, its wording and its place in an appendix. */
public final class FigureBuilder {
    private final Job job;
    private final MeasureValues values;
    private final MeasureValues prior;
    private final List<AppendixTable> appendices;

    private FigureBuilder(Job job, MeasureValues values, MeasureValues prior, List<AppendixTable> appendices) {
        this.job = job;
        this.values = values;
        this.prior = prior;
        this.appendices = appendices;
    }

    /**
     * Makes all figures, in the order of the job.
     *
     * @param previousRun what the last completed run of the same period quoted, by id of the figure
     */
    public static List<FigureValue> build(
            Job job,
            MeasureValues values,
            MeasureValues prior,
            List<AppendixTable> appendices,
            Map<String, BigDecimal> previousRun) {
        FigureBuilder builder = new FigureBuilder(job, values, prior, appendices);
        return job.figures().stream()
                .map(figure -> builder.build(figure, previousRun.get(figure.id())))
                .toList();
    }

    /** A cell of an appendix. */
    private record Spot(@Nullable AppendixTable appendix, int row, int column) {}

    private FigureValue build(Figure figure, @Nullable BigDecimal previousRun) {
        Measure measure = job.measure(figure.measure());
        BigDecimal total = values.total(measure.name());
        BigDecimal exact = exact(figure, total);
        BigDecimal value = exact == null ? null : rounded(figure, measure, exact);
        Spot spot = spot(figure, measure, total);
        return new FigureValue(
                figure,
                exact,
                value,
                figure.say().replace("{}", Numbers.plain(value)),
                exact(figure, prior.total(measure.name())),
                previousRun,
                spot.appendix(),
                spot.row(),
                spot.column());
    }

    private static @Nullable BigDecimal exact(Figure figure, @Nullable BigDecimal value) {
        return value != null && figure.percent() ? value.movePointRight(2) : value;
    }

    private static BigDecimal rounded(Figure figure, Measure measure, BigDecimal exact) {
        if (figure.roundDown() == 0) {
            return Numbers.round(exact, figure.percent() ? Math.max(0, measure.scale() - 2) : measure.scale());
        }
        BigDecimal step = BigDecimal.valueOf(figure.roundDown());
        return exact.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    }

    /** The named appendix, or the first that shows the value; failing that, the first that has the measure. */
    private Spot spot(Figure figure, Measure measure, @Nullable BigDecimal total) {
        Spot first = new Spot(null, 0, 0);
        for (AppendixTable appendix : appendices) {
            String named = figure.appendix();
            if (named != null && !named.equals(appendix.definition().id())) {
                continue;
            }
            Spot spot = spot(appendix, measure);
            if (spot == null) {
                continue;
            }
            if (shows(spot, measure, total)) {
                return spot;
            }
            first = first.appendix() == null ? spot : first;
        }
        return first;
    }

    private static @Nullable Spot spot(AppendixTable appendix, Measure measure) {
        if (appendix.definition().rows() instanceof ByMeasure byMeasure) {
            int row = byMeasure.measures().indexOf(measure.name());
            return row < 0 ? null : new Spot(appendix, row, MeasureRows.CURRENT);
        }
        int last = appendix.rows().size() - 1;
        for (int column = 0; column < appendix.columns().size(); column++) {
            boolean shown = measure.name().equals(appendix.columns().get(column).measure());
            if (shown && last >= 0 && appendix.rows().get(last).kind() == RowKind.TOTAL) {
                return new Spot(appendix, last, column);
            }
        }
        return null;
    }

    private static boolean shows(Spot spot, Measure measure, @Nullable BigDecimal total) {
        AppendixTable appendix = spot.appendix();
        if (appendix == null || total == null) {
            return false;
        }
        Cell cell = appendix.rows().get(spot.row()).cells().get(spot.column());
        boolean timesHundred = appendix.definition().rows() instanceof ByMeasure
                && measure.uom().equals("%");
        BigDecimal shown = timesHundred ? total.movePointRight(2) : total;
        return cell instanceof Numeric number
                && Numbers.round(shown, number.value().scale()).compareTo(number.value()) == 0;
    }
}
