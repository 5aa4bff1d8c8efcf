package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.fubiao.job.Period;
import org.fubiao.publishing.AppendixLayout;
import org.fubiao.publishing.Publication.Received;
import org.fubiao.run.Run;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped job over the shipped input, from files to appendices, twice. */
class MainJobTest {
    private static final Path INPUT = Path.of("input/rule-of-law");

    @TempDir
    private static Path folder;

    private static Map<String, String> input;
    private static RunReport first;
    private static Map<String, String> firstPublished;
    private static RunReport second;

    @BeforeAll
    static void run() throws Exception {
        input = Outputs.hashes(INPUT);
        try (BatchRunner runner = BatchRunner.open(folder.resolve("work"))) {
            runner.run(request("2022"), Progress.SILENT);
            first = runner.run(request("2023"), Progress.SILENT);
            firstPublished = Outputs.of(first.latest());
            second = runner.run(request("2023"), Progress.SILENT);
        }
    }

    private static RunRequest request(String period) {
        return new RunRequest(
                Library.load(Path.of("jobs/rule-of-law")),
                Period.parse(period).orElseThrow(),
                INPUT,
                folder.resolve("output"),
                folder.resolve("work"),
                "");
    }

    @Test
    void allFiguresAreThoseOfTheReport() throws IOException {
        Map<String, Map<String, String>> figures = Outputs.csv(first.latest().resolve("figures.csv")).stream()
                .collect(java.util.stream.Collectors.toMap(row -> row.get("id"), row -> row));

        assertThat(figures).hasSize(33);
        for (Map<String, String> expected : Outputs.csv(Path.of("src/test/resources/sample/figures-2023.csv"))) {
            Map<String, String> figure = Objects.requireNonNull(figures.get(expected.get("id")));
            String name = expected.get("id") + " " + expected.get("title");
            assertThat(number(figure, "value")).as(name).isEqualByComparingTo(number(expected, "value"));
            assertThat(number(figure, "exact")).as(name).isBetween(number(expected, "least"), number(expected, "most"));
        }
    }

    private static BigDecimal number(Map<String, String> row, String column) {
        return new BigDecimal(Objects.requireNonNull(row.get(column)));
    }

    @Test
    void everyFigureStandsInTheCellThatItNames() throws IOException {
        List<FigureValue> figures = first.publication().figures();
        assertThat(figures).hasSize(33);
        for (FigureValue figure : figures) {
            AppendixTable table = Objects.requireNonNull(
                    figure.appendix(), figure.definition().id());
            AppendixLayout layout = new AppendixLayout(table);
            BigDecimal cell =
                    cell(first.latest().resolve(layout.fileName()), layout.address(figure.row(), figure.column()));
            BigDecimal published = figure.definition().percent() ? cell.movePointRight(2) : cell;
            assertThat(published)
                    .as(figure.definition().id() + " " + layout.sheetName())
                    .isEqualByComparingTo(Objects.requireNonNull(figure.exact()));
        }
    }

    /** A number as another library than the one that wrote it reads it. */
    private static BigDecimal cell(Path file, String address) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                ReadableWorkbook book = new ReadableWorkbook(in)) {
            Sheet sheet = book.getFirstSheet();
            CellAddress wanted = new CellAddress(address);
            return sheet.read().stream()
                    .filter(row -> row.getRowNum() == wanted.getRow() + 1)
                    .map(row -> new BigDecimal(row.getCell(wanted.getColumn()).getRawValue()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aSecondRunPublishesTheSameBytesAndReadsNothingAgain() {
        assertThat(first.run().readAgain()).isPositive();
        assertThat(second.run().state()).isEqualTo(Run.State.DONE);
        assertThat(second.run().readAgain()).isZero();
        assertThat(second.run().files()).isEqualTo(first.run().files());
        assertThat(Outputs.of(second.latest())).isEqualTo(firstPublished);
    }

    @Test
    void whatWasReceivedIsNeverTouched() {
        assertThat(Outputs.hashes(INPUT)).isEqualTo(input);
    }

    @Test
    void everyRowOfEveryFileIsAccountedFor() {
        List<Received> received = first.publication().submissions();

        assertThat(received)
                .extracting(Received::file)
                .containsAll(Outputs.hashes(INPUT.resolve("2023")).keySet());
        assertThat(received)
                .allSatisfy(part -> assertThat(part.read())
                        .as(part.file() + " " + part.sheet())
                        .isEqualTo(part.staged() + part.rejected() + part.declaredTotals() + part.other()));
        assertThat(received.stream()
                        .filter(part -> part.state().equals("已采用"))
                        .mapToLong(Received::staged)
                        .sum())
                .isEqualTo(first.run().rows());
    }

    @Test
    void nothingThatCountsIsInErrorAndWhatIsUntidyIsSaid() {
        assertThat(first.run().errors()).isZero();
        assertThat(first.findings()).isNotEmpty();
    }

    @Test
    void eachCheckOfPlausibilityFindsItsOneCase() throws IOException {
        assertThat(Outputs.csv(first.latest().resolve("plausibility.csv")).stream()
                        .filter(row -> "fails".equals(row.get("outcome")))
                        .map(row -> row.get("code") + " " + row.get("unit_name")))
                .containsExactly("HL-01 市气象局", "HL-02 蓟州区", "HL-03 市公安局");
        assertThat(Outputs.csv(first.latest().resolve("findings.csv")).stream()
                        .filter(row -> String.valueOf(row.get("code")).startsWith("HL-"))
                        .map(row -> row.get("code") + " " + row.get("file")))
                .containsExactlyInAnyOrder(
                        "HL-01 市级部门/市气象局/新建 Microsoft Excel 工作表.xlsx",
                        "HL-02 各区/蓟州区/蓟州区2023年年度报表.xlsx",
                        "HL-03 市级部门/市公安局/告知承诺事项变动情况（更正）.xlsx");
    }

    @Test
    void oneErrorIsWaivedAndOneWaiverHasExpired() throws IOException {
        List<Map<String, String>> findings = Outputs.csv(first.latest().resolve("findings.csv"));
        assertThat(findings)
                .filteredOn(row -> "FW-03".equals(row.get("code")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("severity", "note")
                        .containsEntry("unit_name", "市药监局")
                        .hasEntrySatisfying(
                                "message",
                                message -> assertThat(message)
                                        .startsWith("【已豁免审核】")
                                        .contains("市政务服务办 钱××")));
        assertThat(findings)
                .filteredOn(row -> "JY-30".equals(row.get("code")))
                .singleElement()
                .satisfies(row -> assertThat(row.get("message")).startsWith("市公安局《告知承诺事项变动情况》的 CN-02 审核豁免"));
        assertThat(findings).noneMatch(row -> "JY-31".equals(row.get("code")));
        assertThat(Outputs.csv(first.latest().resolve("waivers.csv")))
                .extracting(row -> row.get("rule") + " " + row.get("state") + " " + row.get("waived"))
                .containsExactly("FW-03 in_force 1", "CN-02 expired 0");
    }
}
