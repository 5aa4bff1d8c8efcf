package org.fubiao.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.Expression;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Rule;

/**
 * All rules of a job: of each form what its fields demand, its key, its own rules; then the reconciliations and the checks of
 * plausibility. Fields of which the same is demanded share an entry.
 */
public final class RuleBook {
    private final List<RuleEntry> entries = new ArrayList<>();

    private RuleBook() {}

    /** The rules of a job, in its order. */
    public static List<RuleEntry> of(Job job) {
        RuleBook book = new RuleBook();
        for (Form form : job.forms()) {
            book.add(form);
        }
        for (Reconciliation reconciliation : job.reconciliations()) {
            book.entries.add(entry(job, reconciliation));
        }
        for (PlausibilityCheck check : job.plausibility()) {
            book.entries.add(entry(job, check));
        }
        return List.copyOf(book.entries);
    }

    /**
     * What the rules came to.
     *
     * @param findings of the run
     * @param counts by code, those of rules, reconciliations and checks of plausibility that were counted
     */
    public static List<Fired> fired(Job job, List<Group> findings, Map<String, Count> counts) {
        List<Fired> fired = new ArrayList<>();
        for (RuleEntry rule : of(job)) {
            List<Group> own = findings.stream().filter(rule::made).toList();
            Count count = rule.codes().size() == 1 ? counts.get(rule.codes().get(0)) : null;
            long failures = count == null ? own.stream().mapToLong(Group::count).sum() : count.failed();
            fired.add(new Fired(
                    rule,
                    count == null ? Fired.NOT_COUNTED : count.checked(),
                    failures,
                    count == null ? Fired.NOT_COUNTED : count.undecided(),
                    own.stream()
                            .flatMap(group -> group.examples().stream())
                            .findFirst()
                            .map(RuleBook::example)
                            .orElse("")));
        }
        return List.copyOf(fired);
    }

    /** How often a rule was evaluated, how often it failed and could not be decided. */
    public record Count(long checked, long failed, long undecided) {
        public Count plus(Count other) {
            return new Count(checked + other.checked, failed + other.failed, undecided + other.undecided);
        }
    }

    private static String example(Finding finding) {
        String place = finding.place().describe();
        return place.isEmpty() ? finding.message() : place + "：" + finding.message();
    }

    private void add(Form form) {
        Map<String, Demand> demands = new LinkedHashMap<>();
        for (Field field : form.fields()) {
            for (Demand demand : demands(field)) {
                demands.merge(demand.codes() + demand.words(), demand, Demand::with);
            }
        }
        demands.values()
                .forEach(demand -> entries.add(builtIn(
                        form,
                        demand.codes(),
                        demand.fields(),
                        "“" + String.join("”“", demand.fields()) + "”" + demand.words(),
                        demand.mend())));
        if (form.isMatrix()) {
            List<String> items = form.items().stream().map(Form.Item::name).toList();
            entries.add(builtIn(
                    form,
                    List.of(FindingCode.ITEM_UNKNOWN, FindingCode.ITEM_TWICE, FindingCode.ITEM_MISSING),
                    List.of(),
                    "固定项目各一行：" + String.join("、", items),
                    "恢复规定的项目，不增、不减、不重复"));
        }
        if (!form.key().isEmpty()) {
            entries.add(builtIn(
                    form,
                    List.of(FindingCode.KEY_TWICE),
                    List.of(),
                    "“" + String.join("”“", form.key()) + "”"
                            + (form.key().size() > 1 ? "合起来" : "")
                            + (form.keyScope() == Form.KeyScope.JOB ? "在各单位之间不得重复" : "在本单位内不得重复"),
                    "删去重复的一行，或者更正" + String.join("、", form.key())));
        }
        if (form.fields().stream().anyMatch(field -> field.type().isNumber()) && !form.isMatrix()) {
            entries.add(builtIn(
                    form,
                    List.of(FindingCode.DECLARED_TOTAL, FindingCode.DECLARED_SUBTOTAL),
                    List.of(),
                    "单位自列的合计、小计应等于各行之和",
                    "核对明细是否齐全，更正合计"));
        }
        form.rules().forEach(rule -> entries.add(entry(form, rule)));
    }

    /** What is demanded of fields, and what to do where it is not met. */
    private record Demand(List<FindingCode> codes, List<String> fields, String words, String mend) {
        Demand with(Demand other) {
            List<String> all = new ArrayList<>(fields);
            all.addAll(other.fields());
            return new Demand(codes, all, words, mend);
        }
    }

