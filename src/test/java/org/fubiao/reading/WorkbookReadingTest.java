package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Workbooks written by POI, the same cells as XLSX and as XLS. */
class WorkbookReadingTest {
    @TempDir
    Path folder;

    enum Kind {
        XLSX,
        XLS;

        org.apache.poi.ss.usermodel.Workbook create() {
            return this == XLSX ? new XSSFWorkbook() : new HSSFWorkbook();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "0 ~ General ~ 0",
                "1 ~ yyyy-mm-dd ~ 1900-01-01",
                "61 ~ yyyy-mm-dd ~ 1900-03-01",
                "12 ~ General ~ 12",
                "-1234.5 ~ #,##0.00 ~ -1234.5",
                "0.1 ~ General ~ 0.1",
                "0.30000000000000004 ~ General ~ 0.3",
                "0.012000000000000002 ~ General ~ 0.012",
                "123456789012345678 ~ 0 ~ 123456789012346000",
                "1.5E-7 ~ 0.00E+00 ~ 0.00000015",
                "1E21 ~ General ~ 1000000000000000000000",
                "0.9 ~ 0% ~ 90%",
                "0.9127 ~ 0.00% ~ 91.27%",
                "0.91274 ~ 0% ~ 91.274%",
                "1 ~ 0.0\"%\" ~ 1",
                "12 ~ 0\"项\" ~ 12",
                "12 ~ [Red]0;[Blue]-0 ~ 12",
                "12 ~ #,##0.00\"美元 yd\" ~ 12",
                "12 ~ _-* #,##0_-;-* #,##0_- ~ 12",
                "12 ~ [DBNum1][$-804]General ~ 12",
                "44931 ~ yyyy-mm-dd ~ 2023-01-05",
                "44931 ~ m/d/yy ~ 2023-01-05",
                "44931 ~ yyyy\"年\"m\"月\"d\"日\";@ ~ 2023-01-05",
                "44931 ~ yyyy年m月d日 ~ 2023-01-05",
                "44931 ~ [DBNum1][$-804]yyyy\"年\"m\"月\" ~ 2023-01-05",
                "44931 ~ [$-F800]dddd, mmmm dd, yyyy ~ 2023-01-05",
                "44931.354166666664 ~ yyyy/m/d h:mm ~ 2023-01-05 08:30:00",
                "44931.354166666664 ~ yyyy/m/d ~ 2023-01-05 08:30:00",
                "44931.35416666 ~ yyyy-mm-dd hh:mm:ss.000 ~ 2023-01-05 08:30:00",
                "0.5 ~ h:mm ~ 12:00:00",
                "-1 ~ yyyy-mm-dd ~ -1",
            })
    void numbersAreAsTheirSenderSawThem(double value, String format, String expected) throws IOException {
        for (Kind kind : Kind.values()) {
            Path file = write(kind, workbook -> {
                CellStyle style = workbook.createCellStyle();
                style.setDataFormat(workbook.createDataFormat().getFormat(format));
                Cell cell = workbook.createSheet().createRow(0).createCell(0);
                cell.setCellValue(value);
                cell.setCellStyle(style);
            });
            assertThat(Sheets.read(file)).as("%s", kind).containsExactly("1|" + expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"14", "22", "31", "57", "58"})
    void knowsDateFormatsThatHaveNoText(short format) throws IOException {
        for (Kind kind : Kind.values()) {
            Path file = write(kind, workbook -> {
                CellStyle style = workbook.createCellStyle();
                style.setDataFormat(format);
                Cell cell = workbook.createSheet().createRow(0).createCell(0);
                cell.setCellValue(44931);
                cell.setCellStyle(style);
            });
            assertThat(Sheets.read(file)).as("%s", kind).containsExactly("1|2023-01-05");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsEveryKindOfCell(Kind kind) throws IOException {
        Path file = write(kind, WorkbookReadingTest::fill);
        assertThat(Sheets.read(file))
                .containsExactly(
                        "1|政务服务事项台账",
                        "3|0012|两端空白|一行\n又一行|TRUE|#REF!",
                        "4",
                        "6|5|50%|甲乙|#DIV/0!|TRUE|2023-01-05",
                        "70|||末");
    }

    private static void fill(org.apache.poi.ss.usermodel.Workbook workbook) {
        Sheet sheet = workbook.createSheet("台账");
        Cell title = sheet.createRow(0).createCell(0);
        title.setCellValue("政务服务事项台账");
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 4));
        title.getRow().createCell(4);

        Row row = sheet.createRow(2);
        row.createCell(0).setCellValue("0012");
        row.createCell(1).setCellValue("\u00a0\u3000两端空白 \t");
        row.createCell(2).setCellValue("一行\r\n又一行");
        row.createCell(3).setCellValue(true);
        row.createCell(4).setCellErrorValue(FormulaError.REF.getCode());
        row.createCell(5).setCellValue("  ");

        sheet.createRow(3).createCell(0).setBlank();

        Row formulas = sheet.createRow(5);
        formulas.createCell(0).setCellFormula("2+3");
        formulas.createCell(1).setCellFormula("1/2");
        CellStyle percent = workbook.createCellStyle();
        percent.setDataFormat(workbook.createDataFormat().getFormat("0%"));
        formulas.getCell(1).setCellStyle(percent);
        formulas.createCell(2).setCellFormula("\"甲\"&\"乙\"");
        formulas.createCell(3).setCellFormula("1/0");
        formulas.createCell(4).setCellFormula("1=1");
        formulas.createCell(5).setCellFormula("44930+1");
        CellStyle date = workbook.createCellStyle();
        date.setDataFormat((short) 14);
        formulas.getCell(5).setCellStyle(date);
        formulas.createCell(6).setCellFormula("IF(1=1,\"\",0)");
        workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();

        sheet.createRow(69).createCell(2).setCellValue("末");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tellsHiddenSheets(Kind kind) throws IOException {
        Path file = write(kind, workbook -> {
            workbook.createSheet("表一").createRow(0).createCell(0).setCellValue("甲");
            workbook.createSheet("隐藏").createRow(0).createCell(0).setCellValue("乙");
            workbook.createSheet("深藏").createRow(0).createCell(0).setCellValue("丙");
            workbook.setSheetVisibility(1, SheetVisibility.HIDDEN);
            workbook.setSheetVisibility(2, SheetVisibility.VERY_HIDDEN);
        });
        try (Workbook workbook = Workbooks.open(file)) {
            assertThat(workbook.type().name()).isEqualTo(kind.name());
            assertThat(workbook.sheets())
                    .containsExactly(new SheetInfo("表一", false), new SheetInfo("隐藏", true), new SheetInfo("深藏", true));
            assertThat(Sheets.read(workbook, 2)).containsExactly("1|丙");
            assertThat(Sheets.read(workbook, 0)).containsExactly("1|甲");
            assertThat(Sheets.read(workbook, 0)).as("read again").containsExactly("1|甲");
        }
    }

    @Test
    void countsDaysFrom1904WhereTheWorkbookDoes() throws IOException {
        Path file = write(Kind.XLSX, workbook -> {
            ((XSSFWorkbook) workbook).getCTWorkbook().addNewWorkbookPr().setDate1904(true);
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat((short) 14);
            Cell cell = workbook.createSheet().createRow(0).createCell(0);
            cell.setCellValue(44931 - 1462);
            cell.setCellStyle(date);
        });
        assertThat(Sheets.read(file)).containsExactly("1|2023-01-05");
    }

    @Test
    void aFormulaThatWasNeverCalculatedIsNotEmpty() throws IOException {
        Path file = write(
                Kind.XLSX,
                workbook -> workbook.createSheet().createRow(0).createCell(1).setCellFormula("A1+1"));
        assertThat(Sheets.read(file)).containsExactly("1||#未计算");
    }

    /** As openpyxl and other programs write it that calculate nothing themselves. */
    @Test
    void anEmptyCachedValueIsNoneWhereExcelIsToCalculate() throws IOException {
        Path file = write(Kind.XLSX, workbook -> {
            workbook.createSheet().createRow(0).createCell(1).setCellFormula("A1+1");
            workbook.setForceFormulaRecalculation(true);
        });
        Zips.replaceText(file, "xl/worksheets/sheet1.xml", "</f>", "</f><v></v>");
        assertThat(Sheets.read(file)).containsExactly("1||#未计算");
    }

    @Test
    void decodesCharactersThatXmlCannotHold() throws IOException {
        Path file = write(
                Kind.XLSX,
                workbook -> workbook.createSheet()
                        .createRow(0)
                        .createCell(0)
                        .setCellValue("一行_x000D_\n又一行_x000D_ _x0009_"));
        assertThat(Sheets.read(file)).containsExactly("1|一行\n又一行");
    }

    @Test
    void readsTextThatStandsInItsCell() throws IOException {
        Path file = write(
                Kind.XLSX,
                workbook -> workbook.createSheet().createRow(0).createCell(1).setCellValue(7));
        Zips.replaceText(
                file,
                "xl/worksheets/sheet1.xml",
                "<c r=\"B1\" t=\"n\" s=\"0\"><v>7.0</v></c>",
                "<c r=\"B1\" t=\"inlineStr\"><is><r><t>行政</t></r><r><t xml:space=\"preserve\">许可 </t></r></is></c>");
        assertThat(Sheets.read(file)).containsExactly("1||行政许可");
    }

    @Test
    void readsRichTextWithoutItsReadings() throws IOException {
        Path file = write(Kind.XLSX, workbook -> {
            XSSFRichTextString text = new XSSFRichTextString();
            text.append("行政");
            text.append("许可", ((XSSFWorkbook) workbook).createFont());
            text.getCTRst().addNewRPh().setT("xu ke");
            workbook.createSheet().createRow(0).createCell(0).setCellValue(text);
        });
        assertThat(Sheets.read(file)).containsExactly("1|行政许可");
    }

    @Test
    void leavesChartSheetsOut() throws IOException {
        Path file = write(Kind.XLSX, workbook -> {
            workbook.createSheet("数据").createRow(0).createCell(0).setCellValue("甲");
            ((XSSFWorkbook) workbook).createSheet("图");
        });
        Path chart = Zips.replaceText(
                file,
                "xl/_rels/workbook.xml.rels",
                "Target=\"worksheets/sheet2.xml\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
                "Target=\"worksheets/sheet2.xml\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet");
        try (Workbook workbook = Workbooks.open(chart)) {
            assertThat(workbook.sheets()).extracting(SheetInfo::name).containsExactly("数据");
        }
    }

    private Path write(Kind kind, Consumer<org.apache.poi.ss.usermodel.Workbook> fill) throws IOException {
        Path file = folder.resolve("附件." + kind.name().toLowerCase(Locale.ROOT));
        try (org.apache.poi.ss.usermodel.Workbook workbook = kind.create();
                OutputStream out = Files.newOutputStream(file)) {
            fill.accept(workbook);
            workbook.write(out);
        }
        return file;
    }
}
