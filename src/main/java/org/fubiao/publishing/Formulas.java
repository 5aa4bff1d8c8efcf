package org.fubiao.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fubiao.publishing.sheet.Ranges;
import org.fubiao.totals.AppendixTable.Difference;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Quotient;
import org.fubiao.totals.AppendixTable.SumOfRows;
import org.jspecify.annotations.Nullable;

/**
 * Formulas that arrive at the published value to the digit: what the program has rounded, the formula rounds as well, and
 * sums of fractions are rounded to get rid of binary noise.
 */
final class Formulas {
    /** A spreadsheet function takes no more arguments than this. */
    private static final int MOST_ARGUMENTS = 250;

    private final AppendixLayout layout;

    Formulas(AppendixLayout layout) {
        this.layout = layout;
    }

    /** The formula of a number without the equals sign, or null if it stands by itself. */
    @Nullable String text(Numeric number, int row, int column) {
        if (number.formula() == null) {
            return null;
        }
        int scale = Math.max(0, number.value().stripTrailingZeros().scale());
        if (number.formula() instanceof SumOfRows sum) {
            String text = sum(sum.rows(), column);
            return scale == 0 ? text : "ROUND(" + text + "," + scale + ")";
        }
        if (number.formula() instanceof Quotient quotient) {
            return share(layout.address(row, quotient.numerator()), layout.address(row, quotient.denominator()), scale);
        }
        if (number.formula() instanceof Difference difference) {
            String minuend = layout.address(row, difference.minuend());
            String subtrahend = layout.address(row, difference.subtrahend());
            String text = minuend + "-" + subtrahend;
            if (difference.relative()) {
                return share("(" + text + ")", subtrahend, scale);
            }
            return scale == 0 ? text : "ROUND(" + text + "," + scale + ")";
        }
        return null;
    }

    private static String share(String numerator, String denominator, int scale) {
        return "IF(" + denominator + "=0,\"\",ROUND(" + numerator + "/" + denominator + "," + scale + "))";
    }

    private String sum(List<Integer> rows, int column) {
        List<String> parts = Ranges.of(rows).stream()
                .map(range -> layout.address(range.first(), column)
                        + (range.isSingle() ? "" : ":" + layout.address(range.last(), column)))
                .toList();
        List<String> sums = new ArrayList<>();
        for (int from = 0; from < parts.size(); from += MOST_ARGUMENTS) {
            sums.add(parts.subList(from, Math.min(parts.size(), from + MOST_ARGUMENTS)).stream()
                    .collect(Collectors.joining(",", "SUM(", ")")));
        }
        return sums.isEmpty() ? "0" : String.join("+", sums);
    }
}
