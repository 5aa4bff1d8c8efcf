package org.fubiao.web.tables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.job.Appendix;
import org.fubiao.job.Job;
import org.fubiao.job.Unit;

/**
 * How far back somebody sees. Those who run a job see all that was submitted; others see what is printed: of single units only what
 * an appendix says of them.
 *
 * @param whole whether there is nothing that is not seen
 * @param printed the units of which appendices say what a measure comes to, by measure
 */
record Sight(boolean whole, Map<String, Set<String>> printed) {
    static final Sight ALL = new Sight(true, Map.of());

    Sight {
        printed = Map.copyOf(printed);
    }

    /** What is printed of a job, as it is for a period. */
    static Sight ofPrinted(Job job) {
        Map<String, Set<String>> printed = new HashMap<>();
        for (Appendix appendix : job.appendices()) {
            if (appendix.rows() instanceof Appendix.ByUnit rows) {
                Set<String> units = job.units().stream()
                        .filter(unit -> rows.kinds().contains(unit.kind()))
                        .map(Unit::code)
                        .collect(Collectors.toSet());
                measures(appendix.columns())
                        .forEach(measure -> printed.computeIfAbsent(measure, any -> new HashSet<>())
                                .addAll(units));
            }
        }
        return new Sight(false, printed);
    }

    /** Those whose values can be read; of a share or a change it is not known of what. */
    private static Stream<String> measures(List<Appendix.Column> columns) {
        return columns.stream().flatMap(column -> {
            if (column instanceof Appendix.Group group) {
                return measures(group.columns());
            }
            return column instanceof Appendix.MeasureColumn shown ? Stream.of(shown.measure()) : Stream.of();
        });
    }

    /** Whether the value of a measure is seen of a single unit. */
    boolean shows(String measure, String unit) {
        return whole || printed.getOrDefault(measure, Set.of()).contains(unit);
    }
}
