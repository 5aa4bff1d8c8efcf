package org.fubiao.recognition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.finding.FindingCode;
import org.jspecify.annotations.Nullable;

/** Dates, kept as days since 1970-01-01. The year must have four digits and stand first. */
final class DateTyper extends CellTyper {
    private static final Pattern PARTS = Pattern.compile(
            "(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})[日号])(?:T?\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?");
    private static final Pattern EIGHT = Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern SERIAL = Pattern.compile("[345]\\d{4}(?:\\.0+)?|60000");
    private static final int FIRST_SERIAL = 35000;
    /** Day 0 of a spreadsheet's calendar. */
    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

    @Override
    Outcome read(String cell) {
        return readIso(cell) ? Outcome.VALUE : readOther(cell);
    }

    /** Reads {@code 2023-01-05} without allocating; false if it takes a closer look. */
    private boolean readIso(String cell) {
        if (cell.length() != 10 || cell.charAt(4) != '-' || cell.charAt(7) != '-') {
            return false;
        }
        int year = digits(cell, 0, 4);
        int month = digits(cell, 5, 7);
        int day = digits(cell, 8, 10);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28) {
            return false;
        }
        number = epochDay(year, month, day);
        return true;
    }

    private static int digits(String cell, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = cell.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Days from civil, for years from 1. */
    private static long epochDay(int year, int month, int day) {
        long shifted = month > 2 ? year : year - 1L;
        long era = shifted / 400;
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
    }

    private Outcome readOther(String cell) {
        String plain = NumberTyper.normal(cell);
        if (EmptyMarks.isMark(plain)) {
            return Outcome.EMPTY;
        }
        LocalDate date = parse(plain);
        if (date == null) {
            return fail(FindingCode.NOT_A_DATE);
        }
        number = date.toEpochDay();
        return Outcome.VALUE;
    }

    /** The date that a text without white space is; null if it is none. */
    static @Nullable LocalDate parse(String plain) {
        String text = ChineseDigits.toArabic(plain);
        try {
            Matcher parts = PARTS.matcher(text);
            if (parts.matches()) {
                String month = parts.group(3) == null ? parts.group(5) : parts.group(3);
                String day = parts.group(4) == null ? parts.group(6) : parts.group(4);
                return LocalDate.of(Integer.parseInt(parts.group(1)), Integer.parseInt(month), Integer.parseInt(day));
            }
            Matcher eight = EIGHT.matcher(text);
            if (eight.matches()) {
                return LocalDate.of(
                        Integer.parseInt(eight.group(1)),
                        Integer.parseInt(eight.group(2)),
                        Integer.parseInt(eight.group(3)));
            }
        } catch (DateTimeException e) {
            return null;
        }
        return SERIAL.matcher(text).matches() ? serial(text) : null;
    }

    private static @Nullable LocalDate serial(String text) {
        int days = Integer.parseInt(text.substring(0, 5));
        return days < FIRST_SERIAL ? null : SERIAL_ZERO.plusDays(days);
    }

    @Override
    String expected() {
        return "日期，如 2023-01-05";
    }
}
