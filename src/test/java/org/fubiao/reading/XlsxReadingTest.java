package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks as programs write them are read plainly, and as the library reads them. */
class XlsxReadingTest {
    @TempDir
    Path folder;

    @Test
    void everyShippedWorkbookIsPlainAndReadAsByTheLibrary() throws IOException {
        int sheets = 0;
        for (Path file : shipped()) {
            try (Workbook workbook = Workbooks.open(file)) {
                for (int sheet = 0;
                        workbook instanceof XlsxWorkbook xlsx
                                && sheet < workbook.sheets().size();
                        sheet++) {
                    assertThat(plainLines(workbook, sheet)).as("%s", file).isEqualTo(lines(xlsx.openByLibrary(sheet)));
                    sheets++;
                }
            }
        }
        assertThat(sheets).isGreaterThan(100);
    }

    private static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("input"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".xlsx"))
                    .sorted()
                    .toList();
        }
    }

    /** The sheet and its texts are longer than what is looked ahead, and than what is kept of texts at first. */
    @Test
    void readsFarMoreThanIsKeptAtHand() throws IOException {
        Path file = folder.resolve("a.xlsx");
        List<String> expected = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            org.apache.poi.ss.usermodel.Sheet sheet = workbook.createSheet();
            for (int number = 0; number < 3000; number++) {
                Row row = sheet.createRow(number * 2);
                String text = "事项".repeat(200 + number % 50) + number;
                row.createCell(0).setCellValue(text);
                row.createCell(2).setCellValue("每行");
                row.createCell(3).setCellValue(number);
                expected.add((number * 2 + 1) + "|" + text + "||每行|" + number);
            }
            workbook.write(out);
        }
        try (Workbook workbook = Workbooks.open(file)) {
            assertThat(plainLines(workbook, 0)).isEqualTo(expected);
            assertThat(plainLines(workbook, 0)).as("read again").isEqualTo(expected);
        }
    }

    /** From where something unusual stands the library reads, and not one row is lost or read twice. */
    @Test
    void goesOnByTheLibraryWhereSomethingUnusualStands() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            org.apache.poi.ss.usermodel.Sheet sheet = workbook.createSheet();
            for (int number = 0; number < 5; number++) {
                sheet.createRow(number).createCell(0).setCellValue("第" + number);
            }
            workbook.write(out);
        }
        Zips.replaceText(file, "xl/worksheets/sheet1.xml", "<v>2</v>", "<v><!-- 二 -->2</v>");
        try (Workbook workbook = Workbooks.open(file);
                XlsxRowReader rows = (XlsxRowReader) workbook.open(0)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.number() + rows.text(0) + (rows.isPlain() ? "" : "*"));
            }
            assertThat(lines).containsExactly("1第0", "2第1", "3第2*", "4第3*", "5第4*");
        }
    }

    private static List<String> plainLines(Workbook workbook, int sheet) throws IOException {
        XlsxRowReader rows = (XlsxRowReader) workbook.open(sheet);
        List<String> lines = lines(rows);
        assertThat(rows.isPlain()).isTrue();
        return lines;
    }

    private static List<String> lines(RowReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        try (RowReader rows = reader) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder().append(rows.number());
                for (int column = 0; column < rows.width(); column++) {
                    line.append('|').append(rows.text(column));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
