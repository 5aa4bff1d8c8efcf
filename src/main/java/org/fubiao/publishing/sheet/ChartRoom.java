package org.fubiao.publishing.sheet;

import java.util.OptionalDouble;
import org.fubiao.job.Appendix.Chart.Kind;
import org.fubiao.publishing.sheet.Grid.Chart;

/** Decides whether a chart can stand below its table; heights are points on paper. */
final class ChartRoom {
    private static final double CENTIMETRE = 72 / 2.54;
    private static final double LEAST = 6.5 * CENTIMETRE;
    private static final double BEST = 9 * CENTIMETRE;

    /** Title, axis and legend of a chart whose bars lie. */
    private static final double AROUND_BARS = 2.4 * CENTIMETRE;

    private static final double LEAST_BAR = 0.55 * CENTIMETRE;
    private static final double BEST_BAR = 0.8 * CENTIMETRE;

    /** More names than these cannot be read beside each other across a page. */
    private static final int MOST_BESIDE = 20;

    private ChartRoom() {}

    /** The height of the chart in this room; empty if it could not be read and needs a sheet of its own. */
    static OptionalDouble height(Chart chart, double room) {
        boolean lying = chart.kind() == Kind.BAR;
        int bars = chart.rows().size() * chart.columns().size();
        if (!lying && chart.rows().size() > MOST_BESIDE) {
            return OptionalDouble.empty();
        }
        double least = lying ? Math.max(LEAST, AROUND_BARS + bars * LEAST_BAR) : LEAST;
        double best = lying ? Math.max(LEAST, AROUND_BARS + bars * BEST_BAR) : BEST;
        return room < least ? OptionalDouble.empty() : OptionalDouble.of(Math.min(room, best));
    }
}
