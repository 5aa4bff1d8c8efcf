package org.fubiao.publishing;

import java.util.List;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Tone;
import org.fubiao.settling.Explained;
import org.fubiao.settling.Explained.State;

/** What units wrote about warnings, and whether it still holds. */
final class ExplanationsGrid {
    private static final String NAME = "情况说明";

    private static final List<Column> COLUMNS = List.of(
            Column.word("状态", 12),
            Column.word("编号", 10),
            Column.text("报送单位", 24),
            Column.text("报表", 30),
            Column.text("项目或关键字段", 24),
            Column.text("栏目", 20),
            Column.text("位置", 44),
            Column.text("说明时的数值", 36),
            Column.text("现在的数值", 36),
            Column.text("情况说明", 60),
            Column.text("写在", 50));

    private final Publication publication;
    private final Names names;

    ExplanationsGrid(Publication publication) {
        this.publication = publication;
        this.names = new Names(publication.job());
    }

    Grid grid() {
        List<Explained> all = publication.settlement().explanations();
        long valid = all.stream().filter(one -> one.state() == State.VALID).count();
        return ReviewTable.of(
                publication,
                NAME,
                "有效" + valid + "条，已失效" + (all.size() - valid) + "条",
                4,
                COLUMNS,
                all.stream().map(this::line).toList(),
                "注：情况说明由报送单位在回执中填写，只对说明时的数值有效；有关数值改动后失效，应重新说明。");
    }

    private Line line(Explained one) {
        Explanation explanation = one.explanation();
        FindingIdentity about = explanation.about();
        Tone tone = one.state() == State.CHANGED ? Tone.CAUTION : Tone.NONE;
        return ReviewTable.line(
                new Grid.Text(one.state().label(), tone),
                Grid.text(about.code()),
                Grid.text(names.unit(about.unit())),
                Grid.text(names.form(about.form())),
                Grid.text(about.item()),
                Grid.text(about.field()),
                Grid.text(one.warning().describe()),
                Grid.text(explanation.shown()),
                Grid.text(one.now()),
                Grid.text(explanation.text()),
                Grid.text(explanation.place().describe()));
    }
}
