package org.fubiao.compute;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a snapshot does not count, by the numbers under which its parts are registered.
 *
 * @param parts those that do not count as a whole
 * @param rows by part, the rows of others that do not count
 */
public record Excluded(Set<Long> parts, Map<Long, Set<Long>> rows) {
    public static final Excluded NOTHING = new Excluded(Set.of(), Map.of());

    public Excluded {
        parts = Collections.unmodifiableSet(new TreeSet<>(parts));
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }

    public boolean isEmpty() {
        return parts.isEmpty() && rows.isEmpty();
    }

    /** Whether a part, or any row of it, does not count. */
    public boolean concerns(long part) {
        return parts.contains(part) || rows.containsKey(part);
    }
}
