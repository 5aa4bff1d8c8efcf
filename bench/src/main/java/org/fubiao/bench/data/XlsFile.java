package org.fubiao.bench.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** A workbook of the older format. */
final class XlsFile implements TableFile {
    private final Path file;
    private final HSSFWorkbook workbook = new HSSFWorkbook();
    private final HSSFSheet sheet = workbook.createSheet("Sheet1");
    private final HSSFCellStyle day = workbook.createCellStyle();
    private int rows;

    XlsFile(Path file) {
        this.file = file;
        day.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
    }

    @Override
    public void row(@Nullable Object... cells) {
        HSSFRow row = sheet.createRow(rows++);
        for (int i = 0; i < cells.length; i++) {
            Object value = cells[i];
            if (value != null) {
                fill(row.createCell(i), value);
            }
        }
    }

    private void fill(HSSFCell cell, Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof LocalDate date) {
            cell.setCellValue(date);
            cell.setCellStyle(day);
        } else {
            cell.setCellValue(TableFile.text(value));
        }
    }

    @Override
    public void close() throws IOException {
        try (workbook;
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            workbook.write(out);
        }
    }
}
