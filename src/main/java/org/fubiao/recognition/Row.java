package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fubiao.reading.RowReader;

/** The texts of the row at hand. One instance serves all rows of a sheet. */
final class Row {
    private static final int FIRST_SIZE = 32;

    private String[] cells = new String[FIRST_SIZE];
    private int width;
    private int filled;
    private int first;
    private long number;

    Row() {
        Arrays.fill(cells, "");
    }

    void load(RowReader rows) {
        int newWidth = rows.width();
        if (newWidth > cells.length) {
            int old = cells.length;
            cells = Arrays.copyOf(cells, Math.max(newWidth, old * 2));
            Arrays.fill(cells, old, cells.length, "");
        }
        number = rows.number();
        filled = 0;
        first = -1;
        for (int column = 0; column < newWidth; column++) {
            String text = trimmed(rows.text(column));
            cells[column] = text;
            if (!text.isEmpty()) {
                filled++;
                first = first < 0 ? column : first;
            }
        }
        for (int column = newWidth; column < width; column++) {
            cells[column] = "";
        }
        width = newWidth;
    }

    private static String trimmed(String text) {
        int length = text.length();
        return length == 0 || (isInk(text.charAt(0)) && isInk(text.charAt(length - 1))) ? text : trimmedSlowly(text);
    }

    private static boolean isInk(char c) {
        return c > ' ' && c != '\u00A0' && c != '\u3000' && c != '\uFEFF' && c != '\u200B';
    }

    private static String trimmedSlowly(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !isInk(text.charAt(from))) {
            from++;
        }
        while (to > from && !isInk(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    long number() {
        return number;
    }

    int width() {
        return width;
    }

    /** How many cells have text. */
    int filled() {
        return filled;
    }

    /** The first cell with text; empty if there is none. */
    String firstText() {
        return first < 0 ? "" : cells[first];
    }

    String text(int column) {
        return column < cells.length ? cells[column] : "";
    }

    /** The texts of all cells that have one, from left to right. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(filled);
        for (int column = 0; column < width; column++) {
            if (!cells[column].isEmpty()) {
                texts.add(cells[column]);
            }
        }
        return texts;
    }

    /** All cells up to the last one with text. */
    List<String> cells() {
        int last = width;
        while (last > 0 && cells[last - 1].isEmpty()) {
            last--;
        }
        return List.copyOf(Arrays.asList(cells).subList(0, last));
    }
}
