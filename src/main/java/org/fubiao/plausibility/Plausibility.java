package org.fubiao.plausibility;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingSink;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.job.PlausibilityCheck.FormerVersion;
import org.fubiao.job.PlausibilityCheck.LastPeriod;
import org.fubiao.job.PlausibilityCheck.Peers;
import org.fubiao.job.Unit;
import org.fubiao.plausibility.PlausibilityResult.Outcome;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.Uses;
import org.jspecify.annotations.Nullable;

/** Compares what each unit reported with what one would expect of it. */
public final class Plausibility {
    private static final String ADVICE = "请核实；如属实，请说明原因。";

    private final Job job;
    private final MeasureValues values;
    private final MeasureValues reported;
    private final MeasureValues prior;
    private final Corrected corrected;
    private final Map<String, Map<String, Place>> places;

    /**
     * What is compared.
     *
     * @param values of this period, as they are published
     * @param reported the same before anything was excluded, like those of the versions before
     * @param prior values of the period before, as its latest run published them
     * @param places sheets of the reports that count, by unit code and form id
     */
    public Plausibility(
            Job job,
            MeasureValues values,
            MeasureValues reported,
            MeasureValues prior,
            Corrected corrected,
            Map<String, Map<String, Place>> places) {
        this.job = job;
        this.values = values;
        this.reported = reported;
        this.prior = prior;
        this.corrected = corrected;
        this.places = places;
    }

    /** Evaluates all checks in their order, each in the order of the units of which it has something to say. */
    public List<PlausibilityResult> results() {
        List<PlausibilityResult> results = new ArrayList<>();
        for (PlausibilityCheck check : job.plausibility()) {
            results.addAll(results(check));
        }
        return List.copyOf(results);
    }

    private List<PlausibilityResult> results(PlausibilityCheck check) {
        if (check.against() instanceof LastPeriod limit) {
            return sinceLastPeriod(check, limit);
        }
        return check.against() instanceof Peers limit
                ? amongPeers(check, limit)
                : sinceFormerVersion(check, (FormerVersion) check.against());
    }

    private List<PlausibilityResult> sinceLastPeriod(PlausibilityCheck check, LastPeriod limit) {
        List<PlausibilityResult> results = new ArrayList<>();
        for (Unit unit : job.units()) {
            BigDecimal now = values.unit(check.measure(), unit.code());
            BigDecimal last = prior.unit(check.measure(), unit.code());
            if (now != null || last != null) {
                Draft draft = new Draft(check, unit, now, job.periodKind().previousWord() + "公布数", last);
                draft.limit = changeLimit(check, limit.ratio(), limit.atLeast());
                if (now == null) {
                    draft.undecided(job.periodKind().currentWord() + "没有数");
                } else if (last == null) {
                    draft.undecided(job.periodKind().previousWord() + "没有公布的数");
                } else if (isMoreThan(now, last, limit.ratio(), limit.atLeast())) {
                    draft.outcome = Outcome.FAILS;
                }
                results.add(draft.result());
            }
        }
        return results;
    }

    private static boolean isMoreThan(BigDecimal now, BigDecimal before, BigDecimal ratio, BigDecimal atLeast) {
        BigDecimal change = now.subtract(before).abs();
        return change.compareTo(ratio.multiply(before.abs())) > 0 && change.compareTo(atLeast) >= 0;
    }

    private String changeLimit(PlausibilityCheck check, BigDecimal ratio, BigDecimal atLeast) {
        return "变动不超过" + Amounts.percent(ratio) + floor(check, atLeast);
    }

    private String floor(PlausibilityCheck check, BigDecimal atLeast) {
        return atLeast.signum() == 0 ? "" : "，或者不到" + amounts(check).of(atLeast);
    }

    private Amounts amounts(PlausibilityCheck check) {
        String per = check.per();
        return new Amounts(job.measure(check.measure()), per == null ? null : job.measure(per));
    }

