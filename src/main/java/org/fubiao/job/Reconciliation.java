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
 * @param blocks what a failure keeps out of the totals: the unit, or nothing
 * @param trial whether it only reports (试行)
 */
public record Reconciliation(
        String code,
        String title,
        String left,
        String right,
        By by,
        BigDecimal tolerance,
        Severity level,
        String message,
        Consequence blocks,
        boolean trial) {

    /** A reconciliation that blocks nothing. */
    public Reconciliation(
            String code,
            String title,
            String left,
            String right,
            By by,
            BigDecimal tolerance,
            Severity level,
            String message) {
        this(code, title, left, right, by, tolerance, level, message, Consequence.NOTHING, false);
    }

    /** At which level two totals are compared. */
    public enum By {
        UNIT,
        KIND,
        TOTAL
    }

    /** As what a failure is reported now: on trial at most as a warning. */
    public Severity severity() {
        return Trial.severity(level, trial);
    }

    /** What follows from a failure now: on trial nothing. */
    public Consequence consequence() {
        return trial ? Consequence.NOTHING : blocks;
    }

    /** What the unit is told, with the mark of a reconciliation on trial before and the consequence behind. */
    public String told(String words) {
        return Trial.told(words, trial, consequence());
    }
}
