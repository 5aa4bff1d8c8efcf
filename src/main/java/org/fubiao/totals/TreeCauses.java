package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Job;
import org.fubiao.job.Unit;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.fubiao.totals.ReconciliationResult.RootCause;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tree of units itself explains why parents and their children disagree. When a unit hangs under the wrong parent, every
 * sum of that parent is too great by exactly the unit's own value, and every sum of the right parent too small by it. Such a
 * pattern over several reconciliations is one reason, and is told once.
 */
final class TreeCauses {
    /** Small sums agree by chance. */
    private static final BigDecimal TELLING = BigDecimal.TEN;

    private static final int FEWEST_CHECKS = 2;
    private static final double MOST_OF_THEM = 0.8;
    /** What shows at one parent only could also be a mistake in its own report. */
    private static final int FEWEST_OF_ONE_PARENT = 3;

    private final Job job;
    private final List<Comparison> comparisons;

    /**
     * A reconciliation between parents and children.
     *
     * @param results by code of the parent
     * @param parts value of the right side by code of the unit
     */
    record Comparison(Map<String, ReconciliationResult> results, Map<String, BigDecimal> parts) {
        /** By how much a parent has more than its children; null if that cannot be told. */
        @Nullable BigDecimal surplus(String parent) {
            ReconciliationResult result = results.get(parent);
            return result == null
                            || result.outcome() == Outcome.UNDECIDED
                            || result.left() == null
                            || result.right() == null
                    ? null
                    : result.left().subtract(result.right());
        }

        boolean fails(String parent) {
            ReconciliationResult result = results.get(parent);
            return result != null && result.outcome() == Outcome.FAILS;
        }

        /** Whether the sums of a parent would show if this much were too much or too little. */
        private boolean shows(String parent, BigDecimal part) {
            return surplus(parent) != null
                    && part.abs()
                                    .compareTo(result(parent)
                                            .margin()
                                            .add(result(parent).tolerance()))
                            > 0;
        }

        /** Exactly, but for what was rounded: what counts as agreement explains nothing. */
        private boolean agree(BigDecimal a, BigDecimal b, String parent) {
            return a.subtract(b).abs().compareTo(result(parent).margin()) <= 0;
        }

        private ReconciliationResult result(String parent) {
            return Objects.requireNonNull(results.get(parent));
        }
    }

    /**
     * A unit that may hang in the wrong place.
     *
     * @param from the unit above it now, if any
     * @param to the unit that it may belong to; null if none of them lacks it
     * @param explained the failures that go away with it
     */
    private record Move(
            Unit unit, @Nullable Unit from, @Nullable Unit to, Set<ReconciliationResult> explained, int checks) {}

    TreeCauses(Job job, List<Comparison> comparisons) {
        this.job = job;
        this.comparisons = comparisons;
    }

    /** The reason of each failure for which one was found. */
    Map<ReconciliationResult, RootCause> find() {
        Map<ReconciliationResult, RootCause> causes = new LinkedHashMap<>();
        Set<String> failing = new LinkedHashSet<>();
        for (Comparison comparison : comparisons) {
            comparison.results().keySet().stream().filter(comparison::fails).forEach(failing::add);
        }
        if (failing.isEmpty()) {
            return causes;
        }
        List<Move> moves = new ArrayList<>();
        for (Unit unit : job.units()) {
            best(unit, failing).ifPresent(moves::add);
        }
        moves.sort(Comparator.comparingInt((Move move) -> -move.checks())
                .thenComparing(move -> move.to() == null)
                .thenComparingInt(move -> job.units().indexOf(move.unit())));
        for (Move move : moves) {
            if (move.explained().stream().noneMatch(causes::containsKey)) {
                List<Move> alternatives = moves.stream()
                        .filter(other -> !other.unit().equals(move.unit())
                                && other.explained().equals(move.explained()))
                        .toList();
                String concerns =
                        move.from() != null && move.to() == null ? move.from().code() : "";
                RootCause cause = new RootCause(FindingCode.WRONG_PARENT.code(), concerns, words(move, alternatives));
                move.explained().forEach(result -> causes.put(result, cause));
            }
        }
        for (String parent : failing) {
            gap(parent, causes);
        }
        return causes;
    }

    /** The one place where a unit would explain most; none if several would do as well. */
    private Optional<Move> best(Unit unit, Set<String> failing) {
        Unit from = unit.parent() == null ? null : job.unit(unit.parent());
        if (from != null && !failing.contains(from.code())) {
            return Optional.empty();
        }
        List<Move> possible = new ArrayList<>();
        Set<String> below = below(unit);
        for (String code : failing) {
            if (!code.equals(unit.code()) && !code.equals(unit.parent()) && !below.contains(code)) {
                move(unit, from, job.unit(code)).ifPresent(possible::add);
            }
        }
        if (possible.isEmpty() && from != null) {
            move(unit, from, null).ifPresent(possible::add);
        }
        int most = possible.stream().mapToInt(Move::checks).max().orElse(0);
        List<Move> best =
                possible.stream().filter(move -> move.checks() == most).toList();
        return best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty();
    }

