package org.fubiao.publishing.sheet;

import java.util.Arrays;
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

    /** A column of text is not made narrower than this to save the page's width. */
    private static final double READABLE = 16;

    /** A small table is not pulled apart further than this to fill the page. */
    private static final double LOOSEST = 4;

    private final double[] widths;

    Widths(Grid grid, Paper paper) {
        widths = new double[grid.columns().size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = natural(grid, column);
        }
        double room = paper.width();
        if (total() > room) {
            narrow(total() - room);
        } else {
            double factor = Math.min(LOOSEST, room / total());
            for (int column = 0; column < widths.length; column++) {
                widths[column] *= factor;
            }
        }
    }

    double of(int column) {
        return widths[column];
    }

    double total() {
        return Arrays.stream(widths).sum();
    }

    double between(int first, int last) {
        return Arrays.stream(widths, first, last + 1).sum();
    }

    private static double natural(Grid grid, int column) {
        Column definition = grid.columns().get(column);
        int body = 0;
        for (Line line : grid.lines()) {
            if (line.kind() != Kind.GROUP) {
                body = Math.max(body, width(line.cells().get(column), definition));
            }
        }
        // A head may take two lines, a long one three.
        int head = TextWidth.of(definition.leaf());
        int folded =
                definition.upright() ? 2 : head <= 10 ? head : head <= 20 ? (head + 1) / 2 + 1 : (head + 2) / 3 + 1;
        boolean indented = column == 0 && grid.lines().stream().anyMatch(line -> line.kind() == Kind.GROUP);
        return Math.max(NARROWEST, Math.max(Math.min(body, definition.widest()), folded) + (indented ? 4 : 2));
    }

    private static int width(Cell cell, Column column) {
        if (cell instanceof Text text) {
            return text.text().lines().mapToInt(TextWidth::of).max().orElse(0);
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
