package org.fubiao.publishing;

import java.util.List;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;

/** What the lists of the review workbook have in common: what stands above and below them, and their page. */
final class ReviewTable {
    private ReviewTable() {}

    /**
     * A list.
     *
     * @param summary what it comes to, above it at the right
     * @param stub number of columns at the left that hold labels
     */
    static Grid of(
            Publication publication,
            String name,
            String summary,
            int stub,
            List<Column> columns,
            List<Line> lines,
            String note) {
        return new Grid(
                name,
                new Grid.Heading(
                        name,
                        SummaryGrid.subtitle(publication),
                        "编制单位：" + publication.job().office(),
                        summary),
                stub,
                columns,
                lines,
                List.of(note),
                Grid.Page.DENSE_LANDSCAPE,
                null);
    }

    static Line line(Grid.Cell... cells) {
        return new Line(Grid.Kind.PLAIN, List.of(cells));
    }

    /** The number of a row; 0 if none is meant. */
    static Grid.Cell row(long number) {
        return number == 0 ? new Grid.Blank() : Grid.text(Long.toString(number));
    }
}
