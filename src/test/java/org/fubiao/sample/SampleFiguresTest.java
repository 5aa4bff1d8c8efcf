package org.fubiao.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleFiguresTest {
    private final List<SampleYear> years = new SampleYears().make();

    @Test
    void theRowsOf2023GiveEveryPublishedFigure() {
        Map<String, BigDecimal> figures = SampleFigures.of(years.get(1));

        assertThat(figures).hasSize(33);
        for (String[] expected : Agency.table(Path.of("src/test/resources/sample/figures-2023.csv"))) {
            assertThat(figures.get(expected[0]))
                    .as(expected[0] + " " + expected[1])
                    .isBetween(new BigDecimal(expected[3]), new BigDecimal(expected[4]));
        }
    }

    @Test
    void openingBalancesAreThoseWithWhichTheYearBeforeClosed() {
        Map<String, Object> closing = balances(years.get(0), 3);
        closing.put("市国动办", closing.remove("市人防办"));
        // Whoever went on with it did not count it in.
        closing.remove("市合作交流办");
        assertThat(balances(years.get(1), 0)).isEqualTo(closing);
    }

    private static Map<String, Object> balances(SampleYear year, int row) {
        return year.of(FormText.COMMITMENT).stream()
                .collect(Collectors.toMap(report -> report.agency().name(), report -> report.value(row, "合计")));
    }
}
