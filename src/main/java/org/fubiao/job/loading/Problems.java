package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong, and knows which definitions are touched by it, so that no noise follows. */
final class Problems {
    private record Entry(DefinitionError error, int index) {}

    private static final Comparator<DefinitionError> READING_ORDER = Comparator.comparing(DefinitionError::file)
            .thenComparing(DefinitionError::line)
            .thenComparing(DefinitionError::column);

    private final List<Entry> entries = new ArrayList<>();

    /** A problem at a node of a YAML file. */
    void add(String file, Node at, Where where, String problem, String advice) {
        Mark mark = at.getStartMark().orElseThrow();
        entries.add(new Entry(
                new DefinitionError(file, mark.getLine() + 1, mark.getColumn() + 1, where.toString(), problem, advice),
                mark.getIndex()));
    }

    /** A problem of a file without nodes. */
    void add(String file, int line, String where, String problem, String advice) {
        entries.add(new Entry(new DefinitionError(file, line, line == 0 ? 0 : 1, where, problem, advice), -1));
    }

    /** Whether something is wrong between the beginning of one node and the end of another. */
    boolean within(String file, Node first, Node last) {
        int start = first.getStartMark().orElseThrow().getIndex();
        int end = last.getEndMark().orElseThrow().getIndex();
        return entries.stream()
                .anyMatch(entry -> entry.error().file().equals(file)
                        && entry.index() >= start
                        && (entry.index() < end || entry.index() == start));
    }

    /** Whether something is wrong with a file. */
    boolean in(String file) {
        return entries.stream().anyMatch(entry -> entry.error().file().equals(file));
    }

    /** Whether something is wrong with a file of a folder. */
    boolean below(String folder) {
        return entries.stream().anyMatch(entry -> entry.error().file().startsWith(folder));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<DefinitionError> inReadingOrder() {
        return entries.stream()
                .map(Entry::error)
                .distinct()
                .sorted(READING_ORDER)
                .toList();
    }
}
