package org.fubiao.plausibility;

import java.math.BigDecimal;
import org.fubiao.finding.Place;
import org.fubiao.job.PlausibilityCheck;
import org.jspecify.annotations.Nullable;

/**
 * What a check of plausibility says of one unit.
 *
 * @param unit its code
 * @param form id of the form that the unit reported and that the measure is made of; empty if it reported none
 * @param place the sheet in which it did
 * @param value what the unit's reports give
 * @param against what it is compared with, in words
 * @param compared what it is compared with
 * @param score how far it lies from its peers, as a modified z-score; null in other checks
 * @param limit what is plausible, in words
 * @param remark why it could not be decided, or the stated reason that settles it; empty otherwise
 */
public record PlausibilityResult(
        PlausibilityCheck check,
        String unit,
        String form,
        Place place,
        Outcome outcome,
        @Nullable BigDecimal value,
        String against,
        @Nullable BigDecimal compared,
        @Nullable BigDecimal score,
        String limit,
        String remark) {

    /** What became of a check. */
    public enum Outcome {
        HOLDS("合理"),
        FAILS("存疑"),
        UNDECIDED("无法判断");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How much more the value is than what it is compared with; null where one of both is missing. */
    public @Nullable BigDecimal difference() {
        return value == null || compared == null ? null : value.subtract(compared);
    }
}
