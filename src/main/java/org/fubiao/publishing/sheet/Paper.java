package org.fubiao.publishing.sheet;

import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** A4 paper: what fits on it, and how a sheet is set up to be printed on it. */
final class Paper {
    private static final double SIDE_MARGIN = 0.6;
    private static final double TOP_MARGIN = 0.75;

    /** Width of a half-width character of the body font, in inches: 7 pixels of 1/96 inch. */
    private static final double CHARACTER = 7.0 / 96;

    private final boolean landscape;

    Paper(boolean landscape) {
        this.landscape = landscape;
    }

    /** Printable width in half-width characters. */
    double width() {
        return ((landscape ? 11.69 : 8.27) - 2 * SIDE_MARGIN) / CHARACTER;
    }

    /** Printable height in points. */
    double height() {
        return ((landscape ? 8.27 : 11.69) - 2 * TOP_MARGIN) * 72;
    }

    /** One page wide and as many pages long as it takes; the page number stands below. */
    void setUp(XSSFSheet sheet, boolean onePage) {
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(landscape);
        sheet.setFitToPage(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) (onePage ? 1 : 0));
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
