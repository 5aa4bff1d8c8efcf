package org.fubiao.publishing.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large tables go to the workbook by another way; nobody who reads it can tell. */
class StreamedLinesTest {
    private static final int ENOUGH = 10_001;

    @TempDir
    private Path folder;

    private static Grid grid(int lines, List<String> notes) {
        List<Line> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            all.add(new Line(
                    i % 100 == 0 ? Grid.Kind.SUM : Grid.Kind.PLAIN,
                    List.of(
                            Grid.text(i % 7 == 0 ? " 甲<&>\n乙 " : "单位" + i),
                            Grid.number(new BigDecimal("1234.5").add(BigDecimal.valueOf(i))),
                            new Grid.Numeric(BigDecimal.valueOf(2), "1+1"),
                            i % 500 < 2 ? new Grid.Link("见表", i % 2 == 0 ? "" : "附表 1.xlsx", "表!A1") : Grid.text("无"),
                            i % 3 == 0 ? new Grid.Blank() : new Grid.Text("=1+1", Grid.Tone.ALARM))));
        }
        return new Grid(
                "表",
                new Grid.Heading("大表", "2023年", "编制单位：某办", "单位：项"),
                1,
                List.of(
                        Column.text("单位", 20),
                        Column.number("数"),
                        Column.number("式"),
                        Column.text("链接", 20),
                        Column.word("说明", 10)),
                all,
                notes,
                Grid.Page.DENSE_LANDSCAPE,
                null);
    }

    private Path save(String name, Grid grid) throws IOException {
        Path file = folder.resolve(name);
        try (Book book = new Book(new LongTables(List.of()), List.of(grid))) {
            book.add(grid);
            book.save(file, "大表", "某办", LocalDate.of(2024, 1, 1));
        }
        return file;
    }

    @Test
    void largeTablesAreStreamed() {
        assertThat(StreamedLines.isLarge(grid(ENOUGH, List.of()))).isTrue();
        assertThat(StreamedLines.isLarge(grid(ENOUGH - 1, List.of()))).isFalse();
    }

    @Test
    void theSameTableGivesTheSameBytes() throws IOException {
        Grid grid = grid(ENOUGH, List.of("注：甲"));
        assertThat(Files.readAllBytes(save("1.xlsx", grid))).isEqualTo(Files.readAllBytes(save("2.xlsx", grid)));
    }

    @Test
    void nothingIsLeftOfTheStream() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = streams(temporary);
        try (Book book = new Book(new LongTables(List.of()), List.of(grid(ENOUGH, List.of())))) {
            book.add(grid(ENOUGH, List.of()));
            assertThat(streams(temporary)).hasSize(before.size() + 1);
        }
        assertThat(streams(temporary)).isEqualTo(before);
    }

    private static List<Path> streams(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("fubiao-poi"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void itReadsAsOneThatIsNotLarge() throws IOException, InvalidFormatException {
        Path large = save("large.xlsx", grid(ENOUGH, List.of("注：甲", "乙")));
        Path small = save("small.xlsx", grid(ENOUGH - 1, List.of("注：甲", "乙")));
        try (XSSFWorkbook one = new XSSFWorkbook(large.toFile());
                XSSFWorkbook other = new XSSFWorkbook(small.toFile())) {
            XSSFSheet sheet = one.getSheetAt(0);
            XSSFSheet same = other.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(same.getLastRowNum() + 1);
            assertThat(sheet.getHyperlinkList()).hasSize(41);
            // The last line closes the table and looks so.
            for (int row = 0; row < 4 + ENOUGH - 2; row++) {
                assertThat(text(sheet.getRow(row))).isEqualTo(text(same.getRow(row)));
            }
            for (int note = 0; note < 2; note++) {
                assertThat(text(sheet.getRow(4 + ENOUGH + note))).isEqualTo(text(same.getRow(4 + ENOUGH - 1 + note)));
            }
        }
    }

    private static List<String> text(Row row) {
        List<String> text = new ArrayList<>(List.of(String.valueOf(row.getHeightInPoints())));
        for (Cell cell : row) {
            XSSFCell one = (XSSFCell) cell;
            String value = switch (one.getCellType()) {
                case STRING -> one.getStringCellValue();
                case NUMERIC -> String.valueOf(one.getNumericCellValue());
                case FORMULA -> "=" + one.getCellFormula() + " " + one.getNumericCellValue();
                default -> "";
            };
            String link = one.getHyperlink() == null ? "" : one.getHyperlink().getAddress();
            text.add(one.getColumnIndex() + " " + value + " " + link + " "
                    + one.getCellStyle().getIndex());
        }
        return text;
    }
}
