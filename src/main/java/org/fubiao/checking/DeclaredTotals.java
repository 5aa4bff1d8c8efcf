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
    private final Connection snapshot;
    private final Form form;
    private final Report report;
    private final List<Field> fields;

    DeclaredTotals(Connection snapshot, Form form, Report report) {
        this.snapshot = snapshot;
        this.form = form;
        this.report = report;
        this.fields = form.fields().stream()
                .filter(field -> field.type() == FieldType.INTEGER || field.type() == FieldType.DECIMAL)
                .toList();
    }

    /** A declared row. */
    private record Declared(long row, boolean total, List<@Nullable BigDecimal> values) {}

    /** Sums of the item rows between two declared rows. */
    private record Stretch(long rows, List<BigDecimal> sums) {}

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
        List<BigDecimal> sums = new ArrayList<>();
        for (Declared row : declared) {
            sums.add(sum(stretches.get(row.row()), field));
        }
        sums.add(sum(stretches.get(Long.MAX_VALUE), field));
        BigDecimal whole = sums.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean leading = subtotalsLead(declared, stretches);
        for (int k = 0; k < declared.size(); k++) {
            Declared row = declared.get(k);
            BigDecimal value = row.values().get(field);
            if (value == null) {
                continue;
            }
            if (row.total()) {
                if (!equal(value, whole) && !isSumUpTo(declared, sums, k, value, true)) {
                    report(part, row, field, value, whole);
                }
            } else if (!(leading ? equal(value, sums.get(k + 1)) : isSumUpTo(declared, sums, k, value, false))) {
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
    private static boolean isSumUpTo(
            List<Declared> declared, List<BigDecimal> sums, int k, BigDecimal value, boolean sinceTotal) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int from = k; from >= 0; from--) {
            sum = sum.add(sums.get(from));
            boolean boundary =
                    from == 0 || !sinceTotal || declared.get(from - 1).total();
            if (boundary && equal(sum, value)) {
                return true;
            }
        }
        return false;
    }

    private static BigDecimal sum(@Nullable Stretch stretch, int field) {
        return stretch == null ? BigDecimal.ZERO : stretch.sums().get(field);
    }

    private static boolean equal(BigDecimal left, BigDecimal right) {
        return left.compareTo(right) == 0;
    }

    private void report(long part, Declared row, int field, BigDecimal value, BigDecimal sum) throws SQLException {
        FindingCode code = row.total() ? FindingCode.DECLARED_TOTAL : FindingCode.DECLARED_SUBTOTAL;
        String name = fields.get(field).name();
        String found = Show.plain(value);
        String expected = Show.plain(sum);
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
                                + "，相差 " + Show.plain(value.subtract(sum)) + "，请核对明细或更正"
                                + (row.total() ? "合计" : "小计") + "。"),
                1);
    }
}
