package org.fubiao.checking;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.jspecify.annotations.Nullable;

/**
 * Compares the total and subtotal rows that a unit wrote under its list with the sums of its rows. A matrix form has none: an
 * item of it that is called 合计 is an item, for which rules say what it must be.
 *
 * <p>A subtotal stands for the rows since the declared row before it; where subtotals stand above their rows, for those down
 * to the next one. A subtotal of subtotals is right if it sums the rows since any declared row above it, and a total also if it
 * sums those since the total before it.
 */
final class DeclaredTotals {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Connection snapshot;
    private final Form form;
    private final Report report;
    private final List<Field> fields;
    private final Map<String, BigDecimal> rounded;

    /** @param rounded by name of a field, to multiples of what its values are rounded, where they are */
    DeclaredTotals(Connection snapshot, Form form, Report report, Map<String, BigDecimal> rounded) {
        this.snapshot = snapshot;
        this.form = form;
        this.report = report;
        this.rounded = rounded;
        this.fields = form.fields().stream()
                .filter(field -> field.type() == FieldType.INTEGER || field.type() == FieldType.DECIMAL)
                .toList();
    }

    /** A declared row. */
    private record Declared(long row, boolean total, List<@Nullable BigDecimal> values) {}

    /** Sums of the item rows between two declared rows. */
    private record Stretch(long rows, List<BigDecimal> sums) {}

    /** The sum of a field over some rows. */
    private record Sum(BigDecimal value, long rows) {
        static final Sum NOTHING = new Sum(BigDecimal.ZERO, 0);

        Sum plus(Sum other) {
            return new Sum(value.add(other.value), rows + other.rows);
        }
    }

    void run() throws SQLException {
        if (form.isMatrix() || fields.isEmpty()) {
            return;
        }
        Map<Long, List<Declared>> declared = declared();
        if (declared.isEmpty()) {
            return;
        }
        Map<Long, Map<Long, Stretch>> stretches = stretches();
        for (var part : declared.entrySet()) {
            Map<Long, Stretch> sums = stretches.getOrDefault(part.getKey(), Map.of());
            for (int field = 0; field < fields.size(); field++) {
                compare(part.getKey(), part.getValue(), sums, field);
            }
        }
    }

