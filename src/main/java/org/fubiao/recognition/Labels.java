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
        // Only what is neither ASCII nor a common ideograph can be changed by the normal form.
        boolean simple = text.chars().allMatch(c -> c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF));
        String wide = simple ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder key = new StringBuilder(wide.length());
        for (int i = 0; i < wide.length(); i += Character.charCount(wide.codePointAt(i))) {
            int c = wide.codePointAt(i);
            if (Character.isLetterOrDigit(c) || Character.isIdeographic(c)) {
                key.appendCodePoint(c);
            }
        }
        return key.toString().toLowerCase(Locale.ROOT);
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
        // Most labels have no brackets, and every label of every head that is tried comes here.
        if (!hasAny(text, "）)]】〕")) {
            return text;
        }
        String rest = BRACKET.matcher(text).replaceAll("").strip();
        return rest.isEmpty() ? text : rest;
    }

    /** The text without a number or 其中 before it: 一、上年末 → 上年末. */
    static String withoutNumber(String text) {
        String bare = text.strip();
        if (!mayBeNumbered(bare)) {
            return bare;
        }
        return LEADING_NUMBER.matcher(bare).replaceFirst("").strip();
    }

    /** Spares most labels and all plain numbers the expression: each cell below each head that is tried comes here. */
    private static boolean mayBeNumbered(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (isBetween(first, '0', '9')) {
            return hasAny(text.substring(0, Math.min(3, text.length())), "、.．");
        }
        return "其（(#*一二三四五六七八九十".indexOf(first) >= 0;
    }

    private static boolean hasAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** On one line, for messages: runs of white space and line breaks become one space. */
    static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
