package org.fubiao.publishing;

import java.util.List;
import org.fubiao.job.Consequence;
import org.fubiao.publishing.RuleReview.Excluded;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;

/** What does not count because a rule blocks it. */
final class ExcludedGrid {
    private static final String NAME = "未计入";
    /** Nobody reads more of them on paper; the CSV file holds all. */
    private static final int MOST = 5000;

    private static final List<Column> COLUMNS = List.of(
            Column.text("报送单位", 24),
            Column.text("报表", 30),
            Column.word("未计入的", 10),
            Column.text("报送文件", 52),
            Column.text("工作表", 20),
            Column.word("行号", 8),
            Column.word("规则", 10),
            Column.text("规则内容", 40),
            Column.text("原因", 70));

    private final Publication publication;
    private final List<Excluded> excluded;
    private final Names names;

    ExcludedGrid(Publication publication) {
        this.publication = publication;
        this.excluded = publication.rules().excluded();
        this.names = new Names(publication.job());
    }

    Grid grid() {
        List<Line> lines = excluded.stream().limit(MOST).map(this::line).toList();
        RuleReview rules = publication.rules();
        String summary = "报表" + rules.excludedReports() + "份，另有" + rules.excludedRows() + "行";
        return ReviewTable.of(publication, NAME, summary, 2, COLUMNS, lines, note());
    }

    private String note() {
        if (excluded.isEmpty()) {
            return "没有数据因审核未通过而未计入。";
        }
        return "注：下列数据已经读入并存档，因不符合审核规则，不计入各附表、汇总表和报告数字；更正后重新报送即可计入。违反几条规则的，每条列一行。"
                + (excluded.size() > MOST ? "共" + excluded.size() + "条，列出" + MOST + "条，全部见 excluded.csv。" : "");
    }

    private Line line(Excluded one) {
        return ReviewTable.line(
                Grid.text(names.unit(one.unit())),
                Grid.text(names.form(one.form())),
                Grid.text(label(one.consequence())),
                Grid.text(one.file()),
                Grid.text(one.sheet()),
                ReviewTable.row(one.row()),
                Grid.text(one.code()),
                Grid.text(one.rule()),
                Grid.text(one.reason()));
    }

    private static String label(Consequence consequence) {
        return switch (consequence) {
            case ROW -> "该行";
            case FORM -> "该表";
            case UNIT -> "单位各表";
            case NOTHING -> "";
        };
    }
}
