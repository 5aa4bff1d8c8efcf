package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.fubiao.publishing.sheet.Book;
import org.fubiao.publishing.sheet.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LibreOffice computes every formula anew; nothing may change. Skipped where it is not installed, but not in CI. */
class RecalculationTest {
    private static final String ALWAYS_RECALCULATE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry">
              <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
                <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
              </item>
            </oor:items>
            """;

    @TempDir
    Path folder;

    @Test
    void nothingChanges() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "soffice")));
        assumeTrue(installed || "true".equals(System.getenv("CI")), "LibreOffice (soffice) is not installed");

        Path latest = new Publisher(folder.resolve("output"))
                .publish(SamplePublication.make(), new RunInfo(1, Instant.EPOCH, "", Map.of()))
                .toRealPath();
        List<Path> books = new ArrayList<>();
        try (Stream<Path> files = Files.list(latest)) {
            files.filter(file -> file.toString().endsWith(".xlsx")).sorted().forEach(books::add);
        }
        Path wrong = folder.resolve("wrong.xlsx");
        writeWrong(wrong);
        books.add(wrong);
        Path converted = recalculate(books);

        assertThat(numbers(converted.resolve("wrong.xlsx"))).containsEntry("表!A5", new BigDecimal("2"));
        for (Path book : books.subList(0, books.size() - 1)) {
            assertThat(numbers(converted.resolve(book.getFileName())))
                    .as(book.getFileName().toString())
                    .isEqualTo(numbers(book));
        }
    }

    /** A workbook whose cached value is wrong: proves that LibreOffice does compute. */
    private static void writeWrong(Path file) throws IOException {
        try (Book book = new Book()) {
            book.add(new Grid(
                    "表",
                    new Grid.Heading("表", "", "", ""),
                    0,
                    List.of(Grid.Column.number("数")),
                    List.of(new Grid.Line(Grid.Kind.PLAIN, List.of(new Grid.Numeric(BigDecimal.TEN, "1+1")))),
                    List.of(),
                    Grid.Page.PORTRAIT,
                    null));
            book.save(file, "表", "", LocalDate.EPOCH);
        }
    }

    private Path recalculate(List<Path> books) throws IOException, InterruptedException {
        Path profile = folder.resolve("profile");
        Files.createDirectories(profile.resolve("user"));
        Files.writeString(profile.resolve("user/registrymodifications.xcu"), ALWAYS_RECALCULATE);
        Path converted = folder.resolve("converted");
        List<String> command = new ArrayList<>(List.of(
                "soffice",
                "-env:UserInstallation=" + profile.toUri(),
                "--headless",
                "--convert-to",
                "xlsx",
                "--outdir",
                converted.toString()));
        books.forEach(book -> command.add(book.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return converted;
    }

    /** The numbers of a workbook by sheet and address, to the 12 digits that survive binary arithmetic. */
    private static Map<String, BigDecimal> numbers(Path file) throws IOException {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file);
                ReadableWorkbook book = new ReadableWorkbook(in)) {
            for (Sheet sheet : book.getSheets().toList()) {
                for (Row row : sheet.read()) {
                    for (Cell cell : row) {
                        addNumber(numbers, sheet.getName(), cell);
                    }
                }
            }
        }
        return numbers;
    }

    private static void addNumber(Map<String, BigDecimal> numbers, String sheet, Cell cell) {
        if (cell == null || cell.getRawValue() == null || !cell.getRawValue().matches("-?[0-9.]+(E-?[0-9]+)?")) {
            return;
        }
        if (cell.getType() == org.dhatim.fastexcel.reader.CellType.STRING) {
            return;
        }
        BigDecimal number = new BigDecimal(cell.getRawValue()).round(new MathContext(12));
        numbers.put(
                sheet + "!" + cell.getAddress(),
                number.signum() == 0
                        ? BigDecimal.ZERO
                        : new BigDecimal(number.stripTrailingZeros().toPlainString()));
    }
}
