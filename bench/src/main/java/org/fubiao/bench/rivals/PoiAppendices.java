package org.fubiao.bench.rivals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Writes appendices with POI's streaming workbooks. */
public final class PoiAppendices {
    private PoiAppendices() {}

    public static void write(Spec spec, Sql sql, Connection database, Totals totals, Path out)
            throws IOException, SQLException {
        for (Spec.Appendix appendix : spec.appendices()) {
            try (SXSSFWorkbook workbook = new SXSSFWorkbook();
                    OutputStream file = Files.newOutputStream(out.resolve(appendix.file()))) {
                Table table = new Table(workbook);
                table.add(List.of(appendix.title()));
                if (appendix.listing() == null) {
                    totals.rows(appendix).forEach(table::add);
                } else {
                    list(database, sql.listing(spec.form(appendix.listing()), appendix.columns()), appendix, table);
                }
                workbook.write(file);
            }
        }
    }

    private static void list(Connection database, String listing, Spec.Appendix appendix, Table table)
            throws SQLException {
        table.add(appendix.columns());
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(listing)) {
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= appendix.columns().size(); i++) {
                    row.add(shown(rows.getObject(i)));
                }
                table.add(row);
            }
        }
    }

    /** A value of the database as an appendix shows it. */
    public static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        return value instanceof java.sql.Date date ? date.toLocalDate() : value;
    }

    private static final class Table {
        private final Sheet sheet;
        private final CellStyle dates;
        private int rows;

        Table(SXSSFWorkbook workbook) {
            sheet = workbook.createSheet("附表");
            dates = workbook.createCellStyle();
            dates.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
        }

        void add(List<? extends @Nullable Object> values) {
            Row row = sheet.createRow(rows++);
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof Number number) {
                    row.createCell(i).setCellValue(number.doubleValue());
                } else if (value instanceof LocalDate date) {
                    Cell cell = row.createCell(i);
                    cell.setCellValue(date);
                    cell.setCellStyle(dates);
                } else if (value != null) {
                    row.createCell(i).setCellValue(value.toString());
                }
            }
        }
    }
}
