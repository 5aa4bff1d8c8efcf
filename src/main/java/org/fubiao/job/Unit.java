package org.fubiao.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reporting unit (报送单位).
 *
 * @param code unique
 * @param name full name, as printed
 * @param aliases other names by which it is recognised
 * @param parent code of the unit above it, if any
 * @param kind the group (单位类别) in which it is printed
 * @param former codes under which what is this unit now was published before: one after a renaming, several after a merger
 */
public record Unit(
        String code,
        String name,
        List<String> aliases,
        @Nullable String parent,
        String kind,
        List<String> former) {
    public Unit {
        aliases = List.copyOf(aliases);
        former = List.copyOf(former);
    }
}
