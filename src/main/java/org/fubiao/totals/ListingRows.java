package org.fubiao.totals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.FieldColumn;
import org.fubiao.job.Appendix.Listing;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Empty;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.Text;

/**
 * The rows of a listing: submitted rows as they are. The stub is the unit's name, or a running number where the stub is called
 * 序号 or a column shows the unit already.
 */
final class ListingRows {
    private static final String NUMBER = "序号";

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
        StringBuilder sql = new StringBuilder("SELECT f." + FormTable.UNIT_NAME);
        leaves.forEach(leaf -> sql.append(", f.").append(Compute.name(field(leaf))));
        sql.append(" FROM (SELECT * FROM ").append(Compute.name(form.title()));
        String where = listing.where();
        if (where != null) {
            sql.append(" WHERE ").append(where);
        }
        sql.append(") f JOIN ")
                .append(FormTable.PARTS)
                .append(" p ON p.part = f.")
                .append(FormTable.PART);
        String order = listing.order();
        sql.append(" ORDER BY ").append(order == null ? "" : order + ", ");
        sql.append("p.unit_order, p.file, p.sheet, f.").append(FormTable.ROW);
        ListedColumn<String> labels = numbered ? null : new ListedColumn<>(Object::toString, "");
        List<ListedColumn<Cell>> columns = leaves.stream()
                .map(leaf -> Columns.format(leaf.column()))
                .map(format -> new ListedColumn<Cell>(value -> cell(value, format), new Empty()))
                .toList();
        try (Statement statement = snapshot.createStatement();
                ResultSet result = statement.executeQuery(sql.toString())) {
            int rows = 0;
            for (; result.next(); rows++) {
                if (labels != null) {
                    labels.add(result.getString(1));
                }
                for (int i = 0; i < leaves.size(); i++) {
                    columns.get(i).add(result.getObject(2 + i));
                }
            }
            return new ListedRows(labels, columns, rows);
        } catch (SQLException e) {
            throw new MeasureException("附表“" + appendix.title() + "”的清单（appendices/" + appendix.id() + ".yml）", e);
        }
    }

    private static Cell cell(Object value, String format) {
        if (value instanceof Boolean yes) {
            return new Text(yes ? "是" : "否");
        }
        if (value instanceof LocalDate date) {
            String pattern = format.contains("年") ? "yyyy年M月d日" : "yyyy-MM-dd";
            return new Text(DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(date));
        }
        if (value instanceof Number) {
            BigDecimal number = Numbers.of(value);
            return number == null ? new Empty() : new Numeric(number, null);
        }
        return new Text(value.toString());
    }
}
