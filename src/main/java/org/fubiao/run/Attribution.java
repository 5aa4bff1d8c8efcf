package org.fubiao.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fubiao.job.Appendix;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Unit;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.fubiao.totals.MeasureValue;
import org.fubiao.totals.MeasureValue.Level;
import org.fubiao.totals.Uses;
import org.jspecify.annotations.Nullable;

/** Which submissions changed a number from one run to another: those that count in one and not in the other, and feed its measures. */
public final class Attribution {
    private final Job job;
    private final List<PartChange> changes;
    private final Map<String, BigDecimal> before;
    private final Map<String, BigDecimal> now;

    /**
     * A report that is not the same in both runs.
     *
     * @param number by which it is referred to, from 1
     * @param before file that counted in the earlier run, empty if none did
     * @param now file that counts in the later run, empty if none does
     */
    public record PartChange(int number, Unit unit, Form form, String before, String now) {}

    public Attribution(Job job, Register register, Results results, long earlier, long later) {
        this.job = job;
        changes = changes(job, counting(job, register, earlier), counting(job, register, later));
        before = byUnit(results, earlier);
        now = byUnit(results, later);
    }

    private static Map<String, ReceivedPart> counting(Job job, Register register, long run) {
        Set<String> forms = job.forms().stream().map(Form::id).collect(Collectors.toSet());
        Map<String, ReceivedPart> parts = new HashMap<>();
        Reception.countingOf(register.parts(run)).stream()
                .filter(part -> forms.contains(part.form()))
                .forEach(part -> parts.put(part.unit() + '\u0000' + part.form(), part));
        return parts;
    }

    private static List<PartChange> changes(Job job, Map<String, ReceivedPart> before, Map<String, ReceivedPart> now) {
        List<PartChange> changes = new ArrayList<>();
        for (Unit unit : job.units()) {
            for (Form form : job.forms()) {
                String key = unit.code() + '\u0000' + form.id();
                ReceivedPart old = before.get(key);
                ReceivedPart fresh = now.get(key);
                boolean same = old == null ? fresh == null : fresh != null && isSame(old, fresh);
                if (!same) {
                    changes.add(new PartChange(changes.size() + 1, unit, form, place(old), place(fresh)));
                }
            }
        }
        return changes;
    }

    private static boolean isSame(ReceivedPart a, ReceivedPart b) {
        return a.sha256().equals(b.sha256()) && a.layout().equals(b.layout());
    }

    private static String place(@Nullable ReceivedPart part) {
        if (part == null) {
            return "";
        }
        String sheet = part.layout().sheetName();
        return part.path() + (sheet.isEmpty() ? "" : "「" + sheet + "」");
    }

    private static Map<String, BigDecimal> byUnit(Results results, long run) {
        Map<String, BigDecimal> values = new TreeMap<>();
        for (MeasureValue value : results.measures(run).list()) {
            if (value.level() == Level.UNIT) {
                values.put(value.measure() + '\u0000' + value.key(), value.value());
            }
        }
        return values;
    }

    /** All reports that are not the same. */
    public List<PartChange> changes() {
        return changes;
    }

    /** Those that changed a figure. */
    public List<PartChange> ofFigure(String id) {
        return job.figures().stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .map(figure -> of(List.of(figure.measure()), unit -> true, true))
                .orElse(List.of());
    }

