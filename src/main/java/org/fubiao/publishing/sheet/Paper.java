package org.fubiao.publishing.sheet;

import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.fubiao.publishing.sheet.Grid.Page;

/** A4 paper: what fits on it, and how a sheet is set up to be printed on it. */
final class Paper {
    private static final double SIDE_MARGIN = 0.6;
    private static final double TOP_MARGIN = 0.75;

    /** Width of a half-width character of the body font, in inches: 7 pixels of 1/96 inch. */
    private static final double CHARACTER = 7.0 / 96;

    /** A dense table is printed as small as this before its texts are wrapped: letters of about 7 points. */
    private static final double SMALLEST = 0.68;

    private final Page page;

    Paper(Page page) {
        this.page = page;
    }

    /** Printable width in half-width characters. */
    double width() {
        return ((page.landscape() ? 11.69 : 8.27) - 2 * SIDE_MARGIN) / CHARACTER;
    }

    /** Printable height in points. */
    double height() {
        return ((page.landscape() ? 8.27 : 11.69) - 2 * TOP_MARGIN) * 72;
    }

    /** Width that a table may have before its columns are made narrower, in half-width characters. */
    double room() {
        return page.dense() ? width() / SMALLEST : width();
    }

    /** How much smaller a table of this width is printed: 0.8 is four fifths of its size. */
    double scale(double width) {
        return Math.min(1, width() / width);
    }

    /** Height of a line of a table with one line of text, in points. */
    double line() {
        return page.dense() ? 16 : 18;
    }

    /** One page wide and no more than {@code pages} long, 0 for as many as it takes; the page number stands below. */
    void setUp(XSSFSheet sheet, int pages) {
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(page.landscape());
        sheet.setFitToPage(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) pages);
        sheet.setMargin(PageMargin.LEFT, SIDE_MARGIN);
        sheet.setMargin(PageMargin.RIGHT, SIDE_MARGIN);
        sheet.setMargin(PageMargin.TOP, TOP_MARGIN);
        sheet.setMargin(PageMargin.BOTTOM, TOP_MARGIN);
        sheet.setMargin(PageMargin.FOOTER, 0.4);
        sheet.setHorizontallyCenter(true);
        sheet.getFooter().setCenter("第 &P 页 共 &N 页");
        sheet.setDisplayGridlines(false);
    }
}
