package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
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
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Unit;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.jspecify.annotations.Nullable;

/** Compares totals that must agree. */
public final class Reconciler {
    private Reconciler() {}

    /**
     * Evaluates the reconciliations of a job, in their order, then in that of its units or kinds. A unit or kind has a result
     * where at least one side has a value; the whole always has one.
     *
     * @throws MeasureException if a side cannot be computed
     * @throws SQLException if the snapshot itself cannot be read
     */
    public static List<ReconciliationResult> reconcile(
            Job job, FormRows rows, MeasureValues values, MeasureValues prior) throws SQLException {
        if (job.reconciliations().isEmpty()) {
            return List.of();
        }
        List<ReconciliationResult> results = new ArrayList<>();
        Derivation derivation = new Derivation(job, rows.engine(), values, prior);
        for (Reconciliation definition : job.reconciliations()) {
            Set<Slot> slots = slots(job, definition.by());
            String what = "对账 " + definition.code() + "（reconciliations.yml）";
            Map<Slot, BigDecimal> left = derivation.at(what, definition.left(), slots);
            Map<Slot, BigDecimal> right = derivation.at(what, definition.right(), slots);
            for (Slot slot : slots) {
                if (slot.equals(Slot.TOTAL) || left.containsKey(slot) || right.containsKey(slot)) {
                    results.add(result(job, definition, slot, left.get(slot), right.get(slot)));
                }
            }
        }
        return List.copyOf(results);
    }

    private static Set<Slot> slots(Job job, Reconciliation.By by) {
        Set<Slot> slots = new LinkedHashSet<>();
        switch (by) {
            case UNIT -> job.units().forEach(unit -> slots.add(Slot.unit(unit.code())));
            case KIND -> job.kinds().forEach(kind -> slots.add(Slot.kind(kind)));
            case TOTAL -> slots.add(Slot.TOTAL);
        }
        return slots;
    }

    private static ReconciliationResult result(
            Job job, Reconciliation definition, Slot slot, @Nullable BigDecimal left, @Nullable BigDecimal right) {
        String name = switch (definition.by()) {
            case UNIT -> job.unit(slot.key()).name();
            case KIND -> slot.key();
            case TOTAL -> "全部单位";
        };
        Outcome outcome;
        if (left == null || right == null) {
            outcome = Outcome.UNDECIDED;
        } else if (left.subtract(right).abs().compareTo(definition.tolerance()) <= 0) {
            outcome = Outcome.HOLDS;
        } else {
            outcome = Outcome.FAILS;
        }
        return new ReconciliationResult(definition, slot.key(), name, left, right, outcome);
    }

    /** Adds a finding for each reconciliation that fails; one that misses a side is none. */
    public static void addFindings(Job job, List<ReconciliationResult> results, FindingSink sink) {
        Set<String> units =
                new LinkedHashSet<>(job.units().stream().map(Unit::code).toList());
        for (ReconciliationResult result : results) {
            BigDecimal difference = result.difference();
            if (result.outcome() == Outcome.FAILS && difference != null) {
                sink.add(finding(job, result, difference, units));
            }
        }
    }

    /** Whether a result keeps its unit out of the totals. */
    public static boolean blocks(ReconciliationResult result) {
        return result.outcome() == Outcome.FAILS
                && result.definition().by() == Reconciliation.By.UNIT
                && result.definition().consequence().blocks();
    }

    /** A failure in words, as its finding tells it. */
    public static String describe(Job job, ReconciliationResult result) {
        BigDecimal difference = result.difference();
        return difference == null
                ? result.definition().title()
                : finding(job, result, difference, Set.of()).message();
    }

    private static Finding finding(Job job, ReconciliationResult result, BigDecimal difference, Set<String> units) {
        Reconciliation definition = result.definition();
        String left = Numbers.plain(result.left());
        String right = Numbers.plain(result.right());
        String tolerance =
                definition.tolerance().signum() == 0 ? "" : "（允许误差 " + Numbers.plain(definition.tolerance()) + "）";
        String advice = definition.message().isBlank() ? "" : "。" + definition.message();
        boolean ofUnit = definition.by() == Reconciliation.By.UNIT && units.contains(result.key());
        return new Finding(
                definition.code(),
                definition.severity(),
                ofUnit ? result.key() : "",
                "",
                Place.NOWHERE,
                definition.title(),
                left,
                right + tolerance,
                definition.told(result.name() + "“" + definition.title() + "”不成立："
                        + Expression.inWords(definition.left(), job.periodKind()) + "为" + left + "，"
                        + Expression.inWords(definition.right(), job.periodKind()) + "为" + right + "，相差"
                        + Numbers.plain(difference.abs()) + tolerance + advice));
    }
}
