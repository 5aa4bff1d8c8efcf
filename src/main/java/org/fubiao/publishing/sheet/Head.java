package org.fubiao.publishing.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.fubiao.publishing.sheet.Grid.Column;

/** The nested heads of a table as boxes that span rows and columns; rows count from 0 within the head. */
public final class Head {
    /** A box of the head, both ends included. */
    public record Box(String text, int top, int bottom, int left, int right) {
        boolean spans() {
            return top != bottom || left != right;
        }

        CellRangeAddress range(int above) {
            return new CellRangeAddress(above + top, above + bottom, left, right);
        }
    }

    /** Height of a row of the head with one line of text, in points. */
    static final double LINE = 18;

    private static final double UPRIGHT_CHARACTER = 14.5;

    private final List<Box> boxes;
    private final List<Column> columns;
    private final Widths widths;
    private final double[] heights;

    Head(List<Column> columns, Widths widths) {
        this.columns = columns;
        this.widths = widths;
        this.boxes = boxes(columns);
        heights = new double[Grid.depth(columns.stream().map(Column::heads).toList())];
        Arrays.fill(heights, LINE);
        boxes.forEach(this::makeRoom);
    }

    List<Box> boxes() {
        return boxes;
    }

    /** The boxes of these columns, level by level. */
    public static List<Box> boxes(List<Column> columns) {
        List<List<String>> heads = columns.stream().map(Column::heads).toList();
        List<Box> boxes = new ArrayList<>();
        for (int level = 0; level < Grid.depth(heads); level++) {
            addLevel(boxes, heads, level);
        }
        return boxes;
    }

    double height(int level) {
        return heights[level];
    }

    double height() {
        return Arrays.stream(heights).sum();
    }

    /** The text of a box, broken to fit it. */
    String text(Box box) {
        return isUpright(box) ? box.text() : HeadText.fold(box.text(), widths.between(box.left(), box.right()));
    }

    private static void addLevel(List<Box> boxes, List<List<String>> heads, int level) {
        int depth = Grid.depth(heads);
        int left = 0;
        while (left < heads.size()) {
            List<String> path = heads.get(left);
            int right = left;
            boolean group = level < path.size() - 1;
            while (group && right + 1 < heads.size() && shares(path, heads.get(right + 1), level)) {
                right++;
            }
            if (level < path.size()) {
                boxes.add(new Box(path.get(level), level, group ? level : depth - 1, left, right));
            }
            left = right + 1;
        }
    }

    /** Whether the characters of a box stand below each other. */
    boolean isUpright(Box box) {
        return box.left() == box.right() && columns.get(box.left()).upright() && box.bottom() == heights.length - 1;
    }

    private static boolean shares(List<String> path, List<String> other, int level) {
        return other.size() > level + 1 && other.subList(0, level + 1).equals(path.subList(0, level + 1));
    }

    private void makeRoom(Box box) {
        double needed = isUpright(box)
                ? LINE + box.text().length() * UPRIGHT_CHARACTER
                : Paging.height(LINE, TextWidth.lines(text(box), widths.between(box.left(), box.right())));
        double has = 0;
        for (int level = box.top(); level <= box.bottom(); level++) {
            has += heights[level];
        }
        if (needed > has) {
            heights[box.bottom()] += needed - has;
        }
    }
}