    private static List<Demand> demands(Field field) {
        List<Demand> demands = new ArrayList<>();
        if (field.required()) {
            demands.add(demand(field, "必填", "补填", FindingCode.REQUIRED));
        }
        switch (field.type()) {
            case INTEGER ->
                demands.add(demand(
                        field,
                        "填整数",
                        "只填数字，没有数据的留空",
                        FindingCode.NOT_A_NUMBER,
                        FindingCode.NOT_AN_INTEGER,
                        FindingCode.OUT_OF_RANGE));
            case DECIMAL ->
                demands.add(demand(
                        field,
                        "填数字，最多" + field.scale() + "位小数",
                        "只填数字，按规定的位数填报",
                        FindingCode.NOT_A_NUMBER,
                        FindingCode.TOO_MANY_DECIMALS,
                        FindingCode.OUT_OF_RANGE));
            case PERCENT -> demands.add(demand(field, "填百分比", "带百分号填写，如90%", FindingCode.NOT_A_PERCENTAGE));
            case DATE -> demands.add(demand(field, "填日期", "写明年月日，如2023-01-05", FindingCode.NOT_A_DATE));
            case YES_NO -> demands.add(demand(field, "填“是”或“否”", "填“是”或“否”", FindingCode.NOT_YES_OR_NO));
            case CODE ->
                demands.add(
                        demand(field, "为下列之一：" + String.join("、", field.codes()), "改填选项之一", FindingCode.NOT_IN_CODES));
            case TEXT -> {}
        }
        if (field.pattern() != null) {
            demands.add(demand(field, "符合格式 " + field.pattern(), "按规定的格式填写", FindingCode.PATTERN));
        }
        BigDecimal min = field.min();
        if (min != null) {
            demands.add(demand(field, "不小于 " + limit(field, min), "核对后更正", FindingCode.BELOW_MINIMUM));
        }
        BigDecimal max = field.max();
        if (max != null) {
            demands.add(demand(field, "不大于 " + limit(field, max), "核对后更正，注意计量单位", FindingCode.ABOVE_MAXIMUM));
        }
        return demands;
    }

    private static Demand demand(Field field, String words, String mend, FindingCode... codes) {
        return new Demand(List.of(codes), List.of(field.name()), words, mend);
    }

    private static String limit(Field field, BigDecimal limit) {
        return field.type() == FieldType.PERCENT ? percent(limit) : plain(limit) + field.uom();
    }

    private static String percent(BigDecimal share) {
        return plain(share.movePointRight(2)) + "%";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static RuleEntry builtIn(
            Form form, List<FindingCode> codes, List<String> fields, String condition, String mend) {
        Severity worst = codes.stream()
                .map(FindingCode::severity)
                .min(Severity::compareTo)
                .orElse(Severity.ERROR);
        return new RuleEntry(
                codes.stream().map(FindingCode::code).toList(),
                form.id(),
                form.title(),
                fields,
                condition,
                worst,
                Consequence.NOTHING,
                false,
                mend);
    }

    private static RuleEntry entry(Form form, Rule rule) {
        String scope = rule.kind() == Rule.Kind.DOWN ? "每一栏：" : form.isMatrix() ? "每一行：" : "";
        return new RuleEntry(
                List.of(rule.code()),
                form.id(),
                form.title(),
                List.of(),
                scope + Plainly.said(rule.condition(), form),
                rule.level(),
                rule.blocks(),
                rule.trial(),
                rule.message());
    }

    private static RuleEntry entry(Job job, Reconciliation one) {
        String by = switch (one.by()) {
            case UNIT -> "逐单位：";
            case LEVEL -> "逐级，右方为下级之和：";
            case KIND -> "逐类别：";
            case TOTAL -> "总数：";
        };
        List<String> allowed = new ArrayList<>();
        if (one.tolerance().signum() > 0) {
            allowed.add(plain(one.tolerance()));
        }
        if (one.relative().signum() > 0) {
            allowed.add(percent(one.relative()));
        }
        String tolerance = allowed.isEmpty() ? "" : "（允许相差 " + String.join(" 或 ", allowed) + "）";
        Reconciliation.Other of = one.of();
        String elsewhere = of == null ? "" : "汇总任务“" + of.title() + "”各期之和 ";
        return new RuleEntry(
                List.of(one.code()),
                "",
                "对账",
                List.of(),
                one.title() + "。" + by + Plainly.said(Expression.inWords(one.left(), job.periodKind())) + " = "
                        + elsewhere + Plainly.said(Expression.inWords(one.right(), job.periodKind())) + tolerance,
                one.level(),
                one.blocks(),
                one.trial(),
                one.message());
    }

    private static RuleEntry entry(Job job, PlausibilityCheck check) {
        String uom = job.measure(check.measure()).uom();
        BigDecimal least = check.against().atLeast();
        String floor = least.signum() == 0 || check.per() != null
                ? ""
                : "（相差不到" + (uom.equals("%") ? percent(least) : plain(least) + uom) + "的不算）";
        String limit;
        if (check.against() instanceof PlausibilityCheck.LastPeriod last) {
            limit = "比" + job.periodKind().previousWord() + "公布数变动不超过" + percent(last.ratio()) + floor;
        } else if (check.against() instanceof PlausibilityCheck.Peers peers) {
            limit = "在" + (peers.ofKind() ? "同类" : "全部") + "单位中偏离程度（修正z值）不超过" + plain(peers.limit()) + floor;
        } else {
            PlausibilityCheck.FormerVersion former = (PlausibilityCheck.FormerVersion) check.against();
            limit = "更正前后变动不超过" + percent(former.ratio()) + floor + "，超过的应说明更正原因";
        }
        return new RuleEntry(
                List.of(check.code()),
                "",
                "合理性",
                List.of(),
                check.title() + "。逐单位：" + check.subject() + limit,
                Severity.WARNING,
                Consequence.NOTHING,
                false,
                check.message().isBlank() ? "核实；如属实，说明原因" : check.message());
    }
}
