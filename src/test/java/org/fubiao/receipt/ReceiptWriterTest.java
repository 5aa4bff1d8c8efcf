package org.fubiao.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Severity;
import org.fubiao.recognition.ReceiptIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A unit's own workbook comes back with its faulty cells marked, and nothing of its look is lost. */
class ReceiptWriterTest {
    private static final List<String> FAULTY = List.of("C3", "B5", "C7", "E9", "D10");

    @TempDir
    Path folder;

    private Path sent(String type) throws IOException {
        Path file = folder.resolve("sent." + type);
        try (Workbook book = type.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook()) {
            UnitBook.write(book, file);
        }
        return file;
    }

    private Path answer(Path sent, Receipt receipt) throws IOException {
        Path target = folder.resolve("answer" + ReceiptWriter.extension(sent));
        ReceiptWriter.write(receipt, sent, target);
        return target;
    }

    private static Workbook open(Path file) throws IOException {
        return WorkbookFactory.create(file.toFile(), null, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void fiveMistakesComeBackAsFiveMarkedCells(String type) throws IOException {
        Path sent = sent(type);

        try (Workbook book = open(answer(sent, UnitBook.receipt("sent", UnitBook.SHEET)))) {
            Map<String, String> comments = new TreeMap<>();
            book.getSheet(UnitBook.SHEET)
                    .getCellComments()
                    .forEach((address, comment) -> comments.put(
                            address.formatAsString(), comment.getString().getString()));
            assertThat(comments)
                    .containsExactly(
                            Map.entry("B5", "【审核】错误：=格式不符"),
                            Map.entry("C3", "【审核】1.错误：应填整数\n2.警告：小于下限"),
                            Map.entry("C7", "填报人的批注" + Marks.BELOW + "【审核】错误：应为整数"),
                            Map.entry("D10", "【审核】警告：增长过快"),
                            Map.entry("E9", "【审核】错误：必填项为空"));
            assertThat(fill(book, "C3")).isEqualTo(Tone.of(Severity.ERROR));
            assertThat(fill(book, "D10")).isEqualTo(Tone.of(Severity.WARNING));
            assertThat(cell(book, "D10").getCellStyle().getDataFormatString()).isEqualTo("#,##0.00");
            assertThat(cell(book, "D10").getCellFormula()).isEqualTo("C10*1.5");
            assertThat(marked(book)).containsExactlyInAnyOrderElementsOf(FAULTY);
        }
    }

    private static Cell cell(Workbook book, String address) {
        CellReference place = new CellReference(address);
        return book.getSheet(UnitBook.SHEET).getRow(place.getRow()).getCell(place.getCol());
    }

    private static short fill(Workbook book, String address) {
        return cell(book, address).getCellStyle().getFillForegroundColor();
    }

    private static List<String> marked(Workbook book) {
        List<String> marked = new ArrayList<>();
        for (Row row : book.getSheet(UnitBook.SHEET)) {
            for (Cell cell : row) {
                if (cell.getCellStyle().getFillPattern() == FillPatternType.SOLID_FOREGROUND
                        && Tone.isOurs(cell.getCellStyle().getFillForegroundColor())) {
                    marked.add(cell.getAddress().formatAsString());
                }
            }
        }
        return marked;
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void nothingIsLostOfItsLook(String type) throws IOException {
        Path sent = sent(type);

        try (Workbook before = open(sent);
                Workbook after = open(answer(sent, UnitBook.receipt("sent", UnitBook.SHEET)))) {
            assertThat(UnitBook.look(after, UnitBook.SHEET, FAULTY))
                    .isEqualTo(UnitBook.look(before, UnitBook.SHEET, FAULTY));
            assertThat(after.getSheet("说明").getRow(0).getCell(0).getCellFormula())
                    .isEqualTo(before.getSheet("说明").getRow(0).getCell(0).getCellFormula());
            assertThat(after.getName("合计区域").getSheetIndex()).isEqualTo(after.getSheetIndex("说明"));
            assertThat(after.getName("合计区域").getRefersToFormula()).isEqualTo("事项!$C$3:$C$12");
        }
    }

    @Test
    void chartsSurvive() throws IOException {
        Path sent = folder.resolve("chart.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            UnitBook.write(book, folder.resolve("without.xlsx"));
            XSSFSheet sheet = book.getSheet(UnitBook.SHEET);
            XSSFDrawing drawing = sheet.createDrawingPatriarch();
            XSSFChart chart = drawing.createChart(drawing.createAnchor(0, 0, 0, 0, 5, 15, 12, 30));
            chart.setTitleText("事项数量");
            XDDFCategoryAxis bottom = chart.createCategoryAxis(AxisPosition.BOTTOM);
            XDDFValueAxis left = chart.createValueAxis(AxisPosition.LEFT);
            XDDFChartData data = chart.createData(ChartTypes.BAR, bottom, left);
            data.addSeries(
                    XDDFDataSourcesFactory.fromStringCellRange(sheet, new CellRangeAddress(2, 11, 0, 0)),
                    XDDFDataSourcesFactory.fromNumericCellRange(sheet, new CellRangeAddress(2, 11, 2, 2)));
            chart.plot(data);
            try (var out = Files.newOutputStream(sent)) {
                book.write(out);
            }
        }

        try (XSSFWorkbook book =
                new XSSFWorkbook(Files.newInputStream(answer(sent, UnitBook.receipt("chart", UnitBook.SHEET))))) {
            XSSFDrawing drawing = book.getSheet(UnitBook.SHEET).getDrawingPatriarch();
            assertThat(drawing.getCharts()).hasSize(1);
            assertThat(drawing.getCharts().get(0).getTitleText().getString()).isEqualTo("事项数量");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void whatIsWrongStandsInFrontTheMostImportantFirst(String type) throws IOException {
        try (Workbook book = open(answer(sent(type), UnitBook.receipt("sent", UnitBook.SHEET)))) {
            assertThat(book.getActiveSheetIndex()).isEqualTo(book.getSheetIndex("审核结果"));
            Sheet results = book.getSheet("审核结果");
            // Sheets of an XLS workbook cannot be moved without harm to formulas.
            assertThat(book.getSheetIndex("审核结果")).isEqualTo(type.equals("xlsx") ? 0 : 2);
            assertThat(book.getSheetIndex("问题汇总")).isEqualTo(type.equals("xlsx") ? 1 : 3);
            assertThat(texts(results).get(2)).contains("结论：有4处错误、2处警告，请改正后重新报送。");
            List<List<String>> lines = table(results);
            assertThat(lines).hasSize(6);
            assertThat(lines.stream().map(line -> line.get(1))).containsExactly("错误", "错误", "错误", "错误", "警告", "警告");
            assertThat(lines.get(0).subList(1, 9))
                    .containsExactly("错误", "JY-01", "事项台账", "事项 E9", "栏", "=1+1", "整数", "必填项为空");
            Cell place = results.getRow(results.getLastRowNum()).getCell(4);
            assertThat(place.getHyperlink().getAddress()).isEqualTo("'事项'!C3");
            assertThat(table(book.getSheet("问题汇总")).stream().map(line -> line.get(2) + " " + line.get(7)))
                    .containsExactly("JY-01 1", "JY-02 1", "TX-01 1", "TX-02 1", "HD-01 1", "JY-04 1");
        }
    }

    @Test
    void otherProgramsReadIt() throws IOException {
        Path answer = answer(sent("xlsx"), UnitBook.receipt("sent", UnitBook.SHEET));

        try (InputStream in = Files.newInputStream(answer);
                ReadableWorkbook book = new ReadableWorkbook(in)) {
            assertThat(book.getSheets().map(org.dhatim.fastexcel.reader.Sheet::getName))
                    .containsExactly("审核结果", "问题汇总", "事项", "说明", ReceiptIdentity.SHEET);
            List<org.dhatim.fastexcel.reader.Row> rows =
                    book.findSheet("事项").orElseThrow().read();
            assertThat(rows.get(2).getCell(2).asNumber()).isEqualByComparingTo("20");
            assertThat(rows.get(2).getCellText(0)).isEqualTo("A2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void theSameGivesTheSameBytes(String type) throws Exception {
        Path sent = sent(type);
        Receipt receipt = UnitBook.receipt("sent", UnitBook.SHEET);
        byte[] first = Files.readAllBytes(answer(sent, receipt));
        Thread.sleep(2100);

        assertThat(Files.readAllBytes(answer(sent, receipt))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void anAnswerThatComesBackIsAnsweredWithoutTheOldMarks(String type) throws IOException {
        Path sent = sent(type);
        Path first = folder.resolve("first." + type);
        Files.copy(answer(sent, UnitBook.receipt("sent", UnitBook.SHEET)), first);
        FindingTally left = new FindingTally();
        left.add(UnitBook.finding("TX-02", Severity.ERROR, UnitBook.SHEET, 8, "C8", "应为整数"));

        try (Workbook before = open(sent);
                Workbook after = open(answer(first, UnitBook.receipt("first", UnitBook.SHEET, left)))) {
            List<String> but = List.of("C8", "E9");
            assertThat(UnitBook.look(after, UnitBook.SHEET, but)).isEqualTo(UnitBook.look(before, UnitBook.SHEET, but));
            assertThat(marked(after)).containsExactly("C8");
            assertThat(sheets(after)).containsExactlyInAnyOrder("审核结果", "问题汇总", "事项", "说明", ReceiptIdentity.SHEET);
        }
    }

    private static List<String> sheets(Workbook book) {
        List<String> names = new ArrayList<>();
        book.forEach(sheet -> names.add(sheet.getSheetName()));
        return names;
    }

    @Test
    void aSheetOfTheUnitsOwnMayBeCalledTheSame() throws IOException {
        Path sent = folder.resolve("sent.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            book.createSheet("审核结果").createRow(0).createCell(0).setCellValue("本单位的");
            UnitBook.write(book, sent);
        }

        try (Workbook book = open(answer(sent, UnitBook.receipt("sent", UnitBook.SHEET)))) {
            assertThat(sheets(book)).containsExactly("审核结果（2）", "问题汇总", "审核结果", "事项", "说明", ReceiptIdentity.SHEET);
            assertThat(book.getSheet("审核结果").getRow(0).getCell(0)).hasToString("本单位的");
        }
    }

    @Test
    void theRowsOfATextFileComeBackWhereTheyStand() throws IOException {
        Path sent = folder.resolve("sent.csv");
        Files.write(sent, "编号,名称,数量\n001,\"=1+1\",约3\n\n002,事项,5\n".getBytes(StandardCharsets.UTF_8));
        FindingTally tally = new FindingTally();
        tally.add(UnitBook.finding("TX-01", Severity.ERROR, "", 2, "C2", "应填整数"));
        tally.add(UnitBook.finding("JY-04", Severity.WARNING, "", 4, "C4", "过小"));

        try (Workbook book = open(answer(sent, UnitBook.receipt("sent.csv", "", tally)))) {
            Sheet rows = book.getSheet("报送内容");
            assertThat(rows.getRow(1).getCell(0).getStringCellValue()).isEqualTo("001");
            Cell formula = rows.getRow(1).getCell(1);
            assertThat(formula.getStringCellValue()).isEqualTo("=1+1");
            assertThat(formula.getCellStyle().getQuotePrefixed()).isTrue();
            assertThat(rows.getRow(3).getCell(2).getStringCellValue()).isEqualTo("5");
            assertThat(rows.getRow(3).getCell(2).getCellComment().getString().getString())
                    .isEqualTo("【审核】警告：过小");
            assertThat(rows.getRow(1).getCell(2).getCellStyle().getFillForegroundColor())
                    .isEqualTo(Tone.of(Severity.ERROR));
            assertThat(table(book.getSheet("审核结果")).get(0).get(4)).isEqualTo("C2");
        }
    }

    @Test
    void whatCannotBeOpenedIsAnsweredByTheTwoSheetsAlone() throws IOException {
        Path sent = folder.resolve("sent.xlsx");
        Files.write(sent, "PK\u0003\u0004 cut off".getBytes(StandardCharsets.UTF_8));
        FindingTally tally = new FindingTally();
        tally.add(UnitBook.finding("SJ-08", Severity.ERROR, "", 0, "", "打不开"));

        try (Workbook book = open(answer(sent, UnitBook.receipt("sent.xlsx", "", tally)))) {
            assertThat(sheets(book)).containsExactly("审核结果", "问题汇总", ReceiptIdentity.SHEET);
            assertThat(String.join(
                            "\n",
                            texts(book.getSheet("审核结果")).stream()
                                    .flatMap(List::stream)
                                    .toList()))
                    .contains("未附原表");
        }
    }

    @Test
    void namesAreSafeAndUnique() {
        ReceiptNames names = new ReceiptNames();

        assertThat(names.next("市公安局", "各局/a:b?.csv", ".xlsx")).isEqualTo("回执 市公安局 a_b_.xlsx");
        assertThat(names.next("市公安局", "各局/A:B*.csv", ".xlsx")).isEqualTo("回执 市公安局 A_B_-2.xlsx");
        assertThat(names.next("市公安局", "市公安局2023年.xls", ".xls")).isEqualTo("回执 市公安局2023年.xls");
        assertThat(names.next("", "回执 市公安局2023年.xlsx", ".xlsx")).isEqualTo("回执 市公安局2023年.xlsx");
        assertThat(names.next("", "长".repeat(300) + ".csv", ".xlsx").getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(255);
    }

    static List<List<String>> texts(Sheet sheet) {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : sheet) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < row.getLastCellNum(); column++) {
                Cell cell = row.getCell(column);
                line.add(cell == null ? "" : cell.toString());
            }
            lines.add(line);
        }
        return lines;
    }

    /** The lines below the head that begins with 序号. */
    static List<List<String>> table(Sheet sheet) {
        return texts(sheet).stream()
                .dropWhile(line -> !line.get(0).equals("序号"))
                .skip(1)
                .flatMap(Stream::of)
                .toList();
    }
}
