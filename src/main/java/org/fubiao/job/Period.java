package org.fubiao.job;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A period (报告期): {@code 2023}, {@code 2023-Q4} or {@code 2023-12}.
 *
 * @param part quarter or month from 1; 0 for a year
 */
public record Period(PeriodKind kind, int year, int part) implements Comparable<Period> {
    private static final Pattern TEXT = Pattern.compile("(\\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?");

    /** Reads {@code 2023}, {@code 2023-Q4} or {@code 2023-12}; empty if the text is none of these. */
    public static Optional<Period> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            return Optional.of(new Period(PeriodKind.QUARTER, year, Integer.parseInt(matcher.group(2))));
        }
        if (matcher.group(3) != null) {
            return Optional.of(new Period(PeriodKind.MONTH, year, Integer.parseInt(matcher.group(3))));
        }
        return Optional.of(new Period(PeriodKind.YEAR, year, 0));
    }

    /** The period of a kind in which a day lies. */
    public static Period at(PeriodKind kind, LocalDate day) {
        int month = day.getMonthValue();
        return switch (kind) {
            case YEAR -> new Period(kind, day.getYear(), 0);
            case QUARTER -> new Period(kind, day.getYear(), (month + 2) / 3);
            case MONTH -> new Period(kind, day.getYear(), month);
        };
    }

    /** The period of the same kind just before this one. */
    public Period previous() {
        return switch (kind) {
            case YEAR -> new Period(kind, year - 1, 0);
            case QUARTER -> part == 1 ? new Period(kind, year - 1, 4) : new Period(kind, year, part - 1);
            case MONTH -> part == 1 ? new Period(kind, year - 1, 12) : new Period(kind, year, part - 1);
        };
    }

    /** The period of the same kind just after this one. */
    public Period next() {
        int last = switch (kind) {
            case YEAR -> 0;
            case QUARTER -> 4;
            case MONTH -> 12;
        };
        return part < last ? new Period(kind, year, part + 1) : new Period(kind, year + 1, Math.min(last, 1));
    }

    /** The periods of a shorter kind that make up this one, in their order: the quarters or months of a year. */
    public List<Period> of(PeriodKind shorter) {
        if (!shorter.isWithin(kind)) {
            throw new IllegalArgumentException("no " + shorter + " makes up " + this);
        }
        int parts = shorter == PeriodKind.QUARTER ? 4 : 12;
        int each = kind == PeriodKind.YEAR ? parts : 3;
        int first = kind == PeriodKind.YEAR ? 1 : (part - 1) * 3 + 1;
        return IntStream.range(first, first + each)
                .mapToObj(number -> new Period(shorter, year, number))
                .toList();
    }

    public LocalDate lastDay() {
        return switch (kind) {
            case YEAR -> LocalDate.of(year, 12, 31);
            case QUARTER -> YearMonth.of(year, part * 3).atEndOfMonth();
            case MONTH -> YearMonth.of(year, part).atEndOfMonth();
        };
    }

    /** For people: {@code 2023年}, {@code 2023年第4季度}, {@code 2023年12月}. */
    public String describe() {
        return switch (kind) {
            case YEAR -> year + "年";
            case QUARTER -> year + "年第" + part + "季度";
            case MONTH -> year + "年" + part + "月";
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case YEAR -> Integer.toString(year);
            case QUARTER -> year + "-Q" + part;
            case MONTH -> String.format("%d-%02d", year, part);
        };
    }

    @Override
    public int compareTo(Period other) {
        return toString().compareTo(other.toString());
    }
}
