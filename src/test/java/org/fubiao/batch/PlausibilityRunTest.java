package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Period;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of plausibility through the real job. */
class PlausibilityRunTest {
    private static final String EVENTS = "市图书馆/读者活动台账.csv";
    private static final String CORRECTED = "市图书馆/读者活动台账（更正）.csv";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void define() {
        library = Library.reported(folder);
        library.define("plausibility.yml", """
                - {code: HL-01, title: 活动场次变动, measure: 活动场次, change: {ratio: 0.5, at-least: 2}}
                - {code: HL-02, title: 年末图书偏离, measure: 年末图书, peers: {at-least: 100, among: all, fewest: 5}}
                - {code: HL-03, title: 更正活动场次, measure: 活动场次, correction: {ratio: 0.2, at-least: 1}}
                - {code: HL-04, title: 更正场均人次, measure: 场均人次, correction: {ratio: 0.2, at-least: 1}, message: 请书面说明}
                """);
    }

    private List<Map<String, String>> results(String code) throws IOException {
        return Outputs.csv(library.latest().resolve("plausibility.csv")).stream()
                .filter(row -> code.equals(row.get("code")))
                .toList();
    }

    /** Each result of a check as {@code unit outcome value compared remark}. */
    private List<String> outcomes(String code) throws IOException {
        return results(code).stream()
                .map(row -> String.join(
                                " ",
                                row.get("unit"),
                                row.get("outcome"),
                                row.get("value"),
                                row.get("compared_with"),
                                row.get("remark"))
                        .strip())
                .toList();
    }

    private List<String> warnings() throws IOException {
        return library.findings().stream().filter(text -> text.startsWith("HL")).toList();
    }

    /** The year before, with the events of three libraries. */
    private void runYearBefore() throws Exception {
        RunRequest now = library.request();
        for (int unit = 0; unit < 3; unit++) {
            Path file = library.input()
                    .resolveSibling("2022")
                    .resolve(Library.UNITS.get(unit))
                    .resolve("读者活动台账.csv");
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, Library.events(unit, 3).replace("2023-", "2022-"));
        }
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            runner.run(
                    new RunRequest(
                            now.job(), Period.parse("2022").orElseThrow(), now.input(), now.output(), now.work(), ""),
                    Progress.SILENT);
        }
    }

    @Test
    void aChangeIsComparedWithWhatWasPublishedForThePeriodBefore() throws Exception {
        library.run();
        assertThat(outcomes("HL-01"))
                .containsExactly(
                        "T01 undecided 2  上年没有公布的数",
                        "T02 undecided 3  上年没有公布的数",
                        "Q01 undecided 4  上年没有公布的数",
                        "Q02 undecided 5  上年没有公布的数",
                        "Q03 undecided 6  上年没有公布的数");
        assertThat(warnings()).isEmpty();

        library.put("和平区图书馆/读者活动台账.csv", Library.events(2, 5));
        runYearBefore();
        library.run();
        assertThat(outcomes("HL-01"))
                .containsExactly(
                        "T01 holds 2 3",
                        "T02 holds 3 3",
                        "Q01 fails 5 3",
                        "Q02 undecided 5  上年没有公布的数",
                        "Q03 undecided 6  上年没有公布的数");
        assertThat(warnings())
                .contains("HL-01 和平区图书馆/读者活动台账.csv 和平区图书馆“活动场次”为5场，上年公布数为3场，增加2场（66.7%），"
                        + "超出限度（变动不超过50%，或者不到2场）。请核实；如属实，请说明原因。");
    }

    @Test
    void aCorrectionIsComparedWithTheVersionThatItReplaced() throws Exception {
        library.put(CORRECTED, Library.events(0, 4));
        library.run();

        assertThat(outcomes("HL-03")).containsExactly("T01 fails 4 2");
        assertThat(warnings())
                .contains("HL-03 " + CORRECTED
                        + " 市图书馆“活动场次”为4场，更正前的数为2场，增加2场（100%），超出限度（变动不超过20%，或者不到1场）。请核实；如属实，请说明原因。");
        // A measure over others is computed anew over what was replaced: 15 people an event before, 25 now.
        assertThat(outcomes("HL-04")).containsExactly("T01 fails 25 15");
        assertThat(warnings()).anyMatch(text -> text.endsWith("请书面说明。"));

        Map<String, String> once = library.published();
        library.run();
        assertThat(library.published()).isEqualTo(once);
    }

    @Test
    void aReasonInTheNameOfTheFileSettlesIt() throws Exception {
        library.put("市图书馆/读者活动台账（更正，原因：漏报两场）.csv", Library.events(0, 4));
        library.run();

        assertThat(outcomes("HL-03")).containsExactly("T01 holds 4 2 已说明原因：漏报两场");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aFileThatIsReplacedUnderItsOwnNameIsComparedWithWhatStoodThere() throws Exception {
        library.run();
        assertThat(outcomes("HL-03")).isEmpty();

        library.put(EVENTS, Library.events(0, 4));
        library.run();
        assertThat(outcomes("HL-03")).containsExactly("T01 fails 4 2");

        // It stays said for as long as the version counts, whatever else changes.
        Map<String, String> once = library.published();
        library.run();
        assertThat(library.published()).isEqualTo(once);
        library.put("河西区图书馆/馆藏变动表.csv", Library.stock(5001));
        library.run();
        assertThat(outcomes("HL-03")).containsExactly("T01 fails 4 2");
    }

    @Test
    void anOutlierAmongAllUnitsIsSaidWithItsScore() throws Exception {
        library.put("河西区图书馆/馆藏变动表.csv", Library.stock(90_000));
        library.run();

        // 1100 2100 3100 4100 90100: median 3100, median distance 1000.
        assertThat(outcomes("HL-02"))
                .containsExactly(
                        "T01 holds 1100 3100",
                        "T02 holds 2100 3100",
                        "Q01 holds 3100 3100",
                        "Q02 holds 4100 3100",
                        "Q03 fails 90100 3100");
        assertThat(results("HL-02").get(4)).containsEntry("score", "58.68").containsEntry("form", "馆藏变动表");
        Optional<Map<String, String>> report = Outputs.csv(library.latest().resolve("completeness.csv")).stream()
                .filter(row -> "河西区图书馆/馆藏变动表.csv".equals(row.get("file")))
                .findFirst();
        assertThat(report).hasValueSatisfying(row -> assertThat(row).containsEntry("state", "accepted_with_warnings"));
        assertThat(Outputs.hashes(library.latest().resolve("receipts")).keySet())
                .anyMatch(name -> name.contains("河西区图书馆") && name.contains("馆藏变动表"));
    }
}
