package org.fubiao.finding;

/**
 * Why a unit says that something is right although there is a warning (情况说明). It holds for the values that it was given for.
 *
 * @param about what it explains
 * @param shown the values that it was given for, in words
 * @param text what the unit wrote
 * @param place file, sheet and cell in which it was written
 * @param sha256 of that file's bytes; empty as long as they are not registered
 */
public record Explanation(FindingIdentity about, String shown, String text, Place place, String sha256) {
    /** Longest text that is kept, in characters. */
    public static final int LONGEST = 1000;

    public Explanation {
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
