package org.fubiao.publishing.sheet;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.fubiao.publishing.sheet.Grid.Align;
import org.fubiao.publishing.sheet.Grid.Blank;
import org.fubiao.publishing.sheet.Grid.Cell;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Kind;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Link;
import org.fubiao.publishing.sheet.Grid.Numeric;
import org.fubiao.publishing.sheet.Grid.Text;
import org.fubiao.publishing.sheet.Grid.Tone;
import org.fubiao.publishing.sheet.Styles.Edges;
import org.fubiao.publishing.sheet.Styles.Face;

/** Writes one table to one sheet. */
final class GridSheet {
    /** A row cannot be higher, in points. */
    static final double TALLEST = 400;

    private final Grid grid;
    private final XSSFSheet sheet;
    private final Sheet lines;
    private final Styles styles;
    private final SharedTexts texts;
    private final GridLayout layout;
    private final int lastColumn;
    private int next;

    /**
     * A table to be written.
     *
     * @param sheet all of it but the lines
     * @param lines where the lines go: the same sheet, or a stream of its rows
     */
    GridSheet(Grid grid, GridLayout layout, XSSFSheet sheet, Sheet lines, Styles styles, SharedTexts texts) {
        this.grid = grid;
        this.layout = layout;
        this.sheet = sheet;
        this.lines = lines;
        this.styles = styles;
        this.texts = texts;
        this.lastColumn = grid.columns().size() - 1;
    }

    /** The number format of a cell: that of its column, or else one with as many digits as the number has. */
    static String format(Column column, Numeric number) {
        return column.format().isEmpty() ? format(decimals(number)) : column.format();
    }

    /** A format with so many digits behind the point. */
    static String format(int decimals) {
        return decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    }

    /** How many digits a number has behind its point. */
    static int decimals(Numeric number) {
        return Math.max(0, number.value().stripTrailingZeros().scale());
    }

    void write() {
        for (int column = 0; column <= lastColumn; column++) {
            sheet.setColumnWidth(
                    column, (int) Math.min(255 * 256, layout.widths().of(column) * 256));
        }
        writeHeading();
        writeHead();
        if (grid.isLong()) {
            // Written with the file: a million lines would not fit into this library's memory.
            next += grid.lines().size();
        } else {
            for (int line = 0; line < grid.lines().size(); line++) {
                writeLine(line);
            }
        }
        grid.notes().forEach(note -> writeAcross(note, Face.NOTE, Align.LEFT, layout.noteHeight(note)));
        layout.paper().setUp(sheet, layout.plan().fit());
        sheet.setRepeatingRows(new CellRangeAddress(Grid.ROWS_ABOVE_HEAD - 1, grid.firstRow() - 1, -1, -1));
        sheet.createFreezePane(grid.stub(), grid.firstRow());
    }

    int nextRow() {
        return next;
    }

    int columns() {
        return lastColumn + 1;
    }

    private XSSFRow row(double points) {
        return (XSSFRow) row(sheet, points);
    }

    private Row row(Sheet target, double points) {
        Row row = target.createRow(next++);
        row.setHeightInPoints((float) Math.min(TALLEST, points));
        return row;
    }

    private void writeHeading() {
        Grid.Heading heading = grid.heading();
        writeAcross(heading.title(), Face.TITLE, Align.CENTER, layout.titleHeight());
        writeAcross(heading.subtitle(), Face.BODY, Align.CENTER, layout.subtitleHeight());
        XSSFRow row = row(GridLayout.LINE);
        // Both texts run over the empty cells between them, whatever the columns' widths are.
        XSSFCell left = row.createCell(0);
        texts.write(heading.left(), left);
        set(left, styles.overflowing(Align.LEFT));
        if (lastColumn > 0) {
            XSSFCell right = row.createCell(lastColumn);
            texts.write(heading.right(), right);
            set(right, styles.overflowing(Align.RIGHT));
        }
    }

