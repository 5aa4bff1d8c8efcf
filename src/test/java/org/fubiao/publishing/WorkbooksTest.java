package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.assertj.core.api.SoftAssertions;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Opens what was written, mostly with another library than the one that wrote it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkbooksTest {
    private final Publication publication = SamplePublication.make();

    private Path latest = Path.of("");

    @BeforeAll
    void publish(@TempDir Path output) throws IOException {
        latest = new Publisher(output).publish(publication, new RunInfo(1, Instant.EPOCH, "", Map.of()));
    }

    private static Cell cell(List<Row> rows, String address) {
        CellAddress place = new CellAddress(address);
        return rows.get(place.getRow()).getCell(place.getColumn());
    }

    @Test
    void appendicesHoldTheValuesOfTheirTables() throws IOException {
        for (AppendixTable table : publication.appendices()) {
            AppendixLayout layout = new AppendixLayout(table);
            try (InputStream in = Files.newInputStream(latest.resolve(layout.fileName()));
                    ReadableWorkbook book = new ReadableWorkbook(in)) {
                compare(table, book.findSheet(layout.sheetName()).orElseThrow());
            }
        }
    }

    @Test
    void theCompilationHoldsThemAllBehindItsContents() throws IOException {
        try (InputStream in = Files.newInputStream(latest.resolve(Publisher.ALL_APPENDICES));
                ReadableWorkbook book = new ReadableWorkbook(in)) {
            assertThat(book.getSheets().map(Sheet::getName).toList())
                    .containsExactly("目录", "附表1", "附表1图", "附表2", "附表3", "附表3图", "附表4", "附表5", "附表6", "附表7");
            for (AppendixTable table : publication.appendices()) {
                compare(
                        table,
                        book.findSheet(new AppendixLayout(table).sheetName()).orElseThrow());
            }
        }
    }

    private static void compare(AppendixTable table, Sheet sheet) throws IOException {
        List<Row> rows = sheet.read();
        AppendixLayout layout = new AppendixLayout(table);
        SoftAssertions softly = new SoftAssertions();
        for (int row = 0; row < table.rows().size(); row++) {
            AppendixTable.Row expected = table.rows().get(row);
            softly.assertThat(cell(rows, layout.labelAddress(row)).getText())
                    .isEqualTo(expected.labels().get(0));
            for (int column = 0; column < expected.cells().size(); column++) {
                String address = layout.address(row, column);
                Cell found = cell(rows, address);
                AppendixTable.Cell wanted = expected.cells().get(column);
                if (wanted instanceof Numeric number) {
                    softly.assertThat(new BigDecimal(found.getRawValue()))
                            .as(address)
                            .isEqualByComparingTo(number.value());
                    softly.assertThat(found.getFormula() != null).as(address).isEqualTo(number.formula() != null);
                } else {
                    softly.assertThat(found.getText())
                            .as(address)
                            .isEqualTo(wanted instanceof Text text ? text.text() : "");
                    softly.assertThat(found.getFormula()).as(address).isNull();
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void appendicesArePrintedAsTheyAre() throws IOException {
        try (XSSFWorkbook book = open("附表1 政务服务事项清单化管理情况.xlsx")) {
            XSSFSheet sheet = book.getSheet("附表1");
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("附表1 政务服务事项清单化管理情况");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("2023年");
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("编制单位：市政务服务办公室");
            assertThat(sheet.getRow(2).getCell(10).getStringCellValue()).isEqualTo("计量单位：项");
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("3:6");
            assertThat(book.getPrintArea(0)).isEqualTo("附表1!$A$1:$K$53");
            assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 6);
            assertThat(sheet.getPaneInformation().getVerticalSplitLeftColumn()).isEqualTo((short) 1);
            assertThat(sheet.getFooter().getCenter()).isEqualTo("第 &P 页 共 &N 页");
            assertThat(sheet.getMergedRegions().stream().map(Object::toString))
                    .anyMatch(range -> range.contains("F4:H4"))
                    .anyMatch(range -> range.contains("F5:G5"))
                    .anyMatch(range -> range.contains("A4:A6"));
            assertThat(sheet.getRow(52).getCell(0).getStringCellValue()).isEqualTo("报送情况：应报37家，实报36家，未报：蓟州区。");
        }
    }

    @Test
    void chartsShowCellsOfTheirTables() throws IOException {
        try (XSSFWorkbook book = open("附表1 政务服务事项清单化管理情况.xlsx")) {
            String chart = book.getSheet("附表1图")
                    .getDrawingPatriarch()
                    .getCharts()
                    .get(0)
                    .getCTChart()
                    .toString();
            assertThat(chart)
                    .contains("各类单位政务服务事项构成")
                    .contains("('附表1'!$A$7,'附表1'!$A$30)")
                    .contains("('附表1'!$C$29,'附表1'!$C$47)")
                    .contains("overlap val=\"100\"");
        }
    }

    @Test
    void theShareOfASliceStandsBelowItsValue() throws IOException {
        try (XSSFWorkbook book = open(Publisher.ALL_APPENDICES)) {
            var chart = book.getSheet("附表5")
                    .getDrawingPatriarch()
                    .getCharts()
                    .get(0)
                    .getCTChart();
            var labels = chart.getPlotArea().getPieChartArray(0).getSerArray(0).getDLbls();
            assertThat(labels.getShowVal().getVal()).isTrue();
            assertThat(labels.getShowPercent().getVal()).isTrue();
            assertThat(labels.getSeparator()).isEqualTo("\n");
        }
    }

    @Test
    void figuresLinkToTheCellsThatTheyComeFrom() throws IOException {
        try (XSSFWorkbook summary = open(Publisher.SUMMARY)) {
            List<XSSFHyperlink> links = summary.getSheetAt(0).getHyperlinkList();
            assertThat(links).hasSize(5);
            for (XSSFHyperlink link : links) {
                String file = java.net
                        .URI
                        .create(link.getCTHyperlink().getId() == null ? "" : link.getAddress())
                        .getPath();
                String[] place = link.getCTHyperlink().getLocation().split("!", 2);
                try (XSSFWorkbook appendix = open(file)) {
                    CellAddress address = new CellAddress(place[1]);
                    double linked = appendix.getSheet(place[0].replace("'", ""))
                            .getRow(address.getRow())
                            .getCell(address.getColumn())
                            .getNumericCellValue();
                    assertThat(linked).isPositive();
                }
            }
            XSSFSheet sheet = summary.getSheetAt(0);
            assertThat(sheet.getRow(5).getCell(8).getStringCellValue()).isEqualTo("附表2 B6");
            assertThat(links.get(0).getCellRef()).isEqualTo("I6");
            assertThat(links.get(0).getCTHyperlink().getLocation()).isEqualTo("'附表2'!B6");
        }
    }

    @Test
    void textsNeverBecomeFormulas() throws IOException {
        try (XSSFWorkbook book = open("附表6 证照联办事项目录.xlsx");
                XSSFWorkbook review = open(Publisher.REVIEW)) {
            assertThat(book.getSheetAt(0).getRow(10).getCell(2).getCellType()).isEqualTo(CellType.STRING);
            assertThat(book.getSheetAt(0).getRow(10).getCell(2).getStringCellValue())
                    .isEqualTo("=1+1");
            review.forEach(sheet -> sheet.forEach(
                    row -> row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA))));
        }
    }

    @Test
    void theReviewPutsWhatMattersFirst() throws IOException {
        try (InputStream in = Files.newInputStream(latest.resolve(Publisher.REVIEW));
                ReadableWorkbook book = new ReadableWorkbook(in)) {
            assertThat(book.getSheets().map(Sheet::getName).toList())
                    .containsExactly("报送情况", "审核问题", "对账结果", "报送明细", "报送文件", "审核规则");
            List<Row> findings = book.findSheet("审核问题").orElseThrow().read();
            assertThat(cell(findings, "G3").getText()).isEqualTo("错误1343条，警告1条，提示0条");
            assertThat(cell(findings, "A5").getText()).isEqualTo("【错误】SJ-14 应报未报　共1条");
            assertThat(cell(findings, "A7").getText()).endsWith("共1342条，列出2条");
            List<Row> reconciliations = book.findSheet("对账结果").orElseThrow().read();
            assertThat(cell(reconciliations, "A5").getText()).isEqualTo("不符");
            assertThat(cell(reconciliations, "D5").getText()).isEqualTo("市工业和信息化局");
            assertThat(cell(reconciliations, "I5").asNumber()).isEqualByComparingTo("-2");
            assertThat(cell(reconciliations, "A6").getText()).isEqualTo("未能判定");
            List<Row> complete = book.findSheet("报送情况").orElseThrow().read();
            assertThat(cell(complete, "N3").getText()).isEqualTo("应报180份，已报174份（其中逾期60份），未报6份");
        }
    }

    @Test
    void theDocumentSaysTheWordingsByTheme() throws IOException {
        try (InputStream in = Files.newInputStream(latest.resolve(Publisher.SUMMARY_DOCUMENT));
                XWPFDocument document = new XWPFDocument(in)) {
            assertThat(document.getParagraphs().stream().map(paragraph -> paragraph.getText()))
                    .containsSubsequence("二、营商环境", "召开座谈会和政企沟通会44次。", "三、法治机关", "64人参加学法用法考试并全部通过。");
            assertThat(document.getTables().get(0).getRow(5).getTableCells().stream()
                            .map(cell -> cell.getText()))
                    .containsExactly("5", "综合窗口事项占比", "90", "%", "综合窗口事项占比超过90%", "95.37", "91.4", "3.97", "附表3 D21");
        }
    }

    private XSSFWorkbook open(String file) throws IOException {
        try (InputStream in = Files.newInputStream(latest.resolve(file))) {
            return new XSSFWorkbook(in);
        }
    }
}
