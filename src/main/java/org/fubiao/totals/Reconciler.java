package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.compute.FormRows;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingSink;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Expression;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Reconciliation.By;
import org.fubiao.job.Reconciliation.Other;
import org.fubiao.job.Unit;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.fubiao.totals.ReconciliationResult.RootCause;
import org.jspecify.annotations.Nullable;

/** Compares totals that must agree. */
public final class Reconciler {
    private final Job job;
    private final Period period;
    private final Elsewhere elsewhere;
    private final MeasureValues prior;
    private final Derivation derivation;
    private final Margins margins;
    private final Reasons reasons;
    private final List<TreeCauses.Comparison> levels = new ArrayList<>();

    private Reconciler(
            Job job, Period period, FormRows rows, MeasureValues values, MeasureValues prior, Elsewhere elsewhere)
            throws SQLException {
        this.job = job;
        this.period = period;
        this.elsewhere = elsewhere;
        this.prior = prior;
        this.derivation = new Derivation(job, rows.engine(), values, prior);
        this.margins = new Margins(job, rows, values, prior);
        this.reasons = new Reasons(job, period, rows.reported());
    }

    /**
     * Evaluates the reconciliations of a job, in their order, then in that of its units or kinds. A unit or kind has a result
     * where at least one side has a value, and a unit also where it owes what both sides are made of; the whole always has one.
     *
     * @param prior values of the period before, under the units of today
     * @param elsewhere what other jobs published for shorter periods
     * @throws MeasureException if a side cannot be computed
     * @throws SQLException if the snapshot itself cannot be read
     */
    public static List<ReconciliationResult> reconcile(
            Job job, Period period, FormRows rows, MeasureValues values, MeasureValues prior, Elsewhere elsewhere)
            throws SQLException {
        if (job.reconciliations().isEmpty()) {
            return List.of();
        }
        Reconciler reconciler = new Reconciler(job, period, rows, values, prior, elsewhere);
        List<ReconciliationResult> results = new ArrayList<>();
        for (Reconciliation definition : job.reconciliations()) {
            results.addAll(definition.by() == By.LEVEL ? reconciler.levels(definition) : reconciler.flat(definition));
        }
        Map<ReconciliationResult, RootCause> causes = new TreeCauses(job, reconciler.levels).find();
        return results.stream()
                .map(result -> {
                    RootCause cause = causes.get(result);
                    return cause == null ? result : result.because(cause);
                })
                .toList();
    }

    /**
     * A side of a reconciliation.
     *
     * @param values by place
     * @param margins half of the intervals for which the values stand
     * @param forms behind the measures of this period
     * @param previous whether it uses values of the period before
     * @param missing why it has no value at a place, if that is known at once
     */
    private record Side(
            Map<Slot, BigDecimal> values,
            Map<Slot, BigDecimal> margins,
            List<Form> forms,
            boolean previous,
            Map<Slot, String> missing) {
        BigDecimal margin(Slot slot) {
            return margins.getOrDefault(slot, BigDecimal.ZERO);
        }
    }

    private Side side(Reconciliation definition, String expression, Set<Slot> slots) throws SQLException {
        String what = "对账 " + definition.code() + "（reconciliations.yml）";
        return new Side(
                derivation.at(what, expression, slots),
                margins.of(what, expression, slots),
                Uses.forms(job, derivation.used(expression)),
                !derivation.usedOfPrevious(expression).isEmpty(),
                Map.of());
    }

    private Side right(Reconciliation definition, Set<Slot> slots) throws SQLException {
        Other other = definition.of();
        if (other == null) {
            return side(definition, definition.right(), slots);
        }
        Elsewhere.Sums sums = elsewhere.sums(other, definition.right(), slots);
        return new Side(sums.values(), Map.of(), List.of(), false, sums.missing());
    }

