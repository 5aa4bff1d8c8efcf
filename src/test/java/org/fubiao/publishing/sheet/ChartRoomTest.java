package org.fubiao.publishing.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.fubiao.job.Appendix.Chart.Kind;
import org.fubiao.publishing.sheet.Grid.Chart;
import org.junit.jupiter.api.Test;

class ChartRoomTest {
    private static final double CENTIMETRE = 72 / 2.54;

    private static Chart chart(Kind kind, int rows, int columns) {
        List<Integer> lines = IntStream.range(0, rows).boxed().toList();
        return new Chart(kind, "", "", IntStream.range(0, columns).boxed().toList(), lines, lines);
    }

    private static double height(Chart chart, double centimetres) {
        return ChartRoom.height(chart, centimetres * CENTIMETRE).orElse(0) / CENTIMETRE;
    }

    @Test
    void standsBelowTheTableWhereItCanBeRead() {
        Chart stacked = chart(Kind.STACKED, 12, 2);
        assertThat(height(stacked, 6.4)).isZero();
        assertThat(height(stacked, 6.6)).isCloseTo(6.6, within(0.01));
        assertThat(height(stacked, 20)).isCloseTo(9, within(0.01));
    }

    @Test
    void everyLyingBarNeedsItsHeight() {
        Chart bars = chart(Kind.BAR, 12, 1);
        assertThat(height(bars, 8.9)).isZero();
        assertThat(height(bars, 9.1)).isCloseTo(9.1, within(0.01));
        assertThat(height(bars, 20)).isCloseTo(12, within(0.01));
        assertThat(height(chart(Kind.BAR, 12, 2), 14)).isZero();
    }

    @Test
    void namesThatDoNotFitBesideEachOtherNeedASheet() {
        assertThat(height(chart(Kind.LINE, 21, 1), 20)).isZero();
        assertThat(height(chart(Kind.LINE, 20, 1), 20)).isPositive();
    }
}
