package org.fubiao.publishing.sheet;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
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
import org.fubiao.publishing.sheet.Styles.Edges;
import org.fubiao.publishing.sheet.Styles.Face;

/** Writes one table to one sheet. */
final class GridSheet {
    /** Height of a row with one line of text, in points. */
    static final double LINE = 18;

    private static final double NEXT_LINE = 14;

    private final Grid grid;
    private final XSSFSheet sheet;
    private final Styles styles;
    private final Widths widths;
    private final Head head;
    private final int lastColumn;
    private final boolean grouped;
    private double height;
    private int next;

    GridSheet(Grid grid, XSSFSheet sheet, Styles styles) {
        this.grid = grid;
        this.sheet = sheet;
        this.styles = styles;
        this.widths = new Widths(grid, new Paper(grid.landscape()));
        this.head = new Head(grid.columns(), widths);
        this.lastColumn = grid.columns().size() - 1;
        this.grouped = grid.lines().stream().anyMatch(line -> line.kind() == Kind.GROUP);
    }

    /** Height of a row with this many lines of text, in points. */
    static double height(int lines) {
        return LINE + (lines - 1) * NEXT_LINE;
    }

    /** The number format of a cell: that of its column, or else one with as many digits as the number has. */
    static String format(Column column, Numeric number) {
        if (!column.format().isEmpty()) {
            return column.format();
        }
        int scale = Math.max(0, number.value().stripTrailingZeros().scale());
        return scale == 0 ? "#,##0" : "#,##0." + "0".repeat(scale);
    }

    void write() {
        for (int column = 0; column <= lastColumn; column++) {
            sheet.setColumnWidth(column, (int) Math.min(255 * 256, widths.of(column) * 256));
        }
        writeHeading();
        writeHead();
        for (int line = 0; line < grid.lines().size(); line++) {
            writeLine(grid.lines().get(line), line == grid.lines().size() - 1);
        }
        grid.notes().forEach(note -> writeAcross(note, Face.NOTE, Align.LEFT, 0.88));
        new Paper(grid.landscape()).setUp(sheet, false);
        sheet.setRepeatingRows(new CellRangeAddress(Grid.ROWS_ABOVE_HEAD - 1, grid.firstRow() - 1, -1, -1));
        sheet.createFreezePane(grid.stub(), grid.firstRow());
    }

    int nextRow() {
        return next;
    }

    int columns() {
        return lastColumn + 1;
    }

    /** How much of a page the sheet fills so far, as printed: 1.5 is a page and a half. */
    double pages(double more) {
        Paper paper = new Paper(grid.landscape());
        double scale = Math.min(1, paper.width() / widths.total());
        return (height + more) * scale / paper.height();
    }

    private XSSFRow row(double points) {
        XSSFRow row = sheet.createRow(next++);
        row.setHeightInPoints((float) Math.min(400, points));
        height += points;
        return row;
    }

    private void writeHeading() {
        Grid.Heading heading = grid.heading();
        writeAcross(heading.title(), Face.TITLE, Align.CENTER, 1.6);
        writeAcross(heading.subtitle(), Face.BODY, Align.CENTER, 1);
        XSSFRow row = row(LINE);
        // Both texts run over the empty cells between them, whatever the columns' widths are.
        XSSFCell left = row.createCell(0);
        left.setCellValue(heading.left());
        left.setCellStyle(styles.overflowing(Align.LEFT));
        if (lastColumn > 0) {
            XSSFCell right = row.createCell(lastColumn);
            right.setCellValue(heading.right());
            right.setCellStyle(styles.overflowing(Align.RIGHT));
        }
    }

    private void writeAcross(String text, Face face, Align align, double size) {
        int lines = TextWidth.lines(text, widths.total() / size);
        double one = face == Face.TITLE ? 30 : face == Face.NOTE ? 15 : LINE;
        XSSFRow row = row(one + (Math.max(1, lines) - 1) * (face == Face.TITLE ? 24 : 12));
        XSSFCell cell = row.createCell(0);
        cell.setCellValue(text);
        cell.setCellStyle(styles.plain(face, align));
        if (lastColumn > 0) {
            sheet.addMergedRegionUnsafe(new CellRangeAddress(row.getRowNum(), row.getRowNum(), 0, lastColumn));
        }
    }

    private void writeHead() {
        int above = next;
        for (int level = 0; level < grid.depth(); level++) {
            XSSFRow row = row(head.height(level));
            for (int column = 0; column <= lastColumn; column++) {
                Edges edges = new Edges(column == 0, column == lastColumn, level == 0, false);
                row.createCell(column).setCellStyle(styles.lined(Face.HEAD, Align.CENTER, "", 0, edges));
            }
        }
        for (Head.Box box : head.boxes()) {
            XSSFCell cell = sheet.getRow(above + box.top()).getCell(box.left());
            cell.setCellValue(box.text());
            if (head.isUpright(box)) {
                cell.setCellStyle(
                        styles.upright(new Edges(box.left() == 0, box.right() == lastColumn, box.top() == 0, false)));
            }
            if (box.spans()) {
                sheet.addMergedRegionUnsafe(box.range(above));
            }
        }
    }

    private void writeLine(Line line, boolean last) {
        int lines = 1;
        for (int column = 0; line.kind() != Kind.GROUP && column <= lastColumn; column++) {
            String text = text(line.cells().get(column));
            lines = Math.max(lines, TextWidth.lines(text, widths.of(column) - indent(line, column) * 2));
        }
        XSSFRow row = row(height(lines));
        for (int column = 0; column <= lastColumn; column++) {
            write(line, row.createCell(column), new Edges(column == 0, column == lastColumn, false, last));
        }
    }

    private static String text(Cell cell) {
        return cell instanceof Text text ? text.text() : cell instanceof Link link ? link.text() : "";
    }

    private int indent(Line line, int column) {
        return column == 0 && grouped && line.kind() == Kind.PLAIN ? 1 : 0;
    }

    private void write(Line line, XSSFCell target, Edges edges) {
        int place = target.getColumnIndex();
        Column column = grid.columns().get(place);
        Cell cell = line.cells().get(place);
        boolean bold = line.kind() != Kind.PLAIN;
        Face face = bold ? Face.BOLD : Face.BODY;
        Align align = line.kind() == Kind.GROUP ? Align.LEFT : column.align();
        String format = "";
        if (cell instanceof Numeric number) {
            write(number, target);
            face = bold ? Face.BOLD_NUMBER : Face.NUMBER;
            format = format(column, number);
        } else if (cell instanceof Link link) {
            write(link, target);
            face = Face.LINK;
        } else if (cell instanceof Text text) {
            target.setCellValue(text.text());
        } else {
            assert cell instanceof Blank;
        }
        if (line.kind() == Kind.GROUP) {
            target.setCellStyle(styles.group(edges));
        } else {
            target.setCellStyle(styles.lined(face, align, format, indent(line, place), edges));
        }
    }

    private static void write(Numeric number, XSSFCell target) {
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

    private void write(Link link, XSSFCell target) {
        target.setCellValue(link.text());
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