    private List<ReconciliationResult> flat(Reconciliation definition) throws SQLException {
        Set<Slot> slots = slots(definition.by());
        Side left = side(definition, definition.left(), slots);
        Side right = right(definition, slots);
        List<ReconciliationResult> results = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.equals(Slot.TOTAL)
                    || left.values().containsKey(slot)
                    || right.values().containsKey(slot)
                    || owesBoth(slot, left, right)) {
                results.add(result(definition, slot, left, right));
            }
        }
        return results;
    }

    private boolean owesBoth(Slot slot, Side left, Side right) {
        if (slot.level() != MeasureValue.Level.UNIT) {
            return false;
        }
        Unit unit = job.unit(slot.key());
        return reasons.owes(unit, left.forms()) && (right.forms().isEmpty() || reasons.owes(unit, right.forms()));
    }

    private Set<Slot> slots(By by) {
        Set<Slot> slots = new LinkedHashSet<>();
        switch (by) {
            case UNIT, LEVEL -> job.units().forEach(unit -> slots.add(Slot.unit(unit.code())));
            case KIND -> job.kinds().forEach(kind -> slots.add(Slot.kind(kind)));
            case TOTAL -> slots.add(Slot.TOTAL);
        }
        return slots;
    }

    private ReconciliationResult result(Reconciliation definition, Slot slot, Side left, Side right) {
        return result(
                definition,
                slot,
                left.values().get(slot),
                right.values().get(slot),
                left.margin(slot).add(right.margin(slot)),
                undecided(slot, left, right));
    }

    /** Each unit that has others below it, against their sum. */
    private List<ReconciliationResult> levels(Reconciliation definition) throws SQLException {
        Set<Slot> slots = slots(By.LEVEL);
        Side left = side(definition, definition.left(), slots);
        Side right = side(definition, definition.right(), slots);
        Map<String, List<Unit>> children = new LinkedHashMap<>();
        for (Unit unit : job.units()) {
            if (unit.parent() != null) {
                children.computeIfAbsent(unit.parent(), parent -> new ArrayList<>())
                        .add(unit);
            }
        }
        List<ReconciliationResult> results = new ArrayList<>();
        for (Unit parent : job.units()) {
            List<Unit> below = children.getOrDefault(parent.code(), List.of());
            Slot slot = Slot.unit(parent.code());
            BigDecimal own = left.values().get(slot);
            BigDecimal sum = null;
            BigDecimal margin = left.margin(slot);
            for (Unit child : below) {
                Slot at = Slot.unit(child.code());
                BigDecimal part = right.values().get(at);
                if (part != null) {
                    sum = sum == null ? part : sum.add(part);
                    margin = margin.add(right.margin(at));
                }
            }
            if (below.isEmpty() || (own == null && sum == null)) {
                continue;
            }
            String reason = reasons.incomplete(below, right.forms());
            if (own == null) {
                String missing = reasons.missing(parent, left.forms());
                reason = "本级" + (missing.isEmpty() ? "没有数" : missing);
            } else if (sum == null && reason.isEmpty()) {
                reason = "下级都没有数";
            }
            results.add(result(definition, slot, own, sum, margin, reason));
        }
        Map<String, ReconciliationResult> byParent = new LinkedHashMap<>();
        results.forEach(result -> byParent.put(result.key(), result));
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        right.values().forEach((slot, value) -> parts.put(slot.key(), value));
        levels.add(new TreeCauses.Comparison(byParent, parts));
        return results;
    }

    private ReconciliationResult result(
            Reconciliation definition,
            Slot slot,
            @Nullable BigDecimal left,
            @Nullable BigDecimal right,
            BigDecimal margin,
            String undecided) {
        String name = switch (definition.by()) {
            case UNIT, LEVEL -> job.unit(slot.key()).name();
            case KIND -> slot.key();
            case TOTAL -> "全部单位";
        };
        ReconciliationResult open = new ReconciliationResult(
                definition, slot.key(), name, left, right, margin, Outcome.UNDECIDED, undecided, null);
        if (left == null || right == null || !undecided.isEmpty()) {
            return open;
        }
        // Both stand for intervals: they agree when these can.
        BigDecimal gap = left.subtract(right).abs().subtract(margin);
        Outcome outcome = gap.compareTo(open.tolerance()) <= 0 ? Outcome.HOLDS : Outcome.FAILS;
        return new ReconciliationResult(definition, slot.key(), name, left, right, margin, outcome, "", null);
    }

    private String undecided(Slot slot, Side left, Side right) {
        boolean hasLeft = left.values().containsKey(slot);
        boolean hasRight = right.values().containsKey(slot);
        if (hasLeft && hasRight) {
            return slot.level() == MeasureValue.Level.UNIT
                    ? ""
                    : reasons.different(unitsOf(slot), left.forms(), right.forms());
        }
        List<String> words = new ArrayList<>();
        if (!hasLeft) {
            words.add(why(slot, left));
        }
        if (!hasRight) {
            words.add(why(slot, right));
        }
        return String.join("；", words.stream().distinct().toList());
    }

    private List<Unit> unitsOf(Slot slot) {
        return job.units().stream()
                .filter(unit -> slot.equals(Slot.TOTAL) || unit.kind().equals(slot.key()))
                .toList();
    }

    private String why(Slot slot, Side side) {
        String known = side.missing().get(slot);
        if (known != null) {
            return known;
        }
        if (slot.level() == MeasureValue.Level.UNIT) {
            String missing = reasons.missing(job.unit(slot.key()), side.forms());
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        if (side.previous()) {
            return prior.list().isEmpty()
                    ? period.previous().describe() + "尚未汇总"
                    : period.previous().describe() + "没有公布相应的数";
        }
        return side.forms().isEmpty() ? "没有相应的数" : "所报报表中没有相应的数";
    }

    /** Adds a finding for each reconciliation that fails, and one for each reason that several of them share. */
    public static void addFindings(Job job, List<ReconciliationResult> results, FindingSink sink) {
        Map<RootCause, Severity> causes = new LinkedHashMap<>();
        for (ReconciliationResult result : results) {
            RootCause cause = result.cause();
            if (cause != null) {
                Severity severity = result.definition().severity();
                causes.merge(cause, severity, (a, b) -> a.compareTo(b) <= 0 ? a : b);
            } else if (result.outcome() == Outcome.FAILS) {
                sink.add(finding(job, result));
            }
        }
        causes.forEach((cause, severity) ->
                sink.add(new Finding(cause.code(), severity, "", "", Place.NOWHERE, "上级", "", "", cause.message())));
    }

    /** Whether a result keeps its unit out of the totals. */
    public static boolean blocks(ReconciliationResult result) {
        return result.outcome() == Outcome.FAILS
                && result.definition().by() == By.UNIT
                && result.definition().consequence().blocks();
    }

    /** A failure in words, as its finding tells it. */
    public static String describe(Job job, ReconciliationResult result) {
        return result.difference() == null
                ? result.definition().title()
                : finding(job, result).message();
    }

    private static Finding finding(Job job, ReconciliationResult result) {
        Reconciliation definition = result.definition();
        String left = Numbers.plain(result.left());
        String right = Numbers.plain(result.right());
        BigDecimal difference = result.difference();
        BigDecimal more = difference == null ? BigDecimal.ZERO : difference;
        String allowed = allowed(result);
        String advice = definition.message().isBlank() ? "" : "。" + definition.message();
        boolean ofUnit = definition.by() == By.UNIT || definition.by() == By.LEVEL;
        return new Finding(
                definition.code(),
                definition.severity(),
                ofUnit ? result.key() : "",
                "",
                Place.NOWHERE,
                definition.title(),
                left,
                right + allowed,
                definition.told(result.name() + "“" + definition.title() + "”不成立："
                        + (definition.by() == By.LEVEL ? "本级" : "")
                        + Expression.inWords(definition.left(), job.periodKind()) + "为" + left + "，"
                        + rightInWords(job, definition) + "为" + right + "，"
                        + (more.signum() > 0 ? "少" : "多") + Numbers.plain(more.abs()) + allowed + advice));
    }

    private static String rightInWords(Job job, Reconciliation definition) {
        Other other = definition.of();
        if (other != null) {
            String each = switch (other.kind()) {
                case QUARTER -> "各季度";
                case MONTH -> "各月";
                case YEAR -> "各年";
            };
            return "汇总任务“" + other.job() + "”" + each + definition.right() + "之和";
        }
        String words = Expression.inWords(definition.right(), job.periodKind());
        return definition.by() == By.LEVEL ? "下级" + words + "之和" : words;
    }

    /** What difference would have counted as agreement. */
    private static String allowed(ReconciliationResult result) {
        List<String> words = new ArrayList<>();
        if (result.tolerance().signum() > 0) {
            words.add("允许误差 " + Numbers.plain(result.tolerance()));
        }
        if (result.margin().signum() > 0) {
            words.add("舍入最多相差 " + Numbers.plain(result.margin()));
        }
        return words.isEmpty() ? "" : "（" + String.join("，", words) + "）";
    }

    /** The jobs with which a job is reconciled. */
    public static Set<Other> others(Job job) {
        Set<Other> others = new LinkedHashSet<>();
        for (Reconciliation definition : job.reconciliations()) {
            Other other = definition.of();
            if (other != null) {
                others.add(other);
            }
        }
        return others;
    }
}
