package org.fubiao.run;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fubiao.checking.Blocked;
import org.fubiao.checking.Checker;
import org.fubiao.compute.Excluded;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Consequence;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Waiver;
import org.fubiao.staging.Snapshot;
import org.fubiao.totals.Elsewhere;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.Reconciler;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.Totals;

/**
 * What of a snapshot does not count because a rule or reconciliation blocks it, and why. Rules and reconciliations see all that
 * was reported; measures, appendices and traces see what is left.
 *
 * @param rows what is left out
 * @param entries why, by unit, form, file and row; a part that is left out as a whole stands for its rows
 */
public record Exclusions(Excluded rows, List<Entry> entries) {
    public static final Exclusions NONE = new Exclusions(Excluded.NOTHING, List.of());

    public Exclusions {
        entries = List.copyOf(entries);
    }

    /**
     * A row or report that is left out, and one rule that does it.
     *
     * @param consequence whether the row, the report, or all reports of the unit are left out
     * @param unit its code
     * @param form id of the form that is left out
     * @param row where the rule failed, in this report; 0 if that is elsewhere
     * @param code of the rule or reconciliation
     * @param reason in words
     */
    public record Entry(
            Consequence consequence,
            String unit,
            String form,
            String file,
            String sheet,
            long row,
            String code,
            String reason) {}

    /**
     * What rules and reconciliations block, but for what is waived.
     *
     * @param day on which waivers must be in force
     * @param found what rules block, by the numbers under which the parts are registered
     */
    public static Exclusions of(
            Job job,
            Period period,
            LocalDate day,
            Snapshot snapshot,
            List<Blocked> found,
            List<ReconciliationResult> compared) {
        List<Waiver> waivers = job.waiversInForce(period, day);
        Map<Long, Snapshot.Member> members = new HashMap<>();
        snapshot.members().forEach(member -> members.put(member.registered(), member));
        List<Blocked> blocked = unwaived(found, waivers, members);
        List<Entry> entries = new ArrayList<>();
        Set<Long> parts = new TreeSet<>();
        for (Blocked one : blocked) {
            Snapshot.Member place = members.get(one.part());
            if (place == null) {
                throw new IllegalStateException("a rule blocks the unknown part " + one.part());
            }
            for (Snapshot.Member member : wholly(snapshot, one.consequence(), place)) {
                parts.add(member.registered());
                entries.add(entry(one, place, member));
            }
        }
        for (ReconciliationResult result : compared) {
            String code = result.definition().code();
            if (Reconciler.blocks(result)
                    && waivers.stream().noneMatch(waiver -> waiver.covers(code, result.key(), ""))) {
                String reason = Reconciler.describe(job, result);
                for (Snapshot.Member member : ofUnit(snapshot, result.key())) {
                    parts.add(member.registered());
                    entries.add(entry(Consequence.UNIT, member, 0, code, reason));
                }
            }
        }
        Map<Long, Set<Long>> rows = new TreeMap<>();
        for (Blocked one : blocked) {
            Snapshot.Member place = members.get(one.part());
            if (one.consequence() == Consequence.ROW && place != null && !parts.contains(one.part())) {
                rows.computeIfAbsent(one.part(), part -> new HashSet<>()).add(one.row());
                entries.add(entry(one, place, place));
            }
        }
        return new Exclusions(new Excluded(parts, rows), sorted(job, entries));
    }

    /** One row is admitted by name only where its error is shown, and thereby waived, too. */
    private static List<Blocked> unwaived(
            List<Blocked> found, List<Waiver> waivers, Map<Long, Snapshot.Member> members) {
        if (waivers.isEmpty()) {
            return found;
        }
        Map<String, Integer> shown = new HashMap<>();
        List<Blocked> left = new ArrayList<>();
        for (Blocked one : found) {
            Snapshot.Member member = members.get(one.part());
            boolean isShown = shown.merge(one.code() + '\u0000' + one.part(), 1, Integer::sum) <= FindingTally.KEPT;
            if (member == null || waivers.stream().noneMatch(waiver -> admits(waiver, one, member, isShown))) {
                left.add(one);
            }
        }
        return left;
    }

