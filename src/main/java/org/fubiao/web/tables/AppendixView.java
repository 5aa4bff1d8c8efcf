package org.fubiao.web.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.fubiao.job.Appendix;
import org.fubiao.publishing.AppendixGrid;
import org.fubiao.publishing.AppendixLayout;
import org.fubiao.publishing.Json;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Head;
import org.fubiao.totals.AppendixTable;
import org.jspecify.annotations.Nullable;

/**
 * An appendix as a page shows it: like its printed form.
 *
 * @param heads rows of the nested head
 * @param lines those of this page
 * @param rows how many lines there are on all pages
 * @param chart the chart that its definition asks for, if any
 */
record AppendixView(
        Grid.Heading heading,
        List<List<HeadBox>> heads,
        List<Line> lines,
        int rows,
        List<String> notes,
        boolean landscape,
        @Nullable Chart chart) {

    /** A box of the head. */
    record HeadBox(String text, int rows, int columns) {
        /** What stands in parentheses is not broken off in the midst. */
        public List<String> parts() {
            int open = text.indexOf('（');
            return open <= 0 ? List.of(text) : List.of(text.substring(0, open), text.substring(open));
        }
    }

    /**
     * A line.
     *
     * @param kind {@code group}, {@code plain} or {@code sum}
     */
    record Line(String kind, List<Cell> cells) {}

    /**
     * A cell.
     *
     * @param align {@code left}, {@code center} or {@code number}
     * @param label whether it names its line
     * @param span how many columns it takes
     * @param address where it stands in the workbook, if it can be traced; else empty
     */
    record Cell(String text, String align, boolean label, int span, String address) {}

    /**
     * A chart.
     *
     * @param data what is drawn, as JSON
     * @param lines a name and a number for each series
     */
    record Chart(String title, String data, List<String> series, List<List<String>> lines) {}

    /**
     * Lines of an appendix.
     *
     * @param from the first line, from 0
     */
    static AppendixView of(AppendixTable table, int from, int most) {
        return new Maker(table).make(from, most);
    }

    /** Turns a printed table into a page. */
    private static final class Maker {
        private final Grid grid;
        private final AppendixLayout layout;
        private final boolean listing;
        private final NumberText numbers = new NumberText();

        Maker(AppendixTable table) {
            this.grid = AppendixGrid.of(table);
            this.layout = new AppendixLayout(table);
            this.listing = table.definition().rows() instanceof Appendix.Listing;
        }

        AppendixView make(int from, int most) {
            int rows = grid.lines().size();
            List<Line> lines = IntStream.range(Math.min(from, rows), Math.min(rows, from + most))
                    .mapToObj(this::line)
                    .toList();
            return new AppendixView(
                    grid.heading(),
                    heads(grid.columns()),
                    lines,
                    rows,
                    grid.notes(),
                    grid.page() == Grid.Page.LANDSCAPE,
                    chart());
        }

        private Line line(int row) {
            Grid.Line line = grid.lines().get(row);
            String kind = line.kind().name().toLowerCase(Locale.ROOT);
            if (line.kind() == Grid.Kind.GROUP) {
                return new Line(
                        kind,
                        List.of(new Cell(
                                text(line, 0), "left", true, line.cells().size(), "")));
            }
            List<Cell> cells = new ArrayList<>();
            for (int column = 0; column < line.cells().size(); column++) {
                boolean number = line.cells().get(column) instanceof Grid.Numeric;
                int leaf = column - grid.stub();
                // In a listing it is the row that leads back to where it came from.
                String address = leaf >= 0
                        ? (number ? layout.address(row, leaf) : "")
                        : listing && leaf == -1 ? layout.labelAddress(row) : "";
                cells.add(new Cell(text(line, column), align(column), leaf < 0, 1, address));
            }
            return new Line(kind, cells);
        }

        private String align(int column) {
            return switch (grid.columns().get(column).align()) {
                case LEFT -> "left";
                case CENTER -> "center";
                case RIGHT -> "number";
            };
        }

        private String text(Grid.Line line, int column) {
            Grid.Cell cell = line.cells().get(column);
            if (cell instanceof Grid.Numeric number) {
                return numbers.printed(
                        number.value(), grid.columns().get(column).format());
            }
            return cell instanceof Grid.Text text ? text.text() : "";
        }

        private @Nullable Chart chart() {
            Grid.Chart chart = grid.chart();
            if (chart == null) {
                return null;
            }
            List<String> names = chart.names().stream()
                    .map(row -> text(grid.lines().get(row), 0))
                    .toList();
            List<String> series = chart.columns().stream().map(this::title).toList();
            List<List<String>> lines = new ArrayList<>();
            for (int i = 0; i < chart.rows().size(); i++) {
                List<String> line = new ArrayList<>(List.of(names.get(i)));
                for (int column : chart.columns()) {
                    line.add(text(grid.lines().get(chart.rows().get(i)), column));
                }
                lines.add(line);
            }
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("kind", chart.kind().name());
            data.put("uom", chart.uom());
            data.put("names", names);
            data.put(
                    "series",
                    series.stream()
                            .map(name -> Map.<String, Object>of(
                                    "name",
                                    name,
                                    "values",
                                    values(chart, chart.columns().get(series.indexOf(name)))))
                            .toList());
            return new Chart(chart.title(), Json.write(data), series, lines);
        }

        private String title(int column) {
            List<String> heads = grid.columns().get(column).heads();
            return heads.get(heads.size() - 1);
        }

        /** A dash where there is none, as the drawing library wants it. */
        private List<Object> values(Grid.Chart chart, int column) {
            List<Object> values = new ArrayList<>();
            for (int row : chart.rows()) {
                Grid.Cell cell = grid.lines().get(row).cells().get(column);
                values.add(cell instanceof Grid.Numeric number ? number.value() : "-");
            }
            return values;
        }
    }

    private static List<List<HeadBox>> heads(List<Grid.Column> columns) {
        List<List<HeadBox>> rows = new ArrayList<>();
        int depth = Grid.depth(columns.stream().map(Grid.Column::heads).toList());
        IntStream.range(0, depth).forEach(level -> rows.add(new ArrayList<>()));
        for (Head.Box box : Head.boxes(columns)) {
            rows.get(box.top())
                    .add(new HeadBox(box.text(), box.bottom() - box.top() + 1, box.right() - box.left() + 1));
        }
        return rows;
    }

    /** What was published for machines, where the definitions that tell its printed form have changed since. */
    static AppendixView of(PublishedTables.Table table, String title, String period, int from, int most) {
        NumberText numbers = new NumberText();
        List<Grid.Column> columns = table.heads().stream()
                .skip(1)
                .map(head -> new Grid.Column(List.of(head.split("/", -1)), Grid.Align.LEFT, "", 1, false))
                .toList();
        List<Line> lines = table.rows().stream()
                .skip(from)
                .limit(most)
                .map(row -> plain(row, numbers))
                .toList();
        return new AppendixView(
                new Grid.Heading(title, period, "", ""),
                heads(columns),
                lines,
                table.rows().size(),
                List.of(),
                false,
                null);
    }

    private static Line plain(List<String> row, NumberText numbers) {
        List<Cell> cells = new ArrayList<>();
        for (int column = 1; column < row.size(); column++) {
            String text = row.get(column);
            boolean number = column > 1 && isNumber(text);
            cells.add(new Cell(
                    number ? numbers.grouped(new BigDecimal(text)) : text,
                    number ? "number" : "left",
                    column == 1,
                    1,
                    ""));
        }
        String kind = row.get(0);
        return new Line(kind.equals("group") || kind.equals("detail") ? kind : "sum", cells);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,30}(\\.\\d{1,30})?");
    }
}
