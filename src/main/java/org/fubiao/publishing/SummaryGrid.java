package org.fubiao.publishing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fubiao.job.Job;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureValue;

/** All figures of the report as a printed table, each with the cell that it comes from. */
final class SummaryGrid {
    static final String TITLE = "报告数字汇总表";

    /** Stands for the place of a figure that no appendix shows. */
    static final String NO_SOURCE = "—";

    private SummaryGrid() {}

    static Grid of(Publication publication, Layouts layouts) {
        boolean moved = publication.figures().stream()
                .anyMatch(figure -> !Themes.remark(figure).isEmpty());
        String previous = publication.period().kind().previousWord();
        List<Column> columns = new ArrayList<>(List.of(
                Column.word("序号", 6),
                Column.text("报告数字", 40),
                Column.number("数值"),
                Column.word("计量单位", 8),
                Column.text("报告表述", 44),
                Column.number("精确值"),
                Column.number(previous),
                Column.number("比" + previous + "增减"),
                Column.text("出处", 16)));
        if (moved) {
            columns.add(Column.text("备注", 24));
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (Themes.Theme theme : Themes.of(publication.figures())) {
            if (!theme.title().isEmpty()) {
                lines.add(group(theme.title() + "（" + theme.figures().size() + "项）", columns.size()));
            }
            for (FigureValue figure : theme.figures()) {
                lines.add(line(++number, figure, moved, layouts));
            }
        }
        Job job = publication.job();
        return new Grid(
                "汇总表",
                new Grid.Heading(
                        TITLE,
                        subtitle(publication),
                        "编制单位：" + job.office(),
                        "共" + publication.figures().size() + "项"),
                2,
                columns,
                lines,
                List.of(exactness(publication), "　　2.出处为附表及其单元格，点击可打开附表；“—”表示不在附表中列出；空格表示无" + previous + "数或者无法计算。"),
                Grid.Page.DENSE_PORTRAIT,
                null);
    }

    /** Why a value, the one before and the change between them may not add up, and what they are counted in. */
    static String exactness(Publication publication) {
        String previous = publication.period().kind().previousWord();
        return "注：1.数值为报告引用的数，可能已取整；精确值为取整之前的数；" + previous + "数为精确值，增减＝精确值－" + previous + "数。计量单位为%的，增减以百分点计。";
    }

    /** The line below the title of a table that is not an appendix. */
    static String subtitle(Publication publication) {
        return publication.job().title() + "　" + publication.period().describe();
    }

    /** A line with a text that runs over all columns. */
    static Line group(String text, int columns) {
        List<Grid.Cell> cells = new ArrayList<>(Collections.nCopies(columns, new Grid.Blank()));
        cells.set(0, new Grid.Text(text));
        return new Line(Grid.Kind.GROUP, cells);
    }

    private static Line line(int number, FigureValue figure, boolean remarks, Layouts layouts) {
        List<Grid.Cell> cells = new ArrayList<>(List.of(
                Grid.text(String.valueOf(number)),
                Grid.text(figure.definition().title()),
                Grid.number(figure.value()),
                Grid.text(figure.definition().uom()),
                Grid.text(figure.quoted()),
                Grid.number(figure.exact()),
                Grid.number(figure.previous()),
                Grid.number(Themes.change(figure)),
                source(figure, layouts)));
        if (remarks) {
            cells.add(Grid.text(Themes.remark(figure)));
        }
        return new Line(Grid.Kind.PLAIN, cells);
    }

    private static Grid.Cell source(FigureValue figure, Layouts layouts) {
        AppendixTable table = figure.appendix();
        if (table == null) {
            return Grid.text(NO_SOURCE);
        }
        AppendixLayout layout = layouts.of(table);
        String address = layout.address(figure.row(), figure.column());
        return new Grid.Link(
                layout.sheetName() + " " + address, layout.fileName(), "'" + layout.sheetName() + "'!" + address);
    }
}
