package org.fubiao.publishing.sheet;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.poi.common.usermodel.HyperlinkType;
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
    /** Height of a row above the table, in points. */
    private static final double LINE = 18;

    private static final double TITLE_LINE = 30;
    private static final double NEXT_TITLE_LINE = 24;
    private static final double NOTE_LINE = 15;
    private static final double NEXT_NOTE_LINE = 12;

    /** How much larger the letters of a title are than those of the table. */
    private static final double TITLE_SIZE = 1.6;

    private static final double NOTE_SIZE = 0.88;

    /** A row cannot be higher, in points. */
    private static final double TALLEST = 400;

    private final Grid grid;
    private final XSSFSheet sheet;
    private final Styles styles;
    private final SharedTexts texts;
    private final Paper paper;
    private final Widths widths;
    private final Head head;
    private final int lastColumn;
    private final boolean grouped;
    private final Paging paging;
    private final Paging.Plan plan;
    private int next;

    GridSheet(Grid grid, XSSFSheet sheet, Styles styles, SharedTexts texts) {
        this.grid = grid;
        this.sheet = sheet;
        this.styles = styles;
        this.texts = texts;
        this.paper = new Paper(grid.page());
        this.widths = new Widths(grid, paper);
        this.head = new Head(grid.columns(), widths);
        this.lastColumn = grid.columns().size() - 1;
        this.grouped = grid.lines().stream().anyMatch(line -> line.kind() == Kind.GROUP);
        this.paging = new Paging(
                paper.height() / scale(),
                titleHeight() + subtitleHeight(),
                LINE + head.height(),
                grid.lines().stream().map(this::lines).toList(),
                grid.notes().stream().map(this::noteHeight).toList());
        this.plan = paging.plan(paper.line());
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
            writeLine(line);
        }
        grid.notes().forEach(note -> writeAcross(note, Face.NOTE, Align.LEFT, noteHeight(note)));
        paper.setUp(sheet, plan.fit());
        sheet.setRepeatingRows(new CellRangeAddress(Grid.ROWS_ABOVE_HEAD - 1, grid.firstRow() - 1, -1, -1));
        sheet.createFreezePane(grid.stub(), grid.firstRow());
    }

    int nextRow() {
        return next;
    }

    int columns() {
        return lastColumn + 1;
    }

    /** How much smaller than on the screen it is printed. */
    double scale() {
        return paper.scale(widths.total());
    }

    /** What the table leaves free on its last page, in points on paper. */
    double roomOnPaper() {
        return paging.room(plan) * scale();
    }

    private XSSFRow row(double points) {
        XSSFRow row = sheet.createRow(next++);
        row.setHeightInPoints((float) Math.min(TALLEST, points));
        return row;
    }

    private double titleHeight() {
        return TITLE_LINE + NEXT_TITLE_LINE * (linesAcross(grid.heading().title(), TITLE_SIZE) - 1);
    }

    private double subtitleHeight() {
        return Paging.height(LINE, linesAcross(grid.heading().subtitle(), 1));
    }

    private double noteHeight(String note) {
        return NOTE_LINE + NEXT_NOTE_LINE * (linesAcross(note, NOTE_SIZE) - 1);
    }

    private int linesAcross(String text, double size) {
        return TextWidth.lines(text, widths.total() / size);
    }

    /** Lines of text in a line of the table. */
    private int lines(Line line) {
        int lines = 1;
        for (int column = 0; line.kind() != Kind.GROUP && column <= lastColumn; column++) {
            String text = text(line.cells().get(column));
            if (!text.isEmpty()) {
                lines = Math.max(lines, TextWidth.lines(text, widths.of(column) - indent(line, column) * 2));
            }
        }
        return lines;
    }

    private void writeHeading() {
        Grid.Heading heading = grid.heading();
        writeAcross(heading.title(), Face.TITLE, Align.CENTER, titleHeight());
        writeAcross(heading.subtitle(), Face.BODY, Align.CENTER, subtitleHeight());
        XSSFRow row = row(LINE);
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
    private static void set(XSSFCell cell, XSSFCellStyle style) {
        cell.getCTCell().setS(style.getIndex());
    }

    private void writeHead() {
        int above = next;
        for (int level = 0; level < grid.depth(); level++) {
            XSSFRow row = row(head.height(level));
            for (int column = 0; column <= lastColumn; column++) {
                Edges edges = new Edges(column == 0, column == lastColumn, level == 0, false);
                set(row.createCell(column), styles.lined(Face.HEAD, Align.CENTER, "", 0, edges, Tone.NONE));
            }
        }
        for (Head.Box box : head.boxes()) {
            XSSFCell cell = sheet.getRow(above + box.top()).getCell(box.left());
            texts.write(head.text(box), cell);
            if (head.isUpright(box)) {
                set(cell, styles.upright(new Edges(box.left() == 0, box.right() == lastColumn, box.top() == 0, false)));
            }
            if (box.spans()) {
                sheet.addMergedRegionUnsafe(box.range(above));
            }
        }
    }

    private void writeLine(int place) {
        Line content = grid.lines().get(place);
        XSSFRow row = row(Paging.height(plan.line(), paging.lines().get(place)));
        boolean last = place == grid.lines().size() - 1;
        for (int column = 0; column <= lastColumn; column++) {
            write(content, row.createCell(column), new Edges(column == 0, column == lastColumn, false, last));
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
            set(target, styles.lined(face, align, format, indent(line, place), edges, tone));
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
