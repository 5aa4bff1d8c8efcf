package org.fubiao.sample;

/** What a person who fills in a form does to it. */
enum Habit {
    /** A title above the head. */
    TITLE,
    /** The unit above the head. */
    UNIT_LINE,
    /** The period above the head. */
    PERIOD_LINE,
    /** Blank rows above the head and below the body. */
    BLANK_ROWS,
    /** One head row, although the form has two. */
    FLAT_HEADS,
    /** Heads, labels and codes of earlier years. */
    OLDER_WORDS,
    /** Heads spaced out, or broken over lines in a workbook. */
    BROKEN_HEADS,
    /** Columns in another order. */
    OTHER_ORDER,
    /** A column that the form does not have. */
    EXTRA_COLUMN,
    /** １２３ for 123. */
    FULL_WIDTH,
    /** 1,234 as text. */
    THOUSANDS,
    /** 12项 for 12. */
    WITH_UNITS,
    /** — for 0. */
    DASHES,
    /** √ and × for yes and no. */
    TICKS,
    /** √ for yes, nothing for no. */
    TICK_OR_NOTHING,
    /** Y and N for yes and no. */
    LETTERS,
    /** 2023年3月5日. */
    CHINESE_DATES,
    /** 2023/3/5. */
    SLASH_DATES,
    /** 20230305. */
    COMPACT_DATES,
    /** 2023.3.5. */
    DOT_DATES,
    /** Cells with the same text as the one above are merged with it. */
    MERGED_GROUPS,
    /** A total row below a ledger. */
    TOTAL,
    /** A subtotal row below each kind of item. */
    SUBTOTALS,
    /** A total that is wrong. */
    WRONG_TOTAL,
    /** A subtotal that is wrong. */
    WRONG_SUBTOTAL,
    /** Sums as formulas, in a workbook. */
    FORMULAS,
    /** Who filled it in, who reviewed it, and when. */
    SIGNATURES,
    /** Remarks below the table. */
    REMARKS
}
