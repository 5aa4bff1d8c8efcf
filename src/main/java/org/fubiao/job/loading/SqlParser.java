package org.fubiao.job.loading;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Expression;
import org.fubiao.job.Expression.Token;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Parses the SQL of definitions by means of the compute engine, without running it, and refuses all but plain expressions:
 * nothing that reads elsewhere, nothing that gives another value tomorrow.
 */
final class SqlParser {
    private static final Set<String> PLAIN = Set.of(
            "BETWEEN",
            "CASE",
            "CAST",
            "COLLATE",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "OPERATOR",
            "TYPE");
    private static final Map<String, String> REFUSED = Map.of(
            "SUBQUERY", "不能含有子查询（SELECT）",
            "WINDOW", "不能用窗口函数（OVER）",
            "STAR", "不能用“*”代表所有字段",
            "PARAMETER", "不能用参数（?、$）",
            "LAMBDA", "不能用箭头函数（->）");
    /** Functions of the engine that look at the session or at the engine itself. */
    private static final String OUTSIDE =
            "current_.*|pg_.*|has_.*|inet_.*|json_serialize.*|json_deserialize.*|__.*|.*_user|user|version|getvariable"
                    + "|age|ago|assert_true|get_block_size|unnest|obj_description|col_description|shobj_description";

    private final Connection connection;
    private final Set<String> functions;
    private final Object bare;

    SqlParser(Connection connection) {
        this.connection = connection;
        try {
            functions = functions(connection);
            bare = frame(serialized("SELECT 1"), false);
        } catch (SQLException e) {
            throw new IllegalStateException("the compute engine cannot parse SQL", e);
        }
    }

    /** A single expression. */
    SqlTree expression(String sql) throws RefusedException {
        return parse("SELECT ", sql, false);
    }

    /** A list of expressions to order by. */
    SqlTree order(String sql) throws RefusedException {
        return parse("SELECT 1 ORDER BY ", sql, true);
    }

    private SqlTree parse(String prefix, String sql, boolean order) throws RefusedException {
        checkTokens(sql);
        Map<?, ?> answer;
        try {
            answer = serialized(prefix + sql);
        } catch (SQLException e) {
            throw new RefusedException(
                    "写法有误（" + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "）", "");
        }
        if (Boolean.TRUE.equals(answer.get("error"))) {
            throw syntaxError(sql, answer, prefix.length());
        }
        if (!frame(answer, order).equals(bare) || isNamed(answer)) {
            throw new RefusedException("“" + sql + "”不是单独一个算式", "只能写一个算式，不能有逗号隔开的几项，也不能有 FROM、WHERE 等。");
        }
        SqlTree tree = SqlTree.of(answer);
        for (String kind : tree.kinds()) {
            if (!PLAIN.contains(kind)) {
                throw new RefusedException(REFUSED.getOrDefault(kind, "不能用这种写法（" + kind + "）"), "算式只能使用本表的字段。");
            }
        }
        for (String function : tree.functions()) {
            if (!functions.contains(function)) {
                throw new RefusedException("没有函数“" + function + "”，或不许使用", "请检查函数名；随时间、环境变化的函数不许使用。");
            }
        }
        return tree;
    }

    private static void checkTokens(String sql) throws RefusedException {
        for (Token token : Expression.tokens(sql)) {
            if (token.kind() == Expression.Kind.OTHER) {
                boolean comment = token.text().startsWith("-") || token.text().startsWith("/");
                throw new RefusedException(
                        comment ? "算式中不能有注释（-- 或 /*）" : "引号不成对：“" + token.text() + "”",
                        comment ? "请把说明写在 YAML 的 # 之后。" : "请补上引号。");
            }
            if (token.text().equals(";") && token.kind() == Expression.Kind.SYMBOL) {
                throw new RefusedException("算式中不能有分号", "请只写一个算式。");
            }
        }
    }

    private static RefusedException syntaxError(String sql, Map<?, ?> answer, int prefix) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        int position = Integer.parseInt(String.valueOf(answer.get("position"))) - prefix;
        int at = Math.max(0, Math.min(position, bytes.length));
        String before = new String(bytes, 0, at, StandardCharsets.UTF_8).stripTrailing();
        String after = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8).strip();
        String advice = Expression.tokens(sql).stream()
                .filter(token -> token.kind() == Expression.Kind.WORD)
                .map(Token::text)
                .filter(SqlParser::isFullWidth)
                .findFirst()
                .map(word -> "“" + word + "”中有全角符号，请改用半角。")
                .orElse("");
        String place = after.isEmpty() ? "“" + sql + "”没有写完" : "写法有误，错在“" + before + "”之后的“" + after + "”处";
        return new RefusedException(before.isEmpty() && !after.isEmpty() ? "写法有误：“" + sql + "”" : place, advice);
    }

    private static boolean isFullWidth(String word) {
        String narrow = Normalizer.normalize(word, Normalizer.Form.NFKC);
        return narrow.chars()
                .anyMatch(
                        character -> "=<>+-*/(),'\";".indexOf(character) >= 0 || character == '≤' || character == '≥');
    }

    private static boolean isNamed(Map<?, ?> answer) {
        List<?> selected = (List<?>) node(answer).get("select_list");
        return selected == null
                || selected.size() != 1
                || !(selected.get(0) instanceof Map<?, ?> only)
                || !"".equals(only.get("alias"));
    }

    /** All of a statement but the expression in it, so that two statements can be compared. */
    private static Object frame(Map<?, ?> answer, boolean order) {
        Map<Object, Object> frame = new HashMap<>(node(answer));
        frame.remove("select_list");
        if (order && frame.get("modifiers") instanceof List<?> modifiers && modifiers.size() == 1) {
            boolean ordered = modifiers.get(0) instanceof Map<?, ?> only && "ORDER_MODIFIER".equals(only.get("type"));
            frame.put("modifiers", ordered ? List.of() : modifiers);
        }
        frame.put("statements", answer.get("statements") instanceof List<?> statements ? statements.size() : 0);
        return withoutPlaces(frame);
    }

    private static Map<?, ?> node(Map<?, ?> answer) {
        List<?> statements = (List<?>) answer.get("statements");
        return statements != null
                        && !statements.isEmpty()
                        && statements.get(0) instanceof Map<?, ?> statement
                        && statement.get("node") instanceof Map<?, ?> node
                ? node
                : Map.of();
    }

    private static Object withoutPlaces(Object tree) {
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object item : list) {
                copy.add(withoutPlaces(item));
            }
            return copy;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new HashMap<>();
            map.forEach((key, value) -> {
                if (!String.valueOf(key).startsWith("query_location")) {
                    copy.put(key, value == null ? "" : withoutPlaces(value));
                }
            });
            return copy;
        }
        return tree;
    }

    /** The syntax tree of a statement. The engine gives it as JSON, of which YAML is a superset. */
    private Map<?, ?> serialized(String statement) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR")) {
            query.setString(1, statement);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                Object tree = new Load(LoadSettings.builder().build()).loadFromString(rows.getString(1));
                return (Map<?, ?>) tree;
            }
        }
    }

    /** The functions that always give the same value for the same arguments. */
    private static Set<String> functions(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT function_name FROM duckdb_functions()"
                        + " WHERE function_type IN ('scalar', 'aggregate', 'macro')"
                        + " AND coalesce(stability, 'CONSISTENT') = 'CONSISTENT'"
                        + " AND NOT regexp_full_match(function_name, '" + OUTSIDE + "')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
