package org.fubiao.web.overview;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.publishing.PublishedReview;
import org.fubiao.publishing.PublishedReview.FindingLine;
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

    /** Those that move most. What was waived, or explained, is settled: nobody is going to correct it. */
    static List<Shift> of(PublishedReview review) {
        Set<List<String>> settled = new HashSet<>();
        Set<List<String>> open = new HashSet<>();
        for (FindingLine one : review.findings()) {
            switch (one.answered()) {
                case WAIVED, EXPLAINED -> settled.add(List.of(one.code(), one.unit()));
                case OPEN -> open.add(List.of(one.code(), one.unit()));
                case NOTE -> {}
            }
        }
        settled.removeAll(open);
        return review.gaps().stream()
                .filter(gap -> gap.ofUnit() && !settled.contains(List.of(gap.code(), gap.key())))
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
