package org.fubiao.totals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.FieldColumn;
import org.fubiao.job.Appendix.Listing;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Row;

/**
 * The rows of a listing: submitted rows as they are. The stub is the unit's name, or a running number where the stub is called
 * 序号 or a column shows the unit already.
 */
final class ListingRows {
    private static final String NUMBER = "序号";
    /** A part's place among all, in the order in which they are listed. */
    private static final String PLACE = "_place";

    private final Appendix appendix;
    private final Listing listing;
    private final Form form;
    private final List<Columns.Leaf> leaves;
    private final boolean numbered;

    ListingRows(Job job, Appendix appendix, Listing listing) {
        this.appendix = appendix;
        this.listing = listing;
        this.form = job.form(listing.form());
        this.leaves = Columns.leaves(appendix);
        this.numbered = appendix.stub().equals(NUMBER)
                || leaves.stream().anyMatch(leaf -> field(leaf).equals(FormTable.UNIT_NAME));
    }

    private static String field(Columns.Leaf leaf) {
        return leaf.column() instanceof FieldColumn column ? column.field() : "";
    }

    String stub() {
        return numbered ? NUMBER : appendix.stub();
    }

    List<LeafColumn> columns() {
        return leaves.stream()
                .map(leaf -> new LeafColumn(leaf.heads(), Columns.format(leaf.column()), null))
                .toList();
    }

    List<Row> rows(Connection snapshot) throws SQLException {
        LongTexts labels = numbered ? null : new LongTexts();
        List<LongColumn> columns =
                leaves.stream().map(leaf -> column(field(leaf))).toList();
        Map<Long, String> units = numbered ? Map.of() : units(snapshot);
        try (PreparedStatement statement = snapshot.prepareStatement(select());
                DuckDBChunkedResult result =
                        statement.unwrap(DuckDBPreparedStatement.class).query()) {
            int rows = 0;
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                if (labels != null) {
                    DuckDBReadableVector parts = chunk.vector(0);
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        labels.add(units.get(parts.getLong(row)));
                    }
                }
                for (int i = 0; i < columns.size(); i++) {
                    take(
                            chunk.vector(i + 1L),
                            columns.get(i),
                            Columns.format(leaves.get(i).column()));
                }
                rows += (int) chunk.rowCount();
            }
            return new ListedRows(labels, columns, rows);
        } catch (SQLException e) {
            throw new MeasureException("附表“" + appendix.title() + "”的清单（appendices/" + appendix.id() + ".yml）", e);
        }
    }

    private String select() {
        StringBuilder sql = new StringBuilder("SELECT f." + FormTable.PART);
        leaves.forEach(leaf -> sql.append(", f.").append(Compute.name(field(leaf))));
        return sql.append(listed()).toString();
    }

    /** The fields of the form that are shown, in the order of the columns. */
    List<String> fields() {
        return leaves.stream().map(ListingRows::field).toList();
    }

    /**
     * SQL of where a row was submitted: unit, part, file, sheet, row and item, then the fields that are shown.
     *
     * @param row place in the listing, from 0
     */
    String source(int row) {
        StringBuilder sql = new StringBuilder("SELECT p._unit, 1, f." + FormTable.PART + ", p._file, p._sheet, f."
                + FormTable.ROW + ", " + (form.isMatrix() ? "f." + Compute.name(Form.ITEM) : "NULL"));
        leaves.forEach(leaf -> sql.append(", f.").append(Compute.name(field(leaf))));
        return sql.append(listed()).append(" LIMIT 1 OFFSET ").append(row).toString();
    }

    private String listed() {
        StringBuilder sql = new StringBuilder(" FROM (SELECT * FROM ").append(Compute.name(form.title()));
        String where = listing.where();
        if (where != null) {
            sql.append(" WHERE ").append(where);
        }
        // By one number for unit, file and sheet: sorting by their names takes three times as long.
        sql.append(
                        ") f JOIN (SELECT part, unit AS _unit, file AS _file, sheet AS _sheet, row_number() OVER (ORDER BY unit_order, file, sheet, part) AS ")
                .append(PLACE)
                .append(" FROM ")
                .append(FormTable.PARTS)
                .append(") p ON p.part = f.")
                .append(FormTable.PART);
        String order = listing.order();
        sql.append(" ORDER BY ").append(order == null ? "" : order + ", ");
        return sql.append("p.")
                .append(PLACE)
                .append(", f.")
                .append(FormTable.ROW)
                .toString();
    }

    private static Map<Long, String> units(Connection snapshot) throws SQLException {
        Map<Long, String> units = new HashMap<>();
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery("SELECT part, unit_name FROM " + FormTable.PARTS)) {
            while (result.next()) {
                units.put(result.getLong(1), result.getString(2));
            }
        }
        return units;
    }

    private LongColumn column(String name) {
        return form.fields().stream()
                .filter(field -> field.name().equals(name) && field.type().isNumber())
                .findFirst()
                .<LongColumn>map(field -> new LongNumbers(field.type() == FieldType.INTEGER ? 0 : field.scale()))
                .orElseGet(LongTexts::new);
    }

    private static void take(DuckDBReadableVector values, LongColumn column, String format) {
        if (column instanceof LongNumbers numbers) {
            takeNumbers(values, numbers);
        } else if (column instanceof LongTexts texts) {
            takeTexts(values, texts, format);
        }
    }

    private static void takeNumbers(DuckDBReadableVector values, LongNumbers numbers) {
        boolean whole = values.getType() == DuckDBColumnType.BIGINT;
        for (long row = 0; row < values.rowCount(); row++) {
            if (values.isNull(row)) {
                numbers.addNothing();
            } else if (whole) {
                numbers.add(values.getLong(row));
            } else {
                numbers.add(values.getBigDecimal(row)
                        .scaleByPowerOfTen(numbers.scale())
                        .longValueExact());
            }
        }
    }

    private static void takeTexts(DuckDBReadableVector values, LongTexts texts, String format) {
        DateTimeFormatter dates =
                DateTimeFormatter.ofPattern(format.contains("年") ? "yyyy年M月d日" : "yyyy-MM-dd", Locale.ROOT);
        Map<LocalDate, String> written = new HashMap<>();
        for (long row = 0; row < values.rowCount(); row++) {
            if (values.isNull(row)) {
                texts.add(null);
            } else {
                switch (values.getType()) {
                    case BOOLEAN -> texts.add(values.getBoolean(row) ? "是" : "否");
                    case DATE -> texts.add(written.computeIfAbsent(values.getLocalDate(row), dates::format));
                    default -> texts.add(values.getString(row));
                }
            }
        }
    }
}
