package org.fubiao.job;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.job.Reconciliation.Other;
import org.jspecify.annotations.Nullable;

/**
 * A job (汇总任务): a folder under {@code jobs/} that says what is collected, from whom, how it is checked and what is
 * published.
 *
 * @param id name of the folder
 * @param folder where it was loaded from
 * @param title as printed
 * @param office the office that publishes, as printed
 * @param periodKind how long a period of this job is
 * @param schedule cron expression of the nightly run, if any
 * @param receipts whether a run answers each received file of which something is to be said
 * @param register all units that report for any period, in the order in which they are printed; a code may be there several
 *     times, for different periods
 * @param units of these, the ones that report for the period that the job is narrowed to; all, of a job as it is loaded
 * @param forms in the order in which they are listed to users
 * @param measures base measures first, derived measures after those that they use
 * @param expectations when the forms are due, and who need not report
 * @param waivers errors that are not to count as such, in the order in which they are printed
 * @param plausibility checks that warn of what is unlikely
 * @param hash SHA-256 of all definition files, in hexadecimal
 */
public record Job(
        String id,
        Path folder,
        String title,
        String office,
        PeriodKind periodKind,
        @Nullable String schedule,
        boolean receipts,
        List<Unit> register,
        List<Unit> units,
        List<Form> forms,
        List<Measure> measures,
        List<Reconciliation> reconciliations,
        List<Appendix> appendices,
        List<Figure> figures,
        Expectations expectations,
        List<Waiver> waivers,
        List<PlausibilityCheck> plausibility,
        String hash) {

    public Job {
        register = List.copyOf(register);
        units = List.copyOf(units);
        forms = List.copyOf(forms);
        measures = List.copyOf(measures);
        reconciliations = List.copyOf(reconciliations);
        appendices = List.copyOf(appendices);
        figures = List.copyOf(figures);
        waivers = List.copyOf(waivers);
        plausibility = List.copyOf(plausibility);
    }

    /** The job as it is for a period: with the units that report for it, parents before children. */
    public Job during(Period period) {
        Map<String, List<Unit>> lines = register.stream().collect(Collectors.groupingBy(Unit::code));
        List<Unit> reporting =
                register.stream().filter(unit -> unit.reportsFor(period)).toList();
        Set<String> taken = reporting.stream().flatMap(Unit::names).collect(Collectors.toSet());
        List<Unit> narrowed = reporting.stream()
                .map(unit -> unit.with(
                        aliases(unit, lines.getOrDefault(unit.code(), List.of()), period, taken),
                        unit.former().stream()
                                .filter(code -> isFormer(lines.getOrDefault(code, List.of()), period))
                                .toList()))
                .toList();
        return with(narrowed, waivers);
    }

    /** The job with waivers beside those of its folder. Its hash stays that of the folder. */
    public Job withWaivers(List<Waiver> others) {
        return others.isEmpty()
                ? this
                : with(units, Stream.concat(waivers.stream(), others.stream()).toList());
    }

    private Job with(List<Unit> otherUnits, List<Waiver> otherWaivers) {
        return new Job(
                id,
                folder,
                title,
                office,
                periodKind,
                schedule,
                receipts,
                register,
                otherUnits,
                forms,
                measures,
                reconciliations,
                appendices,
                figures,
                expectations,
                otherWaivers,
                plausibility,
                hash);
    }

    /** Its aliases, and its names of earlier periods unless they are those of another unit now. */
    private static List<String> aliases(Unit unit, List<Unit> lines, Period period, Set<String> taken) {
        Stream<String> earlier = lines.stream()
                .filter(line -> line.until() != null && line.until().compareTo(period) < 0)
                .flatMap(Unit::names)
                .filter(name -> !taken.contains(name));
        return Stream.concat(unit.aliases().stream(), earlier).distinct().toList();
    }

    /** Whether what was published under a code before belongs to another unit now: who still reports, or did not then, has no successor. */
    private static boolean isFormer(List<Unit> lines, Period period) {
        return lines.stream().noneMatch(unit -> unit.reportsFor(period))
                && (lines.isEmpty() || lines.stream().anyMatch(unit -> unit.reportsFor(period.previous())));
    }

    /** The units that have to do with the job on a day: they report for the period in which it lies, or for the one before. */
    public List<Unit> unitsAbout(LocalDate day) {
        Period now = Period.at(periodKind, day);
        Map<String, Unit> byCode = new LinkedHashMap<>();
        for (Unit unit : register) {
            if (unit.reportsFor(now) || unit.reportsFor(now.previous())) {
                byCode.merge(unit.code(), unit, (one, other) -> one.reportsFor(now) ? one : other);
            }
        }
        return List.copyOf(byCode.values());
    }

    /** Name of a unit of any period: the latest, as printed; its code if nobody knows it. */
    public String unitName(String code) {
        return Stream.concat(register.stream(), units.stream())
                .filter(unit -> unit.code().equals(code))
                .reduce((earlier, later) -> later)
                .map(Unit::name)
                .orElse(code);
    }

    public Form form(String id) {
        return forms.stream()
                .filter(form -> form.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no form " + id));
    }

    public Unit unit(String code) {
        return units.stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no unit " + code));
    }

    public Measure measure(String name) {
        return measures.stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no measure " + name));
    }

    /** The jobs with which it is reconciled. */
    public Set<Other> others() {
        return reconciliations.stream()
                .flatMap(one -> Stream.ofNullable(one.of()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The kinds of unit (单位类别) in the order in which they are printed. */
    public List<String> kinds() {
        return units.stream().map(Unit::kind).distinct().toList();
    }

    /** The waivers that count for a period on a day. */
    public List<Waiver> waiversInForce(Period period, LocalDate day) {
        return waivers.stream()
                .filter(waiver -> waiver.concerns(period) && !waiver.isExpired(day))
                .toList();
    }

    /** Whether any rule or reconciliation can keep reported data out of the totals. */
    public boolean blocks() {
        return forms.stream().anyMatch(Form::blocks) || reconciliationsBlock();
    }

    public boolean reconciliationsBlock() {
        return reconciliations.stream().anyMatch(one -> one.consequence().blocks());
    }
}
