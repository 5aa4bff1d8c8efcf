package org.fubiao.totals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ChangeColumn;
import org.fubiao.job.Appendix.Column;
import org.fubiao.job.Appendix.FieldColumn;
import org.fubiao.job.Appendix.Group;
import org.fubiao.job.Appendix.MeasureColumn;
import org.fubiao.job.Appendix.RatioColumn;

/** The head of an appendix, flattened. */
final class Columns {
    private Columns() {}

    /**
     * A column that holds cells.
     *
     * @param heads nested heads from the top down, its own title last
     */
    record Leaf(List<String> heads, Column column) {}

    static List<Leaf> leaves(Appendix appendix) {
        List<Leaf> leaves = new ArrayList<>();
        collect(appendix.columns(), List.of(), leaves);
        return leaves;
    }

    private static void collect(List<Column> columns, List<String> above, List<Leaf> leaves) {
        for (Column column : columns) {
            List<String> heads = new ArrayList<>(above);
            heads.add(column.title());
            if (column instanceof Group group) {
                collect(group.columns(), heads, leaves);
            } else {
                leaves.add(new Leaf(heads, column));
            }
        }
    }

    /** Names of the measures that an appendix shows or calculates with. */
    static Set<String> measures(Appendix appendix) {
        Set<String> names = new LinkedHashSet<>();
        if (appendix.rows() instanceof ByMeasure rows) {
            names.addAll(rows.measures());
        }
        for (Leaf leaf : leaves(appendix)) {
            if (leaf.column() instanceof MeasureColumn column) {
                names.add(column.measure());
            } else if (leaf.column() instanceof RatioColumn column) {
                names.add(column.numerator());
                names.add(column.denominator());
            } else if (leaf.column() instanceof ChangeColumn column) {
                names.add(column.measure());
            }
        }
        return names;
    }

    static String format(Column column) {
        if (column instanceof MeasureColumn measure) {
            return measure.format();
        }
        if (column instanceof RatioColumn ratio) {
            return ratio.format();
        }
        if (column instanceof ChangeColumn change) {
            return change.format();
        }
        return column instanceof FieldColumn field ? field.format() : "";
    }
}
