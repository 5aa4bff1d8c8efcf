package org.fubiao.job;

import org.fubiao.finding.Severity;

/**
 * A rule (审核规则): a condition that rows or forms must meet, as an SQL expression over the form's own names.
 *
 * @param code unique in the job
 * @param kind what the condition is about
 * @param condition what must hold; undecided where it is null
 * @param message what the unit is told
 */
public record Rule(String code, Kind kind, String condition, Severity level, String message) {

    /** What a rule's condition is about. */
    public enum Kind {
        /** Each row of a list or matrix form, over the fields ({@code check}, and {@code across} in a matrix form). */
        ROW,
        /** Each column of a matrix form, over the names of its items ({@code down}). */
        DOWN
    }
}
