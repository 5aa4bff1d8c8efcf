package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Job;
import org.fubiao.run.Run;
import org.fubiao.run.Runs;
import org.fubiao.run.Tracing;
import org.fubiao.totals.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What rules and reconciliations keep out of the totals, and that everything that is published agrees about it. */
class ExclusionsTest {
    private static final String EVENTS_FORM = "forms/events.yml";
    private static final String STOCK_FORM = "forms/stock.yml";
    private static final String EVENTS = """
            活动编号,活动类型,举办日期,参加人次
            A001,讲座,2023-03-05,100
            A002,展览,2023-04-05,0
            A003,培训,2023-05-05,30
            """;

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void write() {
        library = Library.reported(folder);
        library.put("市图书馆/读者活动台账.csv", EVENTS);
    }

    private void eventsBlock(String what) {
        library.define(EVENTS_FORM, "level: warning, message", "level: error, " + what + ", message");
    }

    private List<String> excluded() throws IOException {
        return Outputs.csv(library.latest().resolve("excluded.csv")).stream()
                .map(row -> Stream.of("unit_name", "form", "excluded", "row", "code")
                        .map(row::get)
                        .toList()
                        .toString())
                .toList();
    }

    /** Cells of the appendix in the row of a label. */
    private List<String> row(String label) throws IOException {
        return Files.readAllLines(library.latest().resolve("appendices/01.csv")).stream()
                .filter(line -> line.contains(label))
                .findFirst()
                .map(line -> List.of(line.split(",", -1)))
                .orElseThrow();
    }

    /** All texts of a workbook. */
    private static String texts(Path file) throws IOException {
        StringBuilder texts = new StringBuilder();
        try (Workbook workbook = WorkbookFactory.create(file.toFile(), null, true)) {
            for (Sheet sheet : workbook) {
                texts.append(sheet.getSheetName()).append('\n');
                for (Row row : sheet) {
                    for (Cell cell : row) {
                        texts.append(new DataFormatter().formatCellValue(cell)).append('\n');
                    }
                }
            }
        }
        return texts.toString();
    }

    private String review() throws IOException {
        return texts(library.latest().resolve("审核情况.xlsx"));
    }

    private String appendix() throws IOException {
        return texts(library.latest().resolve("附表1 公共图书馆服务情况.xlsx"));
    }

    @Test
    void aRowThatARuleBlocksDoesNotCountAnywhere() throws Exception {
        library.run();
        assertThat(library.figure("T01")).isEqualTo("21");
        assertThat(excluded()).isEmpty();
        assertThat(appendix()).doesNotContain("未计入");

        eventsBlock("blocks: row");
        library.run();

        assertThat(excluded()).containsExactly("[市图书馆, 读者活动台账, row, 3, HD-01]");
        assertThat(library.figure("T01")).isEqualTo("20");
        assertThat(row("市图书馆")).startsWith("detail", "市图书馆", "2", "130", "65");
        assertThat(appendix()).contains("报送情况：应报5家，实报5家；另有1行因审核未通过未计入。");
        assertThat(review()).contains("未计入", "报表0份，另有1行", "活动没有人参加，请核对参加人次（参加人次=0；左边 0，右边 0，相差 0）；本行不计入汇总");
        assertThat(library.findings()).contains("HD-01 市图书馆/读者活动台账.csv 活动没有人参加，请核对参加人次（参加人次=0；左边 0，右边 0，相差 0）；本行不计入汇总");
    }

    @Test
    void theTraceShowsWhatThePublishedFigureIsMadeOf() throws Exception {
        eventsBlock("blocks: row");
        library.run();

        assertThat(trace("T01")).startsWith("举办读者活动20场", "市图书馆 2: 2, 4", "市少年儿童图书馆 3: 2, 3, 4");
    }