    private static boolean admits(Waiver waiver, Blocked blocked, Snapshot.Member member, boolean isShown) {
        return waiver.covers(blocked.code(), member.unit(), member.layout().form())
                && (waiver.item().isEmpty() || (isShown && waiver.item().equals(blocked.key())));
    }

    /** Whether a part is left out as a whole, by the number under which it is registered. */
    public boolean isExcluded(long part) {
        return rows.parts().contains(part);
    }

    private static List<Snapshot.Member> ofUnit(Snapshot snapshot, String unit) {
        return snapshot.members().stream()
                .filter(member -> member.unit().equals(unit))
                .toList();
    }

    /** The parts that a rule leaves out as a whole, if it fails at a place. */
    private static List<Snapshot.Member> wholly(Snapshot snapshot, Consequence consequence, Snapshot.Member place) {
        return switch (consequence) {
            case NOTHING, ROW -> List.of();
            case FORM -> List.of(place);
            case UNIT -> ofUnit(snapshot, place.unit());
        };
    }

    /** That a member is left out for what is wrong at a place, which may be in another report of the unit. */
    private static Entry entry(Blocked blocked, Snapshot.Member place, Snapshot.Member member) {
        boolean here = member.registered() == place.registered();
        return entry(
                blocked.consequence(),
                member,
                here ? blocked.row() : 0,
                blocked.code(),
                here ? blocked.reason() : place.file() + " 第" + blocked.row() + "行：" + blocked.reason());
    }

    private static Entry entry(Consequence consequence, Snapshot.Member member, long row, String code, String reason) {
        return new Entry(
                consequence,
                member.unit(),
                member.layout().form(),
                member.file(),
                member.layout().sheetName(),
                row,
                code,
                reason);
    }

    private static List<Entry> sorted(Job job, List<Entry> entries) {
        Map<String, Integer> units = new HashMap<>();
        job.units().forEach(unit -> units.put(unit.code(), units.size()));
        Map<String, Integer> forms = new HashMap<>();
        job.forms().forEach(form -> forms.put(form.id(), forms.size()));
        return entries.stream()
                .sorted(Comparator.<Entry>comparingInt(entry -> units.getOrDefault(entry.unit(), -1))
                        .thenComparingInt(entry -> forms.getOrDefault(entry.form(), -1))
                        .thenComparing(Entry::file)
                        .thenComparing(Entry::sheet)
                        .thenComparingLong(Entry::row)
                        .thenComparing(Entry::code)
                        .thenComparing(Entry::reason))
                .toList();
    }

    /**
     * What a run left out, worked out anew over its snapshot. The definitions, the day and the values of the period before must
     * be those of the run.
     */
    public static Exclusions again(Job job, Period period, LocalDate day, Snapshot snapshot, MeasureValues previous)
            throws SQLException {
        if (!job.blocks()) {
            return NONE;
        }
        Checker checker = new Checker(job, List.of());
        List<Blocked> blocked = new ArrayList<>();
        for (Form form : job.forms()) {
            if (form.blocks()) {
                blocked.addAll(registered(
                        snapshot,
                        checker.check(form, snapshot.of(form), new FindingTally())
                                .blocked()));
            }
        }
        List<ReconciliationResult> compared = job.reconciliationsBlock()
                ? Reconciler.reconcile(
                        job,
                        period,
                        snapshot,
                        Totals.compute(job, period, snapshot, previous),
                        previous,
                        Elsewhere.NONE)
                : List.of();
        return of(job, period, day, snapshot, blocked, compared);
    }

    /** The same by the numbers under which parts are registered: those of a snapshot change with every part that it gets. */
    static List<Blocked> registered(Snapshot snapshot, List<Blocked> blocked) {
        return blocked.stream()
                .map(one -> new Blocked(
                        one.code(),
                        one.consequence(),
                        snapshot.members().get((int) one.part() - 1).registered(),
                        one.row(),
                        one.key(),
                        one.reason()))
                .toList();
    }
}
