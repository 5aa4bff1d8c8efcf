package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.compute.FormRows;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingSink;
import org.fubiao.finding.Place;
import org.fubiao.job.Expression;
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
    private final Elsewhere elsewhere;
    private final Derivation derivation;
    private final Margins margins;
    private final Reasons reasons;
    private final List<TreeCauses.Comparison> levels = new ArrayList<>();

    private Reconciler(
            Job job, Period period, FormRows rows, MeasureValues values, MeasureValues prior, Elsewhere elsewhere)
            throws SQLException {
        this.job = job;
        this.elsewhere = elsewhere;
        MeasureValues exact = Totals.unrounded(job, rows, values, prior);
        this.derivation = new Derivation(job, rows.engine(), exact, prior);
        this.margins = new Margins(job, rows, exact, prior);
        this.reasons = new Reasons(job, period, rows.reported(), prior);
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

    private Side side(Reconciliation definition, String expression, Set<Slot> slots) throws SQLException {
        List<String> before = derivation.usedOfPrevious(expression);
        return new Side(
                derivation.at(what(definition), expression, slots),
                Uses.forms(job, derivation.used(expression)),
                Uses.bases(job, before),
                Uses.forms(job, before),
                null);
    }

    private static String what(Reconciliation definition) {
        return "对账 " + definition.code() + "（reconciliations.yml）";
    }

    private Side right(Reconciliation definition, Set<Slot> slots) throws SQLException {
        Other other = definition.of();
        if (other == null) {
            return side(definition, definition.right(), slots);
        }
        // Of which units a total is made, their own values tell.
        Set<Slot> places = new LinkedHashSet<>(slots);
        places.addAll(slots(By.UNIT));
        Elsewhere.Sums sums = elsewhere.sums(job, other, definition.right(), places);
        return new Side(sums.values(), List.of(), List.of(), List.of(), sums);
    }

    private List<ReconciliationResult> flat(Reconciliation definition) throws SQLException {
        Set<Slot> slots = slots(definition.by());
        Side left = side(definition, definition.left(), slots);
        Side right = right(definition, slots);
        // Of both sides at once: what stands on both moves both alike.
        Map<Slot, BigDecimal> margins = this.margins.of(
                what(definition),
                definition.of() == null
                        ? "(" + definition.left() + ") - (" + definition.right() + ")"
                        : definition.left(),
                slots);
        List<ReconciliationResult> results = new ArrayList<>();
        for (Slot slot : slots) {
            BigDecimal ofLeft = left.at(slot);
            BigDecimal ofRight = right.at(slot);
            if (slot.equals(Slot.TOTAL) || ofLeft != null || ofRight != null || owesBoth(slot, left, right)) {
                BigDecimal margin = margins.getOrDefault(slot, BigDecimal.ZERO);
                results.add(result(definition, slot, ofLeft, ofRight, margin, undecided(slot, left, right)));
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

    /** Each unit that has others below it, against their sum. */
    private List<ReconciliationResult> levels(Reconciliation definition) throws SQLException {
        Set<Slot> slots = slots(By.LEVEL);
        Side left = side(definition, definition.left(), slots);
        Side right = side(definition, definition.right(), slots);
        Map<Slot, BigDecimal> marginsLeft = margins.of(what(definition), definition.left(), slots);
        Map<Slot, BigDecimal> marginsRight = margins.of(what(definition), definition.right(), slots);
        Map<String, List<Unit>> children = new LinkedHashMap<>();
        for (Unit unit : job.units()) {
            if (unit.parent() != null) {
                children.computeIfAbsent(unit.parent(), parent -> new ArrayList<>())
                        .add(unit);
            }
        }
        Map<String, ReconciliationResult> byParent = new LinkedHashMap<>();
        for (Unit parent : job.units()) {
            List<Unit> below = children.getOrDefault(parent.code(), List.of());
            Slot slot = Slot.unit(parent.code());
            BigDecimal own = left.at(slot);
            BigDecimal sum = null;
            BigDecimal margin = marginsLeft.getOrDefault(slot, BigDecimal.ZERO);
            for (Unit child : below) {
                Slot at = Slot.unit(child.code());
                sum = Numbers.plus(sum, right.at(at));
                margin = margin.add(marginsRight.getOrDefault(at, BigDecimal.ZERO));
            }
            if (below.isEmpty() || (own == null && sum == null)) {
                continue;
            }
            String reason = own == null ? "本级" + reasons.none(slot, left) : reasons.incomplete(below, right);
            if (sum == null && reason.isEmpty()) {
                reason = "下级都没有数";
            }
            byParent.put(parent.code(), result(definition, slot, own, sum, margin, reason));
        }
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        right.values().forEach((slot, value) -> parts.put(slot.key(), value));
        levels.add(new TreeCauses.Comparison(byParent, parts));
        return List.copyOf(byParent.values());
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
        BigDecimal shownLeft = Numbers.shown(left);
        BigDecimal shownRight = Numbers.shown(right);
        ReconciliationResult open = new ReconciliationResult(
                definition, slot.key(), name, shownLeft, shownRight, margin, Outcome.UNDECIDED, undecided, null);
        if (left == null || right == null || !undecided.isEmpty()) {
            return open;
        }
        // Both stand for intervals: they agree when these can.
        BigDecimal gap = left.subtract(right).abs().subtract(margin);
        if (derivation.isBinary(definition.left()) || derivation.isBinary(definition.right())) {
            gap = gap.subtract(Numbers.noise(left, right));
        }
        Outcome outcome = gap.compareTo(open.tolerance()) <= 0 ? Outcome.HOLDS : Outcome.FAILS;
        return new ReconciliationResult(definition, slot.key(), name, shownLeft, shownRight, margin, outcome, "", null);
    }

    private String undecided(Slot slot, Side left, Side right) {
        List<String> words = new ArrayList<>();
        for (Side side : List.of(left, right)) {
            if (side.at(slot) == null) {
                words.add(reasons.none(slot, side));
            }
        }
        if (words.isEmpty() && slot.level() != MeasureValue.Level.UNIT) {
            return reasons.different(slot, left, right);
        }
        return String.join("；", words.stream().distinct().toList());
    }

    /** Adds a finding for each reconciliation that fails, and one for each reason that several of them share. */
    public static void addFindings(Job job, List<ReconciliationResult> results, FindingSink sink) {
        Map<RootCause, List<Reconciliation>> causes = new LinkedHashMap<>();
        for (ReconciliationResult result : results) {
            RootCause cause = result.cause();
            if (cause != null) {
                causes.computeIfAbsent(cause, one -> new ArrayList<>()).add(result.definition());
            } else if (result.outcome() == Outcome.FAILS) {
                sink.add(finding(job, result));
            }
        }
        causes.forEach((cause, definitions) -> sink.add(finding(cause, definitions)));
    }

    /** A reason is as bad as the worst that it explains, and on trial if all of that is. */
    private static Finding finding(RootCause cause, List<Reconciliation> definitions) {
        boolean trial = definitions.stream().allMatch(Reconciliation::trial);
        return new Finding(
                cause.code(),
                definitions.stream()
                        .map(Reconciliation::severity)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                cause.unit(),
                "",
                Place.NOWHERE,
                "上级",
                "",
                "",
                trial ? definitions.get(0).told(cause.message()) : cause.message());
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
                        + leftInWords(job, definition) + "为" + left + former(job, result, definition.left()) + "，"
                        + rightInWords(job, definition) + "为" + right
                        + (definition.of() == null ? former(job, result, definition.right()) : "") + "，"
                        + (more.signum() > 0 ? "少" : "多") + Numbers.plain(more.abs()) + allowed + advice));
    }

    /** The former units whose values of the period before are in a side: without them nobody would find the number in what was published. */
    private static String former(Job job, ReconciliationResult result, String expression) {
        if (result.definition().by() != By.UNIT
                || Expression.names(expression, Derivation.previousMeasures(job))
                        .isEmpty()) {
            return "";
        }
        List<String> names = job.unit(result.key()).former().stream()
                .flatMap(code ->
                        job.register().stream().filter(unit -> unit.code().equals(code)))
                .map(Unit::name)
                .distinct()
                .toList();
        return names.isEmpty() ? "" : "（含原" + String.join("、", names) + "）";
    }

    /** What is checked, as people say it. */
    public static String leftInWords(Job job, Reconciliation definition) {
        return (definition.by() == By.LEVEL ? "本级" : "") + Expression.inWords(definition.left(), job.periodKind());
    }

    /** What it is checked against, as people say it. */
    public static String rightInWords(Job job, Reconciliation definition) {
        Other other = definition.of();
        if (other != null) {
            String each = switch (other.kind()) {
                case QUARTER -> "各季度";
                case MONTH -> "各月";
                case YEAR -> "各年";
            };
            return "汇总任务“" + other.title() + "”" + each + definition.right() + "之和";
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
}
