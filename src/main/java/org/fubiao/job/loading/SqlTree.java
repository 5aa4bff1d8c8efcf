package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an SQL expression is made of, read from the syntax tree of the compute engine.
 *
 * @param kinds classes of its nodes, as the engine calls them
 * @param columns names of columns, qualified ones in several parts
 * @param functions names of functions and operators
 * @param comparisons columns that are compared with texts
 */
record SqlTree(Set<String> kinds, Set<List<String>> columns, Set<String> functions, List<TextComparison> comparisons) {

    /**
     * A column compared with a text.
     *
     * @param equality whether it is asked for being equal, and not for order
     */
    record TextComparison(String column, String text, boolean equality) {}

    static SqlTree of(Object node) {
        SqlTree tree =
                new SqlTree(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        tree.walk(node);
        return tree;
    }

    private void walk(Object node) {
        if (node instanceof List<?> list) {
            list.forEach(this::walk);
        } else if (node instanceof Map<?, ?> map) {
            Object kind = map.get("class");
            if (kind != null) {
                kinds.add(kind.toString());
                note(kind.toString(), map);
            }
            for (Object inner : map.values()) {
                if (inner != null) {
                    walk(inner);
                }
            }
        }
    }

    private void note(String kind, Map<?, ?> node) {
        switch (kind) {
            case "COLUMN_REF" -> columns.add(names(node));
            case "FUNCTION" -> functions.add(String.valueOf(node.get("function_name")));
            case "COMPARISON" -> {
                boolean equality = Set.of("COMPARE_EQUAL", "COMPARE_NOTEQUAL").contains(node.get("type"));
                noteComparison(node.get("left"), node.get("right"), equality);
                noteComparison(node.get("right"), node.get("left"), equality);
            }
            case "BETWEEN" -> {
                noteComparison(node.get("input"), node.get("lower"), false);
                noteComparison(node.get("input"), node.get("upper"), false);
            }
            case "OPERATOR" -> {
                boolean among = Set.of("COMPARE_IN", "COMPARE_NOT_IN").contains(node.get("type"));
                if (among && node.get("children") instanceof List<?> children) {
                    children.subList(1, children.size()).forEach(item -> noteComparison(children.get(0), item, true));
                }
            }
            default -> {}
        }
    }

    private void noteComparison(@Nullable Object column, @Nullable Object constant, boolean equality) {
        if (column instanceof Map<?, ?> left
                && "COLUMN_REF".equals(left.get("class"))
                && names(left).size() == 1
                && constant instanceof Map<?, ?> right
                && right.get("literal") instanceof Map<?, ?> literal
                && "STRING".equals(literal.get("kind"))) {
            comparisons.add(new TextComparison(names(left).get(0), String.valueOf(literal.get("text")), equality));
        }
    }

    private static List<String> names(Map<?, ?> column) {
        return column.get("column_names") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }
}
