package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fubiao.job.Period;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals that must agree across levels, jobs and years, through the real job. */
class ReconciliationRunTest {
    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void define() {
        library = Library.empty(folder);
        library.define("measures.yml", """
                活动场次: {form: 读者活动台账, value: count(*), uom: 场}
                参加人次: {form: 读者活动台账, value: sum(参加人次)}
                上年末图书: {form: 馆藏变动表, cell: [上年末, 图书]}
                年末图书: {form: 馆藏变动表, cell: [本年末, 图书]}
                场均人次: {value: 参加人次 / 活动场次, uom: 人次, scale: 1}
                """);
    }

    private static String stock(int before, int added) {
        return "项目,图书,报刊\n上年末," + before + ",50\n本年新增," + added + ",5\n本年末," + (before + added) + ",55\n";
    }

    private void report(String unit, int events, int before, int added) {
        library.put(unit + "/读者活动台账.csv", Library.events(Library.UNITS.indexOf(unit), events));
        library.put(unit + "/馆藏变动表.csv", stock(before, added));
    }

    private static void run(RunRequest request) throws Exception {
        try (BatchRunner runner = BatchRunner.open(request.work())) {
            runner.run(request, Progress.SILENT);
        }
    }

    private static List<String> outcomes(List<ReconciliationResult> results) {
        return results.stream()
                .map(result -> (result.key() + " " + result.outcome() + " " + result.reason()).strip())
                .toList();
    }

    private List<String> findings(String prefix) throws IOException {
        return library.findings().stream()
                .filter(text -> text.startsWith(prefix))
                .toList();
    }

    /** 河东区 belongs to the children's library by the register, and to the city's by all its numbers. */
    private void wrongParent(String parentOfHedong) {
        library.define("units.csv", """
                代码,名称,别名,上级,类别
                T01,市图书馆,,,市级馆
                T02,市少年儿童图书馆,少儿馆,,市级馆
                Q01,和平区图书馆,,T01,区级馆
                Q02,河东区图书馆,,%s,区级馆
                Q03,河西区图书馆,,T02,区级馆
                """.formatted(parentOfHedong));
        library.define("reconciliations.yml", """
                - {code: DZ-01, title: 活动, left: 活动场次, right: 活动场次, by: level}
                - {code: DZ-02, title: 年初, left: 上年末图书, right: 上年末图书, by: level}
                - {code: DZ-03, title: 年末, left: 年末图书, right: 年末图书, by: level}
                """);
        report("市图书馆", 25, 3000, 300);
        report("市少年儿童图书馆", 13, 700, 70);
        report("和平区图书馆", 12, 1000, 100);
        report("河东区图书馆", 13, 2000, 200);
        report("河西区图书馆", 13, 700, 70);
    }

    @Test
    void oneWrongParentIsOneFinding() throws Exception {
        wrongParent("T02");
        RunReport run = library.run();

        assertThat(outcomes(run.publication().reconciliations()))
                .containsExactly("T01 FAILS", "T02 FAILS", "T01 FAILS", "T02 FAILS", "T01 FAILS", "T02 FAILS");
        assertThat(findings("DZ-")).isEmpty();
        assertThat(findings("GX-"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("名册中“河东区图书馆”的上级是“市少年儿童图书馆”，但有3项核对表明它应是“市图书馆”的下级")
                        .contains("同因的6处不符即消除"));

        Map<String, String> once = library.published();
        library.run();
        assertThat(library.published()).isEqualTo(once);
    }

    @Test
    void withTheRightParentNothingIsLeft() throws Exception {
        wrongParent("T01");
        RunReport run = library.run();

        assertThat(run.publication().reconciliations())
                .hasSize(6)
                .allMatch(result -> result.outcome() == Outcome.HOLDS);
        assertThat(findings("GX-")).isEmpty();
    }

    private void defineQuarters() throws IOException {
        Path quarterly = library.jobs().resolve("quarterly");
        Files.createDirectories(quarterly.resolve("forms"));
        Files.createDirectories(quarterly.resolve("appendices"));
        Files.writeString(quarterly.resolve("job.yml"), "title: 季度活动\noffice: 市文化和旅游局\nperiod: quarter\n");
        Files.copy(library.jobs().resolve(Library.ID).resolve("units.csv"), quarterly.resolve("units.csv"));
        Files.writeString(quarterly.resolve("forms/count.yml"), """
                form: 季度活动表
                from: [市级馆, 区级馆]
                rows: [本季]
                columns:
                  场次: {type: integer, uom: 场, min: 0}
                """);
        Files.writeString(quarterly.resolve("measures.yml"), "季活动场次: {form: 季度活动表, cell: [本季, 场次], uom: 场}\n");
        Files.writeString(quarterly.resolve("appendices/01.yml"), """
                title: 附表1 季度活动
                rows: {unit: [市级馆, 区级馆]}
                columns: [季活动场次]
                """);
    }

    private RunRequest quarter(int number, int... events) throws IOException {
        Period period = Period.parse("2023-Q" + number).orElseThrow();
        Path input = folder.resolve("input/quarterly");
        for (int unit = 0; unit < events.length; unit++) {
            if (events[unit] >= 0) {
                Path file = input.resolve(period + "/" + Library.UNITS.get(unit) + "/季度活动表.csv");
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, "项目,场次\n本季," + events[unit] + "\n");
            }
        }
        return new RunRequest(
                Library.load(library.jobs().resolve("quarterly")),
                period,
                input,
                library.output().resolve("quarterly"),
                library.work(),
                "");
    }

