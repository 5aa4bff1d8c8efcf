package org.fubiao.recognition;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes labels comparable: heads, titles, names of units, items and codes as different people type them. */
final class Labels {
    private static final Pattern BRACKET = Pattern.compile("[（(\\[【〔][^（(\\[【〔）)\\]】〕]*[）)\\]】〕]");
    private static final Pattern LEADING_NUMBER = Pattern.compile(
            "^(?:其中[:：]?|[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\\d]{1,3}[）)]|\\d{1,2}[、.．](?!\\d)|[#*])+");

    private Labels() {}

    /** Letters and digits only, full-width ones as half-width ones, in lower case. */
    static String key(String text) {
        if (isPlain(text)) {
            return text;
        }
        String wide = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(wide.length());
        wide.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || Character.isIdeographic(c))
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isBetween(c, 0x4E00, 0x9FFF) && !isBetween(c, '0', '9') && !isBetween(c, 'a', 'z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBetween(char c, int from, int to) {
        return c >= from && c <= to;
    }

    /** The text without what stands in brackets, such as a unit of measure: 金额（万元） → 金额. */
    static String withoutBrackets(String text) {
        String rest = BRACKET.matcher(text).replaceAll("").strip();
        return rest.isEmpty() ? text : rest;
    }

    /** The text without a number or 其中 before it: 一、上年末 → 上年末. */
    static String withoutNumber(String text) {
        return LEADING_NUMBER.matcher(text.strip()).replaceFirst("").strip();
    }

    /** On one line, for messages: runs of white space and line breaks become one space. */
    static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
