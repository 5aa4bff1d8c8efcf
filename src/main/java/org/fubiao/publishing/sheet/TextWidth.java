package org.fubiao.publishing.sheet;

import java.math.BigDecimal;

/** How wide a text is, in half-width characters. Measures without a screen, so that every machine agrees. */
public final class TextWidth {
    /** What a cell keeps free at both sides of its text. */
    static final double PADDING = 1.2;

    private static final String NEVER_FIRST = "，。、；：？！）》」』】〉”’%,.;:?!)]";

    private TextWidth() {}

    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Both halves of a pair are wide for themselves.
            width += Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? 0 : of(c);
        }
        return width;
    }

    /** Width of the widest of its lines. */
    static int widestLine(String text) {
        return isOneLine(text)
                ? of(text)
                : text.lines().mapToInt(TextWidth::of).max().orElse(0);
    }

    /** Whether nothing breaks it; spares most texts an expression. */
    private static boolean isOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                return false;
            }
        }
        return true;
    }

    /** Lines that a text takes in a column of this width. */
    public static int lines(String text, double width) {
        double room = Math.max(2, width - PADDING);
        if (isOneLine(text)) {
            return of(text) <= room ? 1 : wrapped(text, room);
        }
        int lines = 0;
        for (String line : text.split("\\R", -1)) {
            lines += of(line) <= room ? 1 : wrapped(line, room);
        }
        return lines;
    }

    /** Breaks between ideographs and around words; a closing mark takes the character before it along. */
    private static int wrapped(String line, double room) {
        int lines = 1;
        int used = 0;
        int word = 0;
        int previous = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            int c = line.codePointAt(i);
            int width = of(c);
            boolean inWord = isWordPart(c);
            if (used + width > room) {
                lines++;
                int carried = inWord ? word : NEVER_FIRST.indexOf(c) >= 0 ? previous : 0;
                used = carried < used ? carried : 0;
            }
            used += width;
            word = inWord ? word + width : 0;
            previous = width;
        }
        return lines;
    }

    static boolean isWordPart(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Whether no line begins with this character. */
    static boolean isNeverFirst(int c) {
        return NEVER_FIRST.indexOf(c) >= 0;
    }

    /** Width of a number in an Excel number format. */
    static int of(BigDecimal value, String format) {
        boolean percent = format.contains("%");
        int point = format.indexOf('.');
        int decimals = 0;
        for (int i = point; i >= 0 && i < format.length(); i++) {
            decimals += format.charAt(i) == '0' ? 1 : 0;
        }
        BigDecimal shown = percent ? value.movePointRight(2) : value;
        int digits = Math.max(1, shown.precision() - shown.scale());
        int commas = format.contains(",") ? (digits - 1) / 3 : 0;
        return digits + commas + (decimals > 0 ? decimals + 1 : 0) + (percent ? 1 : 0) + (value.signum() < 0 ? 1 : 0);
    }

    private static int of(int c) {
        return c >= 0x2E80 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2160 && c <= 0x2600) ? 2 : 1;
    }
}
