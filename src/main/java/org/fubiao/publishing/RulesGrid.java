package org.fubiao.publishing;

import java.util.List;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Tone;
import org.fubiao.rulebook.Fired;

/** All rules of the job, and how often each fired. */
final class RulesGrid {
    private static final String NAME = "审核规则";

    private static final List<Column> COLUMNS = List.of(
            Column.text("编号", 10),
            Column.text("报表", 24),
            Column.text("规则", 50),
            Column.word("级别", 8),
            Column.text("后果", 18),
            Column.number("审核次数"),
            Column.number("触发次数"),
            Column.number("未能判定"),
            Column.text("改法", 40),
            Column.text("本期一例", 60));

    private final Publication publication;

    RulesGrid(Publication publication) {
        this.publication = publication;
    }

    Grid grid() {
        List<Fired> rules = publication.rules().fired();
        long fired = rules.stream().filter(rule -> rule.fired() > 0).count();
        return ReviewTable.of(
                publication,
                NAME,
                "共" + rules.size() + "条，本期触发过的" + fired + "条",
                3,
                COLUMNS,
                rules.stream().map(RulesGrid::line).toList(),
                "注：审核次数为逐行、逐栏或逐单位判断的次数，栏目的填写要求不计次数；未能判定指因缺少数值而不能判断，不等于通过。试行的规则至多作为警告，不影响汇总。");
    }

    private static Line line(Fired rule) {
        return ReviewTable.line(
                Grid.text(rule.rule().code()),
                Grid.text(rule.rule().title()),
                Grid.text(rule.rule().condition()),
                Grid.text(rule.rule().severity().label()),
                Grid.text(rule.rule().consequence()),
                count(rule.checked()),
                fired(rule),
                count(rule.undecided()),
                Grid.text(rule.rule().mend()),
                Grid.text(rule.example()));
    }

    private static Grid.Cell count(long number) {
        return number == Fired.NOT_COUNTED ? new Grid.Blank() : Grid.number(number);
    }

    /** How often it fired stands out where it did. */
    private static Grid.Cell fired(Fired rule) {
        if (rule.fired() == 0) {
            return count(0);
        }
        boolean error = rule.rule().severity() == Severity.ERROR && !rule.rule().trial();
        return new Grid.Text(Long.toString(rule.fired()), error ? Tone.ALARM : Tone.CAUTION);
    }
}
