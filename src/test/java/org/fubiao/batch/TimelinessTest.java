package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.fubiao.job.Period;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines, extensions, exemptions and nil reports, from the definitions to what is published. */
class TimelinessTest {
    private static final String EVENTS = "/读者活动台账.csv";
    private static final String STOCK = "/馆藏变动表.csv";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void write() {
        library = Library.reported(folder);
        library.define("expected.yml", """
                deadline: 01-10
                dated-by: filled
                deadlines: [{form: 馆藏变动表, due: 01-20}]
                extensions:
                  - {unit: 少儿馆, form: 读者活动台账, period: 2023, until: 2024-01-31, reason: 系统升级}
                  - {unit: 和平区图书馆, period: 2022, until: 2023-03-31, reason: 上一年的不算}
                exemptions:
                  - {unit: Q03, form: 馆藏变动表, reason: 闭馆改造, granted: 王主任}
                  - {unit: 河东区图书馆, period: 2022, reason: 上一年的不算, granted: 王主任}
                """);
    }

    private Library filled(int unit, String day) {
        return library.put(Library.UNITS.get(unit) + EVENTS, "填报日期：" + day + "\n" + Library.events(unit, unit + 2));
    }

    private List<String> completeness() throws Exception {
        return Outputs.csv(library.latest().resolve("completeness.csv")).stream()
                .map(row -> String.join(
                        " ",
                        row.get("unit"),
                        row.get("form"),
                        row.get("expected"),
                        row.get("state"),
                        row.get("due"),
                        row.get("dated"),
                        row.get("timeliness"),
                        row.get("remark")))
                .toList();
    }

