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
 * @param qualifiers words that, with a point, may stand before a name for its value of the period before
 * @param broken names whose definition is wrong
 * @param choices the only texts that some columns hold
 */
record Scope(
        String table,
        String what,
        Map<String, String> columns,
        Set<String> qualifiers,
        Set<String> broken,
        Map<String, List<String>> choices) {

    /** Whether the expression uses something that is wrong itself. */
    boolean touchesBroken(SqlTree tree) {
        return tree.columns().stream().anyMatch(name -> broken.contains(name.get(name.size() - 1)));
    }

    boolean knows(List<String> name) {
        return switch (name.size()) {
            case 1 -> contains(columns.keySet(), name.get(0));
            case 2 -> qualifiers.contains(name.get(0)) && contains(columns.keySet(), name.get(1));
            default -> false;
        };
    }

    /** Whether a name that would be known has something before it that is not used in this job. */
    boolean isOtherwiseQualified(List<String> name) {
        return name.size() == 2
                && !qualifiers.isEmpty()
                && !qualifiers.contains(name.get(0))
                && contains(columns.keySet(), name.get(1));
    }

    private static boolean contains(Set<String> names, String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(plain));
    }
}