    private List<PlausibilityResult> amongPeers(PlausibilityCheck check, Peers limit) {
        Map<String, Map<Unit, BigDecimal>> groups = new LinkedHashMap<>();
        List<Draft> drafts = new ArrayList<>();
        for (Unit unit : job.units()) {
            BigDecimal measured = values.unit(check.measure(), unit.code());
            if (measured != null) {
                BigDecimal value = quotient(measured, limit.per(), unit);
                drafts.add(new Draft(check, unit, value, "", null));
                if (value != null) {
                    groups.computeIfAbsent(group(limit, unit), group -> new LinkedHashMap<>())
                            .put(unit, value);
                }
            }
        }
        Map<String, Spread> spreads = new LinkedHashMap<>();
        groups.forEach((group, of) -> spreads.put(group, Spread.of(of.values())));
        List<PlausibilityResult> results = new ArrayList<>();
        for (Draft draft : drafts) {
            String group = group(limit, draft.unit);
            int count = groups.getOrDefault(group, Map.of()).size();
            draft.limit = "偏离程度（修正z值）不超过" + Amounts.plain(limit.limit()) + floor(check, limit.atLeast());
            draft.against = (limit.ofKind() ? draft.unit.kind() : "全部单位") + count + "家的中位数";
            draft.amongPeers(limit, count, spreads.get(group));
            results.add(draft.result());
        }
        return results;
    }

    private static String group(Peers limit, Unit unit) {
        return limit.ofKind() ? unit.kind() : "";
    }

    private @Nullable BigDecimal quotient(BigDecimal value, @Nullable String per, Unit unit) {
        if (per == null) {
            return value;
        }
        BigDecimal by = values.unit(per, unit.code());
        return by == null || by.signum() == 0 ? null : value.divide(by, MathContext.DECIMAL128);
    }

    private List<PlausibilityResult> sinceFormerVersion(PlausibilityCheck check, FormerVersion limit) {
        List<String> forms =
                Uses.forms(job, List.of(check.measure())).stream().map(Form::id).toList();
        Map<String, List<Corrected.Report>> reports = new LinkedHashMap<>();
        for (Corrected.Report report : corrected.reports()) {
            if (forms.contains(report.form())) {
                reports.computeIfAbsent(report.unit(), unit -> new ArrayList<>())
                        .add(report);
            }
        }
        List<PlausibilityResult> results = new ArrayList<>();
        for (Unit unit : job.units()) {
            List<Corrected.Report> ofUnit = reports.getOrDefault(unit.code(), List.of());
            if (!ofUnit.isEmpty()) {
                Draft draft = new Draft(
                        check,
                        unit,
                        reported.unit(check.measure(), unit.code()),
                        "更正前的数",
                        corrected.before().unit(check.measure(), unit.code()));
                draft.form = ofUnit.get(0).form();
                draft.limit = changeLimit(check, limit.ratio(), limit.atLeast());
                draft.sinceFormerVersion(limit, ofUnit);
                results.add(draft.result());
            }
        }
        return results;
    }

    /** A result in the making; it holds unless something is said against it. */
    private final class Draft {
        private final PlausibilityCheck check;
        private final Unit unit;
        private final @Nullable BigDecimal value;
        private @Nullable BigDecimal compared;
        private @Nullable BigDecimal score;
        private String against;
        private String form;
        private String limit = "";
        private String remark = "";
        private Outcome outcome = Outcome.HOLDS;

        Draft(
                PlausibilityCheck check,
                Unit unit,
                @Nullable BigDecimal value,
                String against,
                @Nullable BigDecimal compared) {
            this.check = check;
            this.unit = unit;
            this.value = value;
            this.against = against;
            this.compared = compared;
            this.form = Uses.forms(job, List.of(check.measure())).stream()
                    .map(Form::id)
                    .filter(id -> place(id) != null)
                    .findFirst()
                    .orElse("");
        }

        private @Nullable Place place(String id) {
            return places.getOrDefault(unit.code(), Map.of()).get(id);
        }

        void undecided(String reason) {
            outcome = Outcome.UNDECIDED;
            remark = reason;
        }

