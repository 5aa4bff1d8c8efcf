package org.fubiao.job.loading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.EngineMessage;
import org.fubiao.job.Expression;

/**
 * Binds expressions over empty tables, so that wrong names and types show before any data is read. What it finds it reports
 * at the value that holds the expression.
 */
final class Binder {
    private static final Set<String> NUMBERS = Set.of("整数", "小数");

    private final Connection connection;
    private final SqlParser parser;
    private int tables;

    Binder(Connection connection) {
        this.connection = connection;
        this.parser = new SqlParser(connection);
    }

    /** Makes an empty table with the given columns; gives its name. */
    String table(Map<String, String> columns) {
        String name = "temp." + Compute.name("_bind_" + tables++);
        String list = columns.entrySet().stream()
                .map(column -> Compute.name(column.getKey()) + " " + column.getValue())
                .collect(Collectors.joining(", "));
        try {
            Compute.execute(
                    connection, "CREATE TEMP TABLE " + name + " (" + (list.isEmpty() ? "_ INTEGER" : list) + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the empty table " + list, e);
        }
        return name;
    }

    /** A condition over single rows. */
    void condition(Value place, Scope scope) {
        bind(place, scope, sql -> {
            String type = type("SELECT (" + sql + ") FROM " + scope.table() + " LIMIT 0");
            type("SELECT 1 FROM " + scope.table() + " WHERE (" + sql + ") LIMIT 0");
            if (!type.equals("BOOLEAN")) {
                place.problem("结果是" + EngineMessage.type(type) + "，应为是非判断", "请写成比较，例如 甲 <= 乙。");
            }
        });
    }

    /** A number over single rows. */
    void number(Value place, Scope scope) {
        bind(place, scope, sql -> {
            String type = type("SELECT (" + sql + ") FROM " + scope.table() + " LIMIT 0");
            type("SELECT 1 FROM " + scope.table() + " WHERE (" + sql + ") IS NULL LIMIT 0");
            requireNumber(place, type);
        });
    }

    /** A number over all rows together. */
    void aggregate(Value place, Scope scope) {
        bind(place, scope, sql -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT (" + sql + ") FROM " + scope.table())) {
                requireNumber(place, rows.getMetaData().getColumnTypeName(1));
                // Over an empty table only an aggregate gives a row.
                if (!rows.next()) {
                    place.problem("“" + sql + "”没有汇总", "请用 count(*)、sum(字段) 等汇总函数。");
                }
            }
        });
    }

    /** A list of expressions to order by. */
    void order(Value place, Scope scope) {
        bind(place, scope, true, sql -> type("SELECT 1 FROM " + scope.table() + " ORDER BY " + sql + " LIMIT 0"));
    }

    private static void requireNumber(Value place, String type) {
        String name = EngineMessage.type(type);
        if (!NUMBERS.contains(name)) {
            place.problem("结果是" + name + "，应为数字", "");
        }
    }

    private interface Attempt {
        void run(String sql) throws SQLException;
    }

    private void bind(Value place, Scope scope, Attempt attempt) {
        bind(place, scope, false, attempt);
    }

    private void bind(Value place, Scope scope, boolean order, Attempt attempt) {
        String sql = place.text();
        if (sql.isEmpty() || !place.isSound()) {
            return;
        }
        try {
            SqlTree tree = order ? parser.order(sql) : parser.expression(sql);
            if (scope.touchesBroken(tree)
                    || reportUnknown(place, scope, tree)
                    || reportQuotedAnswers(place, scope, tree)) {
                return;
            }
            attempt.run(sql);
            if (place.isSound()) {
                reportTexts(place, scope, tree);
            }
            if (place.isSound() && !order) {
                evaluate(sql, scope);
            }
        } catch (RefusedException e) {
            place.problem(e.problem(), e.advice());
        } catch (SQLException e) {
            EngineMessage message = EngineMessage.of(String.valueOf(e.getMessage()));
            place.problem(message.problem(), message.advice());
        }
    }

    private static boolean reportUnknown(Value place, Scope scope, SqlTree tree) {
        List<List<String>> unknown =
                tree.columns().stream().filter(name -> !scope.knows(name)).toList();
        for (List<String> name : unknown) {
            String last = name.get(name.size() - 1);
            if (scope.isOtherwiseQualified(name)) {
                place.problem(
                        "“" + String.join(".", name) + "”的写法不能用于本任务",
                        "上一报告期的值请写成“" + Expression.PREVIOUS + "." + last + "”。");
                continue;
            }
            boolean quoted = Expression.tokens(place.text()).stream()
                    .anyMatch(token -> token.kind() == Expression.Kind.QUOTED
                            && token.text().equals(last));
            place.problem(
                    scope.what() + "“" + String.join(".", name) + "”",
                    quoted
                            ? "如果是文字，请用单引号。"
                            : Suggestion.among(last, scope.columns().keySet()));
        }
        return !unknown.isEmpty();
    }

    /** What is answered by yes or no is a condition by itself, and is compared with no text. */
    private static boolean reportQuotedAnswers(Value place, Scope scope, SqlTree tree) {
        List<String> names = tree.comparisons().stream()
                .map(SqlTree.TextComparison::column)
                .filter(name -> scope.columns().getOrDefault(name, "").equals("BOOLEAN"))
                .distinct()
                .toList();
        names.forEach(name -> place.problem("“" + name + "”是“是/否”字段，不能与文字相比", "请直接写 " + name + " 或 not " + name + "。"));
        return !names.isEmpty();
    }

    /** A text that a column never holds is a slip of the pen that no data would ever show. */
    private static void reportTexts(Value place, Scope scope, SqlTree tree) {
        for (SqlTree.TextComparison comparison : tree.comparisons()) {
            List<String> choices = scope.choices().get(comparison.column());
            String type = scope.columns().getOrDefault(comparison.column(), "VARCHAR");
            if (choices != null && comparison.equality() && !choices.contains(comparison.text())) {
                place.problem(
                        "“" + comparison.column() + "”不会是“" + comparison.text() + "”",
                        Suggestion.among(comparison.text(), choices));
            } else if (type.equals("DATE") && !isDate(comparison.text())) {
                place.problem("“" + comparison.text() + "”不是日期", "请写成 '2023-12-31' 的样子。");
            } else if (NUMBERS.contains(EngineMessage.type(type))
                    && Value.decimal(comparison.text()).isEmpty()) {
                place.problem("“" + comparison.column() + "”是数字，不能与文字“" + comparison.text() + "”相比", "请去掉引号，或改用别的字段。");
            }
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** A constant that cannot be read as the type that it is compared with fails only where there is a row. */
    private void evaluate(String sql, Scope scope) throws SQLException {
        type("SELECT (" + sql + ") FROM (SELECT 1) AS _row LEFT JOIN " + scope.table() + " ON true");
    }

    private String type(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.getMetaData().getColumnTypeName(1);
        }
    }
}
