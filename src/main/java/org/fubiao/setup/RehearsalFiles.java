package org.fubiao.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Lays out the job of the {@link Rehearsal}, and what its units sent in every kind of file. */
final class RehearsalFiles {
    private static final String FILES = "rehearsal.txt";
    private static final Pattern FILE = Pattern.compile("(?ms)^== (\\S+)\\n(.*?)(?=\\n== |\\z)");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-[0-2]\\d");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private RehearsalFiles() {}

    /** Writes {@code jobs} and {@code input} into a folder. */
    static void layOut(Path folder) throws IOException {
        Matcher files = FILE.matcher(text());
        while (files.find()) {
            Path file = folder.resolve(files.group(1));
            Files.createDirectories(file.resolveSibling("."));
            String content = files.group(2);
            if (file.toString().endsWith(".xlsx")) {
                write(new XSSFWorkbook(), content, file);
            } else if (file.toString().endsWith(".xls")) {
                write(new HSSFWorkbook(), content, file);
            } else {
                Files.writeString(file, content);
            }
        }
    }

    private static String text() throws IOException {
        try (InputStream in = RehearsalFiles.class.getResourceAsStream(FILES)) {
            if (in == null) {
                throw new IOException("no " + FILES + " in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Workbook workbook, String content, Path file) throws IOException {
        try (workbook;
                OutputStream out = Files.newOutputStream(file)) {
            Sheet sheet = workbook.createSheet();
            CellStyle dates = workbook.createCellStyle();
            dates.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
            for (String line : content.lines().toList()) {
                Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
                for (String text : List.of(line.split(",", -1))) {
                    fill(row.createCell(Math.max(0, row.getLastCellNum())), text, dates);
                }
            }
            workbook.write(out);
        }
    }

    private static void fill(Cell cell, String text, CellStyle dates) {
        if (NUMBER.matcher(text).matches()) {
            cell.setCellValue(Double.parseDouble(text));
        } else if (DATE.matcher(text).matches()) {
            cell.setCellValue(LocalDate.parse(text));
            cell.setCellStyle(dates);
        } else {
            cell.setCellValue(text);
        }
    }
}