    private Optional<Move> move(Unit unit, @Nullable Unit from, @Nullable Unit to) {
        Set<ReconciliationResult> explained = new LinkedHashSet<>();
        BigDecimal greatest = BigDecimal.ZERO;
        int right = 0;
        int wrong = 0;
        for (Comparison comparison : comparisons) {
            BigDecimal part = comparison.parts().get(unit.code());
            if (part == null || !shows(comparison, from, part) || !shows(comparison, to, part)) {
                continue;
            }
            boolean leaves = from == null || explains(comparison, from.code(), part.negate());
            boolean comes = to == null || explains(comparison, to.code(), part);
            if (leaves && comes) {
                right++;
                greatest = greatest.max(part.abs());
                addFailing(explained, comparison, from);
                addFailing(explained, comparison, to);
            } else {
                wrong++;
            }
        }
        boolean enough = right >= (from == null || to == null ? FEWEST_OF_ONE_PARENT : FEWEST_CHECKS);
        return enough
                        && greatest.compareTo(TELLING) >= 0
                        && !explained.isEmpty()
                        && right >= MOST_OF_THEM * (right + wrong)
                ? Optional.of(new Move(unit, from, to, explained, right))
                : Optional.empty();
    }

    private static boolean shows(Comparison comparison, @Nullable Unit parent, BigDecimal part) {
        return parent == null || comparison.shows(parent.code(), part);
    }

    private static boolean explains(Comparison comparison, String parent, BigDecimal part) {
        BigDecimal surplus = comparison.surplus(parent);
        return surplus != null && comparison.fails(parent) && comparison.agree(surplus, part, parent);
    }

    private static void addFailing(Set<ReconciliationResult> explained, Comparison comparison, @Nullable Unit parent) {
        if (parent != null && comparison.fails(parent.code())) {
            explained.add(Objects.requireNonNull(comparison.results().get(parent.code())));
        }
    }

    private Set<String> below(Unit unit) {
        Set<String> below = new HashSet<>();
        // Parents stand before their children.
        for (Unit other : job.units()) {
            if (other.parent() != null && (other.parent().equals(unit.code()) || below.contains(other.parent()))) {
                below.add(other.code());
            }
        }
        return below;
    }

    private static String words(Move move, List<Move> alternatives) {
        String unit = "“" + move.unit().name() + "”";
        String from = move.from() == null ? "" : "“" + move.from().name() + "”";
        String to = move.to() == null ? "" : "“" + move.to().name() + "”";
        String others = alternatives.stream()
                .map(other -> "“" + other.unit().name() + "”")
                .collect(Collectors.joining("、"));
        return "名册中" + unit + (from.isEmpty() ? "没有上级" : "的上级是" + from) + "，但有" + move.checks() + "项核对表明"
                + (to.isEmpty() ? from + "的本级数不含它" : "它应是" + to + "的下级") + "："
                + (from.isEmpty() ? "" : from + "的下级之和多出的")
                + (from.isEmpty() || to.isEmpty() ? "" : "、")
                + (to.isEmpty() ? "" : to + "的下级之和缺少的")
                + "，正好是" + unit + "的数" + (others.isEmpty() ? "" : "（" + others + "的数与它相同，也请核对）")
                + (to.isEmpty()
                        ? "。可能是" + from + "的本级数漏了它，也可能是名册写错了上级。请" + from + "核对本级报表；报表无误的，由汇总单位核对名册（units.csv）中它的“上级”"
                        : "。请核对名册（units.csv）中它的“上级”")
                + "；改正后，同因的"
                + move.explained().size() + "处不符即消除，不再逐项列出";
    }

    /** Every sum of a parent is short, or every one is too great: a unit below it is missing from the register, or is too many. */
    private void gap(String parent, Map<ReconciliationResult, RootCause> causes) {
        List<ReconciliationResult> open = new ArrayList<>();
        int lacking = 0;
        int over = 0;
        int agreeing = 0;
        for (Comparison comparison : comparisons) {
            ReconciliationResult result = comparison.results().get(parent);
            BigDecimal surplus = comparison.surplus(parent);
            if (result == null || surplus == null || causes.containsKey(result)) {
                continue;
            }
            if (!comparison.fails(parent)) {
                agreeing += Objects.requireNonNull(result.left()).signum() == 0 ? 0 : 1;
                continue;
            }
            open.add(result);
            lacking += surplus.signum() > 0 ? 1 : 0;
            over += surplus.signum() < 0 ? 1 : 0;
        }
        if (open.size() < FEWEST_OF_ONE_PARENT || agreeing > 0 || (lacking > 0 && over > 0)) {
            return;
        }
        String name = "“" + job.unit(parent).name() + "”";
        String all = name + "的" + open.size() + "项核对，下级之和都";
        String end = "；同因的" + open.size() + "处不符不再逐项列出";
        String why = lacking > 0
                ? "小于本级数：可能是本级数多汇了某个下级，也可能是名册缺少它的下级单位。请" + name + "核对本级报表；报表无误的，由汇总单位核对名册（units.csv）是否列全"
                : "大于本级数：可能是本级数漏了某个下级，也可能是名册把不属于它的单位列在它之下。请" + name + "核对本级报表；报表无误的，由汇总单位核对名册（units.csv）";
        RootCause cause = new RootCause(FindingCode.CHILD_MISSING.code(), parent, all + why + end);
        open.forEach(result -> causes.put(result, cause));
    }
}