    private void writeAcross(String text, Face face, Align align, double points) {
        XSSFRow row = row(points);
        XSSFCell cell = row.createCell(0);
        texts.write(text, cell);
        set(cell, styles.plain(face, align));
        if (lastColumn > 0) {
            sheet.addMergedRegionUnsafe(new CellRangeAddress(row.getRowNum(), row.getRowNum(), 0, lastColumn));
        }
    }

    /** The library would look for the style among all of the workbook; a style knows its own place. */
    private static void set(org.apache.poi.ss.usermodel.Cell cell, XSSFCellStyle style) {
        if (cell instanceof XSSFCell kept) {
            kept.getCTCell().setS(style.getIndex());
        } else {
            cell.setCellStyle(style);
        }
    }

    private void writeHead() {
        int above = next;
        for (int level = 0; level < grid.depth(); level++) {
            XSSFRow row = row(layout.head().height(level));
            for (int column = 0; column <= lastColumn; column++) {
                Edges edges = new Edges(column == 0, column == lastColumn, level == 0, false);
                set(row.createCell(column), styles.lined(Face.HEAD, Align.CENTER, "", 0, edges, Tone.NONE));
            }
        }
        for (Head.Box box : layout.head().boxes()) {
            XSSFCell cell = sheet.getRow(above + box.top()).getCell(box.left());
            texts.write(layout.head().text(box), cell);
            if (layout.head().isUpright(box)) {
                set(cell, styles.upright(new Edges(box.left() == 0, box.right() == lastColumn, box.top() == 0, false)));
            }
            if (box.spans()) {
                sheet.addMergedRegionUnsafe(box.range(above));
            }
        }
    }

    private void writeLine(int place) {
        Line content = grid.lines().get(place);
        Row row = row(lines, layout.lineHeight(place));
        boolean last = place == grid.lines().size() - 1;
        for (int column = 0; column <= lastColumn; column++) {
            write(content, row.createCell(column), new Edges(column == 0, column == lastColumn, false, last));
        }
    }

    private void write(Line line, org.apache.poi.ss.usermodel.Cell target, Edges edges) {
        int place = target.getColumnIndex();
        Column column = grid.columns().get(place);
        Cell cell = line.cells().get(place);
        boolean bold = line.kind() != Kind.PLAIN;
        Face face = bold ? Face.BOLD : Face.BODY;
        Align align = line.kind() == Kind.GROUP ? Align.LEFT : column.align();
        String format = "";
        Tone tone = Tone.NONE;
        if (cell instanceof Numeric number) {
            write(number, target);
            face = bold ? Face.BOLD_NUMBER : Face.NUMBER;
            format = format(column, number);
        } else if (cell instanceof Link link) {
            write(link, target);
            face = Face.LINK;
        } else if (cell instanceof Text text) {
            texts.write(text.text(), target);
            tone = text.tone();
        } else {
            assert cell instanceof Blank;
        }
        if (line.kind() == Kind.GROUP) {
            set(target, styles.group(edges));
        } else {
            set(target, styles.lined(face, align, format, layout.indent(line, place), edges, tone));
        }
    }

    private static void write(Numeric number, org.apache.poi.ss.usermodel.Cell target) {
        if (number.formula() != null) {
            target.setCellFormula(number.formula());
        }
        // After the formula, so that the workbook carries the value that the formula gives.
        target.setCellValue(number.value().doubleValue());
    }

    private static String relative(String file) {
        try {
            return new URI(null, null, file, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no relative path: " + file, e);
        }
    }

    private void write(Link link, org.apache.poi.ss.usermodel.Cell target) {
        texts.write(link.text(), target);
        boolean inside = link.file().isEmpty();
        XSSFHyperlink hyperlink = sheet.getWorkbook()
                .getCreationHelper()
                .createHyperlink(inside ? HyperlinkType.DOCUMENT : HyperlinkType.FILE);
        hyperlink.setAddress(inside ? link.location() : relative(link.file()));
        target.setHyperlink(hyperlink);
        if (!inside) {
            hyperlink.getCTHyperlink().setLocation(link.location());
        }
    }
}