    /** The trace of a figure over its latest run: its value, then {@code unit count: file row, …} of each unit. */
    private List<String> trace(String figure) throws Exception {
        Job job = library.request().job();
        try (ControlDatabase database = ControlDatabase.open(library.work())) {
            Runs runs = new Runs(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
            Run run = runs.latestDone(Library.ID, Library.PERIOD).orElseThrow();
            Tracing.Traced traced =
                    new Tracing(job, run, runs, database.dataSource(), library.work()).figure(figure, 5);
            List<String> lines = new ArrayList<>(List.of(traced.figure().quoted()));
            for (Trace.UnitRows unit : traced.trace().rows()) {
                lines.add(unit.name() + " " + unit.count() + ": "
                        + unit.rows().stream()
                                .map(row -> String.valueOf(row.row()))
                                .collect(Collectors.joining(", ")));
            }
            return lines;
        }
    }

    private void waive(String scope, String until) {
        library.define(
                "waivers.yml", "- {" + scope + ", reason: 情况属实, asked: 张三, granted: 李四, until: " + until + "}\n");
    }

    @Test
    void aRowThatIsWaivedCountsAndItsNoteSaysSo() throws Exception {
        eventsBlock("blocks: row");
        waive("rule: HD-01, unit: 市图书馆, form: 读者活动台账, item: A002", "9999-12-31");
        library.run();

        assertThat(excluded()).isEmpty();
        assertThat(library.figure("T01")).isEqualTo("21");
        assertThat(trace("T01")).startsWith("举办读者活动21场", "市图书馆 3: 2, 3, 4");
        assertThat(library.findings())
                .contains("HD-01 市图书馆/读者活动台账.csv 【已豁免审核】活动没有人参加，请核对参加人次（参加人次=0；左边 0，右边 0，相差 0）；已豁免，不因此不计入"
                        + "（豁免原因：情况属实；批准人：李四；有效期至9999年12月31日）");
        assertThat(appendix()).doesNotContain("未计入");

        waive("rule: HD-01, unit: 市图书馆, form: 读者活动台账, item: A001", "9999-12-31");
        library.run();
        assertThat(excluded()).containsExactly("[市图书馆, 读者活动台账, row, 3, HD-01]");
        assertThat(library.figure("T01")).isEqualTo("20");
        assertThat(trace("T01")).startsWith("举办读者活动20场", "市图书馆 2: 2, 4");

        waive("rule: HD-01, unit: 和平区图书馆", "9999-12-31");
        library.run();
        assertThat(excluded()).hasSize(1);

        waive("rule: HD-01, unit: 市图书馆, periods: [2022]", "9999-12-31");
        library.run();
        assertThat(excluded()).hasSize(1);

        waive("rule: HD-01, unit: 市图书馆", "2024-01-31");
        library.run();
        assertThat(excluded()).hasSize(1);
        assertThat(library.figure("T01")).isEqualTo("20");
    }

    @Test
    void aReportThatIsWaivedCounts() throws Exception {
        eventsBlock("blocks: form");
        waive("rule: HD-01, unit: 市图书馆", "9999-12-31");
        library.run();

        assertThat(excluded()).isEmpty();
        assertThat(library.figure("T01")).isEqualTo("21");
        assertThat(state("市图书馆", "读者活动台账")).isEqualTo("accepted");
    }

    @Test
    void aUnitWhoseReconciliationIsWaivedCounts() throws Exception {
        library.define("reconciliations.yml", """
                - {code: DZ-01, title: 活动不超过两场, left: 活动场次, right: 2, by: unit, blocks: unit}
                """);
        waive("rule: DZ-01, unit: 市图书馆", "9999-12-31");
        library.run();

        assertThat(excluded()).noneMatch(line -> line.contains("市图书馆,")).isNotEmpty();
        assertThat(library.figure("T01")).isEqualTo("3");
        assertThat(trace("T01")).containsExactly("举办读者活动3场", "市图书馆 3: 2, 3, 4");
    }

    @Test
    void aFormThatARuleBlocksHasNoNumbersAndIsStillReported() throws Exception {
        eventsBlock("blocks: form");
        library.run();

        assertThat(excluded()).containsExactly("[市图书馆, 读者活动台账, form, 3, HD-01]");
        assertThat(library.figure("T01")).isEqualTo("18");
        assertThat(row("市图书馆")).startsWith("detail", "市图书馆", "", "", "", "1100");
        assertThat(appendix()).contains("应报5家，实报5家；1家的报表（市图书馆）因审核未通过未计入");
        assertThat(state("市图书馆", "读者活动台账")).isEqualTo("excluded");
        assertThat(state("市图书馆", "馆藏变动表")).isEqualTo("accepted");
    }

    private String state(String unit, String form) throws IOException {
        return Outputs.csv(library.latest().resolve("completeness.csv")).stream()
                .filter(row -> unit.equals(row.get("unit_name")) && form.equals(row.get("form")))
                .map(row -> String.valueOf(row.get("state")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aUnitThatARuleBlocksIsLeftOutWithAllItsForms() throws Exception {
        library.define(STOCK_FORM, "{code: GC-01,", "{code: GC-01, blocks: unit,");
        library.put("市图书馆/馆藏变动表.csv", Library.stock(1000).replace("1100", "1101"));
        library.run();

        assertThat(excluded()).containsExactly("[市图书馆, 读者活动台账, unit, , GC-01]", "[市图书馆, 馆藏变动表, unit, 4, GC-01]");
        assertThat(row("市图书馆")).containsExactly("detail", "市图书馆", "", "", "", "");
        assertThat(library.figure("T01")).isEqualTo("18");
    }

    @Test
    void aReconciliationBlocksAUnitByWhatItReported() throws Exception {
        library.define("reconciliations.yml", """
                - {code: DZ-01, title: 活动不超过两场, left: 活动场次, right: 2, by: unit, blocks: unit}
                """);
        library.run();

        assertThat(excluded().stream().filter(line -> line.contains("馆藏变动表")))
                .containsExactly(
                        "[市图书馆, 馆藏变动表, unit, , DZ-01]",
                        "[市少年儿童图书馆, 馆藏变动表, unit, , DZ-01]",
                        "[和平区图书馆, 馆藏变动表, unit, , DZ-01]",
                        "[河东区图书馆, 馆藏变动表, unit, , DZ-01]",
                        "[河西区图书馆, 馆藏变动表, unit, , DZ-01]");
        assertThat(row("总计")).containsExactly("total", "总计", "", "", "", "");

        library.put("市图书馆/读者活动台账.csv", Library.events(0, 2));
        library.run();

        assertThat(library.figure("T01")).isEqualTo("2");
        assertThat(trace("T01")).containsExactly("举办读者活动2场", "市图书馆 2: 2, 3");
    }

    @Test
    void aRuleOnTrialReportsAWarningAndBlocksNothing() throws Exception {
        eventsBlock("blocks: row, trial: true");
        RunReport report = library.run();

        assertThat(excluded()).isEmpty();
        assertThat(library.figure("T01")).isEqualTo("21");
        assertThat(report.run().errors()).isZero();
        assertThat(report.run().warnings()).isEqualTo(1);
        assertThat(library.findings()).contains("HD-01 市图书馆/读者活动台账.csv 【试行】活动没有人参加，请核对参加人次（参加人次=0；左边 0，右边 0，相差 0）");
    }

    @Test
    void aRepeatedRunGivesTheSameBytesAndACorrectionCountsAgain() throws Exception {
        eventsBlock("blocks: row");
        library.run();
        Map<String, String> once = library.published();
        library.run();
        assertThat(library.published()).isEqualTo(once);

        // Another form gets a part before it: parts are numbered anew, and the kept results must not be taken for
        // others.
        library.remove("市少年儿童图书馆/读者活动台账.csv");
        library.run();
        assertThat(excluded()).containsExactly("[市图书馆, 读者活动台账, row, 3, HD-01]");
        assertThat(library.figure("T01")).isEqualTo("17");

        library.put("市图书馆/读者活动台账.csv", EVENTS.replace("04-05,0", "04-05,5"));
        library.run();
        assertThat(excluded()).isEmpty();
        assertThat(library.figure("T01")).isEqualTo("18");
    }

    @Test
    void rowsStayBalancedWhateverIsLeftOut() throws Exception {
        eventsBlock("blocks: row");
        RunReport report = library.run();

        assertThat(report.run().rows()).isEqualTo(21 + 15);
        assertThat(report.publication().rules().excluded()).hasSize(1);
    }
}
