package org.fubiao.job;

import org.fubiao.finding.Severity;

/**
 * A rule (审核规则): a condition that rows or forms must meet, as an SQL expression over the form's own names.
 *
 * @param code unique in the job
 * @param kind what the condition is about
 * @param condition what must hold; undecided where it is null
 * @param level how bad a failure is
 * @param message what the unit is told
 * @param blocks what a failure keeps out of the totals
 * @param trial whether it only reports, until it is known how often it fires (试行)
 * @param explainedInNotes whether what units write about failures is printed below the appendices that show the form
 */
public record Rule(
        String code,
        Kind kind,
        String condition,
        Severity level,
        String message,
        Consequence blocks,
        boolean trial,
        boolean explainedInNotes) {

    /** What a rule's condition is about. */
    public enum Kind {
        /** Each row of a list or matrix form, over the fields ({@code check}, and {@code across} in a matrix form). */
        ROW,
        /** Each column of a matrix form, over the names of its items ({@code down}). */
        DOWN
    }

    /** As what a failure is reported now: on trial at most as a warning. */
    public Severity severity() {
        return Trial.severity(level, trial);
    }

    /** What follows from a failure now: on trial nothing. */
    public Consequence consequence() {
        return trial ? Consequence.NOTHING : blocks;
    }

    /** What the unit is told, with the mark of a rule on trial before and the consequence behind. */
    public String told(String words) {
        return Trial.told(words, trial, consequence());
    }
}
