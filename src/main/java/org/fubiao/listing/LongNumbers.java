package org.fubiao.listing;

import java.math.BigDecimal;
import java.util.Arrays;

/** Numbers of at most 18 digits, all with the same number of them behind the point. */
public final class LongNumbers implements LongColumn {
    private static final long NOTHING = Long.MIN_VALUE;

    private final int scale;
    private long[] values = new long[64];
    private int size;
    private int missing;

    /** @param scale digits behind the point */
    public LongNumbers(int scale) {
        this.scale = scale;
    }

    /** Adds a row with a number, which is multiplied by 10 to the power of the scale. */
    public void add(long unscaled) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = unscaled;
    }

    /** Adds a row without a number. */
    public void addNothing() {
        add(NOTHING);
        missing++;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isEmpty(int row) {
        return values[row] == NOTHING;
    }

    @Override
    public boolean hasGaps() {
        return missing > 0;
    }

    /** Whether no row has a number. */
    public boolean hasNone() {
        return missing == size;
    }

    public int scale() {
        return scale;
    }

    /** The number of a row, multiplied by 10 to the power of the scale; undefined if there is none. */
    public long unscaled(int row) {
        return values[row];
    }

    /** The number of a row; undefined if there is none. */
    public BigDecimal number(int row) {
        return BigDecimal.valueOf(values[row], scale);
    }
}
