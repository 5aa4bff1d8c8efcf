package org.fubiao.finding;

/**
 * One thing that is wrong. A text that does not apply is empty, never null.
 *
 * @param code the code of a {@link FindingCode} or of a rule of the job
 * @param severity how bad it is
 * @param unit code of the reporting unit
 * @param form id of the form
 * @param place where it is
 * @param field name of the field, in the words of the form
 * @param value the original text that was found
 * @param expected what was expected instead
 * @param message a full sentence in Chinese: what is wrong and what to do
 */
public record Finding(
        String code,
        Severity severity,
        String unit,
        String form,
        Place place,
        String field,
        String value,
        String expected,
        String message) {

    /** Longest text of a cell that a finding repeats, in characters. */
    public static final int LONGEST_VALUE = 200;

    public Finding {
        value = shorten(value);
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
