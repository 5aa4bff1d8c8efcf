package org.fubiao.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.rulebook.Contradictions;
import org.fubiao.rulebook.RuleBook;
import org.fubiao.rulebook.RuleBook.Count;
import org.fubiao.rulebook.RuleEntry;
import org.fubiao.run.RuleRehearsal.OfPeriod;
import org.fubiao.run.RuleRehearsal.Pair;

/** What a rehearsal shows: rules that contradict one another, always fire, never fire, or decide nothing; then all numbers. */
final class RehearsalReport {
    private final Job job;
    private final List<OfPeriod> periods;
    private final PrintWriter out;
    private final List<RuleEntry> rules;
    private final Map<String, Count> totals = new LinkedHashMap<>();

    RehearsalReport(Job job, List<OfPeriod> periods, PrintWriter out) {
        this.job = job;
        this.periods = periods;
        this.out = out;
        Set<String> own = new HashSet<>();
        job.forms().forEach(form -> form.rules().forEach(rule -> own.add(rule.code())));
        job.reconciliations().forEach(one -> own.add(one.code()));
        job.plausibility().stream()
                .filter(one -> !(one.against() instanceof PlausibilityCheck.FormerVersion))
                .forEach(one -> own.add(one.code()));
        this.rules = RuleBook.of(job).stream()
                .filter(rule -> own.contains(rule.code()))
                .toList();
        for (OfPeriod period : periods) {
            period.counts().forEach((code, count) -> totals.merge(code, count, Count::plus));
        }
    }

    /** Prints it, and tells whether rules contradict one another. */
    boolean print() {
        out.println(job.title() + "　规则预演："
                + periods.stream()
                        .map(period -> period.run().period().describe() + "（第"
                                + period.run().id() + "批，" + String.format("%,d", period.rows()) + "行）")
                        .collect(Collectors.joining("、")));
        out.println("现在的" + rules.size() + "条规则、对账和合理性审核在以往数据上试算一遍；没有登记，没有出表，栏目的填写要求和更正前后的比较不在其内。");
        for (OfPeriod period : periods) {
            period.skipped()
                    .forEach(reason -> out.println("  " + period.run().period().describe() + "未能预演 " + reason));
        }
        List<String> clashes = clashes();
        heading("互相矛盾", clashes.size(), "对", "没有数据能同时符合两条规则，至少有一条写错了");
        clashes.forEach(clash -> out.println("    " + clash));
        verdict("总是触发", "凡能判定的都不符合，可能写反了，或者各单位都理解错了", RehearsalReport::always);
        verdict("从未触发", "可能用不着，也可能写得太宽", RehearsalReport::never);
        verdict("全部未能判定", "所需的数值一次也没有，请检查栏目是否填报、上期是否汇总过", RehearsalReport::undecided);
        verdict("没有可审核的数据", "没有单位报送有关的报表", count -> count.checked() == 0);
        broken();
        out.println();
        table();
        return !clashes.isEmpty();
    }

    private static boolean always(Count count) {
        return count.failed() > 0 && count.failed() == count.checked() - count.undecided();
    }

    private static boolean never(Count count) {
        return count.failed() == 0 && count.checked() > count.undecided();
    }

    private static boolean undecided(Count count) {
        return count.checked() > 0 && count.checked() == count.undecided();
    }

    private void heading(String what, int count, String counted, String meaning) {
        out.println();
        out.println("  " + what + "：" + (count == 0 ? "无" : count + counted + "。" + meaning + "。"));
    }

    private void list(String what, String meaning, List<RuleEntry> found) {
        heading(what, found.size(), "条", meaning);
        found.forEach(rule -> out.println("    " + rule.code() + "　" + rule.condition()));
    }

    private void verdict(String what, String meaning, Predicate<Count> holds) {
        list(
                what,
                meaning,
                rules.stream()
                        .filter(rule -> totals.containsKey(rule.code()) && holds.test(totals.get(rule.code())))
                        .toList());
    }

    /** Rules that no period could execute. */
    private void broken() {
        List<RuleEntry> found =
                rules.stream().filter(rule -> !totals.containsKey(rule.code())).toList();
        if (!found.isEmpty()) {
            list("未能执行", "执行时出错，请检查写法", found);
        }
    }

    /** By what is written, then by the data; a pair once. */
    private List<String> clashes() {
        Map<String, String> found = new LinkedHashMap<>();
        for (Form form : job.forms()) {
            for (Contradictions.Contradiction one : Contradictions.of(form)) {
                found.putIfAbsent(
                        one.one() + '\t' + one.other(), one.one() + " 与 " + one.other() + "　按定义：" + one.why());
            }
        }
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (Form form : job.forms()) {
            for (OfPeriod period : periods) {
                period.pairs()
                        .getOrDefault(form.id(), List.of())
                        .forEach(pair ->
                                pairs.merge(form.id() + '\t' + pair.one() + '\t' + pair.other(), pair, Pair::plus));
            }
        }
        pairs.values().stream()
                .filter(Pair::clashes)
                .forEach(pair -> found.putIfAbsent(
                        pair.one() + '\t' + pair.other(),
                        pair.one() + " 与 " + pair.other() + "　按数据：" + pair.decided() + "次判断中，符合前者的" + pair.first()
                                + "次都不符合后者，符合后者的" + pair.second() + "次都不符合前者"));
        return List.copyOf(found.values());
    }

    private void table() {
        List<String> heads = new ArrayList<>(List.of("编号", "报表"));
        for (OfPeriod period : periods) {
            String name = period.run().period().describe();
            heads.addAll(List.of(name + "审核", "触发", "未能判定"));
        }
        heads.add("后果");
        List<List<String>> rows = new ArrayList<>();
        for (RuleEntry rule : rules) {
            List<String> row = new ArrayList<>(List.of(rule.code(), rule.title()));
            for (OfPeriod period : periods) {
                Count count = period.counts().get(rule.code());
                row.add(count == null ? "—" : Long.toString(count.checked()));
                row.add(count == null ? "—" : Long.toString(count.failed()));
                row.add(count == null ? "—" : Long.toString(count.undecided()));
            }
            row.add(rule.consequence());
            rows.add(row);
        }
        new TextTable(heads).rows(rows).print(out);
    }
}
