package org.fubiao.job;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A check of plausibility (合理性审核): what a unit reported is compared with what one would expect of it. What it finds may well be
 * true, so that it warns and never more.
 *
 * @param code unique among the codes of the job
 * @param measure name of the measure that is looked at, unit by unit
 * @param message what to do about a warning; may be empty
 */
public record PlausibilityCheck(String code, String title, String measure, Against against, String message) {

    /** Name of the measure by which the values are divided, if any. */
    public @Nullable String per() {
        return against instanceof Peers peers ? peers.per() : null;
    }

    /** What is looked at, in words: the measure, or the quotient of two. */
    public String subject() {
        String per = per();
        return per == null ? measure : measure + "÷" + per;
    }

    /** What a value is compared with. */
    public sealed interface Against permits LastPeriod, Peers, FormerVersion {
        /** Least distance that is worth a warning: small numbers vary without meaning anything. */
        BigDecimal atLeast();
    }

    /**
     * The value that was published for the period before.
     *
     * @param ratio greatest change that is plausible, as a part of the old value
     */
    public record LastPeriod(BigDecimal ratio, BigDecimal atLeast) implements Against {}

    /**
     * The values of other units: how far one lies from their median, in terms of how far they usually do.
     *
     * @param limit greatest modified z-score that is plausible
     * @param ofKind whether only units of the same kind are compared
     * @param fewest how many units must have a value for a comparison to mean anything
     * @param per measure by which the values are divided first, if any
     */
    public record Peers(
            BigDecimal limit,
            BigDecimal atLeast,
            boolean ofKind,
            int fewest,
            @Nullable String per) implements Against {}

    /**
     * The value that the version of a report gave that a newer one replaced.
     *
     * @param ratio greatest change that needs no reason, as a part of the old value
     */
    public record FormerVersion(BigDecimal ratio, BigDecimal atLeast) implements Against {}
}
