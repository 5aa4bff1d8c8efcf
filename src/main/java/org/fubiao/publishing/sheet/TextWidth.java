package org.fubiao.publishing.sheet;

import java.math.BigDecimal;

/** How wide a text is, in half-width characters. Measures without a screen, so that every machine agrees. */
final class TextWidth {
    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    /** Lines that a text takes in a column of this width. */
    static int lines(String text, double width) {
        double room = Math.max(2, width - 1.2);
        return text.lines()
                .mapToInt(line -> Math.max(1, (int) Math.ceil(of(line) / room)))
                .sum();
    }

    /** Width of a number in an Excel number format. */
    static int of(BigDecimal value, String format) {
        boolean percent = format.contains("%");
        int point = format.indexOf('.');
        int decimals = point < 0
                ? 0
                : (int) format.chars().skip(point).filter(c -> c == '0').count();
        BigDecimal shown = percent ? value.movePointRight(2) : value;
        int digits = Math.max(1, shown.precision() - shown.scale());
        int commas = format.contains(",") ? (digits - 1) / 3 : 0;
        return digits + commas + (decimals > 0 ? decimals + 1 : 0) + (percent ? 1 : 0) + (value.signum() < 0 ? 1 : 0);
    }

    private static boolean isWide(int c) {
        return c >= 0x2E80 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2160 && c <= 0x2600);
    }
}
