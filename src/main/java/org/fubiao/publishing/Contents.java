package org.fubiao.publishing;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.totals.AppendixTable;

/** The contents of all appendices, each linked to its sheet. */
final class Contents {
    static final String SHEET = "目录";

    private Contents() {}

    static Grid of(Publication publication, Layouts layouts) {
        List<Line> lines = new ArrayList<>();
        for (AppendixTable table : publication.appendices()) {
            String title = table.definition().title();
            lines.add(new Line(
                    Grid.Kind.PLAIN,
                    List.of(
                            Grid.text(String.valueOf(lines.size() + 1)),
                            new Grid.Link(title, "", "'" + layouts.of(table).sheetName() + "'!A1"),
                            Grid.text(or(table.definition().uom(), "见各栏")),
                            Grid.text(or(table.coverage(), "—")))));
        }
        return new Grid(
                SHEET,
                new Grid.Heading(
                        publication.job().title(),
                        publication.period().describe(),
                        "编制单位：" + publication.job().office(),
                        "共" + lines.size() + "张附表"),
                1,
                List.of(Column.word("序号", 6), Column.text("附表", 50), Column.word("计量单位", 10), Column.text("报送情况", 32)),
                lines,
                List.of("注：点击附表名称可转到该附表。计量单位为“见各栏”的，各栏栏名中注明。"),
                Grid.Page.PORTRAIT,
                null);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
