package org.fubiao.recognition;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.jspecify.annotations.Nullable;

/** Finds periods in texts. A full date is never one: it says when something was filled in. */
final class PeriodText {
    private static final String YEAR = "(?<![\\d.])((?:19|20)\\d{2})";
    private static final String TO = "\\s*(?:[-—–―~～至到]|--)+\\s*";
    /** 2023年1月1日至2023年12月31日, 2023年1月-12月, 2023年1-3月. */
    private static final Pattern RANGE = Pattern.compile(
            YEAR + "年\\s*(\\d{1,2})(?:月(?:\\s*1日)?)?" + TO + "(?:\\1年)?\\s*(\\d{1,2})月(?:\\s*(?:28|29|30|31)日)?");

    private static final Pattern DATE = Pattern.compile(
            "\\d{4}年\\d{1,2}月\\d{1,2}[日号]|\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}(?!\\d)|(?<!\\d)(?:19|20)\\d{6}(?!\\d)");
    private static final Pattern QUARTER =
            Pattern.compile(YEAR + "(?:年度?)?\\s*(?:第?([1-4])季度?|-?Q([1-4])(?!\\d))", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH = Pattern.compile(YEAR + "年\\s*(1[0-2]|0?[1-9])月");
    private static final Pattern YEAR_ONLY = Pattern.compile(YEAR + "年");
    private static final Pattern BARE_MONTH = Pattern.compile(YEAR + "[-./](1[0-2]|0[1-9])(?![\\d-./])");
    private static final Pattern BARE_YEAR = Pattern.compile(YEAR + "(?![\\d年])");

    private PeriodText() {}

    /**
     * The periods that a text speaks of, in no particular order.
     *
     * @param bare whether 2023 and 2023-12 without 年 count: in names and beside labels they do, in running text not
     */
    static List<Period> in(String text, boolean bare) {
        String rest = ChineseDigits.toArabic(Normalizer.normalize(text, Normalizer.Form.NFKC));
        List<Period> found = new ArrayList<>();
        rest = take(rest, RANGE, match -> {
            Period range = range(match);
            if (range != null) {
                found.add(range);
            }
        });
        rest = take(rest, DATE, match -> {});
        rest = take(rest, QUARTER, match -> {
            String quarter = match.group(2) == null ? match.group(3) : match.group(2);
            found.add(new Period(PeriodKind.QUARTER, Integer.parseInt(match.group(1)), Integer.parseInt(quarter)));
        });
        rest = take(rest, MONTH, match -> found.add(month(match)));
        rest = take(rest, YEAR_ONLY, match -> found.add(year(match)));
        if (bare) {
            rest = take(rest, BARE_MONTH, match -> found.add(month(match)));
            take(rest, BARE_YEAR, match -> found.add(year(match)));
        }
        return found;
    }

    private static String take(String text, Pattern pattern, Consumer<Matcher> use) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            use.accept(matcher);
            matcher.appendReplacement(rest, " ");
        }
        return matcher.appendTail(rest).toString();
    }

    private static Period month(Matcher match) {
        return new Period(PeriodKind.MONTH, Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }

    private static Period year(Matcher match) {
        return new Period(PeriodKind.YEAR, Integer.parseInt(match.group(1)), 0);
    }

    private static @Nullable Period range(Matcher match) {
        int year = Integer.parseInt(match.group(1));
        int from = Integer.parseInt(match.group(2));
        int to = Integer.parseInt(match.group(3));
        if (from == 1 && to == 12) {
            return new Period(PeriodKind.YEAR, year, 0);
        }
        if (from == to && from >= 1 && from <= 12) {
            return new Period(PeriodKind.MONTH, year, from);
        }
        return from % 3 == 1 && to == from + 2 && to <= 12 ? new Period(PeriodKind.QUARTER, year, to / 3) : null;
    }

    /** Whether one period lies within the other. */
    static boolean fits(Period a, Period b) {
        return a.year() == b.year() && (firstMonth(a) <= lastMonth(b) && firstMonth(b) <= lastMonth(a));
    }

    /** Whether a stated period is the other one or contains it: a quarter's table may say of which year it is. */
    static boolean covers(Period stated, Period other) {
        return stated.year() == other.year()
                && firstMonth(stated) <= firstMonth(other)
                && lastMonth(stated) >= lastMonth(other);
    }

    private static int firstMonth(Period period) {
        return switch (period.kind()) {
            case YEAR -> 1;
            case QUARTER -> period.part() * 3 - 2;
            case MONTH -> period.part();
        };
    }

    private static int lastMonth(Period period) {
        return switch (period.kind()) {
            case YEAR -> 12;
            case QUARTER -> period.part() * 3;
            case MONTH -> period.part();
        };
    }
}
