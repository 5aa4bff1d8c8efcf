package org.fubiao.job.loading;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Labels by which something is recognised, and whose they are: titles, heads, names of units. */
final class Labels {
    private final Map<String, String> owners = new HashMap<>();

    /** Claims a label; gives the other owner if it is taken already. */
    Optional<String> claim(String label, String owner) {
        String before = owners.putIfAbsent(plain(label), owner);
        return Optional.ofNullable(before).filter(other -> !other.equals(owner));
    }

    /** A label without what differs between spellings: width of characters, case, space. */
    static String plain(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
