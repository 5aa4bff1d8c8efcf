package org.fubiao.publishing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Empty;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.AppendixTable.Text;
import org.fubiao.totals.ListedRows;

/** What the columns of an appendix hold, found in one look at its rows: they may be many, and made as they are asked for. */
final class AppendixContent {
    /** Words of this length stand in the middle of their column. */
    private static final int SHORT = 10;

    private final BitSet words = new BitSet();
    private final BitSet numbers = new BitSet();
    private final BitSet longTexts = new BitSet();
    private final BitSet empty = new BitSet();

    private AppendixContent() {}

    static AppendixContent of(AppendixTable table) {
        AppendixContent content = new AppendixContent();
        if (table.rows() instanceof ListedRows listed) {
            content.take(listed);
            return content;
        }
        boolean[] serial = new boolean[table.stub().size()];
        Arrays.fill(serial, true);
        for (Row row : table.rows()) {
            for (int place = 0; place < serial.length; place++) {
                serial[place] = serial[place] && isDigits(row.labels().get(place));
            }
            content.take(row);
        }
        for (int place = 0; place < serial.length; place++) {
            content.words.set(place, !serial[place]);
        }
        return content;
    }

    private void take(ListedRows rows) {
        LongTexts labels = rows.labels();
        words.set(0, labels != null && texts(labels).anyMatch(label -> !isDigits(label)));
        for (int column = 0; column < rows.cells().size(); column++) {
            LongColumn cells = rows.cells().get(column);
            empty.set(column, cells.hasGaps());
            if (cells instanceof LongTexts texts) {
                longTexts.set(column, texts(texts).anyMatch(text -> text.length() > SHORT));
            } else if (cells instanceof LongNumbers found) {
                numbers.set(column, !found.hasNone());
            }
        }
    }

    private static Stream<String> texts(LongTexts texts) {
        return IntStream.range(0, texts.texts()).mapToObj(texts::text);
    }

    private void take(Row row) {
        List<Cell> cells = row.cells();
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            if (cell instanceof Text text) {
                if (text.text().length() > SHORT) {
                    longTexts.set(column);
                }
            } else if (row.kind() != RowKind.GROUP) {
                if (cell instanceof Numeric) {
                    numbers.set(column);
                } else if (cell instanceof Empty) {
                    empty.set(column);
                }
            }
        }
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    /** Whether a column of the stub holds nothing but serial numbers: they stand in the middle. */
    boolean isSerial(int stub) {
        return !words.get(stub);
    }

    boolean isText(int column) {
        return !numbers.get(column);
    }

    /** Whether a column's texts are words such as a date, a type or a unit of measure: they stand in the middle. */
    boolean isShort(int column) {
        return !longTexts.get(column);
    }

    /** Whether a number is missing anywhere. */
    boolean hasGaps() {
        return empty.intersects(numbers);
    }
}
