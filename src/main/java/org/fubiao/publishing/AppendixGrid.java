package org.fubiao.publishing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.Chart.ChartRows;
import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongTexts;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.LongLines;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.AppendixTable.Text;
import org.fubiao.totals.ListedRows;
import org.jspecify.annotations.Nullable;

/** An appendix as a printed table. */
public final class AppendixGrid {
    private static final int WIDEST_LABEL = 40;
    private static final int WIDEST_TEXT = 36;

    /** A listing of so many rows is not kept as objects. */
    private static final int LONG = 10_000;

    private static final Pattern IN_PARENTHESES = Pattern.compile("（([^（）]{1,6})）$");

    private final AppendixTable table;
    private final AppendixLayout layout;
    private final Formulas formulas;
    private final AppendixContent content;

    private AppendixGrid(AppendixTable table, AppendixLayout layout) {
        this.table = table;
        this.layout = layout;
        this.formulas = new Formulas(layout);
        this.content = AppendixContent.of(table);
    }

    /** An appendix as it stands alone. */
    public static Grid of(AppendixTable table) {
        return of(table, new AppendixLayout(table));
    }

    static Grid of(AppendixTable table, AppendixLayout layout) {
        return new AppendixGrid(table, layout).grid();
    }

    private Grid grid() {
        Appendix definition = table.definition();
        String uom = definition.uom().isEmpty() ? "" : "计量单位：" + definition.uom();
        return new Grid(
                layout.sheetName(),
                new Grid.Heading(definition.title(), table.period(), "编制单位：" + table.office(), uom),
                table.stub().size(),
                columns(),
                lines(),
                notes(),
                definition.landscape() ? Grid.Page.LANDSCAPE : Grid.Page.PORTRAIT,
                chart());
    }

    private List<Grid.Column> columns() {
        List<Grid.Column> columns = new ArrayList<>();
        for (int place = 0; place < table.stub().size(); place++) {
            String head = table.stub().get(place);
            columns.add(
                    content.isSerial(place)
                            ? Grid.Column.word(head, WIDEST_LABEL)
                            : Grid.Column.text(head, WIDEST_LABEL));
        }
        for (int column = 0; column < table.columns().size(); column++) {
            LeafColumn leaf = table.columns().get(column);
            Grid.Align align = content.isText(column)
                    ? (content.isShort(column) ? Grid.Align.CENTER : Grid.Align.LEFT)
                    : Grid.Align.RIGHT;
            columns.add(new Grid.Column(leaf.heads(), align, leaf.format(), WIDEST_TEXT, false));
        }
        return columns;
    }

    private List<Grid.Line> lines() {
        int rows = table.rows().size();
        if (rows >= LONG && table.rows() instanceof ListedRows listed) {
            LongTexts labels = listed.labels();
            List<LongColumn> columns = new ArrayList<>();
            columns.add(labels == null ? LongTexts.serial(rows) : labels);
            columns.addAll(listed.cells());
            return new LongLines(rows, columns);
        }
        return IntStream.range(0, rows).mapToObj(this::line).toList();
    }

    private Grid.Line line(int place) {
        Row row = table.rows().get(place);
        int stub = row.labels().size();
        Grid.Cell[] cells = new Grid.Cell[stub + row.cells().size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = column < stub
                    ? Grid.text(row.labels().get(column))
                    : cell(row.cells().get(column - stub), place, column - stub);
        }
        Grid.Kind kind = switch (row.kind()) {
            case GROUP -> Grid.Kind.GROUP;
            case DETAIL -> Grid.Kind.PLAIN;
            case SUBTOTAL, TOTAL -> Grid.Kind.SUM;
        };
        return new Grid.Line(kind, List.of(cells));
    }

    private Grid.Cell cell(Cell cell, int row, int column) {
        if (cell instanceof Numeric number) {
            return new Grid.Numeric(number.value(), formulas.text(number, row, column));
        }
        return cell instanceof Text text ? Grid.text(text.text()) : new Grid.Blank();
    }

    private List<String> notes() {
        List<String> remarks = new ArrayList<>(table.notes());
        if (content.hasGaps()) {
            remarks.add("空格表示无此项数据或者无法计算，0表示数值为零。");
        }
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < remarks.size(); i++) {
            String number = remarks.size() == 1 ? "" : (i + 1) + ".";
            notes.add((i == 0 ? "注：" : "　　") + number + remarks.get(i));
        }
        String source = table.definition().source();
        notes.add("资料来源：" + (source.isEmpty() ? "各报送单位报送数据。" : source));
        if (!table.coverage().isEmpty()) {
            notes.add("报送情况：" + table.coverage() + "。");
        }
        return notes;
    }

    private Grid.@Nullable Chart chart() {
        Appendix.Chart chart = table.definition().chart();
        if (chart == null) {
            return null;
        }
        List<Integer> columns = IntStream.range(0, table.columns().size())
                .filter(column -> chart.columns()
                        .contains(last(table.columns().get(column).heads())))
                .mapToObj(column -> table.stub().size() + column)
                .toList();
        RowKind kind = chart.rows() == ChartRows.DETAILS ? RowKind.DETAIL : RowKind.SUBTOTAL;
        List<Integer> rows = IntStream.range(0, table.rows().size())
                .filter(row -> table.rows().get(row).kind() == kind)
                .boxed()
                .toList();
        if (columns.isEmpty() || rows.isEmpty()) {
            return null;
        }
        List<Integer> names = rows.stream().map(this::nameOf).toList();
        return new Grid.Chart(chart.kind(), chart.title(), uom(chart), columns, rows, names);
    }

    /** The unit of measure of a chart: that of the appendix, or what its title says in parentheses at its end. */
    private String uom(Appendix.Chart chart) {
        if (!table.definition().uom().isEmpty()) {
            return table.definition().uom();
        }
        Matcher matcher = IN_PARENTHESES.matcher(chart.title());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The line that names a row of a chart: a subtotal is named by the group above it. */
    private int nameOf(int row) {
        if (table.rows().get(row).kind() == RowKind.SUBTOTAL) {
            for (int above = row; above >= 0; above--) {
                if (table.rows().get(above).kind() == RowKind.GROUP) {
                    return above;
                }
            }
        }
        return row;
    }

    private static String last(List<String> heads) {
        return heads.get(heads.size() - 1);
    }

    /** The exact value of a number, for a reader that computes. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
