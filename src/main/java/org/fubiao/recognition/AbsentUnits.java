package org.fubiao.recognition;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** The units that report for other periods only. Nothing can be theirs, but whoever names one is told why. */
public final class AbsentUnits {
    /** A unit may be in the register several times: what is said of it is said of its last periods. */
    private static final Comparator<Unit> BY_END =
            Comparator.comparing(Unit::until, Comparator.nullsLast(Comparator.naturalOrder()));

    private final List<Unit> register;
    private final UnitIndex index;

    /** Those of a job that is narrowed to a period. */
    public AbsentUnits(Job job) {
        register = job.register();
        Set<String> reporting = job.units().stream().map(Unit::code).collect(Collectors.toSet());
        Map<String, Unit> byCode = new LinkedHashMap<>();
        register.stream()
                .filter(unit -> !reporting.contains(unit.code()))
                .sorted(BY_END)
                .forEach(unit -> byCode.merge(unit.code(), unit, AbsentUnits::under));
        index = new UnitIndex(List.copyOf(byCode.values()));
    }

    /** A unit with all names that it ever had. */
    private static Unit under(Unit earlier, Unit later) {
        return new Unit(
                later.code(),
                later.name(),
                Stream.concat(later.aliases().stream(), earlier.names())
                        .distinct()
                        .toList(),
                later.parent(),
                later.kind(),
                later.former(),
                later.from(),
                later.until());
    }

    /** The absent unit that a text names exactly; null if it names none. */
    public @Nullable Unit named(String text) {
        return index.named(text);
    }

    /** The absent unit with just this code; null if there is none. */
    @Nullable Unit coded(String code) {
        return index.coded(code);
    }

    /** The absent unit that a name of a file, folder or sheet points to; null if it points to none. */
    @Nullable Unit pointedTo(String name) {
        return index.pointedTo(name);
    }

    /** Whether an absent unit reports for another period. */
    boolean reportsFor(Unit absent, Period other) {
        return register.stream().anyMatch(unit -> unit.code().equals(absent.code()) && unit.reportsFor(other));
    }

    /** The unit that goes on with it. */
    Optional<Unit> successor(Unit absent) {
        return register.stream()
                .filter(unit -> unit.former().contains(absent.code()))
                .max(BY_END);
    }

    /** Why it does not report: 报送到2022年为止，由“市发展改革委”接续，本期不报送. */
    public String why(Unit absent) {
        return span(absent)
                + successor(absent).map(unit -> "，由“" + unit.name() + "”接续").orElse("") + "，本期不报送";
    }

    private static String span(Unit unit) {
        Period from = unit.from();
        Period until = unit.until();
        if (until == null) {
            return "自" + Objects.requireNonNull(from).describe() + "起报送";
        }
        return from == null
                ? "报送到" + until.describe() + "为止"
                : "只报送" + from.describe() + (from.equals(until) ? "" : "至" + until.describe());
    }
}
