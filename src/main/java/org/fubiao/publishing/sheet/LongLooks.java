package org.fubiao.publishing.sheet;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Tone;
import org.fubiao.publishing.sheet.Styles.Edges;
import org.fubiao.publishing.sheet.Styles.Face;

/**
 * The numbers of the looks of a long list's cells.
 *
 * @param columns by column
 */
record LongLooks(List<OfColumn> columns) {
    LongLooks {
        columns = List.copyOf(columns);
    }

    /**
     * The looks of a column.
     *
     * @param inner all lines but the last, which closes the table
     */
    record OfColumn(OfLine inner, OfLine last) {}

    /**
     * The looks of a column's cells in a line.
     *
     * @param numbers by digits behind the point; one where the column has a format, none where it has no numbers
     */
    record OfLine(int text, List<Integer> numbers) {
        OfLine {
            numbers = List.copyOf(numbers);
        }

        int number(int decimals) {
            return numbers.get(decimals);
        }
    }

    /** @param widths tell which numbers there are */
    static LongLooks reserve(Grid grid, Widths widths, Styles styles) {
        List<OfColumn> columns = new ArrayList<>();
        int lastColumn = grid.columns().size() - 1;
        for (int column = 0; column <= lastColumn; column++) {
            Column definition = grid.columns().get(column);
            int most = definition.format().isEmpty() ? widths.decimals(column) : Math.min(0, widths.decimals(column));
            columns.add(new OfColumn(
                    line(definition, most, new Edges(column == 0, column == lastColumn, false, false), styles),
                    line(definition, most, new Edges(column == 0, column == lastColumn, false, true), styles)));
        }
        return new LongLooks(columns);
    }

    private static OfLine line(Column column, int most, Edges edges, Styles styles) {
        List<Integer> numbers = new ArrayList<>();
        for (int decimals = 0; decimals <= most; decimals++) {
            String format = column.format().isEmpty() ? GridSheet.format(decimals) : column.format();
            numbers.add(look(Face.NUMBER, column, format, edges, styles));
        }
        return new OfLine(look(Face.BODY, column, "", edges, styles), numbers);
    }

    private static int look(Face face, Column column, String format, Edges edges, Styles styles) {
        return styles.lined(face, column.align(), format, 0, edges, Tone.NONE).getIndex();
    }
}
