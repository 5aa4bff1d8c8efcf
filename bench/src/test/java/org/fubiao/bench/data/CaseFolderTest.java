package org.fubiao.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.fubiao.bench.data.Spec.FileSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made can be read with another library, whatever the format, and holds what was meant. */
class CaseFolderTest {
    @TempDir
    private Path folder;

    @Test
    void everyFileHoldsItsRows() throws Exception {
        City city = City.of("city", 2);

        Truth truth = CaseFolder.write(city, folder);

        assertThat(city.spec().files()).hasSize(40);
        long rows = 0;
        for (FileSpec file : city.spec().files()) {
            List<List<String>> meant = meant(city, file);
            assertThat(below(file)).as(file.path()).isEqualTo(meant);
            rows += meant.size();
        }
        assertThat(truth.rows()).isEqualTo(rows);
        assertThat(CaseFolder.truth(city).measures()).isEqualTo(truth.measures());
    }

    @Test
    void aCorrectionIsOneRowMoreInOneFile() throws Exception {
        City city = City.of("city", 2);
        City corrected = city.corrected();

        assertThat(city.spec().files().stream().filter(file -> {
                    try {
                        return !meant(city, file).equals(meant(corrected, file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .containsExactly(corrected.correction());
        assertThat(CaseFolder.truth(corrected).rows())
                .isEqualTo(CaseFolder.truth(city).rows() + 1);
    }

    private static List<List<String>> meant(Source source, FileSpec file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        source.rows(file, new Source.Rows() {
            @Override
            public void row(@Nullable Object... cells) {
                rows.add(Arrays.stream(cells)
                        .map(cell -> cell == null ? "" : shown(cell))
                        .toList());
            }

            @Override
            public void repeated(@Nullable Object... cells) {
                row(cells);
            }
        });
        return rows;
    }

    private static String shown(Object cell) {
        return cell instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : TableFile.text(cell);
    }

    /** The texts of the rows below the head. */
    private List<List<String>> below(FileSpec file) throws IOException {
        File path = folder.resolve(file.path()).toFile();
        if (file.path().endsWith(".csv")) {
            try (Stream<String> lines = Files.lines(path.toPath())) {
                return lines.skip(file.headRow())
                        .map(line -> Arrays.stream(line.split(",", -1))
                                .map(CaseFolderTest::number)
                                .toList())
                        .toList();
            }
        }
        try (Workbook workbook = WorkbookFactory.create(path)) {
            List<List<String>> rows = new ArrayList<>();
            int width = workbook.getSheetAt(0).getRow(file.headRow() - 1).getLastCellNum();
            for (Row row : workbook.getSheetAt(0)) {
                if (row.getRowNum() >= file.headRow()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; i < width; i++) {
                        cells.add(text(row.getCell(i)));
                    }
                    rows.add(cells);
                }
            }
            return rows;
        }
    }

    private static String number(String text) {
        return text.matches("\\d+\\.\\d+")
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        if (cell.getCellType() == CellType.NUMERIC) {
            return DateUtil.isCellDateFormatted(cell)
                    ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                    : BigDecimal.valueOf(cell.getNumericCellValue())
                            .stripTrailingZeros()
                            .toPlainString();
        }
        return cell.getStringCellValue();
    }
}
