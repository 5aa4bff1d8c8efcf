package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.fubiao.job.Waiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that the office waives, from the definition to what is published. */
class WaiversTest {
    private static final String EVENTS = "市图书馆/读者活动台账.csv";
    private static final String STOCK = "市图书馆/馆藏变动表.csv";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void write() {
        library = Library.reported(folder);
        // Both columns do not add up.
        library.put(STOCK, "项目,图书,报刊\n上年末,1000,50\n本年新增,100,5\n本年末,1101,56\n");
    }

    private Library waive(String scope, String until) {
        return library.define(
                "waivers.yml",
                "- {rule: GC-01, unit: 市图书馆, " + scope + "reason: 盘点未完成, asked: 张三, granted: 李四, until: " + until
                        + "}\n");
    }

    /** The findings as {@code severity code field}. */
    private List<String> findings() throws IOException {
        return Outputs.csv(library.latest().resolve("findings.csv")).stream()
                .map(row -> row.get("severity") + " " + row.get("code") + " " + row.get("field"))
                .toList();
    }

    private String state(String unit, String form) throws IOException {
        return Outputs.csv(library.latest().resolve("completeness.csv")).stream()
                .filter(row -> unit.equals(row.get("unit")) && form.equals(row.get("form")))
                .map(row -> String.valueOf(row.get("state")))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> waiver() throws IOException {
        List<Map<String, String>> waivers = Outputs.csv(library.latest().resolve("waivers.csv"));
        assertThat(waivers).hasSize(1);
        return waivers.get(0);
    }

    @Test
    void aWaivedErrorIsANoteThatSaysWhyAndByWhom() throws Exception {
        waive("", "9999-12-31");

        RunReport report = library.run();

        assertThat(findings()).containsExactly("note GC-01 图书", "note GC-01 报刊");
        assertThat(library.findings().get(0))
                .startsWith("GC-01 " + STOCK + " 【已豁免审核】“图书”列：上年末加新增应等于本年末")
                .endsWith("（豁免原因：盘点未完成；批准人：李四；有效期至9999年12月31日）");
        assertThat(report.run().errors()).isZero();
        assertThat(report.run().notes()).isEqualTo(2);
        assertThat(state("T01", "馆藏变动表")).isEqualTo("accepted");
        assertThat(waiver())
                .containsEntry("rule", "GC-01")
                .containsEntry("state", "in_force")
                .containsEntry("unit_name", "市图书馆")
                .containsEntry("asked", "张三")
                .containsEntry("granted", "李四")
                .containsEntry("until", "9999-12-31")
                .containsEntry("waived", "2");
        try (Workbook book =
                WorkbookFactory.create(library.latest().resolve("审核情况.xlsx").toFile(), null, true)) {
            Sheet sheet = book.getSheet("审核豁免");
            assertThat(sheet).isNotNull();
            assertThat(sheet.getRow(4).getCell(0)).hasToString("有效");
            assertThat(sheet.getRow(4).getCell(11).getNumericCellValue()).isEqualTo(2);
        }
        try (Workbook receipt = WorkbookFactory.create(
                library.latest().resolve("receipts/回执 市图书馆 馆藏变动表.xlsx").toFile(), null, true)) {
            assertThat(receipt.getSheet("审核结果").getRow(2).getCell(0)).hasToString("结论：没有错误和警告；有2处提示，供参考。");
        }
    }

    @Test
    void aWaiverReachesNoFurtherThanItsScope() throws Exception {
        waive("form: 馆藏变动表, field: 报刊, item: 本年末, periods: [2023], ", "9999-12-31");
        library.run();
        assertThat(findings()).containsExactly("error GC-01 图书", "note GC-01 报刊");
        assertThat(state("T01", "馆藏变动表")).isEqualTo("accepted_with_errors");

        waive("form: 馆藏变动表, item: 上年末, ", "9999-12-31");
        library.run();
        assertThat(findings()).containsExactly("error GC-01 图书", "error GC-01 报刊", "note JY-31 ");

        waive("form: 读者活动台账, ", "9999-12-31");
        library.run();
        assertThat(findings()).containsExactly("error GC-01 图书", "error GC-01 报刊", "note JY-31 ");

        waive("periods: [2022], ", "9999-12-31");
        library.run();
        assertThat(findings()).containsExactly("error GC-01 图书", "error GC-01 报刊");
        assertThat(waiver()).containsEntry("state", "other_period").containsEntry("waived", "0");
    }

    @Test
    void aRowOfAListIsWaivedByItsKeyWhereverItStands() throws Exception {
        library.put(STOCK, Library.stock(1000));
        library.define(
                "waivers.yml",
                "- {rule: TX-01, unit: T01, form: 读者活动台账, item: A003, reason: 未计数, asked: 张三, granted: 李四, until: 9999-12-31}\n");
        library.put(EVENTS, Library.events(0, 2) + "A003,讲座,2023-01-05,很多\nA004,讲座,2023-01-06,不少\n");
        library.run();
        assertThat(library.findings())
                .hasSize(2)
                .anyMatch(finding -> finding.contains("填报内容为“不少”") && !finding.contains("已豁免审核"))
                .anyMatch(finding -> finding.contains("填报内容为“很多”") && finding.contains("【已豁免审核】"));

        library.put(EVENTS, Library.events(0, 2) + "A004,讲座,2023-01-06,不少\nA003,讲座,2023-01-05,很多\n");
        library.run();
        assertThat(library.findings())
                .anyMatch(finding -> finding.contains("填报内容为“很多”") && finding.contains("【已豁免审核】"));
    }

    @Test
    void errorsOfWhichNoExampleIsKeptAreNotWaivedUnseen() throws Exception {
        library.put(STOCK, Library.stock(1000));
        StringBuilder text = new StringBuilder("活动编号,活动类型,举办日期,参加人次\n");
        for (int row = 0; row < 130; row++) {
            text.append("A001,讲座,2023-01-05,很多\n");
        }
        library.put(EVENTS, text.toString());
        library.define("forms/events.yml", """
                form: 读者活动台账
                from: [市级馆, 区级馆]
                key: [活动编号, 活动类型]
                fields:
                  活动编号: {type: text, required: true}
                  活动类型: {type: code, required: true, codes: [讲座, 展览, 培训]}
                  举办日期: {type: date, required: true}
                  参加人次: {type: integer, uom: 人次, min: 0}
                """);
        library.define("waivers.yml", """
                - {rule: TX-01, unit: T01, form: 读者活动台账, item: [A001, 讲座], reason: 未计数, asked: 张三, granted: 李四, until: 9999-12-31}
                - {rule: JY-06, unit: T01, reason: 历史编号, asked: 张三, granted: 李四, until: 9999-12-31}
                """);

        RunReport report = library.run();

        assertThat(report.run().errors()).isEqualTo(31);
        assertThat(report.run().notes()).isEqualTo(99 + 129);
    }

    @Test
    void anExpiredWaiverWaivesNothingAndIsSaid() throws Exception {
        waive("form: 馆藏变动表, ", "2024-01-31");

        RunReport report = library.run();

        assertThat(findings()).containsExactly("error GC-01 图书", "error GC-01 报刊", "warning JY-30 ");
        assertThat(library.findings().get(2))
                .isEqualTo("JY-30  市图书馆《馆藏变动表》的 GC-01 审核豁免（申请人：张三，批准人：李四）已于2024年1月31日到期，不再豁免，"
                        + "有关错误照常列出。请督促单位改正；确需继续豁免的，请重新申请和批准。");
        assertThat(report.run().errors()).isEqualTo(2);
        assertThat(waiver()).containsEntry("state", "expired").containsEntry("waived", "0");
    }

    @Test
    void aWaiverHoldsOnItsLastDay() {
        LocalDate last = LocalDate.of(2024, 1, 31);
        Waiver waiver = new Waiver("GC-01", "T01", "", List.of(), "", List.of(), "盘点未完成", "张三", "李四", last);

        assertThat(waiver.isExpired(last)).isFalse();
        assertThat(waiver.isExpired(last.plusDays(1))).isTrue();
    }
}
