package org.fubiao.totals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers of the compute engine, exactly. */
final class Numbers {
    /**
     * A quotient comes as a binary fraction. Its first 15 digits are those of the true quotient, free of what its last bits
     * depend on; so are digits rounded from them.
     */
    private static final MathContext CERTAIN = new MathContext(15, RoundingMode.HALF_EVEN);

    /** Some units of the last certain digit. */
    private static final BigDecimal UNCERTAIN = new BigDecimal("4e-14");

    private static final int SHOWN_DIGITS = 6;

    private Numbers() {}

    /** A number of a result, or null for null, infinite and undefined ones. */
    static @Nullable BigDecimal of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isNaN(number) || Double.isInfinite(number)
                    ? null
                    : new BigDecimal(Double.toString(number)).round(CERTAIN);
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        throw new IllegalArgumentException("not a number: " + value);
    }

    static boolean isBinary(@Nullable Object value) {
        return value instanceof Double || value instanceof Float;
    }

    static BigDecimal round(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_UP);
    }

    /** By how much two numbers that come from quotients may seem to be apart. */
    static BigDecimal noise(BigDecimal one, BigDecimal other) {
        return one.abs().max(other.abs()).multiply(UNCERTAIN);
    }

    /** With no more digits than people read. */
    static @Nullable BigDecimal shown(@Nullable BigDecimal value) {
        return value == null || value.scale() <= SHOWN_DIGITS ? value : round(value, SHOWN_DIGITS);
    }

    /** Exactly rounded; null if the denominator is 0. */
    static @Nullable BigDecimal quotient(BigDecimal numerator, BigDecimal denominator, int scale) {
        return denominator.signum() == 0 ? null : numerator.divide(denominator, scale, RoundingMode.HALF_UP);
    }

    /** Digits after the point that a number format shows, counting those of the fraction that a percentage is. */
    static int digits(String format) {
        String first = format.contains(";") ? format.substring(0, format.indexOf(';')) : format;
        int point = first.indexOf('.');
        int digits = 0;
        for (int i = point + 1; point >= 0 && i < first.length() && "0#?".indexOf(first.charAt(i)) >= 0; i++) {
            digits++;
        }
        return first.contains("%") ? digits + 2 : digits;
    }

    /** Without zeros at the end, and never as a power of ten. */
    static String plain(@Nullable BigDecimal number) {
        if (number == null) {
            return "—";
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A sum so far with a further value; null while there is none. */
    static @Nullable BigDecimal plus(@Nullable BigDecimal sum, @Nullable BigDecimal value) {
        if (sum == null) {
            return value;
        }
        return value == null ? sum : sum.add(value);
    }
}
