package org.fubiao.publishing.sheet;

import java.math.BigDecimal;
import java.util.List;
import org.apache.poi.ss.SpreadsheetVersion;
import org.fubiao.finding.Place;
import org.fubiao.job.Appendix;
import org.jspecify.annotations.Nullable;

/**
 * A printed table: a title, nested heads, lines and notes; one sheet of a workbook.
 *
 * @param name name of the sheet, unique in its workbook
 * @param stub number of columns at the left that hold labels
 * @param lines from top to bottom, each with one cell for every column
 * @param notes printed below the table, each from a new line
 * @param page the paper that it is printed on
 * @param chart a chart of this table, if any
 */
public record Grid(
        String name,
        Heading heading,
        int stub,
        List<Column> columns,
        List<Line> lines,
        List<String> notes,
        Page page,
        @Nullable Chart chart) {

    /** Rows above the head: the title, the line below it, and the line with the office and the unit of measure. */
    public static final int ROWS_ABOVE_HEAD = 3;

    public Grid {
        columns = List.copyOf(columns);
        lines = lines instanceof LongLines ? lines : List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /** The paper, and how a table makes use of it. */
    public enum Page {
        PORTRAIT(false, false),
        LANDSCAPE(true, false),
        /** For long lists: smaller letters, and little space between the lines. */
        DENSE_PORTRAIT(false, true),
        DENSE_LANDSCAPE(true, true);

        private final boolean landscape;
        private final boolean dense;

        Page(boolean landscape, boolean dense) {
            this.landscape = landscape;
            this.dense = dense;
        }

        boolean landscape() {
            return landscape;
        }

        boolean dense() {
            return dense;
        }
    }

    /** What stands above the table; a text that does not apply is empty. */
    public record Heading(String title, String subtitle, String left, String right) {}

    /** Where the text of a column stands. */
    public enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    /**
     * A column.
     *
     * @param heads nested heads from the top down
     * @param format Excel number format of its numbers; empty to show as many digits as a number has
     * @param widest widest that the column becomes before its text is wrapped, in half-width characters
     * @param upright whether the characters of its lowest head stand below each other, to make it narrow
     */
    public record Column(List<String> heads, Align align, String format, int widest, boolean upright) {
        public Column {
            heads = List.copyOf(heads);
        }

        public static Column text(String head, int widest) {
            return of(head, Align.LEFT, widest);
        }

        public static Column word(String head, int widest) {
            return of(head, Align.CENTER, widest);
        }

        public static Column number(String head) {
            return of(head, Align.RIGHT, 24);
        }

        private static Column of(String head, Align align, int widest) {
            return new Column(List.of(head), align, "", widest, false);
        }

        String leaf() {
            return heads.get(heads.size() - 1);
        }
    }

    /** How a line stands out. */
    public enum Kind {
        /** Names the lines below it: its text runs over the empty cells beside it. */
        GROUP,
        PLAIN,
        SUM
    }

    /** A line of the table. */
    public record Line(Kind kind, List<Cell> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /** What stands in a cell. */
    public sealed interface Cell {}

    public record Blank() implements Cell {}

    /** A text. */
    public record Text(String text, Tone tone) implements Cell {
        private static final int LONGEST = SpreadsheetVersion.EXCEL2007.getMaxTextLength();

        /** What is too long for a cell is cut, and ends in a mark that says so. */
        public Text {
            text = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        }

        public Text(String text) {
            this(text, Tone.NONE);
        }
    }

    /** The ground that makes a cell stand out. */
    public enum Tone {
        NONE,
        /** Asks to be looked at. */
        CAUTION,
        /** Asks for action. */
        ALARM
    }

    /**
     * A number.
     *
     * @param formula how a spreadsheet arrives at it, without the equals sign; null if it stands by itself
     */
    public record Numeric(BigDecimal value, @Nullable String formula) implements Cell {}

    /**
     * A text that leads somewhere.
     *
     * @param file relative path of a file beside the workbook; empty for a place in the same workbook
     * @param location {@code 附表1!C5}
     */
    public record Link(String text, String file, String location) implements Cell {}

    /**
     * A chart of columns of the table.
     *
     * @param title printed above it
     * @param uom title of the value axis, may be empty
     * @param columns the series: places of columns
     * @param rows the lines that it shows
     * @param names for each of these, the line whose first cell names it
     */
    public record Chart(
            Appendix.Chart.Kind kind,
            String title,
            String uom,
            List<Integer> columns,
            List<Integer> rows,
            List<Integer> names) {
        public Chart {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            names = List.copyOf(names);
        }
    }

    public static Cell text(String text) {
        return text.isEmpty() ? new Blank() : new Text(text);
    }

    public static Cell number(@Nullable BigDecimal value) {
        return value == null ? new Blank() : new Numeric(value, null);
    }

    public static Cell number(long value) {
        return new Numeric(BigDecimal.valueOf(value), null);
    }

    /** Whether its lines are made as they are asked for. */
    public boolean isLong() {
        return lines instanceof LongLines;
    }

    /** Number of rows of the nested head. */
    public int depth() {
        return depth(columns.stream().map(Column::heads).toList());
    }

    /** Number of rows that these nested heads take. */
    public static int depth(List<List<String>> heads) {
        return heads.stream().mapToInt(List::size).max().orElse(1);
    }

    /** Row of the sheet, from 0, in which the first line stands. */
    int firstRow() {
        return ROWS_ABOVE_HEAD + depth();
    }

    /** Address of a cell: {@code C12}. */
    String address(int line, int column) {
        return address(depth(), line, column);
    }

    /** Address of a cell of a table whose head has {@code depth} rows. */
    public static String address(int depth, int line, int column) {
        return Place.columnName(column) + (ROWS_ABOVE_HEAD + depth + line + 1);
    }
}
