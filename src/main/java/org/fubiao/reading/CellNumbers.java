package org.fubiao.reading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * Numbers of workbooks as text. They are binary fractions there; what counts is what Excel shows: 15 significant digits.
 */
final class CellNumbers {
    private static final MathContext EXCEL = new MathContext(15);
    private static final int MOST_DIGITS = 310;
    /** Whole numbers below have no more digits than are shown. */
    private static final double EXACT = 1e15;

    private static final double FAR_DAY = 1e6;

    /** Days are counted as if 1900 had been a leap year: from 1 March 1900 on, this is where they begin. */
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    private static final int FIRST_TRUE_DAY = 61;
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final boolean date1904;

    CellNumbers(boolean date1904) {
        this.date1904 = date1904;
    }

    /** The same as of the exact value of a binary fraction, which is seldom needed. */
    String text(double value, CellFormat format) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        if (format == CellFormat.NUMBER) {
            String text = whole ? Long.toString((long) value) : Double.toString(value);
            if (whole || isShort(text)) {
                return text;
            }
        } else if (format == CellFormat.DATE && whole && !date1904 && value >= FIRST_TRUE_DAY && value < FAR_DAY) {
            return DAY_ZERO.plusDays((long) value).toString();
        }
        return text(new BigDecimal(value), format);
    }

    /** Whether the shortest text that leads back to a number has no more digits than are shown: rounding gives the same. */
    private static boolean isShort(String text) {
        return text.length() <= EXCEL.getPrecision() + 1
                && text.indexOf('E') < 0
                && text.indexOf('N') < 0
                && text.indexOf('I') < 0
                && text.charAt(text.length() - 1) != '0';
    }

    /** As {@code 1234.5}, {@code 90%}, {@code 2023-01-05}, {@code 2023-01-05 08:30:00} or, below one day, {@code 08:30:00}. */
    String text(BigDecimal value, CellFormat format) {
        return switch (format) {
            case NUMBER -> plain(value.round(EXCEL));
            case PERCENT -> plain(value.round(EXCEL).scaleByPowerOfTen(2)) + "%";
            case DATE -> date(value);
        };
    }

    private String date(BigDecimal value) {
        double serial = value.doubleValue();
        if (!DateUtil.isValidExcelDate(serial)) {
            return plain(value.round(EXCEL));
        }
        if (!date1904 && serial >= FIRST_TRUE_DAY && serial == Math.rint(serial)) {
            return DAY_ZERO.plusDays((long) serial).toString();
        }
        LocalDateTime date = DateUtil.getLocalDateTime(serial, date1904, true);
        if (date == null) {
            return plain(value.round(EXCEL));
        }
        if (serial < 1 && !date1904) {
            return TIME.format(date);
        }
        return date.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? date.toLocalDate().toString()
                : DATE_TIME.format(date);
    }

    private static String plain(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        // No number of a real workbook is longer; one that is would only fill the memory with zeros.
        boolean endless = Math.abs((long) stripped.scale()) > MOST_DIGITS;
        return endless ? stripped.toString() : stripped.toPlainString();
    }
}
