package org.fubiao.publishing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ByUnit;
import org.fubiao.job.Expression;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Reconciliation;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.FigureValue;
import org.jspecify.annotations.Nullable;

/** The total of each measure where readers meet it: as a figure of the report, or else in the first appendix that shows it. */
final class PublishedTotals {
    /** Leaf column of this period's value in an appendix of measures. */
    private static final int CURRENT = 1;

    private final Job job;
    private final List<String> measures;
    /** By measure, in the order in which readers meet them. */
    private final Map<String, List<Total>> totals = new LinkedHashMap<>();

    /**
     * The total of a measure.
     *
     * @param where the figure's number, or the name of the appendix's sheet
     * @param title of the figure, or heads of the column
     * @param kinds the only kinds of unit that it counts; empty for all
     */
    record Total(String measure, String where, String title, BigDecimal value, List<String> kinds) {
        boolean counts(String kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }
    }

    PublishedTotals(Publication publication) {
        this.job = publication.job();
        this.measures = job.measures().stream()
                // Shares and the like are not the sum of what units report.
                .filter(Measure::additive)
                .map(Measure::name)
                .toList();
        publication.figures().forEach(this::add);
        publication.appendices().forEach(this::add);
    }

    private void add(FigureValue figure) {
        BigDecimal exact = figure.exact();
        if (exact != null && !figure.definition().percent()) {
            add(
                    figure.definition().measure(),
                    figure.definition().id(),
                    figure.definition().title(),
                    exact,
                    List.of());
        }
    }

    private void add(AppendixTable table) {
        String where = new AppendixLayout(table).sheetName();
        if (table.definition().rows() instanceof ByMeasure rows) {
            for (int row = 0; row < rows.measures().size() && row < table.rows().size(); row++) {
                String measure = rows.measures().get(row);
                add(measure, where, measure, table.rows().get(row), CURRENT, List.of());
            }
            return;
        }
        List<String> kinds = table.definition().rows() instanceof ByUnit rows ? rows.kinds() : List.of();
        int last = table.rows().size() - 1;
        if (last >= 0 && table.rows().get(last).kind() == RowKind.TOTAL) {
            for (int column = 0; column < table.columns().size(); column++) {
                String measure = table.columns().get(column).measure();
                if (measure != null) {
                    String heads = String.join("/", table.columns().get(column).heads());
                    add(measure, where, heads, table.rows().get(last), column, kinds);
                }
            }
        }
    }

    private void add(String measure, String where, String title, Row row, int column, List<String> kinds) {
        if (column < row.cells().size() && row.cells().get(column) instanceof Numeric number) {
            add(measure, where, title, number.value(), kinds);
        }
    }

    private void add(String measure, String where, String title, BigDecimal value, List<String> kinds) {
        if (measures.contains(measure)) {
            totals.computeIfAbsent(measure, any -> new ArrayList<>())
                    .add(new Total(measure, where, title, value, kinds));
        }
    }

    /**
     * The first published total that a unit's values count in, of a measure of which a reconciliation compares values of units, of
     * what is checked first; null if there is none.
     */
    @Nullable Total concerning(Reconciliation reconciliation, String unit) {
        boolean ofUnits =
                reconciliation.by() == Reconciliation.By.UNIT || reconciliation.by() == Reconciliation.By.LEVEL;
        if (!ofUnits) {
            return null;
        }
        String kind = job.unit(unit).kind();
        Stream<String> sides = reconciliation.of() == null
                ? Stream.of(reconciliation.left(), reconciliation.right())
                : Stream.of(reconciliation.left());
        return sides.flatMap(side -> Expression.names(side, measures).stream())
                .flatMap(measure -> totals.getOrDefault(measure, List.of()).stream())
                .filter(total -> total.counts(kind))
                .findFirst()
                .orElse(null);
    }
}
