package org.fubiao.publishing.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** A workbook of printed tables. */
public final class Book implements AutoCloseable {
    private final XSSFWorkbook book = new XSSFWorkbook();
    private final Styles styles = new Styles(book);
    private final SharedTexts texts = new SharedTexts();
    private final LongTables longTables;
    /** By the name of its part, the lines that a sheet is without until it is saved. */
    private final Map<String, SheetLines> linesOfSheets = new HashMap<>();
    /** Streams the lines of large tables; there is none where no table is large. */
    private final @Nullable SXSSFWorkbook streams;

    /** A workbook without long lists. */
    public Book() {
        this(new LongTables(List.of()), List.of());
    }

    /**
     * A workbook.
     *
     * @param longTables those of all workbooks that are published together
     * @param grids the tables that will be added
     */
    public Book(LongTables longTables, List<Grid> grids) {
        // The formulas are ours; parsing them again would only take time.
        book.setCellFormulaValidation(false);
        this.longTables = longTables;
        this.streams = grids.stream().anyMatch(StreamedLines::isLarge) ? new SXSSFWorkbook(book) : null;
        longTables.reserve(grids, styles);
    }

    /** Adds a sheet with the table; its chart stands below it, or on a sheet of its own if the page has no room. */
    public void add(Grid grid) {
        requireRoom(grid);
        LongTable table = longTables.of(grid);
        GridLayout layout = table == null ? new GridLayout(grid) : table.layout();
        StreamedLines lines = streams == null || !StreamedLines.isLarge(grid) ? null : StreamedLines.of(grid, streams);
        XSSFSheet sheet = lines == null ? book.createSheet(grid.name()) : book.getSheet(grid.name());
        GridSheet writer = new GridSheet(grid, layout, sheet, lines == null ? sheet : lines.rows(), styles, texts);
        writer.write();
        String part = sheet.getPackagePart().getPartName().getName().substring(1);
        SheetLines missing = table == null ? lines : table;
        if (missing != null) {
            linesOfSheets.put(part, missing);
        }
        int last = writer.nextRow() - 1;
        if (grid.chart() != null) {
            ChartWriter chart = new ChartWriter(grid, grid.chart());
            OptionalDouble height = ChartRoom.height(grid.chart(), layout.roomOnPaper());
            if (height.isPresent()) {
                last = chart.below(sheet, writer.nextRow(), writer.columns(), height.getAsDouble() / layout.scale());
            } else {
                chart.onSheet(book.createSheet(chartSheet(grid.name())));
            }
        }
        book.setPrintArea(book.getSheetIndex(sheet), 0, writer.columns() - 1, 0, last);
    }

    private static void requireRoom(Grid grid) {
        int most = SpreadsheetVersion.EXCEL2007.getMaxRows();
        int rows = grid.firstRow() + grid.lines().size() + grid.notes().size();
        if (rows > most) {
            throw new IllegalArgumentException(String.format(
                    "“%s”连同表头和注共%,d行，超过一个工作表的上限%,d行，请在附表定义中用 where 缩小清单，或改为汇总表",
                    grid.heading().title(), rows, most));
        }
    }

    /** Name of the sheet of a table's chart, if it has one of its own. */
    public static String chartSheet(String tableSheet) {
        return tableSheet + "图";
    }

    /** Writes the workbook; the same tables give the same bytes. */
    public void save(Path file, String title, String author, LocalDate date) throws IOException {
        OfficeFile.save(book, linesOfSheets, file, title, author, date);
    }

    /** Closes the workbook. It was never a file, so that nothing is to be written: closing would write it once more. */
    @Override
    public void close() throws IOException {
        book.getPackage().revert();
        if (streams != null) {
            // Takes its temporary files away.
            streams.close();
        }
    }
}
