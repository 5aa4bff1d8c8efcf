package org.fubiao.recognition;

import java.util.Set;
import java.util.regex.Pattern;

/** What people write into a cell to say that there is nothing to write. */
final class EmptyMarks {
    private static final Pattern STROKES = Pattern.compile("[-—–―─−－]+|[/／]+|[\\\\＼]+|[.。]{3,}|…+");
    private static final Set<String> WORDS = Set.of("无", "空", "不适用", "N/A", "n/a", "NA", "Ｎ／Ａ");

    private EmptyMarks() {}

    /** Dashes, slashes and dots: they mean nothing to say in any field but a text. */
    static boolean isStroke(String text) {
        return text.length() <= 8 && STROKES.matcher(text).matches();
    }

    /** A stroke, or a word such as 无. */
    static boolean isMark(String text) {
        return WORDS.contains(text) || isStroke(text);
    }
}
