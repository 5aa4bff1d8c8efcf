package org.fubiao.recognition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Field;

/** Codes: other spellings become the code itself; what is no code is kept as it is, for checking to find. */
final class CodeTyper extends CellTyper {
    /** Spellings that are remembered, so that what is repeated is not normalised again. */
    private static final int MOST_SEEN = 1000;

    private final Field field;
    private final Map<String, String> byKey = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();

    CodeTyper(Field field) {
        this.field = field;
        Set<String> ambiguous = new HashSet<>();
        field.codes().forEach(code -> add(code, code, ambiguous));
        field.codeAliases().forEach((alias, code) -> add(alias, code, ambiguous));
        byKey.keySet().removeAll(ambiguous);
        // The exact spelling is beyond doubt whatever it looks like without punctuation.
        seen.putAll(field.codeAliases());
        field.codes().forEach(code -> seen.put(code, code));
    }

    private void add(String spelling, String code, Set<String> ambiguous) {
        String key = Labels.key(spelling);
        String other = byKey.putIfAbsent(key, code);
        if (other != null && !other.equals(code)) {
            ambiguous.add(key);
        }
    }

    @Override
    Outcome read(String cell) {
        String code = seen.get(cell);
        if (code == null) {
            if (EmptyMarks.isStroke(cell)) {
                return Outcome.EMPTY;
            }
            code = byKey.getOrDefault(Labels.key(cell), TextTyper.oneLine(cell));
            if (seen.size() < MOST_SEEN) {
                seen.put(cell, code);
            }
        }
        text = code;
        return Outcome.VALUE;
    }

    @Override
    String expected() {
        return String.join("、", field.codes());
    }
}
