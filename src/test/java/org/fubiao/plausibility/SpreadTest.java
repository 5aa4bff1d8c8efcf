package org.fubiao.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statistics against values worked out by hand. */
class SpreadTest {
    private static final BigDecimal LIMIT = new BigDecimal("3.5");

    private static List<BigDecimal> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(BigDecimal::new).toList();
    }

    private static List<String> scores(String text) {
        Spread spread = Spread.of(numbers(text));
        return numbers(text).stream()
                .map(value -> String.valueOf(spread.score(value)))
                .toList();
    }

    /**
     * The data with which the literature on the modified z-score of Iglewicz and Hoaglin shows masking: of 14 and 15, plain
     * z-scores find neither beyond 3. Median 4, median absolute deviation 0.3.
     */
    @Test
    void twoOutliersDoNotHideEachOther() {
        String data = "3.2 3.4 3.7 3.7 3.8 3.9 4 4 4.1 4.2 4.7 4.8 14 15";

        assertThat(Spread.of(numbers(data)).median()).isEqualByComparingTo("4");
        assertThat(scores(data))
                .containsExactly(
                        "-1.80", "-1.35", "-0.67", "-0.67", "-0.45", "-0.22", "0.00", "0.00", "0.22", "0.45", "1.57",
                        "1.80", "22.48", "24.73");
    }

    @Test
    void anEvenNumberOfValuesHasItsMedianBetweenTwo() {
        // Median 2.45, distances 0.05 0.05 0.15 0.15 0.15 0.15 0.35 0.35 5.75 5.85, their median 0.15.
        assertThat(scores("2.1 2.6 2.4 2.5 2.3 2.1 2.3 2.6 8.2 8.3"))
                .containsExactly("-1.57", "0.67", "-0.22", "0.22", "-0.67", "-1.57", "-0.67", "0.67", "25.86", "26.31");
    }

    @Test
    void whereMostValuesAreTheSameTheMeanDistanceTakesTheirPlace() {
        // Median and median distance are 5 and 0; the mean distance is (1 + 9) / 10 = 1: 9 / 1.2533 = 7.18.
        assertThat(scores("5 5 5 5 5 5 5 5 6 14")).endsWith("0.80", "7.18").startsWith("0.00");
        Spread spread = Spread.of(numbers("5 5 5 5 5 5 5 5 6 14"));
        assertThat(spread.isBeyond(new BigDecimal(14), LIMIT)).isTrue();
        assertThat(spread.isBeyond(new BigDecimal(6), LIMIT)).isFalse();
    }

    @Test
    void whereAllValuesAreTheSameNothingCanBeSaid() {
        Spread spread = Spread.of(numbers("7 7 7"));

        assertThat(spread.isNone()).isTrue();
        assertThat(spread.score(new BigDecimal(7))).isNull();
        assertThat(spread.median()).isEqualByComparingTo("7");
    }

    @Test
    void aValueAtTheLimitIsNotBeyondIt() {
        // Median 0, median distance 0.6745: the score of a value is the value itself.
        Spread spread = Spread.of(numbers("-3.5 -0.6745 -0.6745 0 0.6745 0.6745 3.5001"));

        assertThat(spread.isBeyond(new BigDecimal("-3.5"), LIMIT)).isFalse();
        assertThat(spread.isBeyond(new BigDecimal("3.5"), LIMIT)).isFalse();
        assertThat(spread.isBeyond(new BigDecimal("3.5001"), LIMIT)).isTrue();
        assertThat(spread.isBeyond(new BigDecimal("-3.5001"), LIMIT)).isTrue();
    }
}