    private Map<Long, List<Declared>> declared() throws SQLException {
        Map<Long, List<Declared>> declared = new TreeMap<>();
        String values =
                fields.stream().map(field -> ", " + Compute.name(field.name())).collect(Collectors.joining());
        try (Statement statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + FormTable.PART + ", " + FormTable.ROW + ", "
                        + FormTable.KIND + values + " FROM " + Compute.name(FormTable.totalsView(form)) + " ORDER BY "
                        + FormTable.PART + ", " + FormTable.ROW)) {
            while (rows.next()) {
                List<@Nullable BigDecimal> found = new ArrayList<>();
                for (int i = 0; i < fields.size(); i++) {
                    found.add(rows.getBigDecimal(4 + i));
                }
                declared.computeIfAbsent(rows.getLong(1), part -> new ArrayList<>())
                        .add(new Declared(rows.getLong(2), rows.getString(3).equals("T"), found));
            }
        }
        return declared;
    }

    /** By part and by the row of the declared row that ends the stretch; the last one ends nowhere. */
    private Map<Long, Map<Long, Stretch>> stretches() throws SQLException {
        Map<Long, Map<Long, Stretch>> stretches = new TreeMap<>();
        String totals = Compute.name(FormTable.totalsView(form));
        String sums = fields.stream()
                .map(field -> ", coalesce(sum(i." + Compute.name(field.name()) + "), 0)")
                .collect(Collectors.joining());
        String sql = "SELECT i." + FormTable.PART + ", d." + FormTable.ROW + ", count(*)" + sums
                + " FROM (SELECT * FROM "
                + Compute.name(form.title()) + " WHERE " + FormTable.PART + " IN (SELECT " + FormTable.PART + " FROM "
                + totals + ")) i ASOF LEFT JOIN " + totals + " d ON i." + FormTable.PART + " = d." + FormTable.PART
                + " AND i." + FormTable.ROW + " < d." + FormTable.ROW + " GROUP BY ALL";
        try (Statement statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                long end = rows.getLong(2);
                if (rows.wasNull()) {
                    end = Long.MAX_VALUE;
                }
                List<BigDecimal> found = new ArrayList<>();
                for (int i = 0; i < fields.size(); i++) {
                    found.add(rows.getBigDecimal(4 + i));
                }
                stretches
                        .computeIfAbsent(rows.getLong(1), part -> new TreeMap<>())
                        .put(end, new Stretch(rows.getLong(3), found));
            }
        }
        return stretches;
    }

    private void compare(long part, List<Declared> declared, Map<Long, Stretch> stretches, int field)
            throws SQLException {
        // sums[k] belongs to the rows above declared row k and below the one before it; the last to those below all.
        List<Sum> sums = new ArrayList<>();
        for (Declared row : declared) {
            sums.add(sum(stretches.get(row.row()), field));
        }
        sums.add(sum(stretches.get(Long.MAX_VALUE), field));
        Sum whole = sums.stream().reduce(Sum.NOTHING, Sum::plus);
        boolean leading = subtotalsLead(declared, stretches);
        for (int k = 0; k < declared.size(); k++) {
            Declared row = declared.get(k);
            BigDecimal value = row.values().get(field);
            if (value == null) {
                continue;
            }
            if (row.total()) {
                if (!agree(value, whole, field) && !isSumUpTo(declared, sums, k, value, field, true)) {
                    report(part, row, field, value, whole);
                }
            } else if (!(leading
                    ? agree(value, sums.get(k + 1), field)
                    : isSumUpTo(declared, sums, k, value, field, false))) {
                report(part, row, field, value, leading ? sums.get(k + 1) : sums.get(k));
            }
        }
    }

    /** Whether no item row stands above the first subtotal. */
    private static boolean subtotalsLead(List<Declared> declared, Map<Long, Stretch> stretches) {
        for (Declared row : declared) {
            if (stretches.containsKey(row.row())) {
                return false;
            }
            if (!row.total()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value is the sum of the rows between declared row k and one above it, or all above it. */
    private boolean isSumUpTo(
            List<Declared> declared, List<Sum> sums, int k, BigDecimal value, int field, boolean sinceTotal) {
        Sum sum = Sum.NOTHING;
        for (int from = k; from >= 0; from--) {
            sum = sum.plus(sums.get(from));
            boolean boundary =
                    from == 0 || !sinceTotal || declared.get(from - 1).total();
            if (boundary && agree(value, sum, field)) {
                return true;
            }
        }
        return false;
    }

    private static Sum sum(@Nullable Stretch stretch, int field) {
        return stretch == null ? Sum.NOTHING : new Sum(stretch.sums().get(field), stretch.rows());
    }

    /** Rounded by themselves, rows and their total need not be equal. */
    private boolean agree(BigDecimal value, Sum sum, int field) {
        return value.subtract(sum.value()).abs().compareTo(allowed(sum, field)) <= 0;
    }

    private BigDecimal allowed(Sum sum, int field) {
        return rounded.getOrDefault(fields.get(field).name(), BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(sum.rows() + 1))
                .divide(TWO);
    }

    private void report(long part, Declared row, int field, BigDecimal value, Sum sum) throws SQLException {
        FindingCode code = row.total() ? FindingCode.DECLARED_TOTAL : FindingCode.DECLARED_SUBTOTAL;
        String name = fields.get(field).name();
        String found = Show.plain(value);
        String expected = Show.plain(sum.value());
        BigDecimal allowed = allowed(sum, field);
        report.add(
                code.code(),
                code.severity(),
                part,
                row.row(),
                name,
                new Check.Words(
                        found,
                        expected,
                        "“" + name + "”的" + (row.total() ? "合计" : "小计") + "填报为 " + found + "，各行相加为 " + expected
                                + "，" + (value.compareTo(sum.value()) < 0 ? "少 " : "多 ")
                                + Show.plain(value.subtract(sum.value()).abs())
                                + (allowed.signum() > 0 ? "（舍入最多相差 " + Show.plain(allowed) + "）" : "")
                                + "，请核对明细或更正"
                                + (row.total() ? "合计" : "小计") + "。"),
                1);
    }
}
