package org.fubiao.recognition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.fubiao.finding.FindingCode;
import org.jspecify.annotations.Nullable;

/** Whole and decimal numbers, kept as a whole number of 10^-scale. At most 18 digits. */
final class NumberTyper extends CellTyper {
    private static final long LIMIT = 1_000_000_000_000_000_000L;
    private static final int MOST_DIGITS = 18;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[Ee][+-]?\\d{1,3})?");
    /** What a spreadsheet's binary fractions add to a number: 0.30000000000000004, 2.0999999999999996. */
    private static final Pattern NOISE = Pattern.compile("(?:0{6,}\\d*|9{6,}\\d*)");

    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final int scale;
    private final String uom;

    NumberTyper(int scale, String uom) {
        this.scale = scale;
        this.uom = normal(uom);
    }

    @Override
    Outcome read(String cell) {
        return readPlain(cell) ? Outcome.VALUE : readOther(cell);
    }

    /** Reads {@code -1234.50} and the like without allocating; false if it takes a closer look. */
    boolean readPlain(String cell) {
        int length = cell.length();
        if (length > MOST_DIGITS) {
            return false;
        }
        boolean negative = cell.charAt(0) == '-';
        int start = negative ? 1 : 0;
        long value = 0;
        int decimals = -1;
        for (int i = start; i < length; i++) {
            int digit = cell.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                decimals += decimals < 0 ? 0 : 1;
            } else if (digit == '.' - '0' && decimals < 0 && i > start) {
                decimals = 0;
            } else {
                return false;
            }
        }
        return length > start && decimals != 0 && keep(negative, value, Math.max(decimals, 0));
    }

    private boolean keep(boolean negative, long value, int decimals) {
        long rest = value;
        int places = decimals;
        for (; places > scale; places--) {
            if (rest % 10 != 0) {
                return false;
            }
            rest /= 10;
        }
        long factor = POWERS[scale - places];
        if (rest >= LIMIT / factor) {
            return false;
        }
        number = negative ? -rest * factor : rest * factor;
        return true;
    }

    private Outcome readOther(String cell) {
        String plain = normal(cell);
        if (EmptyMarks.isMark(plain)) {
            return Outcome.EMPTY;
        }
        BigDecimal value = parse(withoutUom(plain));
        if (value == null) {
            return fail(FindingCode.NOT_A_NUMBER);
        }
        BigDecimal kept = value.setScale(scale, RoundingMode.HALF_UP);
        if (kept.compareTo(value) != 0 && !isNoise(value)) {
            return fail(scale == 0 ? FindingCode.NOT_AN_INTEGER : FindingCode.TOO_MANY_DECIMALS);
        }
        return keep(kept);
    }

    /** Takes a value of this scale. */
    private Outcome keep(BigDecimal value) {
        if (value.precision() > MOST_DIGITS) {
            return fail(FindingCode.OUT_OF_RANGE);
        }
        number = value.unscaledValue().longValueExact();
        return Outcome.VALUE;
    }

    private boolean isNoise(BigDecimal value) {
        String digits = value.toPlainString();
        return NOISE.matcher(digits.substring(digits.indexOf('.') + 1 + scale)).matches();
    }

    private String withoutUom(String plain) {
        if (uom.isEmpty() || !plain.endsWith(uom)) {
            return plain;
        }
        String rest = plain.substring(0, plain.length() - uom.length());
        return rest.endsWith("个") ? rest.substring(0, rest.length() - 1) : rest;
    }

    /** Half-width, without white space, with an ordinary minus sign. */
    static String normal(String text) {
        return isNormal(text)
                ? text
                : BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                        .replaceAll("")
                        .replace('−', '-');
    }

    /** Whether there is nothing to do, as far as is cheap to say. */
    private static boolean isNormal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || (c > '~' && (c < 0x4E00 || c > 0x9FFF))) {
                return false;
            }
        }
        return true;
    }

    /** The number that a {@linkplain #normal normal} text is, with thousands separators or without; null if it is none. */
    static @Nullable BigDecimal parse(String plain) {
        if (plain.isEmpty() || "+-.0123456789".indexOf(plain.charAt(0)) < 0) {
            return null;
        }
        if (GROUPED.matcher(plain).matches()) {
            return new BigDecimal(plain.replace(",", ""));
        }
        return PLAIN.matcher(plain).matches() ? new BigDecimal(plain) : null;
    }

    @Override
    String expected() {
        String what = scale == 0 ? "整数" : "最多" + scale + "位小数的数字";
        return uom.isEmpty() ? what : what + "（单位：" + uom + "）";
    }
}
