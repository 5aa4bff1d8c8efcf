package org.fubiao.bench.rivals;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.bench.rivals.Spec.Column;
import org.fubiao.bench.rivals.Spec.Form;
import org.fubiao.bench.rivals.Spec.Measure;
import org.fubiao.bench.rivals.Spec.Rule;
import org.fubiao.bench.rivals.Spec.Where;
import org.jspecify.annotations.Nullable;

/** A case as SQL, for H2 and DuckDB: a table for each form, and as few passes over it as its checks and measures allow. */
public enum Sql {
    H2,
    DUCKDB;

    /** The column of the unit that reported a row, quoted. */
    public static final String UNIT = name("单位代码");

    /** A name, quoted. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text, quoted. */
    public static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The type of a column; a percentage is a fraction. */
    public static String type(Column column) {
        return switch (column.type()) {
            case TEXT, CODE -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(18, " + column.scale() + ")";
            case PERCENT -> "DECIMAL(18, 6)";
            case DATE -> "DATE";
            case YES_NO -> "BOOLEAN";
        };
    }

    public static String createTable(Form form) {
        return "CREATE TABLE " + name(form.id()) + " (" + UNIT + " VARCHAR, "
                + form.columns().stream()
                        .map(column -> name(column.name()) + " " + type(column))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** With a parameter for the unit and for each column. */
    public static String insert(Form form) {
        return "INSERT INTO " + name(form.id()) + " VALUES (?"
                + ", ?".repeat(form.columns().size()) + ")";
    }

    /** H2 groups by an index without holding all groups in memory; DuckDB needs none. */
    @Nullable String createKeyIndex(Form form) {
        return this == DUCKDB || form.key().isEmpty()
                ? null
                : "CREATE INDEX ON " + name(form.id()) + " (" + key(form) + ")";
    }

    private static String key(Form form) {
        String key = form.key().stream().map(Sql::name).collect(Collectors.joining(", "));
        return "job".equals(form.unique()) ? key : UNIT + ", " + key;
    }

    /** How many rows repeat the key of another. */
    static String repeatedKeys(Form form) {
        String filled =
                form.key().stream().map(field -> name(field) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        return "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM " + name(form.id()) + " WHERE " + filled
                + " GROUP BY " + key(form) + " HAVING count(*) > 1) k";
    }

    /** Counts of rows, each of those that break a condition, in one pass. */
    static String count(Form form, List<String> broken) {
        return broken.stream()
                .map(condition -> "count(*) FILTER (WHERE " + condition + ")")
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + name(form.id())));
    }

    /** When a row breaks a rule; what is null breaks none. */
    static String broken(Form form, Rule rule) {
        return "NOT (" + condition(form.column(rule.left()), rule.op(), rule.rightColumn(), rule.value()) + ")";
    }

    private static String condition(Column left, String op, @Nullable String rightColumn, @Nullable String value) {
        if (op.startsWith("length")) {
            return "length(" + name(left.name()) + ") " + op.substring("length".length()) + " " + value;
        }
        String right = rightColumn != null ? name(rightColumn) : literal(left.type(), value == null ? "" : value);
        return name(left.name()) + " " + op + " " + right;
    }

    private static String literal(Spec.Type type, String value) {
        return switch (type) {
            case TEXT, CODE -> text(value);
            case DATE -> "DATE " + text(value);
            case YES_NO -> value.equals("是") ? "TRUE" : "FALSE";
            case INTEGER, DECIMAL -> value;
            case PERCENT ->
                value.endsWith("%")
                        ? new BigDecimal(value.substring(0, value.length() - 1))
                                .movePointLeft(2)
                                .toPlainString()
                        : value;
        };
    }

    /** The checks of a column, by name, and when a row breaks them. */
    Map<String, String> checks(Column column) {
        Map<String, String> checks = new LinkedHashMap<>();
        String name = name(column.name());
        if (column.required()) {
            checks.put("required", name + " IS NULL");
        }
        String pattern = column.pattern();
        if (pattern != null) {
            checks.put(
                    "pattern",
                    "NOT "
                            + (this == DUCKDB
                                    ? "regexp_full_match(" + name + ", " + text(pattern) + ")"
                                    : "(" + name + " REGEXP " + text("^(?:" + pattern + ")$") + ")"));
        }
        List<String> codes = column.codes();
        if (!codes.isEmpty()) {
            checks.put(
                    "codes", name + codes.stream().map(Sql::text).collect(Collectors.joining(", ", " NOT IN (", ")")));
        }
        if (column.min() != null) {
            checks.put("min", name + " < " + column.min().toPlainString());
        }
        if (column.max() != null) {
            checks.put("max", name + " > " + column.max().toPlainString());
        }
        return checks;
    }

    /** The measures over a form by unit, in their order behind its code. */
    static String measures(Form form, List<Measure> measures) {
        return measures.stream()
                .map(measure -> measure(form, measure))
                .collect(Collectors.joining(
                        ", ", "SELECT " + UNIT + ", ", " FROM " + name(form.id()) + " GROUP BY " + UNIT));
    }

    private static String measure(Form form, Measure measure) {
        Where where = measure.where();
        return measure.aggregate() + "(" + (measure.column() == null ? "*" : name(measure.column())) + ")"
                + (where == null
                        ? ""
                        : " FILTER (WHERE " + condition(form.column(where.column()), where.op(), null, where.value())
                                + ")");
    }

    /** All rows of a form as they came. */
    public String listing(Form form, List<String> columns) {
        return columns.stream()
                .map(Sql::name)
                .collect(Collectors.joining(
                        ", ", "SELECT ", " FROM " + name(form.id()) + (this == H2 ? " ORDER BY _ROWID_" : "")));
    }
}
