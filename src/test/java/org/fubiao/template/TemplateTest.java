package org.fubiao.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.run.DryRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blank workbook: what it offers, and how it is read when it comes back. */
class TemplateTest {
    private static final String LEDGER = "服务事项台账";
    private static final String STOCK = "告知承诺变动表";

    @TempDir
    Path folder;

    interface Filling {
        void in(XSSFWorkbook book);
    }

    private Path template(Job job) throws IOException {
        return template(job, LastValues.NONE);
    }

    private Path template(Job job, LastValues last) throws IOException {
        Path file = folder.resolve("填报.xlsx");
        new TemplateBook(job, TemplateJob.PERIOD).write(job.unit("B01"), last, file);
        return file;
    }

    private static void fill(Path file, Filling filling) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            filling.in(book);
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            try (OutputStream out = Files.newOutputStream(file)) {
                book.write(out);
            }
        }
    }

    private static void honestly(XSSFWorkbook book) {
        XSSFSheet ledger = book.getSheet(LEDGER);
        for (int i = 0; i < 3; i++) {
            var row = ledger.getRow(4 + i);
            row.getCell(0).setCellValue(String.valueOf(i + 1));
            row.getCell(1).setCellValue("XK000" + i);
            row.getCell(2).setCellValue("事项" + i);
            row.getCell(3).setCellValue("许可");
            row.getCell(4).setCellValue("街道级");
            row.getCell(5).setCellValue(20);
            row.getCell(6).setCellValue(5 + i);
            row.getCell(7).setCellValue("是");
            row.getCell(8).setCellValue(12.5);
            row.getCell(9).setCellValue(0.9);
            row.getCell(10).setCellValue(LocalDate.of(2023, 5, 18));
        }
        XSSFSheet stock = book.getSheet(STOCK);
        double[][] values = {{10, 5}, {3, 2}, {1, 0}};
        for (int i = 0; i < values.length; i++) {
            stock.getRow(4 + i).getCell(1).setCellValue(values[i][0]);
            stock.getRow(4 + i).getCell(2).setCellValue(values[i][1]);
        }
        book.getSheet("填报说明").getRow(2).getCell(3).setCellValue(LocalDate.of(2024, 1, 5));
    }

    private static DryRun.Answer check(Job job, Path file, String path) throws IOException, SQLException {
        return new DryRun(job, TemplateJob.PERIOD, LocalDate.of(2024, 1, 8)).check(file, path);
    }

    private static List<String> codes(DryRun.Answer answer) {
        return answer.findings().groups().stream().map(Group::code).sorted().toList();
    }

    /** Code and cell of each finding. */
    private static List<String> places(DryRun.Answer answer) {
        List<String> places = new ArrayList<>();
        for (Group group : answer.findings().groups()) {
            for (Finding finding : group.examples()) {
                places.add(finding.code() + " " + finding.place().sheet() + " "
                        + finding.place().cell());
            }
        }
        places.sort(null);
        return places;
    }

    @Test
    void sameDefinitionsGiveTheSameBytes() throws IOException {
        byte[] once = Files.readAllBytes(template(TemplateJob.load(folder)));
        byte[] again = Files.readAllBytes(template(TemplateJob.load(folder)));
        assertThat(again).isEqualTo(once);
    }

    @Test
    void whatIsFilledInIsReadWithoutAFindingWhateverTheFileIsCalled() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job);
        fill(file, TemplateTest::honestly);

        DryRun.Answer answer = check(job, file, "收到的文件/新建工作簿.xlsx");

        assertThat(places(answer)).isEmpty();
        Map<String, Long> staged = new TreeMap<>();
        answer.parts().forEach(part -> {
            assertThat(part.recognised().unit()).isEqualTo("B01");
            assertThat(part.recognised().counts()).isTrue();
            assertThat(part.recognised().filled()).isEqualTo("2024-01-05");
            assertThat(part.balance().holds()).isTrue();
            staged.put(part.recognised().layout().form(), part.balance().staged());
        });
        assertThat(staged).isEqualTo(Map.of("ledger", 3L, "stock", 4L));
    }

    @Test
    void totalsAreFormulasAndNothingComesOfNothing() throws IOException {
        Path file = template(TemplateJob.load(folder));
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(file))) {
            XSSFSheet stock = book.getSheet(STOCK);
            assertThat(stock.getRow(4).getCell(3).getCellFormula()).isEqualTo("IF(COUNT(B5,C5)=0,\"\",SUM(B5,C5))");
            assertThat(stock.getRow(7).getCell(1).getCellFormula())
                    .isEqualTo("IF(COUNT(B5,B6,B7)=0,\"\",SUM(B5,B6)-SUM(B7))");
            assertThat(stock.getRow(7).getCell(3).getCellType()).isEqualTo(CellType.FORMULA);
            assertThat(stock.getRow(4).getCell(3).getCellStyle().getLocked()).isTrue();
            assertThat(stock.getRow(4).getCell(1).getCellStyle().getLocked()).isFalse();
            assertThat(stock.getRow(4).getCell(0).getCellStyle().getLocked()).isTrue();
            assertThat(stock.getProtect()).isTrue();
        }
        fill(file, TemplateTest::honestly);
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(file))) {
            assertThat(book.getSheet(STOCK).getRow(7).getCell(3).getNumericCellValue())
                    .isEqualTo(19);
        }
    }

    @Test
    void cellsOfferAndAcceptWhatTheDefinitionsSay() throws IOException {
        Path file = template(TemplateJob.load(folder));
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(file))) {
            XSSFSheet ledger = book.getSheet(LEDGER);
            DataValidation[] byColumn = new DataValidation[11];
            ledger.getDataValidations()
                    .forEach(one ->
                            byColumn[one.getRegions().getCellRangeAddress(0).getFirstColumn()] = one);
            assertThat(byColumn[3].getValidationConstraint().getExplicitListValues())
                    .containsExactly("许可", "备案", "其他");
            assertThat(byColumn[4].getValidationConstraint().getFormula1()).isEqualTo("附表选项!$A$1:$A$63");
            assertThat(byColumn[5].getValidationConstraint().getFormula2()).isEqualTo("365");
            assertThat(byColumn[5].getErrorBoxText()).isEqualTo("“法定时限”应为整数（计量单位：工作日；不小于0；不大于365）。请改正后再填。");
            assertThat(byColumn[7].getValidationConstraint().getExplicitListValues())
                    .containsExactly("是", "否");
            assertThat(byColumn[1].getPromptBoxText()).isEqualTo("必填。请填文字。格式：[A-Z]{2}[0-9]{4}。");
            assertThat(byColumn).doesNotContainNull();
        }
    }

    @Test
    void fiveMistakesAreFoundInTheirFiveCells() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job);
        fill(file, book -> {
            honestly(book);
            fiveMistakes(book);
        });
        assertThat(places(check(job, file, "a.xlsx"))).isEqualTo(FIVE);
    }

    private static final List<String> FIVE =
            List.of("JY-01 服务事项台账 C7", "JY-02 服务事项台账 B5", "JY-03 服务事项台账 D6", "JY-05 服务事项台账 F5", "TX-01 告知承诺变动表 B6");

    private static void fiveMistakes(XSSFWorkbook book) {
        XSSFSheet ledger = book.getSheet(LEDGER);
        ledger.getRow(4).getCell(1).setCellValue("X1");
        ledger.getRow(4).getCell(5).setCellValue(400);
        ledger.getRow(5).getCell(3).setCellValue("审批");
        ledger.getRow(6).getCell(2).setBlank();
        book.getSheet(STOCK).getRow(5).getCell(1).setCellValue("三项多");
    }

    @Test
    void anOfficeProgramMaySaveItInBothFormats() throws IOException, SQLException, InterruptedException {
        Office.assumeInstalled();
        Job job = TemplateJob.load(folder);
        Path file = template(job, lastYear());
        // The formulas are left to the office program.
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(file));
                OutputStream out = Files.newOutputStream(folder.resolve("filled.xlsx"))) {
            honestly(book);
            book.write(out);
        }
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(file));
                OutputStream out = Files.newOutputStream(folder.resolve("wrong.xlsx"))) {
            honestly(book);
            fiveMistakes(book);
            book.write(out);
        }
        for (String format : List.of("xlsx", "xls")) {
            Path saved = Office.save(folder.resolve("filled.xlsx"), format, folder);
            DryRun.Answer answer = check(job, saved, "报送." + format);
            assertThat(places(answer)).as(format).isEmpty();
            assertThat(answer.parts()).as(format).hasSize(2);
            Path wrong = Office.save(folder.resolve("wrong.xlsx"), format, folder);
            assertThat(places(check(job, wrong, "报送." + format))).as(format).isEqualTo(FIVE);
        }
    }

    private static LastValues lastYear() {
        return new LastValues(
                Map.of("ledger", 3L, "stock", 4L),
                Map.of("stock", Map.of(new LastValues.Cell("上年末", "市级"), "8", new LastValues.Cell("本年末", "合计"), "15")));
    }

    @Test
    void valuesOfTheYearBeforeAreShownAndNotRead() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job, lastYear());
        fill(file, book -> {
            XSSFSheet stock = book.getSheet(STOCK);
            assertThat(stock.getRow(2).getCell(5).getStringCellValue()).isEqualTo("上年按层级·市级（参考）");
            assertThat(stock.getRow(4).getCell(5).getNumericCellValue()).isEqualTo(8);
            assertThat(stock.getRow(7).getCell(7).getNumericCellValue()).isEqualTo(15);
            honestly(book);
        });
        assertThat(places(check(job, file, "a.xlsx"))).isEmpty();
    }

    @Test
    void sheetsCopiedToAnotherWorkbookAreReadAsEver() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job, lastYear());
        fill(file, book -> {
            honestly(book);
            for (String gone : List.of("填报说明", "附表选项", "附表标识", "座谈会台账")) {
                book.removeSheetAt(book.getSheetIndex(gone));
            }
        });
        DryRun.Answer answer = check(job, file, "a.xlsx");
        assertThat(places(answer)).isEmpty();
        assertThat(answer.parts()).hasSize(2);
    }

    @Test
    void aSheetThatNeedNotBeFilledInIsNotReportedAndOneThatMustIsNoted() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job);
        fill(file, book -> {
            honestly(book);
            XSSFSheet stock = book.getSheet(STOCK);
            for (int i = 4; i < 7; i++) {
                stock.getRow(i).getCell(1).setBlank();
                stock.getRow(i).getCell(2).setBlank();
            }
        });
        DryRun.Answer answer = check(job, file, "a.xlsx");
        assertThat(places(answer)).containsExactly("SJ-32 告知承诺变动表 ");
        assertThat(answer.parts()).hasSize(1);
    }

    @Test
    void aUnitCanSayThatThereIsNothingToReport() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job);
        fill(file, book -> {
            honestly(book);
            XSSFSheet ledger = book.getSheet(LEDGER);
            for (int i = 4; i < 7; i++) {
                for (int column = 0; column < 11; column++) {
                    ledger.getRow(i).getCell(column).setBlank();
                }
            }
            ledger.getRow(4).getCell(2).setCellValue("零报告");
        });
        DryRun.Answer answer = check(job, file, "a.xlsx");
        assertThat(places(answer)).isEmpty();
        assertThat(answer.parts()).hasSize(2);
        assertThat(answer.parts().get(0).balance().staged()).isZero();
    }

    @Test
    void anEmptyWorkbookSaysSo() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        assertThat(codes(check(job, template(job), "a.xlsx"))).containsExactly("SJ-32", "SJ-32", "SJ-33");
    }

    @Test
    void itsOwnIdentityCountsBeforeWhatIsWrittenInItAndAroundIt() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job);
        fill(file, book -> {
            honestly(book);
            book.getSheet(LEDGER).getRow(1).getCell(0).setCellValue("报送单位：市公安局    报告期：2022年");
        });
        DryRun.Answer answer = check(job, file, "市公安局/2021年.xlsx");
        assertThat(places(answer)).containsExactly("SJ-04  ", "SJ-04 服务事项台账 A2", "SJ-17  ", "SJ-17 服务事项台账 A2");
        assertThat(answer.parts())
                .allSatisfy(part -> assertThat(part.recognised().unit()).isEqualTo("B01"))
                .allSatisfy(part -> assertThat(part.recognised().counts()).isTrue());
    }

    @Test
    void aWorkbookOfAnotherPeriodOrJobSaysSo() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job);
        fill(file, TemplateTest::honestly);
        DryRun.Answer later =
                new DryRun(job, Period.parse("2024").orElseThrow(), LocalDate.of(2025, 1, 8)).check(file, "a.xlsx");
        assertThat(codes(later)).containsExactly("SJ-03");
        assertThat(later.parts())
                .allSatisfy(part -> assertThat(part.recognised().counts()).isFalse());

        fill(file, book -> book.getSheet("附表标识").getRow(1).getCell(1).setCellValue("other"));
        DryRun.Answer other = check(job, file, "a.xlsx");
        assertThat(codes(other)).containsExactly("SJ-30");
        assertThat(other.parts()).isEmpty();
    }

    @Test
    void anOlderDefinitionIsReadWhereNamesMatchAndOtherwiseExplained() throws IOException, SQLException {
        Path file = template(TemplateJob.load(folder));
        fill(file, TemplateTest::honestly);

        Job reordered = TemplateJob.load(folder, TemplateJob.LEDGER.replace("max: 365", "max: 400"));
        assertThat(places(check(reordered, file, "a.xlsx"))).isEmpty();

        Job renamed = TemplateJob.load(
                folder, TemplateJob.LEDGER.replace("网上办: {type: yes-no}", "网上办理: {type: yes-no, aliases: [网上办]}"));
        assertThat(places(check(renamed, file, "a.xlsx"))).isEmpty();

        Job changed =
                TemplateJob.load(folder, TemplateJob.LEDGER.replace("网上办: {type: yes-no}", "就近办: {type: yes-no}"));
        DryRun.Answer answer = check(changed, file, "a.xlsx");
        assertThat(places(answer)).containsExactly("SJ-31 服务事项台账 ");
        assertThat(answer.findings().groups().get(0).examples().get(0).message())
                .isEqualTo("《服务事项台账》的表式在制发这份空白工作簿之后改过：新增栏目“就近办”，本文件中没有；不再有栏目“网上办”，其内容未采用；"
                        + "其余栏目已按名称读取。需要补报的，请领取新的空白工作簿，把数据移过去后重新报送。");
        assertThat(answer.parts()).hasSize(2);
    }

    @Test
    void rowsBeyondTheDrawnOnesAreRead() throws IOException, SQLException {
        Job job = TemplateJob.load(folder);
        Path file = template(job);
        fill(file, book -> {
            honestly(book);
            XSSFSheet ledger = book.getSheet(LEDGER);
            var row = ledger.createRow(700);
            row.createCell(1).setCellValue("XK9999");
            row.createCell(2).setCellValue("远处的事项");
            row.createCell(3).setCellValue("备案");
        });
        DryRun.Answer answer = check(job, file, "a.xlsx");
        assertThat(places(answer)).isEmpty();
        assertThat(answer.parts().get(0).balance().staged()).isEqualTo(4);
        assertThat(answer.parts().get(0).balance().holds()).isTrue();
    }
}
