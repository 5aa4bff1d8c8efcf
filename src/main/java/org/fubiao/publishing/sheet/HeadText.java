package org.fubiao.publishing.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks the text of a head where a person would: before a bracket, after a colon, and never one character alone. */
final class HeadText {
    private static final Pattern JOINT = Pattern.compile("(?<=.)(?=（)|(?<=：)(?=.)|(?<=.)(?=[比较]上)");

    /** A text up to this width stays on one line. */
    private static final int SHORT = 10;

    private HeadText() {}

    /** The width that a head asks for when it is broken well: that of its longest piece. */
    static int width(String text) {
        int all = TextWidth.of(text);
        if (all <= SHORT) {
            return all;
        }
        int widest = 0;
        for (String piece : JOINT.split(text, -1)) {
            int width = TextWidth.of(piece);
            int lines = width <= SHORT ? 1 : width <= 2 * SHORT ? 2 : 3;
            for (String part : even(piece, lines)) {
                widest = Math.max(widest, TextWidth.of(part));
            }
        }
        return widest;
    }

    /** The text with line breaks that fit it to a column of this width. */
    static String fold(String text, double width) {
        double room = Math.max(2, width - TextWidth.PADDING);
        if (TextWidth.of(text) <= room) {
            return text;
        }
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String piece : JOINT.split(text, -1)) {
            if (TextWidth.of(line + piece) <= room) {
                line += piece;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            List<String> parts = fitting(piece, room);
            lines.addAll(parts.subList(0, parts.size() - 1));
            line = parts.get(parts.size() - 1);
        }
        lines.add(line);
        return String.join("\n", lines);
    }

    private static List<String> fitting(String text, double room) {
        int lines = (int) Math.ceil(TextWidth.of(text) / room);
        while (lines < text.length()) {
            List<String> parts = even(text, lines);
            if (parts.stream().allMatch(part -> TextWidth.of(part) <= room)) {
                return parts;
            }
            lines++;
        }
        return List.of(text);
    }

    /** About as much on each line; most words have two characters, so that lines of even length break between words. */
    private static List<String> even(String text, int lines) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        for (int left = lines; left > 1 && rest.length() > 2; left--) {
            int cut = (rest.length() + left - 1) / left;
            cut = sound(rest, Math.min(rest.length() - 1, cut + cut % 2));
            parts.add(rest.substring(0, cut));
            rest = rest.substring(cut);
        }
        parts.add(rest);
        return parts;
    }

    /** The place nearest to this one at which a line may end, rather before it; this one if there is none. */
    private static int sound(String text, int wanted) {
        for (int cut = wanted; cut > 0; cut--) {
            if (isSound(text, cut)) {
                return cut;
            }
        }
        for (int cut = wanted + 1; cut < text.length(); cut++) {
            if (isSound(text, cut)) {
                return cut;
            }
        }
        return wanted;
    }

    private static boolean isSound(String text, int cut) {
        char before = text.charAt(cut - 1);
        char after = text.charAt(cut);
        boolean inWord = TextWidth.isWordPart(before) && TextWidth.isWordPart(after);
        return !inWord && before != '（' && !TextWidth.isNeverFirst(after) && !Character.isLowSurrogate(after);
    }
}
