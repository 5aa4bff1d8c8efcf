package org.fubiao.compute;

import java.util.Map;
import java.util.Set;

/**
 * What was reported and does not count, for those who say how complete a total is.
 *
 * @param units by id of the form, codes of the units whose report does not count as a whole
 * @param rows by id of the form, then code of the unit, how many rows of others do not count
 */
public record LeftOut(Map<String, Set<String>> units, Map<String, Map<String, Long>> rows) {
    public static final LeftOut NOTHING = new LeftOut(Map.of(), Map.of());

    public LeftOut {
        units = Map.copyOf(units);
        rows = Map.copyOf(rows);
    }
}
