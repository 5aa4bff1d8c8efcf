package org.fubiao.job;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reporting unit (报送单位).
 *
 * @param code unique among the units of a period
 * @param name full name, as printed
 * @param aliases other names by which it is recognised
 * @param parent code of the unit above it, if any
 * @param kind the group (单位类别) in which it is printed
 * @param former codes under which what is this unit now was published before: one after a renaming, several after a merger
 * @param from the first period for which it reports; null if it always did
 * @param until the last period for which it reports; null if there is none
 * @param mail where it is reminded of what is due; empty if it is not
 */
public record Unit(
        String code,
        String name,
        List<String> aliases,
        @Nullable String parent,
        String kind,
        List<String> former,
        @Nullable Period from,
        @Nullable Period until,
        String mail) {
    public Unit {
        aliases = List.copyOf(aliases);
        former = List.copyOf(former);
    }

    /** A unit without a mail address. */
    public Unit(
            String code,
            String name,
            List<String> aliases,
            @Nullable String parent,
            String kind,
            List<String> former,
            @Nullable Period from,
            @Nullable Period until) {
        this(code, name, aliases, parent, kind, former, from, until, "");
    }

    /** A unit that reports for all periods. */
    public Unit(
            String code, String name, List<String> aliases, @Nullable String parent, String kind, List<String> former) {
        this(code, name, aliases, parent, kind, former, null, null);
    }

    /** Whether it reports for a period. */
    public boolean reportsFor(Period period) {
        return (from == null || from.compareTo(period) <= 0) && (until == null || period.compareTo(until) <= 0);
    }

    /** Its name and the others by which it is recognised. */
    public Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }

    /** This unit with other aliases and former codes. */
    Unit with(List<String> otherAliases, List<String> otherFormer) {
        return otherAliases.equals(aliases) && otherFormer.equals(former)
                ? this
                : new Unit(code, name, otherAliases, parent, kind, otherFormer, from, until, mail);
    }
}
