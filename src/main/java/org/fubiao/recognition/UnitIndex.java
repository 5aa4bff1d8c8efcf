package org.fubiao.recognition;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** The units of a job by code, name and alias. Built once, for all files. */
final class UnitIndex {
    /** Words in brackets or after the name that are no part of it. */
    private static final String SEAL = "[（(]?\\s*(?:盖章|公章|签章|章)\\s*[）)]?$";

    private static final Pattern PARTS = Pattern.compile("[\\s（()）\\[\\]【】,，/、]+");
    /** Between what is no letter, and between Latin and Chinese: a code stands by itself there. */
    private static final Pattern NAME_PARTS =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[A-Za-z0-9])(?=\\p{IsHan})|(?<=\\p{IsHan})(?=[A-Za-z0-9])");

    private final List<Unit> units;
    private final Map<String, Unit> byCode = new HashMap<>();
    private final NameIndex<Unit> names = new NameIndex<>();

    UnitIndex(List<Unit> units) {
        this.units = units;
        for (Unit unit : units) {
            byCode.put(Labels.key(unit.code()), unit);
            names.add(unit.name(), unit);
            unit.aliases().forEach(alias -> names.add(alias, unit));
        }
    }

    /** The unit that a text names exactly, by code, name or alias; null if it names none or several. */
    @Nullable Unit named(String text) {
        Set<Unit> found = new LinkedHashSet<>();
        String bare = text.strip().replaceFirst(SEAL, "").strip();
        addNamed(bare, found);
        if (found.isEmpty()) {
            addNamed(Labels.withoutBrackets(bare), found);
            for (String part : PARTS.split(bare, -1)) {
                addNamed(part, found);
            }
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    /** The unit with just this code; null if there is none. */
    @Nullable Unit coded(String code) {
        Unit unit = byCode.get(Labels.key(code));
        return unit != null && unit.code().equals(code) ? unit : null;
    }

    private void addNamed(String text, Set<Unit> found) {
        Unit unit = byCode.get(Labels.key(text));
        if (unit != null) {
            found.add(unit);
        } else {
            found.addAll(names.exactly(text));
        }
    }

    /**
     * The unit that a name of a file, folder or sheet points to: the one with the longest name in it, else the one whose
     * code stands in it by itself. Null if there is none, or several.
     */
    @Nullable Unit pointedTo(String name) {
        Set<Unit> found = new LinkedHashSet<>(names.longestIn(name));
        if (found.isEmpty()) {
            for (String part : NAME_PARTS.split(name, -1)) {
                Unit unit = part.length() < 2 || part.matches("(?:19|20)\\d{2}") ? null : byCode.get(Labels.key(part));
                if (unit != null) {
                    found.add(unit);
                }
            }
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    /** Whether the one unit stands somewhere above the other. */
    boolean isAbove(Unit above, Unit below) {
        @Nullable Unit unit = below;
        for (int steps = 0; unit != null && steps < units.size(); steps++) {
            String parent = unit.parent();
            unit = parent == null ? null : byCode.get(Labels.key(parent));
            if (above.equals(unit)) {
                return true;
            }
        }
        return false;
    }

    /** The unit whose name or alias is most like the text; null if none is. */
    @Nullable Unit nearest(String text) {
        String key = Labels.key(text);
        Unit nearest = null;
        int least = Math.max(2, key.length() / 2) + 1;
        for (Unit unit : units) {
            int distance = distance(key, Labels.key(unit.name()));
            for (String alias : unit.aliases()) {
                distance = Math.min(distance, distance(key, Labels.key(alias)));
            }
            if (distance < least) {
                least = distance;
                nearest = unit;
            }
        }
        return nearest;
    }

    /** Number of characters to add, drop or change. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] line = new int[b.length() + 1];
            line[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                line[j] = Math.min(change, Math.min(above[j], line[j - 1]) + 1);
            }
            above = line;
        }
        return above[b.length()];
    }
}
