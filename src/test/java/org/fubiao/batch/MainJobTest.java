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
import org.fubiao.settling.Explained;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped job over the shipped input, from files to appendices, twice. */
class MainJobTest {
    private static final Path INPUT = Path.of("input/rule-of-law");

    @TempDir
    private static Path folder;

    private static Map<String, String> input;
    private static RunReport before;
    private static RunReport first;
    private static Map<String, String> firstPublished;
    private static RunReport second;

    @BeforeAll
    static void run() throws Exception {
        input = Outputs.hashes(INPUT);
        try (BatchRunner runner = BatchRunner.open(folder.resolve("work"))) {
            before = runner.run(request("2022"), Progress.SILENT);
            for (int quarter = 1; quarter <= 4; quarter++) {
                runner.run(request("legal-review-quarterly", "2023-Q" + quarter), Progress.SILENT);
            }
            first = runner.run(request("2023"), Progress.SILENT);
            firstPublished = Outputs.of(first.latest());
            second = runner.run(request("2023"), Progress.SILENT);
        }
    }

    private static RunRequest request(String period) {
        return request("rule-of-law", period);
    }

    private static RunRequest request(String job, String period) {
        return new RunRequest(
                Library.load(Path.of("jobs").resolve(job)),
                Period.parse(period).orElseThrow(),
                Path.of("input").resolve(job),
                folder.resolve("output").resolve(job),
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
    void twoErrorsAreWaivedAndOneWaiverHasExpired() throws IOException {
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
                .containsExactly("FW-03 in_force 1", "CN-02 expired 0", "JY-06 in_force 1");
    }

    /** A kind of check, and the only finding of it in the input of a year. */
    private record Case(String year, String kind, String finding) {}

    private static final List<Case> CASES = List.of(
            new Case("2023", "a condition on the rows of a list", "FW-02 warning 市水务局"),
            new Case("2023", "a condition on the rows of a matrix", "CK-03 warning 西青区"),
            new Case("2023", "a condition on the columns of a matrix", "PX-01 warning 滨海新区本级"),
            new Case("2023", "a rule on trial", "ZM-01 warning 市民政局"),
            new Case("2023", "an error that is waived", "FW-03 note 市药监局"),
            new Case("2023", "a key, whose second use is waived", "JY-06 note 市政务服务中心"),
            new Case("2023", "a waiver that has expired", "JY-30 warning 市公安局"),
            new Case("2023", "a declared total", "JY-08 warning 市税务局"),
            new Case("2023", "one form against another", "DZ-05 warning 市邮政管理局"),
            new Case("2023", "opening against closing values, explained by the unit", "DZ-08 warning 市商务局"),
            new Case(
                    "2023", "opening values of a merged unit against the closing ones of both", "DZ-08 warning 市发展改革委"),
            new Case("2023", "rounded against exact values", "DZ-13 warning 审批改革处"),
            new Case("2023", "the year against the quarters of another job", "DZ-19 warning 人事处"),
            new Case("2023", "values that may differ a little", "DZ-14 warning 经开区"),
            new Case("2023", "a parent against its children", "DZ-16 warning 市政务服务办"),
            new Case("2023", "a change since last year", "HL-01 warning 市气象局"),
            new Case("2023", "an outlier among peers", "HL-02 warning 蓟州区"),
            new Case("2023", "a large correction", "HL-03 warning 市公安局"),
            new Case("2023", "a report of another period", "SJ-03 warning 市体育局"),
            new Case("2023", "a report in the folder of another unit", "SJ-04 warning 市市场监管委"),
            new Case("2023", "a column that is not of the form", "SJ-11 warning 市司法局"),
            new Case("2023", "a report that is missing", "SJ-14 warning 宁河区"),
            new Case("2023", "a report that is late", "SJ-19 note 生态城"),
            new Case("2022", "one reason for what differs between a parent and its children", "GX-02 warning 滨海新区"),
            new Case("2022", "a report that is missing", "SJ-14 warning 市粮食和物资局"),
            new Case("2022", "a rule that keeps a row out of the totals", "FW-05 error 市财政局"));

    /** Notes on files, of which there are several: copies, replaced ones, other formats than they are called, hidden sheets. */
    private static final String OF_FILES = "SJ-(05|06|09|12) .*";

    @ParameterizedTest
    @ValueSource(strings = {"2022", "2023"})
    void eachKindOfCheckFindsItsOneCaseAndSaysWhatToDo(String year) throws IOException {
        RunReport report = year.equals("2022") ? before : first;

        assertThat(JobCopy.findings(report).stream().filter(finding -> !finding.matches(OF_FILES)))
                .containsExactlyInAnyOrderElementsOf(CASES.stream()
                        .filter(one -> one.year().equals(year))
                        .map(Case::finding)
                        .toList());
        assertThat(Outputs.csv(report.latest().resolve("findings.csv")).stream()
                        .filter(row -> !"note".equals(row.get("severity")))
                        .map(row -> row.get("code") + " " + row.get("message")))
                .allSatisfy(message -> assertThat(message).contains("请"));
    }

    @Test
    void onlyTheOneWhoseDifferenceIsMoreThanRoundingIsOutsideTheIntervals() {
        List<ReconciliationResult> rounded = results("DZ-13");

        assertThat(rounded)
                .filteredOn(result -> result.outcome() == Outcome.FAILS)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.name()).isEqualTo("审批改革处");
                    assertThat(result.margin()).isEqualByComparingTo("100");
                    assertThat(difference(result)).isBetween(new BigDecimal(101), new BigDecimal(300));
                });
        assertThat(rounded)
                .filteredOn(result ->
                        result.outcome() == Outcome.HOLDS && difference(result).signum() > 0)
                .hasSizeGreaterThan(9);
        assertThat(results("DZ-14"))
                .filteredOn(result ->
                        result.outcome() == Outcome.HOLDS && difference(result).signum() > 0)
                .extracting(ReconciliationResult::name)
                .containsExactly("人事处");
    }

    @Test
    void parentsAgreeWithTheirChildrenButForOneSum() {
        for (String code : List.of("DZ-15", "DZ-16", "DZ-17")) {
            assertThat(results(code))
                    .hasSize(2)
                    .allSatisfy(result -> assertThat(result.outcome())
                            .as(code + " " + result.name())
                            .isEqualTo((code + result.name()).equals("DZ-16市政务服务办") ? Outcome.FAILS : Outcome.HOLDS));
        }
    }

    private static List<ReconciliationResult> results(String code) {
        return first.publication().reconciliations().stream()
                .filter(result -> result.definition().code().equals(code))
                .toList();
    }

    private static BigDecimal difference(ReconciliationResult result) {
        return Objects.requireNonNull(result.difference(), result.name()).abs();
    }

    @Test
    void oneReportIsNilOneLateOneHadMoreTimeOneIsMissingAndOneExempt() throws IOException {
        assertThat(reports(first))
                .containsExactlyInAnyOrder(
                        "nil in_time 综合处 法治培训台账",
                        "accepted late 生态城 法治培训台账",
                        "accepted extended 保税区 法治培训台账",
                        "missing unknown 宁河区 企业意见建议和咨询办理情况");
        assertThat(reports(before))
                .containsExactlyInAnyOrder(
                        "nil in_time 综合处 法治培训台账",
                        "exempt unknown 生态城 法治培训台账",
                        "missing unknown 市粮食和物资局 取消证明事项台账",
                        "accepted_with_errors unknown 市财政局 政务服务事项台账");
    }

    /** The reports of which something is to be said, but for warnings. */
    private static List<String> reports(RunReport report) throws IOException {
        return Outputs.csv(report.latest().resolve("completeness.csv")).stream()
                .map(row -> String.join(
                        " ", row.get("state"), row.get("timeliness"), row.get("unit_name"), row.get("form")))
                .filter(line -> !line.matches("accepted(_with_warnings)? (in_time|unknown) .*"))
                .toList();
    }

    @Test
    void whatAUnitWroteIntoItsReceiptStandsBesideTheWarning() throws IOException {
        String reason = "2022年误将1项仍在实施的事项列为取消，2023年年初数已追溯调整，以本表年初数为准";
        assertThat(Outputs.csv(first.latest().resolve("findings.csv")))
                .filteredOn(row -> !String.valueOf(row.get("explanation")).isEmpty())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("code", "DZ-08")
                        .containsEntry("unit_name", "市商务局")
                        .containsEntry("explanation", reason));
        assertThat(first.publication().settlement().explanations())
                .singleElement()
                .satisfies(explained -> {
                    assertThat(explained.state()).isEqualTo(Explained.State.VALID);
                    assertThat(explained.explanation().place().file()).isEqualTo("市级部门/市商务局/回执 市商务局2023年台账.xls");
                });
    }

    @Test
    void theRowThatARuleBlocksIsListedAndCountsNowhere() throws IOException {
        assertThat(Outputs.csv(before.latest().resolve("excluded.csv")))
                .extracting(row -> row.get("code") + " " + row.get("excluded") + " " + row.get("unit_name"))
                .containsExactly("FW-05 row 市财政局");
        assertThat(Outputs.csv(first.latest().resolve("excluded.csv"))).isEmpty();
        // It was reported, and is not published.
        ReconciliationResult reported = before.publication().reconciliations().stream()
                .filter(result -> result.definition().code().equals("DZ-12"))
                .findFirst()
                .orElseThrow();
        BigDecimal published = before.publication().figures().stream()
                .filter(figure -> List.of("F01", "F03", "F04")
                        .contains(figure.definition().id()))
                .map(figure -> Objects.requireNonNull(figure.exact()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(published)
                .isEqualByComparingTo(Objects.requireNonNull(reported.right()).subtract(BigDecimal.ONE));
    }
}
