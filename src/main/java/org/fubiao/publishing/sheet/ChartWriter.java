package org.fubiao.publishing.sheet;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.PresetColor;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisOrientation;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.BarGrouping;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.fubiao.job.Appendix.Chart.Kind;
import org.fubiao.publishing.sheet.Grid.Cell;
import org.fubiao.publishing.sheet.Grid.Chart;
import org.fubiao.publishing.sheet.Grid.Link;
import org.fubiao.publishing.sheet.Grid.Numeric;
import org.fubiao.publishing.sheet.Grid.Page;
import org.fubiao.publishing.sheet.Grid.Text;

/** Draws a native chart over the cells of a table. */
final class ChartWriter {
    /** Calm colours, light enough for black labels. */
    private static final List<String> COLOURS =
            List.of("6F9BD1", "F0A868", "A6A6A6", "93C47D", "E6C84F", "A793C9", "D98880", "76B7B2");

    private static final double SHEET_ROW = 16;
    private static final int SHEET_COLUMNS = 10;

    private final Grid grid;
    private final Chart chart;

    ChartWriter(Grid grid, Chart chart) {
        this.grid = grid;
        this.chart = chart;
    }

    /** Draws below the table, with a free row between them; returns the last row that the chart covers. */
    int below(XSSFSheet sheet, int row, int columns, double height) {
        int last = row + (int) (height / SHEET_ROW) - 1;
        makeRows(sheet, row, last);
        draw(sheet, new XSSFClientAnchor(0, 0, 0, 0, 0, row + 1, columns, last + 1));
        return last;
    }

    /** Draws on an empty sheet that is printed on one page. */
    void onSheet(XSSFSheet sheet) {
        boolean landscape = chart.kind() != Kind.BAR;
        Paper paper = new Paper(landscape ? Page.LANDSCAPE : Page.PORTRAIT);
        int rows = (int) (paper.height() / SHEET_ROW) - 1;
        makeRows(sheet, 0, rows);
        for (int column = 0; column < SHEET_COLUMNS; column++) {
            sheet.setColumnWidth(column, (int) (paper.width() / SHEET_COLUMNS * 256));
        }
        draw(sheet, new XSSFClientAnchor(0, 0, 0, 0, 0, 0, SHEET_COLUMNS, rows));
        paper.setUp(sheet, 1);
        int index = sheet.getWorkbook().getSheetIndex(sheet);
        sheet.getWorkbook().setPrintArea(index, 0, SHEET_COLUMNS - 1, 0, rows - 1);
    }

    private static void makeRows(XSSFSheet sheet, int first, int last) {
        for (int row = first; row <= last; row++) {
            XSSFRow made = sheet.createRow(row);
            made.setHeightInPoints((float) SHEET_ROW);
        }
    }

