package org.fubiao.checking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.finding.FindingTally;

/**
 * Cells that are filled in, but could not be read as the type of their field. They are staged as empty, and their finding is
 * already made: that they are empty is none of its own.
 */
final class Unreadable {
    private static final String TYPING = "TX-";

    private final Map<Key, Cells> cells = new HashMap<>();

    private record Key(String form, String file, String sheet, String field) {}

    /** Cells of one field of a part: how many there are, and the addresses of the first of them by row. */
    static final class Cells {
        private final Set<String> addresses = new HashSet<>();
        private long count;

        long count() {
            return count;
        }

        boolean contains(String address) {
            return addresses.contains(address);
        }
    }

    /**
     * @param received the findings of what was received, made before any check
     */
    Unreadable(List<FindingTally.Group> received) {
        for (FindingTally.Group group : received) {
            if (group.code().startsWith(TYPING)) {
                Cells found = cells.computeIfAbsent(
                        new Key(group.form(), group.file(), group.sheet(), group.field()), key -> new Cells());
                found.count += group.count();
                group.examples()
                        .forEach(finding -> found.addresses.add(finding.place().cell()));
            }
        }
    }

    /** Those of a field in a part. */
    Cells of(String form, Parts.Part part, String field) {
        Cells known = cells.get(new Key(form, part.file(), part.sheet(), field));
        return known == null ? new Cells() : known;
    }
}
