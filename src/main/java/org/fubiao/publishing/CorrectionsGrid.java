package org.fubiao.publishing;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.publishing.Publication.Change;
import org.fubiao.publishing.Publication.Correction;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;

/** What new versions of reports changed, cell by cell. */
final class CorrectionsGrid {
    private static final String NAME = "更正情况";

    private static final List<Column> COLUMNS = List.of(
            Column.word("变动", 10),
            Column.text("行", 40),
            Column.word("原行号", 8),
            Column.word("现行号", 8),
            Column.text("栏目", 20),
            Column.text("原填", 44),
            Column.text("现填", 44));

    private final Publication publication;
    private final Names names;

    CorrectionsGrid(Publication publication) {
        this.publication = publication;
        this.names = new Names(publication.job());
    }

    Grid grid() {
        List<Line> lines = new ArrayList<>();
        for (Correction correction : publication.corrections()) {
            lines.add(SummaryGrid.group(heading(correction), COLUMNS.size()));
            lines.add(ReviewTable.line(
                    Grid.text("文件"),
                    Grid.text(""),
                    Grid.text(""),
                    Grid.text(""),
                    Grid.text(""),
                    Grid.text(correction.before().describe()),
                    Grid.text(correction.now().describe())));
            correction.changes().forEach(change -> lines.add(line(change)));
        }
        return ReviewTable.of(
                publication,
                NAME,
                "共" + publication.corrections().size() + "份",
                2,
                COLUMNS,
                lines,
                "注：每份更正稿与它所替代的上一稿逐格比较；有关键字段的表按关键字段对应各行，没有的按行的先后对应。变动较多的只列出一部分，标题中的数为实际数。");
    }

    private String heading(Correction correction) {
        String what = names.unit(correction.unit()) + "《" + names.form(correction.form()) + "》　";
        if (!correction.problem().isEmpty()) {
            return what + correction.problem();
        }
        if (correction.isIdentical()) {
            return what + "内容与上一稿完全相同";
        }
        long all = correction.added() + correction.removed() + correction.cells();
        int listed = correction.changes().size();
        return what + "新增" + correction.added() + "行，删除" + correction.removed() + "行，改动" + correction.changed() + "行"
                + correction.cells() + "格" + (listed < all ? "；列出" + listed + "处" : "");
    }

    private static Line line(Change change) {
        return ReviewTable.line(
                Grid.text(change.kind().label()),
                Grid.text(change.row()),
                ReviewTable.row(change.rowBefore()),
                ReviewTable.row(change.rowNow()),
                Grid.text(change.field()),
                Grid.text(change.before()),
                Grid.text(change.now()));
    }
}
