package org.fubiao.plausibility;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values lie about their median, told by measures that a few strange values cannot move: the modified z-score of Iglewicz
 * and Hoaglin (How to Detect and Handle Outliers, 1993). Where more than half of the values are the same, their median absolute
 * deviation is 0, and the mean absolute deviation about the median takes its place.
 *
 * <p>Limits are compared without dividing, so that a value at the limit never depends on how something was rounded.
 */
final class Spread {
    /** What makes the median absolute deviation of a normal distribution its standard deviation. */
    private static final BigDecimal MEDIAN_FACTOR = new BigDecimal("0.6745");

    /** The same for the mean absolute deviation: the root of π/2. */
    private static final BigDecimal MEAN_FACTOR = new BigDecimal("1.2533");

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final BigDecimal median;

    /** A value lies {@code |value - median| × numerator / denominator} from the median; 0 if all are the same. */
    private final BigDecimal numerator;

    private final BigDecimal denominator;

    private Spread(BigDecimal median, BigDecimal numerator, BigDecimal denominator) {
        this.median = median;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /** The spread of one value or more. */
    static Spread of(Collection<BigDecimal> values) {
        BigDecimal median = median(values);
        List<BigDecimal> distances =
                values.stream().map(value -> value.subtract(median).abs()).toList();
        BigDecimal usual = median(distances);
        if (usual.signum() > 0) {
            return new Spread(median, MEDIAN_FACTOR, usual);
        }
        BigDecimal sum = distances.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Spread(median, BigDecimal.valueOf(distances.size()), MEAN_FACTOR.multiply(sum));
    }

    private static BigDecimal median(Collection<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).add(sorted.get(middle)).divide(TWO);
    }

    BigDecimal median() {
        return median;
    }

    /** Whether all values are the same, so that no distance means anything. */
    boolean isNone() {
        return denominator.signum() == 0;
    }

    /** Whether a value lies farther from the median than a limit, on either side. */
    boolean isBeyond(BigDecimal value, BigDecimal limit) {
        return value.subtract(median).abs().multiply(numerator).compareTo(limit.multiply(denominator)) > 0;
    }

    /** The modified z-score to two digits, negative below the median; null if all values are the same. */
    @Nullable BigDecimal score(BigDecimal value) {
        return isNone()
                ? null
                : value.subtract(median)
                        .multiply(numerator)
                        .divide(denominator, MathContext.DECIMAL128)
                        .setScale(2, RoundingMode.HALF_UP);
    }
}
