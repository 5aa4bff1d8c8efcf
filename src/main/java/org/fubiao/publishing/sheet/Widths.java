package org.fubiao.publishing.sheet;

import java.util.Arrays;
import java.util.List;
import org.fubiao.publishing.sheet.Grid.Blank;
import org.fubiao.publishing.sheet.Grid.Cell;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Kind;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Link;
import org.fubiao.publishing.sheet.Grid.Numeric;
import org.fubiao.publishing.sheet.Grid.Text;

/** Widths of the columns of a table, in half-width characters: as its text asks, fitted to the page. */
final class Widths {
    private static final double NARROWEST = 6;
    private static final double NARROWEST_UPRIGHT = 4.5;

    /** A column of text is not made narrower than this to save the page's width. */
    private static final double READABLE = 16;

    /** A small table is not pulled apart further than this to fill the page. */
    private static final double LOOSEST = 4;

    private final double[] widths;
    private final int[] decimals;

    Widths(Grid grid, Paper paper) {
        widths = new double[grid.columns().size()];
        decimals = new int[widths.length];
        Arrays.fill(decimals, -1);
        int[] bodies = new int[widths.length];
        boolean grouped = grid.lines() instanceof LongLines lines
                ? measure(lines, grid.columns(), bodies)
                : measure(grid.lines(), grid.columns(), bodies);
        for (int column = 0; column < widths.length; column++) {
            widths[column] = natural(grid.columns().get(column), bodies[column], column == 0 && grouped);
        }
        for (Head.Box box : Head.boxes(grid.columns())) {
            if (box.left() < box.right()) {
                widen(box);
            }
        }
        if (total() > paper.room()) {
            narrow(total() - paper.room());
        } else if (total() < paper.width()) {
            double factor = Math.min(LOOSEST, paper.width() / total());
            for (int column = 0; column < widths.length; column++) {
                widths[column] *= factor;
            }
        }
    }

    /** Finds the widest bodies of the columns. Returns whether there are groups of lines. */
    private boolean measure(List<Line> lines, List<Column> columns, int[] bodies) {
        boolean grouped = false;
        for (Line line : lines) {
            if (line.kind() == Kind.GROUP) {
                grouped = true;
            } else {
                for (int column = 0; column < bodies.length; column++) {
                    Cell cell = line.cells().get(column);
                    bodies[column] = Math.max(bodies[column], width(cell, columns.get(column)));
                    if (cell instanceof Numeric number) {
                        decimals[column] = Math.max(decimals[column], GridSheet.decimals(number));
                    }
                }
            }
        }
        return grouped;
    }

    private boolean measure(LongLines lines, List<Column> columns, int[] bodies) {
        for (int column = 0; column < bodies.length; column++) {
            bodies[column] = LongMeasures.widest(lines.columns().get(column), columns.get(column));
            decimals[column] = LongMeasures.decimals(lines.columns().get(column));
        }
        return false;
    }

    double of(int column) {
        return widths[column];
    }

    /** The most digits that a number of the column has behind its point; negative if there is no number. */
    int decimals(int column) {
        return decimals[column];
    }

    double total() {
        return Arrays.stream(widths).sum();
    }

    double between(int first, int last) {
        return Arrays.stream(widths, first, last + 1).sum();
    }

    /** A head over several columns gets as much as it asks for. */
    private void widen(Head.Box box) {
        double lacking = HeadText.width(box.text()) + 2 - between(box.left(), box.right());
        for (int column = box.left(); lacking > 0 && column <= box.right(); column++) {
            widths[column] += lacking / (box.right() - box.left() + 1);
        }
    }

    private static double natural(Column definition, int body, boolean indented) {
        int head = definition.upright() ? 2 : HeadText.width(definition.leaf());
        double free = definition.upright() ? 1.4 : 2;
        double narrowest = definition.upright() ? NARROWEST_UPRIGHT : NARROWEST;
        return Math.max(narrowest, Math.max(Math.min(body, definition.widest()), head) + (indented ? free + 2 : free));
    }

    private static int width(Cell cell, Column column) {
        if (cell instanceof Text text) {
            return TextWidth.widestLine(text.text());
        }
        if (cell instanceof Link link) {
            return TextWidth.of(link.text());
        }
        if (cell instanceof Numeric number) {
            return TextWidth.of(number.value(), GridSheet.format(column, number)) + 1;
        }
        assert cell instanceof Blank;
        return 0;
    }

    /** Takes width away from the columns that have more than they need, in proportion. */
    private void narrow(double surplus) {
        double spare = Arrays.stream(widths)
                .map(width -> Math.max(0, width - READABLE))
                .sum();
        double share = spare == 0 ? 0 : Math.min(1, surplus / spare);
        for (int column = 0; column < widths.length; column++) {
            widths[column] -= Math.max(0, widths[column] - READABLE) * share;
        }
    }
}
