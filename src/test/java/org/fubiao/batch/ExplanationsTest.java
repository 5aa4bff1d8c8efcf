package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a warning is none, as its unit writes it into the receipt and sends it back. */
class ExplanationsTest {
    private static final String HEAD = "活动编号,活动类型,举办日期,参加人次\n";
    private static final String A001 = "A001,展览,2023-02-05,10\n";
    private static final String A003 = "A003,讲座,2023-04-05,30\n";
    private static final String FEW = "A004,讲座,2023-05-05,3\n";
    private static final String WHY = "暴雨停课，到场的少";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void write() {
        library = Library.reported(folder);
        library.remove("市图书馆/读者活动台账.csv");
        library.define(
                "forms/events.yml",
                "check: 参加人次 > 0, level: warning, message: 活动没有人参加，请核对参加人次",
                "check: 参加人次 >= 5, level: warning, explain: notes, message: 参加的人很少，请核对");
        library.define("forms/stock.yml", "message: 上年末", "level: warning, message: 上年末");
    }

    /** Puts the rows of a CSV text into a file of the type that its name says. */
    private void put(String name, String text) throws IOException {
        Path file = library.input().resolve("市图书馆").resolve(name);
        if (name.endsWith(".csv")) {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        try (Workbook book = name.endsWith(".xls") ? new HSSFWorkbook() : new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Sheet sheet = book.createSheet("活动");
            for (String line : text.lines().toList()) {
                Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
                for (String cell : line.split(",", -1)) {
                    row.createCell(Math.max(0, row.getLastCellNum())).setCellValue(cell);
                }
            }
            book.write(out);
        }
    }

    /** Writes an explanation into the line of a receipt whose cell in a column says something. */
    private static void explain(Workbook book, String sheet, int column, String found, int target, String text) {
        for (Row row : book.getSheet(sheet)) {
            Cell cell = row.getCell(column);
            if (cell != null && cell.toString().equals(found)) {
                assertThat(row.getCell(target).getCellStyle().getLocked()).isFalse();
                row.getCell(target).setCellValue(text);
                return;
            }
        }
        throw new AssertionError("no line " + found);
    }

    private interface Writing {
        void in(Workbook book);
    }

    /** Takes the receipt for a file, writes into it, and puts it where the file was. */
    private String sendBack(String sent, Writing writing) throws IOException {
        String stem = "回执 市图书馆 " + sent.substring(0, sent.lastIndexOf('.'));
        String name = stem + (sent.endsWith(".xls") ? ".xls" : ".xlsx");
        Path back = library.input().resolve("市图书馆").resolve(name);
        try (Workbook book = WorkbookFactory.create(Files.newInputStream(
                        library.latest().resolve("receipts").resolve(name)));
                OutputStream out = Files.newOutputStream(back)) {
            writing.in(book);
            book.write(out);
        }
        library.remove("市图书馆/" + sent);
        return name;
    }

    /** The findings of a code as {@code severity row value explanation}. */
    private List<String> findings(String code) throws IOException {
        return Outputs.csv(library.latest().resolve("findings.csv")).stream()
                .filter(row -> code.equals(row.get("code")))
                .map(row ->
                        String.join(" ", row.get("severity"), row.get("row"), row.get("value"), row.get("explanation")))
                .toList();
    }

    /** The lines of the sheet with the explanations, each its cells joined by {@code |}. */
    private List<String> sheet() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Workbook book =
                WorkbookFactory.create(library.latest().resolve("审核情况.xlsx").toFile(), null, true)) {
            Sheet sheet = book.getSheet("情况说明");
            for (int row = 4; sheet != null && row < sheet.getLastRowNum(); row++) {
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < 11; column++) {
                    Cell cell =
                            sheet.getRow(row) == null ? null : sheet.getRow(row).getCell(column);
                    cells.add(cell == null ? "" : cell.toString());
                }
                if (cells.get(0).matches("有效|已失效.*")) {
                    lines.add(String.join("|", cells));
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls", "csv"})
    void anExplanationStaysWhileItsValuesDoAndExpiresWhenTheyChange(String type) throws Exception {
        String sent = "读者活动台账." + type;
        put(sent, HEAD + A001 + A003 + FEW);
        library.run();
        assertThat(findings("HD-01")).containsExactly("warning 4 3 ");
        assertThat(sheet()).isEmpty();

        String receipt = sendBack(sent, book -> explain(book, "审核结果", 2, "HD-01", 9, WHY));
        RunReport explained = library.run();
        assertThat(findings("HD-01")).containsExactly("warning 4 3 " + WHY);
        // The other one is that the file itself is gone, in whose place the receipt came.
        assertThat(explained.run().warnings()).isEqualTo(2);
        String written = "《" + receipt;
        assertThat(sheet()).singleElement().asString().startsWith("有效|HD-01|市图书馆|读者活动台账|A004|参加人次|");
        assertThat(sheet().get(0)).contains("|参加人次=3|参加人次=3|" + WHY + "|市图书馆/" + written.substring(1) + "「审核结果」 J");
        assertThat(explained.publication().appendices().get(0).notes())
                .contains("市图书馆《读者活动台账》“A004”情况说明（参加人次=3）：" + WHY + "。");
        try (Workbook again = WorkbookFactory.create(
                Files.newInputStream(library.latest().resolve("receipts").resolve(receipt)))) {
            assertThat(again.getSheet("审核结果").getRow(2).getCell(0)).hasToString("结论：没有错误；有1处警告，均已说明情况。");
            // What was written is there again, so that it is not lost when this receipt comes back.
            List<String> texts = new ArrayList<>();
            again.getSheet("审核结果").forEach(row -> row.forEach(cell -> texts.add(cell.toString())));
            assertThat(texts).contains(WHY, "警告（已说明）");
        }

        // Another row is new and another one is mended: this one stands elsewhere, and is what it was.
        put("更正 " + sent, HEAD + "A000,讲座,2023-01-05,50\n" + A001.replace("10", "11") + A003 + FEW);
        library.run();
        assertThat(findings("HD-01")).containsExactly("warning 5 3 " + WHY);
        assertThat(findings("JY-32")).isEmpty();
        library.remove("市图书馆/" + receipt);
        library.run();
        assertThat(findings("HD-01")).containsExactly("warning 5 3 " + WHY);

        put("更正 " + sent, HEAD + A001 + A003 + FEW.replace(",3", ",4"));
        library.run();
        assertThat(findings("HD-01")).containsExactly("warning 4 4 ");
        assertThat(findings("JY-32")).containsExactly("note 4 参加人次=4 ");
        assertThat(library.findings())
                .anyMatch(finding -> finding.endsWith(
                        "“A004”的警告 HD-01 原有情况说明“" + WHY + "”，是对“参加人次=3”所作；现为“参加人次=4”，说明已失效。情况属实的，请重新说明。"));
        assertThat(sheet())
                .singleElement()
                .asString()
                .startsWith("已失效（填报内容已变）|HD-01|")
                .contains("|参加人次=3|参加人次=4|");

        put("更正 " + sent, HEAD + A001 + A003 + FEW.replace(",3", ",40"));
        library.run();
        assertThat(findings("HD-01")).isEmpty();
        assertThat(findings("JY-32")).isEmpty();
        assertThat(sheet()).singleElement().asString().startsWith("已失效（警告已消除）|HD-01|");
    }

    @Test
    void inAListWithoutAKeyAnEditedRowHasToBeExplainedAgain() throws Exception {
        library.define("forms/events.yml", "key: [活动编号]\n", "");
        put("读者活动台账.xlsx", HEAD + A001 + FEW);
        library.run();
        String receipt = sendBack("读者活动台账.xlsx", book -> explain(book, "审核结果", 2, "HD-01", 9, WHY));
        library.run();
        assertThat(findings("HD-01")).containsExactly("warning 3 3 " + WHY);

        put("更正 " + receipt, HEAD + A001 + FEW.replace("2023-05-05", "2023-05-06"));
        library.run();
        assertThat(findings("HD-01")).containsExactly("warning 3 3 ");
        assertThat(findings("JY-32")).hasSize(1);
        assertThat(library.findings())
                .anyMatch(finding -> finding.contains(
                        "警告 HD-01 原有情况说明“" + WHY + "”，是对“参加人次=3”所作；该行的其他内容已改动，" + "不能认定是同一行，说明已失效。情况属实的，请重新说明。"));
        assertThat(sheet()).singleElement().asString().startsWith("已失效（填报内容已变）|HD-01|");
    }

    @Test
    void aRuleDownAColumnIsExplainedForAllValuesThatItNames() throws Exception {
        put("读者活动台账.csv", HEAD + A001);
        put("馆藏变动表.csv", "项目,图书,报刊\n上年末,1000,50\n本年新增,100,5\n本年末,1101,55\n");
        library.run();
        assertThat(findings("GC-01")).containsExactly("warning 4 1101 ");

        sendBack("馆藏变动表.csv", book -> explain(book, "审核结果", 2, "GC-01", 9, "含捐赠"));
        library.run();
        assertThat(findings("GC-01")).containsExactly("warning 4 1101 含捐赠");

        // The other column changes, and the order of the rows.
        put("馆藏变动表 更正.csv", "项目,图书,报刊\n本年末,1101,56\n上年末,1000,50\n本年新增,100,6\n");
        library.run();
        assertThat(findings("GC-01")).containsExactly("warning 2 1101 含捐赠");

        // Value and difference are the same, and yet two of the values are not.
        put("馆藏变动表 更正.csv", "项目,图书,报刊\n上年末,1001,50\n本年新增,99,6\n本年末,1101,56\n");
        library.run();
        assertThat(findings("GC-01")).containsExactly("warning 4 1101 ");
        assertThat(findings("JY-32")).containsExactly("note 4 上年末=1001，本年新增=99，本年末=1101 ");
    }

    @Test
    void allWarningsOfAKindAreExplainedInOneLineUnlessTheirOwnSaysMore() throws Exception {
        put("读者活动台账.xlsx", HEAD + A001 + FEW + FEW.replace("A004", "A005") + FEW.replace("A004", "A006"));
        library.run();

        sendBack("读者活动台账.xlsx", book -> {
            explain(book, "问题汇总", 2, "HD-01", 9, "都在暴雨那几天");
            explain(book, "审核结果", 4, "活动 D4", 9, "另有原因");
        });
        library.run();

        assertThat(findings("HD-01")).containsExactly("warning 3 3 都在暴雨那几天", "warning 4 3 另有原因", "warning 5 3 都在暴雨那几天");
    }

    @Test
    void anExplanationForAnotherPeriodIsNone() throws Exception {
        put("读者活动台账.xlsx", HEAD + A001 + FEW);
        library.run();
        String receipt = sendBack("读者活动台账.xlsx", book -> {
            explain(book, "审核结果", 2, "HD-01", 9, WHY);
            Sheet identity = book.getSheet("回执标识");
            assertThat(identity.getRow(2).getCell(1)).hasToString("2023");
            identity.getRow(2).getCell(1).setCellValue("2022");
        });
        library.run();

        assertThat(library.input().resolve("市图书馆").resolve(receipt)).exists();
        assertThat(findings("HD-01")).containsExactly("warning 3 3 ");
    }

    @Test
    void aNewerExplanationTakesThePlaceOfTheOlderOneAndRepeatedRunsSayTheSame() throws Exception {
        put("读者活动台账.xlsx", HEAD + A001 + FEW);
        library.run();
        String receipt = sendBack("读者活动台账.xlsx", book -> explain(book, "审核结果", 2, "HD-01", 9, WHY));
        library.run();
        sendBack(receipt, receipt, book -> explain(book, "审核结果", 2, "HD-01", 9, "场地临时更换"));
        library.run();
        assertThat(findings("HD-01")).containsExactly("warning 3 3 场地临时更换");
        assertThat(sheet()).hasSize(1);

        Map<String, String> first = library.published();
        library.run();
        assertThat(library.published()).isEqualTo(first);
        assertThat(library.select("SELECT count(*) FROM explanation")).containsExactly("2");
    }

    /** The same where the answer to an answer is called like it. */
    private void sendBack(String receipt, String as, Writing writing) throws IOException {
        try (Workbook book = WorkbookFactory.create(Files.newInputStream(
                        library.latest().resolve("receipts").resolve(receipt)));
                OutputStream out =
                        Files.newOutputStream(library.input().resolve("市图书馆").resolve(as))) {
            writing.in(book);
            book.write(out);
        }
    }
}
