package org.fubiao.job.loading;

import java.util.List;
import java.util.stream.Stream;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ChangeColumn;
import org.fubiao.job.Appendix.Column;
import org.fubiao.job.Appendix.Group;
import org.fubiao.job.Appendix.MeasureColumn;
import org.jspecify.annotations.Nullable;

/**
 * An appendix as far as it could be read.
 *
 * @param source its file
 * @param listed the form whose rows it lists, if it does and the form is known
 * @param measures names of the measures that it shows
 */
record AppendixDraft(
        Appendix appendix, Value source, @Nullable FormDraft listed, List<String> measures) {

    /** Whether the total of a measure stands in a cell of its own. */
    boolean shows(String measure) {
        if (appendix.rows() instanceof ByMeasure rows) {
            return rows.measures().contains(measure);
        }
        return leaves(appendix.columns())
                .anyMatch(leaf -> leaf instanceof MeasureColumn column
                        && !column.previous()
                        && column.measure().equals(measure));
    }

    /** Whether a column looks at the period before. */
    static boolean looksBack(List<Column> columns) {
        return leaves(columns)
                .anyMatch(leaf ->
                        leaf instanceof ChangeColumn || (leaf instanceof MeasureColumn column && column.previous()));
    }

    private static Stream<Column> leaves(List<Column> columns) {
        return columns.stream()
                .flatMap(column -> column instanceof Group group ? leaves(group.columns()) : Stream.of(column));
    }
}
