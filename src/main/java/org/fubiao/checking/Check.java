package org.fubiao.checking;

import java.util.List;
import org.fubiao.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A condition that each row of a form must meet, and how a failure is put into words.
 *
 * @param rule code of the job's rule that this is, or null for a check that follows from the definition of a field
 * @param condition SQL over the form's view; a row fails where it is false
 * @param values SQL of the values that the wording needs
 * @param fields the fields that it is about, the one that is pointed at first
 */
record Check(
        @Nullable String rule,
        String code,
        Severity severity,
        String condition,
        List<String> values,
        List<String> fields,
        Wording wording) {
    Check {
        values = List.copyOf(values);
        fields = List.copyOf(fields);
    }

    /** Puts a failure into words. */
    @FunctionalInterface
    interface Wording {
        Words words(List<@Nullable Object> values);
    }

    /** The words of a finding. */
    record Words(String value, String expected, String message) {}
}
