package org.fubiao.reading;

import java.util.Locale;
import java.util.Set;

/** What a cell's number format makes of a number, as far as its meaning goes. */
enum CellFormat {
    NUMBER,
    PERCENT,
    DATE;

    /** Formats that are never written down in a file; 27 to 36 and 50 to 58 are dates in Chinese Excel. */
    private static final Set<Integer> BUILT_IN_DATES = Set.of(
            14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
            55, 56, 57, 58);

    private static final int FIRST_CUSTOM = 164;

    /**
     * Reads a format.
     *
     * @param id its number; one that the program defines counts more than the pattern
     * @param pattern its text, such as {@code yyyy"年"m"月"d"日";@}; empty if there is none
     */
    static CellFormat of(int id, String pattern) {
        if (id < FIRST_CUSTOM && BUILT_IN_DATES.contains(id)) {
            return DATE;
        }
        if (id == 9 || id == 10) {
            return PERCENT;
        }
        return pattern.isEmpty() ? NUMBER : of(bare(pattern));
    }

    private static CellFormat of(String bare) {
        if (bare.indexOf('%') >= 0) {
            return PERCENT;
        }
        String rest = bare.replace("general", "").replace("g/通用格式", "");
        int digit = firstOf(rest, "0#?");
        int date = firstOf(rest, "ymdhsae");
        // Seconds may have decimals (ss.000), and an exponent (0.00e+00) has an e: what comes first decides.
        return date >= 0 && (digit < 0 || date < digit) ? DATE : NUMBER;
    }

    private static int firstOf(String text, String wanted) {
        for (int i = 0; i < text.length(); i++) {
            if (wanted.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** The first section, in lower case, without quoted and escaped text, colours, conditions and locales. */
    private static String bare(String pattern) {
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (i < pattern.length() && pattern.charAt(i) != ';') {
            char c = pattern.charAt(i);
            if (c == '"') {
                i = end(pattern, i, '"');
            } else if (c == '[') {
                int end = end(pattern, i, ']');
                String inner = pattern.substring(i + 1, Math.min(end, pattern.length()))
                        .toLowerCase(Locale.ROOT);
                if (inner.matches("h+|m+|s+")) {
                    result.append(inner);
                }
                i = end;
            } else if (c == '\\' || c == '_' || c == '*' || c == '!') {
                i++;
            } else {
                result.append(Character.toLowerCase(c));
            }
            i++;
        }
        return result.toString();
    }

    private static int end(String pattern, int from, char closing) {
        int end = pattern.indexOf(closing, from + 1);
        return end < 0 ? pattern.length() : end;
    }
}
