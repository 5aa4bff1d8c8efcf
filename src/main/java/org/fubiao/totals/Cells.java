package org.fubiao.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ChangeColumn;
import org.fubiao.job.Appendix.Column;
import org.fubiao.job.Appendix.MeasureColumn;
import org.fubiao.job.Appendix.RatioColumn;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.totals.AppendixTable.Cell;
import org.fubiao.totals.AppendixTable.Difference;
import org.fubiao.totals.AppendixTable.Empty;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Quotient;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.SumOfRows;
import org.jspecify.annotations.Nullable;

/** The cells of an appendix of measures, with formulas where a spreadsheet can arrive at the same value. */
final class Cells {
    private final Job job;
    private final List<Columns.Leaf> leaves;

    Cells(Job job, Appendix appendix) {
        this.job = job;
        this.leaves = Columns.leaves(appendix);
    }

    List<LeafColumn> columns() {
        return leaves.stream()
                .map(leaf -> new LeafColumn(
                        leaf.heads(),
                        format(leaf.column()),
                        leaf.column() instanceof MeasureColumn column && !column.previous() ? column.measure() : null))
                .toList();
    }

    /** As defined; else by what is shown: a measure with its digits, a share as a percentage. */
    private String format(Column column) {
        String defined = Columns.format(column);
        if (!defined.isBlank()) {
            return defined;
        }
        if (column instanceof MeasureColumn shown) {
            return format(job.measure(shown.measure()));
        }
        if (column instanceof ChangeColumn change && !change.relative()) {
            return format(job.measure(change.measure()));
        }
        return "0.0%";
    }

    static String format(Measure measure) {
        boolean percent = measure.uom().equals("%");
        int digits = Math.max(0, percent ? measure.scale() - 2 : measure.scale());
        String fraction = digits == 0 ? "" : "." + "0".repeat(digits);
        return percent ? "0" + fraction + "%" : "#,##0" + fraction;
    }

    List<Cell> empty() {
        return leaves.stream().map(leaf -> (Cell) new Empty()).toList();
    }

    /** The cells of a row. */
    List<Cell> row(Line line) {
        List<Cell> cells = new ArrayList<>();
        for (Columns.Leaf leaf : leaves) {
            cells.add(cell(leaf.column(), line));
        }
        return cells;
    }

    /**
     * The cells of a row that sums others: a formula where these add up to its value.
     *
     * @param rows all rows above it
     * @param summed places of those that it sums
     */
    List<Cell> sum(Line line, List<Row> rows, List<Integer> summed) {
        List<Cell> cells = new ArrayList<>(row(line));
        for (int column = 0; column < cells.size(); column++) {
            if (leaves.get(column).column() instanceof MeasureColumn shown
                    && job.measure(shown.measure()).additive()
                    && cells.get(column) instanceof Numeric number
                    && sum(rows, summed, column).compareTo(number.value()) == 0) {
                cells.set(column, new Numeric(number.value(), new SumOfRows(summed)));
            }
        }
        return cells;
    }

    private static BigDecimal sum(List<Row> rows, List<Integer> summed, int column) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int row : summed) {
            if (rows.get(row).cells().get(column) instanceof Numeric number) {
                sum = sum.add(number.value());
            }
        }
        return sum;
    }

    private Cell cell(Column column, Line line) {
        if (column instanceof MeasureColumn shown) {
            Measure measure = job.measure(shown.measure());
            BigDecimal value = shown.previous() ? line.previous(measure.name()) : line.current(measure.name());
            return value == null ? new Empty() : new Numeric(published(measure, value), null);
        }
        if (column instanceof RatioColumn ratio) {
            return ratio(ratio, line);
        }
        return column instanceof ChangeColumn change ? change(change, line) : new Empty();
    }

    /** Parts that are added up keep all their digits, so that what is printed is what was added. */
    static BigDecimal published(Measure measure, BigDecimal value) {
        return measure.additive() ? value : Numbers.round(value, measure.scale());
    }

    private Cell ratio(RatioColumn ratio, Line line) {
        BigDecimal numerator = line.current(ratio.numerator());
        BigDecimal denominator = line.current(ratio.denominator());
        BigDecimal value = numerator == null || denominator == null
                ? null
                : Numbers.quotient(numerator, denominator, Numbers.digits(format(ratio)));
        int dividend = find(ratio.numerator(), false);
        int divisor = find(ratio.denominator(), false);
        return numeric(value, dividend < 0 || divisor < 0 ? null : new Quotient(dividend, divisor));
    }

    private Cell change(ChangeColumn change, Line line) {
        BigDecimal current = line.current(change.measure());
        BigDecimal previous = line.previous(change.measure());
        if (current == null || previous == null) {
            return new Empty();
        }
        BigDecimal difference = current.subtract(previous);
        int minuend = find(change.measure(), false);
        int subtrahend = find(change.measure(), true);
        return numeric(
                change.relative() ? Numbers.quotient(difference, previous, Numbers.digits(format(change))) : difference,
                minuend < 0 || subtrahend < 0 ? null : new Difference(minuend, subtrahend, change.relative()));
    }

    private static Cell numeric(@Nullable BigDecimal value, AppendixTable.@Nullable Formula formula) {
        return value == null ? new Empty() : new Numeric(value, formula);
    }

    private int find(String measure, boolean previous) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).column() instanceof MeasureColumn column
                    && column.measure().equals(measure)
                    && column.previous() == previous) {
                return i;
            }
        }
        return -1;
    }
}
