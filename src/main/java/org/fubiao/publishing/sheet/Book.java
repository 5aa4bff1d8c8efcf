package org.fubiao.publishing.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook of printed tables. */
public final class Book implements AutoCloseable {
    private static final double CHART_HEIGHT = 250;

    private final XSSFWorkbook book = new XSSFWorkbook();
    private final Styles styles = new Styles(book);

    public Book() {
        // The formulas are ours; parsing them again would only take time.
        book.setCellFormulaValidation(false);
    }

    /** Adds a sheet with the table; its chart stands below it, or on a sheet of its own if the page has no room. */
    public void add(Grid grid) {
        XSSFSheet sheet = book.createSheet(grid.name());
        GridSheet writer = new GridSheet(grid, sheet, styles);
        writer.write();
        int last = writer.nextRow() - 1;
        if (grid.chart() != null) {
            ChartWriter chart = new ChartWriter(grid, grid.chart());
            if (chart.isSmall() && writer.pages(CHART_HEIGHT + GridSheet.LINE) < 1) {
                last = chart.below(sheet, writer.nextRow() + 1, writer.columns(), CHART_HEIGHT);
            } else {
                chart.onSheet(book.createSheet(grid.name() + "图"));
            }
        }
        book.setPrintArea(book.getSheetIndex(sheet), 0, writer.columns() - 1, 0, last);
    }

    /** Writes the workbook; the same tables give the same bytes. */
    public void save(Path file, String title, String author, LocalDate date) throws IOException {
        OfficeFile.save(book, file, title, author, date);
    }

    @Override
    public void close() throws IOException {
        book.close();
    }
}