    /** The line of the board of units and forms with a label, its cells joined. */
    private String board(String label) throws Exception {
        try (Workbook book =
                WorkbookFactory.create(library.latest().resolve("审核情况.xlsx").toFile(), null, true)) {
            DataFormatter formatter = new DataFormatter();
            for (Row row : book.getSheet("报送情况")) {
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < 6; column++) {
                    cells.add(formatter.formatCellValue(row.getCell(column)));
                }
                if (cells.get(0).equals(label)) {
                    return String.join(" ", cells);
                }
            }
        }
        throw new AssertionError("no line " + label);
    }

    @Test
    void eachReportIsInTimeOrLateByTheDeadlineOfItsFormAndTheExtensionOfItsUnit() throws Exception {
        filled(0, "2024年1月10日");
        filled(1, "2024-01-31");
        filled(2, "2024-01-13");
        library.remove(Library.UNITS.get(4) + STOCK);

        RunReport report = library.run();

        assertThat(completeness())
                .contains(
                        "T01 读者活动台账 yes accepted 2024-01-10 2024-01-10 in_time ",
                        "T02 读者活动台账 yes accepted 2024-01-31 2024-01-31 extended 延期至2024-01-31：系统升级",
                        "Q01 读者活动台账 yes accepted 2024-01-10 2024-01-13 late ",
                        "Q02 读者活动台账 yes accepted 2024-01-10  unknown ",
                        "Q02 馆藏变动表 yes accepted 2024-01-20  unknown ",
                        "Q03 馆藏变动表 no exempt   unknown 豁免：闭馆改造（批准人：王主任）");
        assertThat(report.missing()).isEmpty();
        assertThat(library.findings())
                .containsExactly("SJ-19 和平区图书馆/读者活动台账.csv 《读者活动台账》应于2024年1月10日前报送，2024年1月13日报送，逾期3天。"
                        + "下期请按时报送；有特殊情况的请事先申请延期。");
        assertThat(report.publication().appendices().get(0).coverage()).isEqualTo("应报5家，实报5家");
    }

    @Test
    void whoIsExemptFromAllFormsOfATableIsCountedApart() throws Exception {
        library.define("expected.yml", "exemptions: [{unit: Q03, reason: 闭馆改造, granted: 王主任}]\n");
        library.remove(Library.UNITS.get(4) + STOCK).remove(Library.UNITS.get(4) + EVENTS);

        RunReport report = library.run();

        assertThat(report.publication().appendices().get(0).coverage()).isEqualTo("应报4家，实报4家，另有1家豁免");
        assertThat(library.findings()).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidWithItsDeadlineOnceThatIsPast() throws Exception {
        library.remove(Library.UNITS.get(2) + EVENTS);

        library.run();

        assertThat(library.findings()).containsExactly("SJ-14  和平区图书馆应报《读者活动台账》（截止日期2024年1月10日），尚无可采用的报送。请催报。");
    }

    @Test
    void whatIsNotDueYetIsNotMissing() throws Exception {
        library.define("expected.yml", "deadline: 999\nextensions: []\n");
        library.define("expected.yml", """
                extensions: [{unit: 和平区图书馆, period: 2023, until: 9999-12-31, reason: 搬迁}]
                """);
        library.remove(Library.UNITS.get(2) + EVENTS);

        RunReport report = library.run();

        assertThat(completeness()).contains("Q01 读者活动台账 yes not_yet_due 9999-12-31  unknown 延期至9999-12-31：搬迁");
        assertThat(board("和平区图书馆")).isEqualTo("和平区图书馆 延期 √ 2 1 0");
        assertThat(board("市图书馆")).isEqualTo("市图书馆 √ √ 2 2 0");
        assertThat(board("应报份数")).isEqualTo("应报份数 5 5 10  ");
        assertThat(board("已报份数")).isEqualTo("已报份数 4 5  9 0");
        assertThat(report.missing()).isEmpty();
        assertThat(library.findings()).isEmpty();
    }

    @Test
    void aFileIsDatedByTheDayOnWhichItWasFirstReceived() throws Exception {
        library.define("expected.yml", "deadline: 01-10\n");
        library.run();
        library.update("UPDATE run SET started = TIMESTAMP WITH TIME ZONE '2024-01-05 09:00:00+08' WHERE id = 1");
        library.put(Library.UNITS.get(2) + EVENTS, Library.events(2, 9));

        library.run();

        assertThat(completeness())
                .contains("T01 读者活动台账 yes accepted 2024-01-10 2024-01-05 in_time ")
                .anyMatch(line -> line.matches(
                        "Q01 读者活动台账 yes accepted 2024-01-10 2024-01-05 in_time 更正于20\\d\\d-\\d\\d-\\d\\d"));
        assertThat(library.findings()).noneMatch(finding -> finding.startsWith("SJ-19"));
    }

    @Test
    void whatFirstCameLateIsLate() throws Exception {
        library.define("expected.yml", "deadline: 01-10\n");
        String late = Library.UNITS.get(2) + EVENTS;
        library.remove(late);
        library.run();
        library.update("UPDATE run SET started = TIMESTAMP WITH TIME ZONE '2024-01-05 09:00:00+08' WHERE id = 1");
        library.put(late, Library.events(2, 9));

        library.run();

        assertThat(completeness())
                .anyMatch(line -> line.matches("Q01 读者活动台账 yes accepted 2024-01-10 20\\d\\d-\\d\\d-\\d\\d late "));
    }

    @Test
    void aCorrectionDoesNotMakeAPunctualReportLate() throws Exception {
        filled(0, "2024-01-05");
        library.put("市图书馆/读者活动台账（更正）.csv", "填报日期：2024-01-15\n" + Library.events(0, 3));
        library.run();

        assertThat(completeness()).contains("T01 读者活动台账 yes accepted 2024-01-10 2024-01-05 in_time 更正于2024-01-15");
        assertThat(library.findings()).noneMatch(finding -> finding.startsWith("SJ-19"));

        // What the file said before it was replaced is not forgotten.
        filled(0, "2024-01-13");
        library.run();
        assertThat(completeness()).contains("T01 读者活动台账 yes accepted 2024-01-10 2024-01-05 in_time 更正于2024-01-15");

        filled(2, "2024-01-13");
        library.put("和平区图书馆/读者活动台账（更正）.csv", "填报日期：2024-01-15\n" + Library.events(2, 5));
        library.run();
        assertThat(completeness()).contains("Q01 读者活动台账 yes accepted 2024-01-10 2024-01-13 late 更正于2024-01-15");
    }

    @Test
    void anExtensionOfOneFormComesBeforeOneOfAllForms() throws Exception {
        library.define("expected.yml", """
                deadline: 01-10
                dated-by: filled
                extensions:
                  - {unit: 市图书馆, period: 2023, until: 2024-01-15, reason: 搬迁}
                  - {unit: 市图书馆, form: 读者活动台账, period: 2023, until: 2024-01-31, reason: 系统升级}
                """);
        filled(0, "2024-01-20");
        library.run();

        assertThat(completeness())
                .contains("T01 读者活动台账 yes accepted 2024-01-31 2024-01-20 extended 延期至2024-01-31：系统升级");
    }

    @Test
    void aNilReportWithAWarningStaysOne() throws Exception {
        library.define("expected.yml", "dated-by: filled\n");
        library.define("plausibility.yml", """
                - {code: HL-01, title: 与上年相比, measure: 活动场次, change: {ratio: 0.5, at-least: 1}}
                """);
        RunRequest now = library.request();
        Path before = library.input().resolveSibling("2022/市图书馆/读者活动台账.csv");
        Files.createDirectories(before.resolveSibling("."));
        Files.writeString(before, Library.events(0, 9).replace("2023-", "2022-"));
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            runner.run(
                    new RunRequest(
                            now.job(), Period.parse("2022").orElseThrow(), now.input(), now.output(), now.work(), ""),
                    Progress.SILENT);
        }
        library.put(Library.UNITS.get(0) + EVENTS, "活动编号,活动类型,举办日期,参加人次\n");
        library.run();

        assertThat(library.findings()).anyMatch(finding -> finding.startsWith("HL-01"));
        assertThat(completeness()).anyMatch(line -> line.startsWith("T01 读者活动台账 yes nil_with_warnings "));
        assertThat(board("市图书馆")).startsWith("市图书馆 零△ √");
    }

    @Test
    void aListWithoutItemsIsANilReportWhetherItIsEmptyOrSaysSo() throws Exception {
        library.put(Library.UNITS.get(0) + EVENTS, "活动编号,活动类型,举办日期,参加人次\n");
        library.put(Library.UNITS.get(1) + EVENTS, "活动编号,活动类型,举办日期,参加人次\n无,,,\n");
        library.put(Library.UNITS.get(2) + EVENTS, "活动编号,活动类型,举办日期,参加人次\n零报告,,,\n");
        library.put(Library.UNITS.get(3) + EVENTS, "活动编号,活动类型,举办日期,参加人次\n本年度无读者活动。,,,\n");

        library.run();

        assertThat(completeness())
                .contains(
                        "T01 读者活动台账 yes nil 2024-01-10  unknown ",
                        "T02 读者活动台账 yes nil 2024-01-31  unknown 延期至2024-01-31：系统升级",
                        "Q01 读者活动台账 yes nil 2024-01-10  unknown ",
                        "Q02 读者活动台账 yes nil 2024-01-10  unknown ");
        assertThat(library.findings()).isEmpty();
    }
}