        void amongPeers(Peers peers, int count, @Nullable Spread spread) {
            if (value == null) {
                undecided("“" + peers.per() + "”没有数或为0，不能相除");
            } else if (spread == null || count < peers.fewest()) {
                undecided("有数的单位只有" + count + "家，不足" + peers.fewest() + "家");
            } else {
                compared = spread.median();
                score = spread.score(value);
                if (spread.isNone()) {
                    undecided("各单位的数完全相同，无从比较");
                } else if (spread.isBeyond(value, peers.limit())
                        && value.subtract(spread.median()).abs().compareTo(peers.atLeast()) >= 0) {
                    outcome = Outcome.FAILS;
                }
            }
        }

        void sinceFormerVersion(FormerVersion change, List<Corrected.Report> reports) {
            Optional<String> problem = reports.stream()
                    .map(Corrected.Report::problem)
                    .filter(text -> !text.isEmpty())
                    .findFirst();
            if (problem.isPresent()) {
                undecided(problem.get());
            } else if (value == null || compared == null) {
                undecided(value == null ? "更正后没有数" : "更正前没有数");
            } else if (isMoreThan(value, compared, change.ratio(), change.atLeast())) {
                List<String> reasons = reports.stream()
                        .map(report -> StatedReason.in(report.file()))
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList();
                outcome = reasons.isEmpty() ? Outcome.FAILS : Outcome.HOLDS;
                remark = reasons.isEmpty() ? "" : "已说明原因：" + String.join("；", reasons);
            }
        }

        PlausibilityResult result() {
            Place place = place(form);
            return new PlausibilityResult(
                    check,
                    unit.code(),
                    form,
                    place == null ? Place.NOWHERE : place,
                    outcome,
                    value,
                    against,
                    compared,
                    score,
                    limit,
                    remark);
        }
    }

    /** Adds a warning for each check that fails; what is undecided is none. */
    public void addFindings(List<PlausibilityResult> results, FindingSink sink) {
        for (PlausibilityResult result : results) {
            BigDecimal value = result.value();
            BigDecimal compared = result.compared();
            if (result.outcome() == Outcome.FAILS && value != null && compared != null) {
                sink.add(finding(result, value, compared));
            }
        }
    }

    private Finding finding(PlausibilityResult result, BigDecimal value, BigDecimal compared) {
        PlausibilityCheck check = result.check();
        Amounts amounts = amounts(check);
        String message = job.unit(result.unit()).name() + "“" + check.subject() + "”为" + amounts.of(value) + "，"
                + result.against() + "为" + amounts.of(compared) + "，" + distance(result, value, compared, amounts)
                + "，超出限度（" + result.limit() + "）。" + (check.message().isBlank() ? ADVICE : sentence(check.message()));
        return new Finding(
                check.code(),
                Severity.WARNING,
                result.unit(),
                result.form(),
                result.place(),
                check.subject(),
                amounts.of(value),
                result.limit() + comparedWith(result, compared, amounts),
                message);
    }

    /** What an explanation depends on, too; but for the median of others, which each of them moves a little. */
    private static String comparedWith(PlausibilityResult result, BigDecimal compared, Amounts amounts) {
        return result.score() == null ? "（" + result.against() + amounts.of(compared) + "）" : "";
    }

    private static String distance(PlausibilityResult result, BigDecimal value, BigDecimal compared, Amounts amounts) {
        BigDecimal difference = value.subtract(compared);
        String words = amounts.of(difference.abs());
        if (result.score() != null) {
            return (difference.signum() < 0 ? "低" : "高") + words + "，偏离程度（修正z值）"
                    + Amounts.plain(result.score().abs());
        }
        String share = compared.signum() == 0
                ? ""
                : "（" + Amounts.percent(difference.abs().divide(compared.abs(), 3, RoundingMode.HALF_UP)) + "）";
        return (difference.signum() < 0 ? "减少" : "增加") + words + share;
    }

    private static String sentence(String message) {
        return message.endsWith("。") ? message : message + "。";
    }
}
