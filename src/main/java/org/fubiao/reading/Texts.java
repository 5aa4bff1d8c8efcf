package org.fubiao.reading;

/** What is done to the text of every cell, whatever the file. */
final class Texts {
    private Texts() {}

    /**
     * Takes white space off both ends (of any script, control characters and zero-width marks too) and writes line breaks as
     * {@code \n}. Gives back the same string where there is nothing to do.
     */
    static String clean(String text) {
        int end = text.length();
        if (end == 0) {
            return text;
        }
        int start = 0;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        String inner = text.substring(start, end);
        return inner.indexOf('\r') < 0 ? inner : inner.replace("\r\n", "\n").replace('\r', '\n');
    }

    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(char c) {
        if (c <= ' ') {
            return true;
        }
        if (c < 0x7F) {
            return false;
        }
        return c <= 0xA0 || c == 0x1680 || c == 0xFEFF || (c >= 0x2000 && c <= 0x3000 && isRareBlank(c));
    }

    private static boolean isRareBlank(char c) {
        return c == 0x3000 || c <= 0x200D || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060;
    }
}
