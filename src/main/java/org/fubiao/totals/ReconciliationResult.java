package org.fubiao.totals;

import java.math.BigDecimal;
import org.fubiao.job.Reconciliation;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of a reconciliation at one place.
 *
 * @param key code of the unit, name of the kind, or empty for the whole
 * @param name as printed
 * @param left value of what is checked, or null
 * @param right value of what it is checked against, or null
 * @param margin by how much both may be apart because what they are made of was rounded
 * @param outcome whether they agree
 * @param reason why it cannot be decided; empty if it can
 * @param cause the one reason for which this fails together with others, if one was found
 */
public record ReconciliationResult(
        Reconciliation definition,
        String key,
        String name,
        @Nullable BigDecimal left,
        @Nullable BigDecimal right,
        BigDecimal margin,
        Outcome outcome,
        String reason,
        @Nullable RootCause cause) {

    /** A result of exact values that stands for itself. */
    public ReconciliationResult(
            Reconciliation definition,
            String key,
            String name,
            @Nullable BigDecimal left,
            @Nullable BigDecimal right,
            Outcome outcome) {
        this(definition, key, name, left, right, BigDecimal.ZERO, outcome, "", null);
    }

    /** Whether two totals agree. */
    public enum Outcome {
        HOLDS,
        FAILS,
        /** It cannot be told; this never counts as passed. */
        UNDECIDED
    }

    /**
     * One reason for many failures, told once.
     *
     * @param code of its finding
     * @param unit code of the unit whom it concerns; empty if it is one of the register
     * @param message in words, with what to do
     */
    public record RootCause(String code, String unit, String message) {}

    /** Expected minus found, right minus left: positive where what is checked is short. Null if a side is missing. */
    public @Nullable BigDecimal difference() {
        return left == null || right == null ? null : right.subtract(left);
    }

    /** The greatest difference that counts as agreement, rounding aside. */
    public BigDecimal tolerance() {
        return left == null || right == null
                ? definition.tolerance()
                : definition
                        .tolerance()
                        .max(definition.relative().multiply(left.abs().max(right.abs())));
    }

    ReconciliationResult because(RootCause found) {
        return new ReconciliationResult(definition, key, name, left, right, margin, outcome, reason, found);
    }
}
