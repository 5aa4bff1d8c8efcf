package org.fubiao.job.loading;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names that an expression may use.
 *
 * @param table the empty table over which it is bound
 * @param what where the names come from, for messages: {@code “政务服务事项台账”没有字段}
 * @param columns each name and its SQL type
 * @param previous names that may stand after {@code 上年.}
 * @param broken names whose definition is wrong
 * @param choices the only texts that some columns hold
 */
record Scope(
        String table,
        String what,
        Map<String, String> columns,
        Set<String> previous,
        Set<String> broken,
        Map<String, List<String>> choices) {

    /** Whether the expression uses something that is wrong itself. */
    boolean touchesBroken(SqlTree tree) {
        return tree.columns().stream().anyMatch(name -> broken.contains(name.get(name.size() - 1)));
    }

    boolean knows(List<String> name) {
        return switch (name.size()) {
            case 1 -> contains(columns.keySet(), name.get(0));
            case 2 ->
                !previous.isEmpty() && name.get(0).equals(MeasureParser.PREVIOUS) && contains(previous, name.get(1));
            default -> false;
        };
    }

    private static boolean contains(Set<String> names, String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(plain));
    }
}
