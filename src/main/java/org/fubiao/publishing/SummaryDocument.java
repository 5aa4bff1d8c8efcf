package org.fubiao.publishing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTable.XWPFBorderType;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.fubiao.publishing.sheet.OfficeFile;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureValue;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/** The figures as a document to paste into the report: their wordings by theme, then a table of all of them. */
final class SummaryDocument {
    private static final String TITLE_FONT = "黑体";
    private static final String TEXT_FONT = "仿宋";
    private static final String TABLE_FONT = "宋体";

    /** Twentieths of a point. */
    private static final int A4_WIDTH = 11906;

    private static final int A4_HEIGHT = 16838;
    private static final int[] WIDTHS = {580, 1730, 780, 600, 1852, 800, 800, 800, 1470};
    private static final int NUMBER_COLUMN = 2;
    private static final int EXACT_COLUMN = 5;
    private static final int PREVIOUS_COLUMN = 6;
    private static final int CHANGE_COLUMN = 7;

    private final Publication publication;
    private final Layouts layouts;
    private final XWPFDocument document = new XWPFDocument();

    SummaryDocument(Publication publication, Layouts layouts) {
        this.layouts = layouts;
        this.publication = publication;
    }

    void write(Path file) throws IOException {
        setUpPage();
        paragraph(SummaryGrid.TITLE, TITLE_FONT, 18).setAlignment(ParagraphAlignment.CENTER);
        String below = SummaryGrid.subtitle(publication);
        paragraph(below, TEXT_FONT, 14).setAlignment(ParagraphAlignment.CENTER);
        List<Themes.Theme> themes = Themes.of(publication.figures());
        themes.forEach(this::writeWording);
        paragraph("附：报告数字一览表", TITLE_FONT, 14).setSpacingBefore(240);
        writeTable(themes);
        paragraph(SummaryGrid.exactness(publication), TABLE_FONT, 9);
        paragraph("　　2.出处为附表及其单元格；“—”表示不在附表中列出；空格表示无" + previousWord() + "数或者无法计算。", TABLE_FONT, 9);
        writeFooter();
        OfficeFile.save(
                document,
                file,
                SummaryGrid.TITLE,
                publication.job().office(),
                publication.period().lastDay());
        document.close();
    }

    private String previousWord() {
        return publication.period().kind().previousWord();
    }

    private List<String> heads() {
        String previous = previousWord();
        return List.of("序号", "报告数字", "数值", "计量单位", "报告表述", "精确值", previous, "比" + previous + "增减", "出处");
    }

    private void setUpPage() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(A4_WIDTH));
        size.setH(BigInteger.valueOf(A4_HEIGHT));
        CTPageMar margin = section.addNewPgMar();
        margin.setTop(BigInteger.valueOf(1440));
        margin.setBottom(BigInteger.valueOf(1440));
        margin.setLeft(BigInteger.valueOf(1247));
        margin.setRight(BigInteger.valueOf(1247));
    }

    /** The page number stands in the middle of the foot. */
    private void writeFooter() {
        XWPFParagraph paragraph =
                document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        paragraph.getCTP().addNewFldSimple().setInstr("PAGE");
    }

    private void writeWording(Themes.Theme theme) {
        if (!theme.title().isEmpty()) {
            paragraph(theme.title(), TITLE_FONT, 16).setSpacingBefore(160);
        }
        String text = theme.figures().stream().map(FigureValue::quoted).collect(Collectors.joining("；", "", "。"));
        paragraph(text, TEXT_FONT, 16).setIndentationFirstLine(640);
    }

    private XWPFParagraph paragraph(String text, String font, int size) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setSpacingBetween(1.3);
        write(paragraph, text, font, size, false);
        return paragraph;
    }

    private static void write(XWPFParagraph paragraph, String text, String font, int size, boolean bold) {
        XWPFRun run = paragraph.createRun();
        run.setText(text);
        run.setFontSize(size);
        run.setBold(bold);
        CTFonts fonts = run.getCTR().getRPr().addNewRFonts();
        fonts.setAscii("Times New Roman");
        fonts.setHAnsi("Times New Roman");
        fonts.setCs("Times New Roman");
        fonts.setEastAsia(font);
    }

    private void writeTable(List<Themes.Theme> themes) {
        XWPFTable table = document.createTable(1, WIDTHS.length);
        table.setTableAlignment(TableRowAlign.CENTER);
        table.setTopBorder(XWPFBorderType.SINGLE, 12, 0, "000000");
        table.setBottomBorder(XWPFBorderType.SINGLE, 12, 0, "000000");
        table.setLeftBorder(XWPFBorderType.NIL, 0, 0, "000000");
        table.setRightBorder(XWPFBorderType.NIL, 0, 0, "000000");
        table.setCellMargins(20, 60, 20, 60);
        XWPFTableRow head = table.getRow(0);
        head.setRepeatHeader(true);
        fill(head, heads(), TITLE_FONT, false);
        int number = 0;
        for (Themes.Theme theme : themes) {
            for (FigureValue figure : theme.figures()) {
                fill(table.createRow(), texts(++number, figure), TABLE_FONT, true);
            }
        }
    }

    private static void fill(XWPFTableRow row, List<String> texts, String font, boolean body) {
        row.setCantSplitRow(true);
        for (int column = 0; column < texts.size(); column++) {
            XWPFTableCell cell = row.getCell(column);
            cell.setWidth(String.valueOf(WIDTHS[column]));
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
            XWPFParagraph paragraph = cell.getParagraphs().get(0);
            paragraph.setAlignment(body ? alignment(column) : ParagraphAlignment.CENTER);
            write(paragraph, texts.get(column), font, 10, false);
        }
    }

    private static ParagraphAlignment alignment(int column) {
        return switch (column) {
            case NUMBER_COLUMN, EXACT_COLUMN, PREVIOUS_COLUMN, CHANGE_COLUMN -> ParagraphAlignment.RIGHT;
            case 1, 4 -> ParagraphAlignment.LEFT;
            default -> ParagraphAlignment.CENTER;
        };
    }

    private List<String> texts(int number, FigureValue figure) {
        AppendixTable table = figure.appendix();
        String source = SummaryGrid.NO_SOURCE;
        if (table != null) {
            AppendixLayout layout = layouts.of(table);
            source = layout.sheetName() + " " + layout.address(figure.row(), figure.column());
        }
        return List.of(
                String.valueOf(number),
                figure.definition().title(),
                plain(figure.value()),
                figure.definition().uom(),
                figure.quoted(),
                plain(figure.exact()),
                plain(figure.previous()),
                plain(Themes.change(figure)),
                source);
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "" : grouped(AppendixGrid.plain(value));
    }

    /** With a comma before every three digits, as in the workbook of the figures; wordings have none. */
    private static String grouped(String number) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",") + number.substring(whole.length());
    }
}
