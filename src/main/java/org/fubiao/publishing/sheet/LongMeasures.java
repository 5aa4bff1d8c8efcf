package org.fubiao.publishing.sheet;

import org.fubiao.listing.LongColumn;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.publishing.sheet.Grid.Column;

/**
 * How much room a column of a long list asks for. Gives what {@link Widths} and {@link GridLayout} find cell by cell, looking at
 * each different text only once.
 */
final class LongMeasures {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private LongMeasures() {}

    /** The widest cell, in half-width characters. */
    static int widest(LongColumn column, Column definition) {
        if (column instanceof LongTexts texts) {
            int widest = 0;
            for (int number = 0; number < texts.texts(); number++) {
                widest = Math.max(widest, TextWidth.widestLine(texts.text(number)));
            }
            return widest;
        }
        LongNumbers numbers = (LongNumbers) column;
        // The widest of those with as many digits, with and without a sign: few that are looked at as numbers.
        boolean[] seen = new boolean[2 * POWERS.length * POWERS.length];
        int widest = 0;
        for (int row = 0; row < numbers.size(); row++) {
            if (numbers.isEmpty(row)) {
                continue;
            }
            long value = numbers.unscaled(row);
            int shape = (digits(value) * POWERS.length + decimals(value, numbers.scale())) * 2 + (value < 0 ? 1 : 0);
            if (!seen[shape]) {
                seen[shape] = true;
                Grid.Numeric number = new Grid.Numeric(numbers.number(row), null);
                widest = Math.max(widest, TextWidth.of(number.value(), GridSheet.format(definition, number)) + 1);
            }
        }
        return widest;
    }

    /** The most digits behind the point; negative if there is no number. */
    static int decimals(LongColumn column) {
        int most = -1;
        if (column instanceof LongNumbers numbers) {
            for (int row = 0; row < numbers.size(); row++) {
                if (!numbers.isEmpty(row)) {
                    most = Math.max(most, decimals(numbers.unscaled(row), numbers.scale()));
                }
            }
        }
        return most;
    }

    /** Raises the lines of text of each row to what a column of this width takes. */
    static void addLines(LongColumn column, double width, int[] lines) {
        if (!(column instanceof LongTexts texts)) {
            return;
        }
        int[] taken = new int[texts.texts()];
        boolean wrapped = false;
        for (int number = 0; number < taken.length; number++) {
            taken[number] = TextWidth.lines(texts.text(number), width);
            wrapped |= taken[number] > 1;
        }
        for (int row = 0; wrapped && row < lines.length; row++) {
            int number = texts.number(row);
            if (number >= 0 && taken[number] > lines[row]) {
                lines[row] = taken[number];
            }
        }
    }

    private static int digits(long value) {
        long rest = Math.abs(value);
        int digits = 1;
        while (digits < POWERS.length && rest >= POWERS[digits]) {
            digits++;
        }
        return digits;
    }

    /** Digits behind the point without zeros at the end. */
    static int decimals(long unscaled, int scale) {
        if (unscaled == 0) {
            return 0;
        }
        int decimals = scale;
        for (long rest = unscaled; decimals > 0 && rest % 10 == 0; rest /= 10) {
            decimals--;
        }
        return decimals;
    }
}
