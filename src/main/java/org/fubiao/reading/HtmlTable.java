package org.fubiao.reading;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** A table of a page. A cell that spans others stands at its upper left; those that it covers are empty, as in a workbook. */
final class HtmlTable {
    /** Pages claim any span; no workbook is wider. */
    private static final int MOST_COLUMNS = 16_384;

    private final List<List<String>> rows;

    private HtmlTable(List<List<String>> rows) {
        this.rows = rows;
    }

    /** The rows of a table itself, without those of tables within its cells. */
    static List<Element> rows(Element table) {
        return table.select("> tr, > thead > tr, > tbody > tr, > tfoot > tr");
    }

    static HtmlTable of(Element table) {
        List<List<String>> rows = new ArrayList<>();
        List<Integer> covered = new ArrayList<>();
        for (Element row : rows(table)) {
            rows.add(cells(row, covered));
        }
        return new HtmlTable(rows);
    }

    /**
     * Lays out a row.
     *
     * @param covered for each column, how many rows from this one on are covered from above; moved on to the next row
     */
    private static List<String> cells(Element row, List<Integer> covered) {
        List<String> cells = new ArrayList<>();
        List<Integer> next = new ArrayList<>();
        for (Element cell : row.select("> td, > th")) {
            passCovered(cells, covered, next);
            int columns = span(cell, "colspan");
            int below = span(cell, "rowspan") - 1;
            for (int i = 0; i < columns && cells.size() < MOST_COLUMNS; i++) {
                cells.add(i == 0 ? text(cell) : "");
                next.add(below);
            }
        }
        for (int column = cells.size(); column < covered.size(); column++) {
            next.add(Math.max(0, covered.get(column) - 1));
        }
        covered.clear();
        covered.addAll(next);
        int width = cells.size();
        while (width > 0 && cells.get(width - 1).isEmpty()) {
            width--;
        }
        return List.copyOf(cells.subList(0, width));
    }

    private static void passCovered(List<String> cells, List<Integer> covered, List<Integer> next) {
        while (cells.size() < covered.size() && covered.get(cells.size()) > 0) {
            next.add(covered.get(cells.size()) - 1);
            cells.add("");
        }
    }

    private static int span(Element cell, String attribute) {
        String value = cell.attr(attribute).strip();
        return value.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(value) : 1;
    }

    /** The text as a browser shows it: white space collapsed, {@code <br>} a line break. */
    private static String text(Element cell) {
        StringBuilder text = new StringBuilder();
        NodeVisitor visitor = (Node node, int depth) -> {
            if (node instanceof TextNode leaf) {
                text.append(leaf.getWholeText().replaceAll("[ \\t\\n\\r\\f\\u00a0]+", " "));
            } else if (node instanceof Element element && (element.nameIs("br") || element.nameIs("p"))) {
                text.append('\n');
            }
        };
        cell.traverse(visitor);
        return Texts.clean(text.toString().replaceAll(" *\\n *", "\n").replaceAll(" {2,}", " "));
    }

    RowReader reader() {
        return new Rows();
    }

    private final class Rows implements RowReader {
        private int number;

        @Override
        public boolean next() {
            if (number == rows.size()) {
                return false;
            }
            number++;
            return true;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public int width() {
            return rows.get(number - 1).size();
        }

        @Override
        public String text(int column) {
            return column < width() ? rows.get(number - 1).get(column) : "";
        }

        @Override
        public void close() {
            // All is in memory.
        }
    }
}