    /**
     * Those that changed a cell of an appendix.
     *
     * @param row its label
     * @param leaf place of its column, from 0; -1 for a row as a whole
     */
    public List<PartChange> ofCell(String appendixId, String row, int leaf) {
        Appendix appendix = job.appendices().stream()
                .filter(candidate -> candidate.id().equals(appendixId))
                .findFirst()
                .orElse(null);
        if (appendix == null) {
            return List.of();
        }
        if (appendix.rows() instanceof Appendix.Listing listing) {
            List<PartChange> all = changes.stream()
                    .filter(change -> change.form().id().equals(listing.form()))
                    .toList();
            // A listed row mostly says whose it is.
            List<PartChange> named = all.stream()
                    .filter(change -> row.contains(change.unit().name()))
                    .toList();
            return named.isEmpty() ? all : named;
        }
        if (appendix.rows() instanceof Appendix.ByMeasure) {
            return job.measures().stream().anyMatch(measure -> measure.name().equals(row))
                    ? of(List.of(row), unit -> true, true)
                    : List.of();
        }
        List<String> measures = measures(appendix, leaf);
        if (appendix.rows() instanceof Appendix.ByField) {
            return of(measures, unit -> true, false);
        }
        return of(measures, units(row), true);
    }

    /** The units that a row of an appendix by units is about. */
    private Predicate<Unit> units(String label) {
        if (job.units().stream().anyMatch(unit -> unit.name().equals(label))) {
            return unit -> unit.name().equals(label);
        }
        return job.kinds().stream()
                .filter(label::startsWith)
                .max(Comparator.comparingInt(String::length))
                .<Predicate<Unit>>map(kind -> unit -> unit.kind().equals(kind))
                .orElse(unit -> true);
    }

    private List<String> measures(Appendix appendix, int leaf) {
        List<Appendix.Column> leaves = new ArrayList<>();
        collect(appendix.columns(), leaves);
        if (leaf < 0 || leaf >= leaves.size()) {
            return List.of();
        }
        Appendix.Column column = leaves.get(leaf);
        if (column instanceof Appendix.MeasureColumn measure) {
            // What was published for the period before is not this period's submissions' doing.
            return measure.previous() ? List.of() : List.of(measure.measure());
        }
        if (column instanceof Appendix.RatioColumn ratio) {
            return List.of(ratio.numerator(), ratio.denominator());
        }
        return column instanceof Appendix.ChangeColumn change ? List.of(change.measure()) : List.of();
    }

    private static void collect(List<Appendix.Column> columns, List<Appendix.Column> leaves) {
        for (Appendix.Column column : columns) {
            if (column instanceof Appendix.Group group) {
                collect(group.columns(), leaves);
            } else {
                leaves.add(column);
            }
        }
    }

    private List<PartChange> of(List<String> names, Predicate<Unit> units, boolean byValue) {
        Set<PartChange> feeding = new LinkedHashSet<>();
        Set<PartChange> moving = new LinkedHashSet<>();
        for (Measure base : Uses.bases(job, names)) {
            for (PartChange change : changes) {
                if (change.form().id().equals(base.form()) && units.test(change.unit())) {
                    feeding.add(change);
                    if (!byValue || moved(base, change.unit())) {
                        moving.add(change);
                    }
                }
            }
        }
        // Where no unit's value moved by itself, as in counting distinct things over all, any of them may have.
        Set<PartChange> found = moving.isEmpty() ? feeding : moving;
        return List.copyOf(found.isEmpty() ? ofOtherForms(names, units) : found);
    }

    /** A report keeps others of its unit out of the totals, or lets them in again. */
    private List<PartChange> ofOtherForms(List<String> names, Predicate<Unit> units) {
        List<Measure> bases = Uses.bases(job, names);
        return changes.stream()
                .filter(change ->
                        units.test(change.unit()) && bases.stream().anyMatch(base -> moved(base, change.unit())))
                .toList();
    }

    private boolean moved(Measure measure, Unit unit) {
        String key = measure.name() + '\u0000' + unit.code();
        BigDecimal old = before.get(key);
        BigDecimal fresh = now.get(key);
        return old == null ? fresh != null : fresh == null || old.compareTo(fresh) != 0;
    }

    /** Ids of the appendices that list rows as they were submitted. */
    public static Set<String> listings(Job job) {
        return job.appendices().stream()
                .filter(appendix -> appendix.rows() instanceof Appendix.Listing)
                .map(Appendix::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
