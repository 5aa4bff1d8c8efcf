package org.fubiao.recognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.SheetInfo;
import org.fubiao.reading.Workbook;

/**
 * The first rows of a sheet: all that recognition looks at.
 *
 * @param index place of the sheet in its workbook, from 0
 */
record SheetPreview(int index, SheetInfo info, List<Line> lines) {
    /** How many rows are looked at. */
    static final int MOST_ROWS = 50;

    /** A row; cells end with the last one that has text. */
    record Line(long number, List<String> cells) {
        String text(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        int width() {
            return cells.size();
        }

        List<String> filled() {
            return cells.stream().filter(text -> !text.isEmpty()).toList();
        }
    }

    static SheetPreview read(Workbook workbook, int index) throws IOException {
        List<Line> lines = new ArrayList<>();
        Row row = new Row();
        try (RowReader rows = workbook.open(index)) {
            while (lines.size() < MOST_ROWS && rows.next()) {
                row.load(rows);
                lines.add(new Line(row.number(), row.cells()));
            }
        }
        return new SheetPreview(index, workbook.sheets().get(index), lines);
    }

    boolean isEmpty() {
        return lines.stream().allMatch(line -> line.cells().isEmpty());
    }
}
