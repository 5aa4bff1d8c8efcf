package org.fubiao.recognition;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** The units that report for other periods only. Nothing can be theirs, but whoever names one is told why. */
final class AbsentUnits {
    private final List<Unit> register;
    private final UnitIndex index;

    AbsentUnits(Job job) {
        register = job.register();
        Set<String> reporting = job.units().stream().map(Unit::code).collect(Collectors.toSet());
        index = new UnitIndex(register.stream()
                .filter(unit -> !reporting.contains(unit.code()))
                .toList());
    }

    /** The absent unit that a text names exactly; null if it names none. */
    @Nullable Unit named(String text) {
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

    /** The unit that goes on with it; null if none does. */
    @Nullable Unit successor(Unit absent) {
        return register.stream()
                .filter(unit -> unit.former().contains(absent.code()))
                .findFirst()
                .orElse(null);
    }

    /** Why it does not report: 报送到2022年为止，由“市发展改革委”接续，本期不报送. */
    String why(Unit absent) {
        Unit last = register.stream()
                .filter(unit -> unit.code().equals(absent.code()))
                .reduce(absent, (earlier, later) -> later);
        Unit successor = successor(absent);
        return span(last) + (successor == null ? "" : "，由“" + successor.name() + "”接续") + "，本期不报送";
    }

    private static String span(Unit unit) {
        Period from = unit.from();
        Period until = unit.until();
        if (until == null) {
            return "自" + Objects.requireNonNull(from).describe() + "起报送";
        }
        return from == null ? "报送到" + until.describe() + "为止" : "只报送" + from.describe() + "至" + until.describe();
    }
}
