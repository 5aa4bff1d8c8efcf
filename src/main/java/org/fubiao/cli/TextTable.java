package org.fubiao.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table of text whose columns line up on a terminal, where a Chinese character is two columns wide. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> heads) {
        rows.add(List.copyOf(heads));
    }

    TextTable rows(List<List<String>> more) {
        rows.addAll(more);
        return this;
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int column = 0; column < columns; column++) {
                line.append(pad(row.get(column), widths[column])).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** A text with spaces to its right up to a width in terminal columns. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** Width of a text in terminal columns. */
    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int character) {
        return switch (Character.UnicodeBlock.of(character) == null
                ? "other"
                : Character.UnicodeScript.of(character).name()) {
            case "HAN", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO" -> 2;
            default -> isFullWidth(character) ? 2 : 1;
        };
    }

    private static boolean isFullWidth(int character) {
        return (character >= 0x3000 && character <= 0x303F) || (character >= 0xFF01 && character <= 0xFF60);
    }
}
