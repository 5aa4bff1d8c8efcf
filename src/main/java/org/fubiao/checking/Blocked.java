package org.fubiao.checking;

import java.util.List;
import org.fubiao.job.Consequence;

/**
 * Data that a failing rule keeps out of the totals.
 *
 * @param code of the rule
 * @param consequence what is kept out: the row, the part, or all parts of its unit
 * @param part number of the part in which the rule failed
 * @param row where it failed
 * @param key what identifies a row that is kept out: its label in a matrix form, the values of the key in a list; empty for more
 *     than a row
 * @param reason in words
 */
public record Blocked(String code, Consequence consequence, long part, long row, List<String> key, String reason) {
    public Blocked {
        key = List.copyOf(key);
    }
}