    @Test
    void quartersOfAnotherJobAddUpToTheYear() throws Exception {
        defineQuarters();
        library.define("reconciliations.yml", """
                - {code: DZ-01, title: 全年与各季之和, left: 活动场次, right: 季活动场次, of: quarterly, by: unit, message: 请核对各季报表}
                - {code: DZ-02, title: 全市全年与各季之和, left: 活动场次, right: 季活动场次, of: quarterly, by: total}
                """);
        for (String unit : Library.UNITS) {
            report(unit, 4, 100, 10);
        }
        run(quarter(1, 1, 1, 1, 1, 1));
        run(quarter(2, 1, 1, 2, 1, -1));
        run(quarter(3, 1, 1, 1, 1, 1));
        RunReport early = library.run();
        assertThat(early.publication().reconciliations())
                .allSatisfy(result -> assertThat(result.reason()).contains("2023年第4季度尚未汇总"));

        run(quarter(4, 1, 1, 1, 1, 1));
        RunReport run = library.run();
        assertThat(outcomes(run.publication().reconciliations()))
                .containsExactly(
                        "T01 HOLDS",
                        "T02 HOLDS",
                        "Q01 FAILS",
                        "Q02 HOLDS",
                        "Q03 UNDECIDED 汇总任务“quarterly”的2023年第2季度没有数",
                        "UNDECIDED 河西区图书馆在汇总任务“quarterly”的2023年第2季度没有数，两方所含的单位不同");
        assertThat(findings("DZ-"))
                .containsExactly("DZ-01  和平区图书馆“全年与各季之和”不成立：活动场次为4，汇总任务“quarterly”各季度季活动场次之和为5，少1。请核对各季报表");
    }

    @Test
    void anOpeningValueFollowsWhatFormerUnitsClosedWith() throws Exception {
        RunRequest before = library.request();
        Period yearBefore = Period.parse("2022").orElseThrow();
        for (int unit = 0; unit < Library.UNITS.size(); unit++) {
            Path file = library.input().resolveSibling("2022").resolve(Library.UNITS.get(unit) + "/馆藏变动表.csv");
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, stock(1000 * (unit + 1), 100));
        }
        run(new RunRequest(before.job(), yearBefore, before.input(), before.output(), before.work(), ""));

        // The libraries of two districts have become one, and another has a new code.
        library.define("units.csv", """
                代码,名称,别名,上级,类别,原代码
                T01,市图书馆,,,市级馆,
                T09,市少年儿童图书馆,少儿馆,,市级馆,T02
                Q01,和平区图书馆,,,区级馆,
                Q09,河东区图书馆,,,区级馆,Q02;Q03
                """);
        library.define("reconciliations.yml", """
                - {code: DZ-01, title: 年初与上年末一致, left: 上年末图书, right: 上年.年末图书, by: unit, message: 年初数应等于上年公布的年末数}
                - {code: DZ-02, title: 全市年初与上年末一致, left: 上年末图书, right: 上年.年末图书, by: total}
                """);
        report("市图书馆", 1, 1100, 10);
        report("市少年儿童图书馆", 1, 2100, 10);
        report("和平区图书馆", 1, 3101, 10);
        report("河东区图书馆", 1, 4100 + 5100, 10);
        RunReport run = library.run();

        assertThat(outcomes(run.publication().reconciliations()))
                .containsExactly("T01 HOLDS", "T09 HOLDS", "Q01 FAILS", "Q09 HOLDS", "FAILS");
        assertThat(findings("DZ-"))
                .containsExactlyInAnyOrder(
                        "DZ-01  和平区图书馆“年初与上年末一致”不成立：上年末图书为3101，上年年末图书为3100，多1。年初数应等于上年公布的年末数",
                        "DZ-02  全部单位“全市年初与上年末一致”不成立：上年末图书为15501，上年年末图书为15500，多1");
    }
}
