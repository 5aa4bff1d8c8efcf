package org.fubiao.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each program as it is measured, on cases that were worked out by hand. */
class RivalsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pandas", "easyexcel", "springbatch"})
    void givesWhatWasWorkedOutByHand(String rival) throws Exception {
        SmallCase.writeMixed(folder);
        assertThat(run(rival)).isZero();
        compare("mixed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pandas", "easyexcel", "springbatch", "duckdb"})
    void totalsALedger(String rival) throws Exception {
        SmallCase.writeLedger(folder);
        assertThat(run(rival)).isZero();
        compare("ledger");
    }

    @Test
    void duckDbLeavesWorkbooksAlone() throws Exception {
        SmallCase.writeMixed(folder);
        assertThat(run("duckdb")).isEqualTo(64);
    }

    private int run(String rival) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of("rivals", rival, "run").toAbsolutePath().toString(),
                        folder.toString(),
                        folder.resolve("out").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        int exit = process.waitFor();
        assertThat(folder.resolve("said")).content().isEmpty();
        return exit;
    }

    private void compare(String expected) throws IOException {
        Path texts = SmallCase.RESOURCES.resolve(expected);
        Path out = folder.resolve("out");
        for (String file : List.of("measures.csv", "findings.csv")) {
            assertThat(Files.readString(out.resolve(file))).as(file).isEqualTo(Files.readString(texts.resolve(file)));
        }
        assertThat(Files.readAllLines(out.resolve("fields.csv")).stream().filter(line -> !line.endsWith(",0")))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(texts.resolve("fields.csv")));
        for (String file : List.of("附表1", "附表2")) {
            List<List<Object>> rows = new ArrayList<>();
            SmallCase.records(texts.resolve(file + ".csv")).forEach(record -> rows.add(values(record)));
            assertThat(values(out.resolve(file + ".xlsx"))).as(file).containsExactlyInAnyOrderElementsOf(rows);
        }
        try (var files = Files.list(out)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("measures.csv", "findings.csv", "fields.csv", "附表1.xlsx", "附表2.xlsx");
        }
    }

    private static List<Object> values(CSVRecord record) {
        return trimmed(record.stream().map(RivalsTest::plain).toList());
    }

    /** The cells of the first sheet as texts, numbers without the zeros that say nothing. */
    private static List<List<Object>> values(Path workbook) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        try (XSSFWorkbook read = new XSSFWorkbook(Files.newInputStream(workbook))) {
            for (Row row : read.getSheetAt(0)) {
                rows.add(trimmed(IntStream.range(0, row.getLastCellNum())
                        .mapToObj(i -> shown(row.getCell(i)))
                        .toList()));
            }
        }
        return rows;
    }

    private static Object shown(@Nullable Cell cell) {
        if (cell != null && cell.getCellType() == CellType.NUMERIC) {
            return DateUtil.isCellDateFormatted(cell)
                    ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                    : plain(BigDecimal.valueOf(cell.getNumericCellValue()).toPlainString());
        }
        return Objects.toString(cell, "");
    }

    private static Object plain(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    private static List<Object> trimmed(List<Object> row) {
        int end = row.size();
        while (end > 0 && row.get(end - 1).equals("")) {
            end--;
        }
        return row.subList(0, end);
    }
}
