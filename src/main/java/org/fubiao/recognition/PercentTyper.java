package org.fubiao.recognition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.fubiao.finding.FindingCode;

/** Shares, kept as a fraction. A bare number beyond 1 is refused: nobody can tell 90 from 90%, nor 1.5 from 150%. */
final class PercentTyper extends CellTyper {
    private static final int MOST_DIGITS = 18;

    private final int scale;
    private final long one;
    /** Reads what stands before the sign, and what has none. */
    private final NumberTyper hundredths;

    private final NumberTyper fraction;

    PercentTyper(int scale) {
        this.scale = scale;
        one = BigDecimal.ONE.setScale(scale).unscaledValue().longValueExact();
        hundredths = new NumberTyper(scale - 2, "");
        fraction = new NumberTyper(scale, "");
    }

    @Override
    Outcome read(String cell) {
        return readPlain(cell) ? Outcome.VALUE : readOther(cell);
    }

    /** Reads {@code 90%}, {@code 0.9} and the like; false if it takes a closer look. */
    private boolean readPlain(String cell) {
        int last = cell.length() - 1;
        if (last > 0 && cell.charAt(last) == '%') {
            boolean plain = hundredths.readPlain(cell.substring(0, last));
            number = hundredths.number;
            return plain;
        }
        boolean plain = fraction.readPlain(cell) && Math.abs(fraction.number) <= one;
        number = fraction.number;
        return plain;
    }

    private Outcome readOther(String cell) {
        String plain = NumberTyper.normal(cell);
        if (EmptyMarks.isMark(plain)) {
            return Outcome.EMPTY;
        }
        boolean sign = plain.endsWith("%");
        BigDecimal value = NumberTyper.parse(sign ? plain.substring(0, plain.length() - 1) : plain);
        if (value == null || (!sign && value.abs().compareTo(BigDecimal.ONE) > 0)) {
            return fail(FindingCode.NOT_A_PERCENTAGE);
        }
        // A share is a quotient and has no end of digits: it is rounded, not refused.
        BigDecimal kept = (sign ? value.movePointLeft(2) : value).setScale(scale, RoundingMode.HALF_UP);
        if (kept.precision() > MOST_DIGITS) {
            return fail(FindingCode.OUT_OF_RANGE);
        }
        number = kept.unscaledValue().longValueExact();
        return Outcome.VALUE;
    }

    @Override
    String expected() {
        return "百分比，如 90% 或 0.9";
    }
}
