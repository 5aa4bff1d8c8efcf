package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fubiao.recognition.SheetPreview.Line;

/**
 * A possible head: some lines of a sheet, read as nested heads.
 *
 * @param last place of its last line among the sheet's lines
 * @param depth number of its lines
 * @param paths for each column, its heads from the top down; empty for a column without a head
 */
record Head(int last, int depth, List<List<String>> paths) {
    /** Most lines of a head. */
    static final int MOST_LINES = 3;

    /**
     * Reads nested heads. In the upper lines a cell reaches right over the empty cells beside it, as far as there is a
     * head below them and the line above begins nothing new: so merged cells look. A head that is merged downwards has its
     * text at the top and nothing below.
     */
    static Head of(List<Line> lines, int last, int depth) {
        List<Line> head = lines.subList(last - depth + 1, last + 1);
        int width = head.stream().mapToInt(Line::width).max().orElse(0);
        String[] reach = new String[depth];
        Arrays.fill(reach, "");
        List<List<String>> paths = new ArrayList<>(width);
        for (int column = 0; column < width; column++) {
            paths.add(path(head, column, reach));
        }
        return new Head(last, depth, paths);
    }

    private static List<String> path(List<Line> head, int column, String[] reach) {
        List<String> path = new ArrayList<>(head.size());
        for (int level = 0; level < head.size(); level++) {
            String text = head.get(level).text(column);
            if (!text.isEmpty()) {
                reach[level] = text;
                for (int below = level + 1; below < reach.length; below++) {
                    reach[below] = "";
                }
            } else if (level < head.size() - 1 && hasTextBelow(head, level, column)) {
                text = reach[level];
            }
            boolean repeated = !path.isEmpty() && path.get(path.size() - 1).equals(text);
            if (!text.isEmpty() && !repeated) {
                path.add(text);
            }
        }
        return path;
    }

    private static boolean hasTextBelow(List<Line> head, int level, int column) {
        for (int below = level + 1; below < head.size(); below++) {
            if (!head.get(below).text(column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A column's heads on one line, for messages. */
    String describe(int column) {
        return Labels.line(String.join("/", paths.get(column)));
    }
}
