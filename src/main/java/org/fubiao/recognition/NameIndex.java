package org.fubiao.recognition;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Things by their names, to be found inside texts. A look-up takes time by the length of the text, not by the number of
 * names.
 */
final class NameIndex<T> {
    /** Texts are cut here: no title and no file name is longer. */
    private static final int LONGEST_TEXT = 120;

    private static final int SHORTEST_NAME = 2;

    private final Map<String, Set<T>> byKey = new HashMap<>();
    private int longest;

    void add(String name, T thing) {
        String key = Labels.key(name);
        if (key.length() >= SHORTEST_NAME) {
            byKey.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(thing);
            longest = Math.max(longest, key.length());
        }
    }

    /** The things that have exactly this name. */
    Set<T> exactly(String name) {
        return byKey.getOrDefault(Labels.key(name), Set.of());
    }

    /** The things whose name is the longest that the text contains; several if it contains several of that length. */
    Set<T> longestIn(String text) {
        String key = Labels.key(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        for (int length = Math.min(longest, key.length()); length >= SHORTEST_NAME; length--) {
            Set<T> found = new LinkedHashSet<>();
            for (int from = 0; from + length <= key.length(); from++) {
                found.addAll(byKey.getOrDefault(key.substring(from, from + length), Set.of()));
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Set.of();
    }
}
