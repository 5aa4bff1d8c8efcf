package org.fubiao.job;

import java.math.BigDecimal;
import org.fubiao.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation (对账): two expressions over measures that must agree.
 *
 * @param left what is checked: SQL over measure names and {@code 上期.名称}
 * @param right what it is checked against: the same; with {@code of} the name of a measure of another job
 * @param by what is compared: each unit, each unit with those directly below it, each kind of unit, or only the whole
 * @param tolerance greatest difference that still agrees, at least 0
 * @param relative the same as a share of the greater side, at least 0; the wider of both counts
 * @param of the job of shorter periods whose values of the right side are added up; null for this job's own
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
        BigDecimal relative,
        @Nullable Other of,
        Severity level,
        String message,
        Consequence blocks,
        boolean trial) {

    /** A reconciliation within this job that allows for a difference and blocks nothing. */
    public Reconciliation(
            String code,
            String title,
            String left,
            String right,
            By by,
            BigDecimal tolerance,
            Severity level,
            String message) {
        this(
                code,
                title,
                left,
                right,
                by,
                tolerance,
                BigDecimal.ZERO,
                null,
                level,
                message,
                Consequence.NOTHING,
                false);
    }

    /** At which level two totals are compared. */
    public enum By {
        UNIT,
        /** A unit that has others below it: its own left side against the sum of their right sides. */
        LEVEL,
        KIND,
        TOTAL
    }

    /**
     * Another job that reports for shorter periods.
     *
     * @param job its id
     * @param title as printed
     * @param kind how long its periods are
     */
    public record Other(String job, String title, PeriodKind kind) {}

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
