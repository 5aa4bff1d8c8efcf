package org.fubiao.receipt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.CreationHelper;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Period;
import org.fubiao.settling.Warning;
import org.jspecify.annotations.Nullable;

/** A workbook as a unit keeps it, with everything that could get lost, and what is wrong with it. */
final class UnitBook {
    static final String SHEET = "事项";
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private UnitBook() {}

    static void write(Workbook book, Path file) throws IOException {
        Sheet sheet = book.createSheet(SHEET);
        CellStyle head = book.createCellStyle();
        Font font = book.createFont();
        font.setBold(true);
        font.setFontName("黑体");
        head.setFont(font);
        head.setFillForegroundColor(IndexedColors.PALE_BLUE.getIndex());
        head.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        CellStyle money = book.createCellStyle();
        money.setDataFormat(book.createDataFormat().getFormat("#,##0.00"));
        row(sheet, 0, head, "事项台账");
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
        row(sheet, 1, head, "编号", "名称", "数量", "金额");
        for (int i = 2; i < 12; i++) {
            Row row = row(sheet, i, null, "A" + i, "事项" + i);
            row.createCell(2).setCellValue(i * 10);
            Cell amount = row.createCell(3);
            amount.setCellFormula("C" + (i + 1) + "*1.5");
            amount.setCellStyle(money);
        }
        sheet.addMergedRegion(new CellRangeAddress(4, 5, 1, 1));
        sheet.setColumnWidth(1, 33 * 256);
        sheet.getRow(3).setHeightInPoints(41);
        sheet.createFreezePane(1, 2);
        sheet.getPrintSetup().setLandscape(true);
        sheet.setColumnHidden(6, true);
        CreationHelper helper = book.getCreationHelper();
        ClientAnchor anchor = helper.createClientAnchor();
        anchor.setCol1(8);
        anchor.setRow1(2);
        anchor.setCol2(9);
        anchor.setRow2(4);
        sheet.createDrawingPatriarch().createPicture(anchor, book.addPicture(PIXEL, Workbook.PICTURE_TYPE_PNG));
        Comment comment = sheet.createDrawingPatriarch().createCellComment(helper.createClientAnchor());
        comment.setString(helper.createRichTextString("填报人的批注"));
        sheet.getRow(6).getCell(2).setCellComment(comment);
        DataValidation validation = sheet.getDataValidationHelper()
                .createValidation(
                        sheet.getDataValidationHelper().createExplicitListConstraint(new String[] {"是", "否"}),
                        new CellRangeAddressList(2, 11, 4, 4));
        sheet.addValidationData(validation);
        Sheet other = book.createSheet("说明");
        other.createRow(0).createCell(0).setCellFormula("SUM(" + SHEET + "!C3:C12)");
        Name name = book.createName();
        name.setNameName("合计区域");
        name.setSheetIndex(1);
        name.setRefersToFormula(SHEET + "!$C$3:$C$12");
        book.setPrintArea(0, 0, 3, 0, 11);
        try (OutputStream out = Files.newOutputStream(file)) {
            book.write(out);
        }
    }

    private static Row row(Sheet sheet, int number, @Nullable CellStyle style, String... texts) {
        Row row = sheet.createRow(number);
        for (int column = 0; column < texts.length; column++) {
            Cell cell = row.createCell(column);
            cell.setCellValue(texts[column]);
            if (style != null) {
                cell.setCellStyle(style);
            }
        }
        return row;
    }

    /** Five faulty cells: one of them twice, one in a merged region, one that had a comment, one that is not there. */
    static Receipt receipt(String file, String sheet) {
        FindingTally tally = new FindingTally();
        tally.add(finding("TX-01", Severity.ERROR, sheet, 3, "C3", "应填整数"));
        tally.add(finding("JY-04", Severity.WARNING, sheet, 3, "C3", "小于下限"));
        tally.add(finding("JY-02", Severity.ERROR, sheet, 6, "B6", "=格式不符"));
        tally.add(finding("TX-02", Severity.ERROR, sheet, 7, "C7", "应为整数"));
        tally.add(finding("JY-01", Severity.ERROR, sheet, 9, "E9", "必填项为空"));
        tally.add(finding("HD-01", Severity.WARNING, sheet, 10, "D10", "增长过快"));
        return receipt(file, sheet, tally);
    }

    static Receipt receipt(String file, String sheet, FindingTally tally) {
        return new Receipt(
                "年度附表",
                "市政务服务办",
                Period.parse("2023").orElseThrow(),
                file,
                "ab".repeat(32),
                List.of(new Receipt.Form("事项台账", "市公安局", sheet, "已采用", 10)),
                tally.groups().stream()
                        .map(group -> new Receipt.Problem("问题" + group.code(), "事项台账", group))
                        .toList(),
                tally.groups().stream()
                        .filter(group -> group.severity() == Severity.WARNING)
                        .flatMap(group -> group.examples().stream())
                        .map(UnitBook::explainable)
                        .toList());
    }

    private static Warning explainable(Finding finding) {
        return new Warning(
                finding,
                new FindingIdentity(
                        finding.code(),
                        finding.unit(),
                        finding.form(),
                        "A" + finding.place().row(),
                        finding.field(),
                        "0"),
                finding.value(),
                "");
    }

    static Finding finding(String code, Severity severity, String sheet, int row, String cell, String message) {
        return new Finding(
                code, severity, "S01", "items", new Place("f", sheet, row, cell), "栏", "=1+1", "整数", message);
    }

    /** What can be seen in a sheet, but for the cells that are left out. */
    static List<String> look(Workbook book, String name, List<String> without) {
        Sheet sheet = book.getSheet(name);
        List<String> look = new ArrayList<>();
        Map<String, String> comments = new TreeMap<>();
        for (Row row : sheet) {
            look.add("row " + row.getRowNum() + " " + row.getHeight());
            for (Cell cell : row) {
                String address = cell.getAddress().formatAsString();
                if (!without.contains(address)) {
                    CellStyle style = cell.getCellStyle();
                    Font font = book.getFontAt(style.getFontIndex());
                    look.add(address + " " + cell.getCellType() + " " + cell + " " + style.getDataFormatString() + " "
                            + style.getFillForegroundColor() + style.getFillPattern() + " " + font.getFontName()
                            + font.getBold());
                }
            }
        }
        sheet.getCellComments().forEach((address, comment) -> {
            if (!without.contains(address.formatAsString())) {
                comments.put(address.formatAsString(), comment.getString().getString());
            }
        });
        look.add("comments " + comments);
        for (int column = 0; column < 10; column++) {
            look.add("column " + sheet.getColumnWidth(column) + sheet.isColumnHidden(column));
        }
        look.add("merged " + sheet.getMergedRegions());
        look.add("validations " + sheet.getDataValidations().size());
        look.add("pane " + sheet.getPaneInformation());
        look.add("landscape " + sheet.getPrintSetup().getLandscape());
        look.add("pictures " + book.getAllPictures().size());
        look.add("print area " + book.getPrintArea(book.getSheetIndex(sheet)));
        return look.stream()
                .map(line -> line.replaceAll("PaneInformation@\\w+", "pane"))
                .toList();
    }
}
