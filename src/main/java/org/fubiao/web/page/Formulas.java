package org.fubiao.web.page;

/** Keeps texts in tables from being calculated. */
public final class Formulas {
    /** What a program for tables takes for the beginning of a formula, or skips before one. */
    private static final String BEGINS = "=+-@\t\r\n＝＋－＠";

    private Formulas() {}

    /** A text that a program for tables would calculate is preceded by an apostrophe. */
    public static String harmless(String text) {
        return !text.isEmpty() && BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
