package org.fubiao.sample;

import static org.fubiao.sample.Habit.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The people who fill in forms: their habits, in turn. */
final class Hands {
    private static final List<Set<Habit>> WORKBOOKS = List.of(
            EnumSet.of(TITLE, UNIT_LINE, PERIOD_LINE, SIGNATURES, FORMULAS, TOTAL, MERGED_GROUPS),
            EnumSet.of(TITLE, UNIT_LINE, OLDER_WORDS, CHINESE_DATES, REMARKS, SIGNATURES),
            EnumSet.of(TITLE, UNIT_LINE, BLANK_ROWS, TICKS, THOUSANDS, TOTAL, SIGNATURES),
            EnumSet.of(TITLE, BROKEN_HEADS, SLASH_DATES, FORMULAS, SIGNATURES, MERGED_GROUPS),
            EnumSet.of(TITLE, UNIT_LINE, PERIOD_LINE, WITH_UNITS, SUBTOTALS, TOTAL, REMARKS),
            EnumSet.of(UNIT_LINE, OTHER_ORDER, TICK_OR_NOTHING, FORMULAS, SIGNATURES, TOTAL),
            EnumSet.of(TITLE, UNIT_LINE, FULL_WIDTH, DOT_DATES, SIGNATURES, REMARKS),
            EnumSet.of(TITLE, UNIT_LINE, DASHES, COMPACT_DATES, LETTERS, SIGNATURES, TOTAL),
            EnumSet.of(
                    TITLE,
                    UNIT_LINE,
                    BLANK_ROWS,
                    BROKEN_HEADS,
                    OLDER_WORDS,
                    FORMULAS,
                    TOTAL,
                    SIGNATURES,
                    MERGED_GROUPS));

    private static final List<Set<Habit>> TEXTS = List.of(
            EnumSet.of(FLAT_HEADS),
            EnumSet.of(FLAT_HEADS, OLDER_WORDS, SLASH_DATES, THOUSANDS),
            EnumSet.of(TITLE, UNIT_LINE, CHINESE_DATES, TOTAL, SIGNATURES),
            EnumSet.of(FLAT_HEADS, OTHER_ORDER, TICKS, WITH_UNITS),
            EnumSet.of(UNIT_LINE, PERIOD_LINE, BROKEN_HEADS, DASHES, COMPACT_DATES, REMARKS, MERGED_GROUPS),
            EnumSet.of(TITLE, UNIT_LINE, FULL_WIDTH, SUBTOTALS, TOTAL, SIGNATURES, LETTERS),
            EnumSet.of(FLAT_HEADS, DOT_DATES, TICK_OR_NOTHING, REMARKS));

    private Hands() {}

    /** Habits for this format of the person at this place in the round. */
    static Set<Habit> of(FileFormat format, int place) {
        List<Set<Habit>> hands = format.isWorkbook() || format == FileFormat.HTML_AS_XLS ? WORKBOOKS : TEXTS;
        return EnumSet.copyOf(hands.get(Math.floorMod(place, hands.size())));
    }
}
