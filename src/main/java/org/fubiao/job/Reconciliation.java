package org.fubiao.job;

import java.math.BigDecimal;
import org.fubiao.finding.Severity;

/**
 * A reconciliation (对账): two expressions over measures that must agree.
 *
 * @param left SQL over measure names and {@code 上期.名称}
 * @param right the same
 * @param by what is compared: each unit, each kind of unit, or only the whole
 * @param tolerance greatest difference that still agrees, at least 0
 * @param message what to do when they do not agree; may be empty
 */
public record Reconciliation(
        String code,
        String title,
        String left,
        String right,
        By by,
        BigDecimal tolerance,
        Severity level,
        String message) {

    /** At which level two totals are compared. */
    public enum By {
        UNIT,
        KIND,
        TOTAL
    }
}
