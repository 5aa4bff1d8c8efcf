package org.fubiao.recognition;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts, kept as they are but for line breaks, which are taken out: a cell's lines are one text. */
final class TextTyper extends CellTyper {
    private static final Pattern LINE_BREAKS = Pattern.compile("[ \\t\\u3000]*[\\r\\n]+\\s*");
    private static final int FIRST_FULL_WIDTH = 0xFF01;
    private static final int LAST_FULL_WIDTH = 0xFF5E;

    private final @Nullable Pattern pattern;

    TextTyper(@Nullable String pattern) {
        this.pattern = pattern == null ? null : Pattern.compile(pattern);
    }

    @Override
    Outcome read(String cell) {
        text = cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0 ? cell : oneLine(cell);
        if (pattern != null && hasFullWidth(text)) {
            text = fitting(pattern, text);
        }
        return Outcome.VALUE;
    }

    /** Nothing stands for a line break between two Chinese characters, a space elsewhere. */
    static String oneLine(String cell) {
        Matcher breaks = LINE_BREAKS.matcher(cell);
        return breaks.replaceAll(match -> {
            boolean chinese = match.start() > 0
                    && match.end() < cell.length()
                    && cell.charAt(match.start() - 1) >= 0x2E80
                    && cell.charAt(match.end()) >= 0x2E80;
            return chinese ? "" : " ";
        });
    }

    private static boolean hasFullWidth(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_FULL_WIDTH && c <= LAST_FULL_WIDTH) {
                return true;
            }
        }
        return false;
    }

    /** A text that fits its field's pattern only in half-width characters is meant in these. */
    private static String fitting(Pattern pattern, String text) {
        if (pattern.matcher(text).matches()) {
            return text;
        }
        String half = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return pattern.matcher(half).matches() ? half : text;
    }

    @Override
    String expected() {
        return "文字";
    }
}