    private void draw(XSSFSheet target, XSSFClientAnchor anchor) {
        XSSFDrawing drawing = target.createDrawingPatriarch();
        XSSFChart drawn = drawing.createChart(anchor);
        drawn.setTitleText(chart.title());
        drawn.setTitleOverlay(false);
        boolean pie = chart.kind() == Kind.PIE;
        if (pie || chart.columns().size() > 1) {
            drawn.getOrAddLegend().setPosition(pie ? LegendPosition.RIGHT : LegendPosition.BOTTOM);
        }
        XDDFChartData data = pie ? drawn.createData(ChartTypes.PIE, null, null) : withAxes(drawn);
        List<Integer> columns = pie ? chart.columns().subList(0, 1) : chart.columns();
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            XDDFChartData.Series series = data.addSeries(names(), values(column));
            // The lowest head alone would not say which group it belongs to, but it is what the table shows.
            series.setTitle(leaf(column), headOf(column));
            if (!pie) {
                colour(series, i);
            }
        }
        data.setVaryColors(pie);
        drawn.plot(data);
        ChartLook.dress(drawn.getCTChart(), drawn.getCTChartSpace(), chart, COLOURS);
    }

    private XDDFChartData withAxes(XSSFChart drawn) {
        boolean bars = chart.kind() == Kind.BAR;
        XDDFCategoryAxis names = drawn.createCategoryAxis(bars ? AxisPosition.LEFT : AxisPosition.BOTTOM);
        XDDFValueAxis values = drawn.createValueAxis(bars ? AxisPosition.BOTTOM : AxisPosition.LEFT);
        if (!chart.uom().isEmpty()) {
            values.setTitle("单位：" + chart.uom());
        }
        values.setCrossBetween(AxisCrossBetween.BETWEEN);
        values.getOrAddMajorGridProperties()
                .setLineProperties(
                        new XDDFLineProperties(new XDDFSolidFillProperties(XDDFColor.from(PresetColor.LIGHT_GRAY))));
        if (chart.kind() == Kind.LINE) {
            return drawn.createData(ChartTypes.LINE, names, values);
        }
        XDDFBarChartData data = (XDDFBarChartData) drawn.createData(ChartTypes.BAR, names, values);
        data.setBarDirection(bars ? BarDirection.BAR : BarDirection.COL);
        data.setBarGrouping(chart.kind() == Kind.STACKED ? BarGrouping.STACKED : BarGrouping.CLUSTERED);
        data.setGapWidth(60);
        if (bars) {
            // The first line of the table is the uppermost bar.
            names.setOrientation(AxisOrientation.MAX_MIN);
            values.setCrosses(AxisCrosses.MAX);
        }
        return data;
    }

    private void colour(XDDFChartData.Series series, int place) {
        byte[] rgb = HexFormat.of().parseHex(COLOURS.get(place % COLOURS.size()));
        XDDFSolidFillProperties fill = new XDDFSolidFillProperties(XDDFColor.from(rgb));
        if (series instanceof XDDFLineChartData.Series line) {
            line.setSmooth(false);
            series.setLineProperties(new XDDFLineProperties(fill));
        } else {
            series.setFillProperties(fill);
        }
    }

    private String leaf(int column) {
        return grid.columns().get(column).leaf();
    }

    private CellReference headOf(int column) {
        int row = Grid.ROWS_ABOVE_HEAD + grid.columns().get(column).heads().size() - 1;
        return new CellReference(grid.name(), row, column, true, true);
    }

    private XDDFCategoryDataSource names() {
        String[] names = chart.names().stream()
                .map(line -> text(grid.lines().get(line).cells().get(0)))
                .toArray(String[]::new);
        return XDDFDataSourcesFactory.fromArray(names, reference(chart.names(), 0));
    }

    private XDDFNumericalDataSource<Double> values(int column) {
        Double[] values = chart.rows().stream()
                .map(line -> value(grid.lines().get(line).cells().get(column)))
                .toArray(Double[]::new);
        String format = grid.columns().get(column).format();
        XDDFNumericalDataSource<Double> source =
                XDDFDataSourcesFactory.fromArray(values, reference(chart.rows(), column));
        source.setFormatCode(format.isEmpty() ? "General" : format);
        return source;
    }

    private static String text(Cell cell) {
        return cell instanceof Text text ? text.text() : cell instanceof Link link ? link.text() : "";
    }

    private static Double value(Cell cell) {
        return cell instanceof Numeric number ? number.value().doubleValue() : BigDecimal.ZERO.doubleValue();
    }

    /** {@code '附表1'!$B$6:$B$9}; several ranges stand in parentheses. */
    private String reference(List<Integer> lines, int column) {
        String sheet = "'" + grid.name() + "'!";
        List<String> ranges = Ranges.of(lines).stream()
                .map(range -> sheet
                        + absolute(range.first(), column)
                        + (range.isSingle() ? "" : ":" + absolute(range.last(), column)))
                .toList();
        return ranges.size() == 1 ? ranges.get(0) : ranges.stream().collect(Collectors.joining(",", "(", ")"));
    }

    private String absolute(int line, int column) {
        return new CellReference(grid.firstRow() + line, column, true, true).formatAsString();
    }
}
