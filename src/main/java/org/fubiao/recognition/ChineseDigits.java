package org.fubiao.recognition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and periods written in Chinese numerals: 二〇二三年十二月五日. */
final class ChineseDigits {
    private static final String DIGITS = "〇一二三四五六七八九";
    private static final String NUMERALS = "〇○Ｏ零一二三四五六七八九十";
    private static final Pattern RUN = Pattern.compile("[" + NUMERALS + "]+(?=[年月日号季次版稿])");

    private ChineseDigits() {}

    /** Replaces the numerals that stand before 年, 月, 日, 季, 次 and the like by Arabic digits. */
    static String toArabic(String text) {
        if (text.chars().noneMatch(c -> NUMERALS.indexOf(c) >= 0)) {
            return text;
        }
        Matcher runs = RUN.matcher(text);
        return runs.find() ? runs.replaceAll(run -> arabic(run.group())) : text;
    }

    private static String arabic(String run) {
        int ten = run.indexOf('十');
        if (ten < 0) {
            StringBuilder number = new StringBuilder();
            run.chars().forEach(c -> number.append(digit((char) c)));
            return number.toString();
        }
        int tens = ten == 0 ? 1 : digit(run.charAt(ten - 1));
        int ones = ten + 1 < run.length() ? digit(run.charAt(ten + 1)) : 0;
        return Integer.toString(tens * 10 + ones);
    }

    private static int digit(char c) {
        return Math.max(0, DIGITS.indexOf(c));
    }
}
