package org.fubiao.finding;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Counts findings truly while keeping only some: those of the same code in the same field of the same sheet form a group, of
 * which the first {@value #KEPT} by row are kept, in whatever order they come. Not for several threads: each has its own, to
 * be merged.
 */
public final class FindingTally implements FindingSink {
    /** How many findings of a group are kept. */
    public static final int KEPT = 100;

    private static final Comparator<Finding> BY_PLACE = Comparator.<Finding>comparingLong(
                    finding -> finding.place().row())
            .thenComparing(finding -> finding.place().cell().length())
            .thenComparing(finding -> finding.place().cell())
            .thenComparing(Finding::value)
            .thenComparing(Finding::message)
            .thenComparing(Finding::expected);

    private static final Comparator<Group> BY_IMPORTANCE = Comparator.comparing(Group::severity)
            .thenComparing(Comparator.comparingLong(Group::count).reversed())
            .thenComparing(Group::code)
            .thenComparing(Group::unit)
            .thenComparing(Group::form)
            .thenComparing(Group::file)
            .thenComparing(Group::sheet)
            .thenComparing(Group::field);

    private final Map<Key, Kept> groups = new HashMap<>();

    /**
     * Findings of one code in one field of one sheet.
     *
     * @param count how many there are, kept or not
     * @param examples those that were kept, by row; identical ones once
     */
    public record Group(
            String code,
            Severity severity,
            String unit,
            String form,
            String file,
            String sheet,
            String field,
            long count,
            List<Finding> examples) {
        public Group {
            examples = List.copyOf(examples);
        }
    }

    private record Key(
            String code, Severity severity, String unit, String form, String file, String sheet, String field) {}

    private static final class Kept {
        private final TreeSet<Finding> examples = new TreeSet<>(BY_PLACE);
        private long count;
    }

    @Override
    public void add(Finding finding) {
        add(finding, 1);
    }

    /** Adds a finding that stands for {@code count} of its group, such as those that a query counted without reading them. */
    public void add(Finding finding, long count) {
        Kept kept = group(finding);
        kept.count += count;
        keep(kept, finding);
    }

    /** Adds groups that were counted elsewhere. */
    public void addAll(Iterable<Group> others) {
        for (Group other : others) {
            Kept kept = groups.computeIfAbsent(
                    new Key(
                            other.code(),
                            other.severity(),
                            other.unit(),
                            other.form(),
                            other.file(),
                            other.sheet(),
                            other.field()),
                    key -> new Kept());
            kept.count += other.count();
            other.examples().forEach(finding -> keep(kept, finding));
        }
    }

    private Kept group(Finding finding) {
        return groups.computeIfAbsent(
                new Key(
                        finding.code(),
                        finding.severity(),
                        finding.unit(),
                        finding.form(),
                        finding.place().file(),
                        finding.place().sheet(),
                        finding.field()),
                key -> new Kept());
    }

    private static void keep(Kept kept, Finding finding) {
        kept.examples.add(finding);
        if (kept.examples.size() > KEPT) {
            kept.examples.pollLast();
        }
    }

    /** How many findings there are of a severity. */
    public long count(Severity severity) {
        return groups.entrySet().stream()
                .filter(group -> group.getKey().severity() == severity)
                .mapToLong(group -> group.getValue().count)
                .sum();
    }

    /** The groups, the worst and most frequent first; the same whatever the order in which findings came. */
    public List<Group> groups() {
        return groups.entrySet().stream()
                .map(entry -> {
                    Key key = entry.getKey();
                    return new Group(
                            key.code(),
                            key.severity(),
                            key.unit(),
                            key.form(),
                            key.file(),
                            key.sheet(),
                            key.field(),
                            entry.getValue().count,
                            List.copyOf(entry.getValue().examples));
                })
                .sorted(BY_IMPORTANCE)
                .toList();
    }
}
