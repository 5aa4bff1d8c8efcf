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
 */
public record Unit(
        String code,
        String name,
        List<String> aliases,
        @Nullable String parent,
        String kind) {
    public Unit {
        aliases = List.copyOf(aliases);
    }
}
