package org.fubiao.web.overview;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.publishing.PublishedReview;
import org.fubiao.publishing.PublishedReview.Answered;
import org.fubiao.publishing.PublishedReview.Gap;
import org.jspecify.annotations.Nullable;

/**
 * By how much a published total would move if a unit corrected what does not agree.
 *
 * @param share of the total, at least 0
 */
record Shift(Gap gap, BigDecimal share) {
    private static final int MOST = 5;
    private static final MathContext DIGITS = MathContext.DECIMAL32;

    /** Those that move most. What was waived is settled. */
    static List<Shift> of(PublishedReview review) {
        Set<List<String>> waived = new HashSet<>();
        review.findings().stream()
                .filter(one -> one.answered() == Answered.WAIVED)
                .forEach(one -> waived.add(List.of(one.code(), one.unit())));
        return review.gaps().stream()
                .filter(gap -> gap.ofUnit() && !waived.contains(List.of(gap.code(), gap.key())))
                .flatMap(Shift::of)
                .sorted(Comparator.comparing(Shift::share).reversed())
                .limit(MOST)
                .toList();
    }

    private static Stream<Shift> of(Gap gap) {
        BigDecimal difference = gap.difference();
        @Nullable BigDecimal total = gap.publishedTotal();
        return difference == null || total == null || difference.signum() == 0 || total.signum() == 0
                ? Stream.empty()
                : Stream.of(new Shift(gap, difference.abs().divide(total.abs(), DIGITS)));
    }
}
