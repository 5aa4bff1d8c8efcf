package org.fubiao.publishing.sheet;

import java.util.Arrays;
import java.util.List;
import org.fubiao.publishing.sheet.Grid.Cell;
import org.fubiao.publishing.sheet.Grid.Kind;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Link;
import org.fubiao.publishing.sheet.Grid.Text;

/** How a table stands on its paper: widths of columns, heights of rows, and how it falls onto pages. */
final class GridLayout {
    /** Height of a row above the table, in points. */
    static final double LINE = 18;

    private static final double TITLE_LINE = 30;
    private static final double NEXT_TITLE_LINE = 24;
    private static final double NOTE_LINE = 15;
    private static final double NEXT_NOTE_LINE = 12;

    /** How much larger the letters of a title are than those of the table. */
    private static final double TITLE_SIZE = 1.6;

    private static final double NOTE_SIZE = 0.88;

    private final Grid grid;
    private final Paper paper;
    private final Widths widths;
    private final Head head;
    private final boolean grouped;
    private final Paging paging;
    private final Paging.Plan plan;

    GridLayout(Grid grid) {
        this.grid = grid;
        this.paper = new Paper(grid.page());
        this.widths = new Widths(grid, paper);
        this.head = new Head(grid.columns(), widths);
        this.grouped = !grid.isLong() && grid.lines().stream().anyMatch(line -> line.kind() == Kind.GROUP);
        this.paging = new Paging(
                paper.height() / scale(),
                titleHeight() + subtitleHeight(),
                LINE + head.height(),
                grid.lines() instanceof LongLines lines
                        ? lines(lines)
                        : grid.lines().stream().map(this::lines).toList(),
                grid.notes().stream().map(this::noteHeight).toList());
        this.plan = paging.plan(paper.line());
    }

    Paper paper() {
        return paper;
    }

    Widths widths() {
        return widths;
    }

    Head head() {
        return head;
    }

    Paging.Plan plan() {
        return plan;
    }

    /** How much smaller than on the screen it is printed. */
    double scale() {
        return paper.scale(widths.total());
    }

    /** What the table leaves free on its last page, in points on paper. */
    double roomOnPaper() {
        return paging.room(plan) * scale();
    }

    double titleHeight() {
        return TITLE_LINE + NEXT_TITLE_LINE * (linesAcross(grid.heading().title(), TITLE_SIZE) - 1);
    }

    double subtitleHeight() {
        return Paging.height(LINE, linesAcross(grid.heading().subtitle(), 1));
    }

    double noteHeight(String note) {
        return NOTE_LINE + NEXT_NOTE_LINE * (linesAcross(note, NOTE_SIZE) - 1);
    }

    /** Height of a line of the table, in points. */
    double lineHeight(int place) {
        return Paging.height(plan.line(), paging.lines().get(place));
    }

    private int linesAcross(String text, double size) {
        return TextWidth.lines(text, widths.total() / size);
    }

    /** Lines of text in a line of the table. */
    private int lines(Line line) {
        int lines = 1;
        for (int column = 0;
                line.kind() != Kind.GROUP && column < grid.columns().size();
                column++) {
            String text = text(line.cells().get(column));
            if (!text.isEmpty()) {
                lines = Math.max(lines, TextWidth.lines(text, widths.of(column) - indent(line, column) * 2));
            }
        }
        return lines;
    }

    /** Lines of text in each line of a long list. */
    private List<Integer> lines(LongLines list) {
        int[] lines = new int[list.size()];
        Arrays.fill(lines, 1);
        for (int column = 0; column < list.columns().size(); column++) {
            LongMeasures.addLines(list.columns().get(column), widths.of(column), lines);
        }
        return Arrays.stream(lines).boxed().toList();
    }

    private static String text(Cell cell) {
        return cell instanceof Text text ? text.text() : cell instanceof Link link ? link.text() : "";
    }

    /** How far the text of a cell stands from its left. */
    int indent(Line line, int column) {
        return column == 0 && grouped && line.kind() == Kind.PLAIN ? 1 : 0;
    }
}
