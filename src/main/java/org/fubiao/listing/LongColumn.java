package org.fubiao.listing;

/** A column of a long list: texts or numbers, any of which may be missing. To be filled by one thread, then read by any. */
public sealed interface LongColumn permits LongTexts, LongNumbers {

    /** How many rows it has. */
    int size();

    /** Whether a row has nothing in this column. */
    boolean isEmpty(int row);

    /** Whether any row has nothing in this column. */
    boolean hasGaps();
}
