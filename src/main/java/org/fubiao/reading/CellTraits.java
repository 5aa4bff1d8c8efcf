package org.fubiao.reading;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** What the cells of some columns begin and end with, gathered from their bytes in UTF-8 while these are looked over anyway. */
final class CellTraits {
    private boolean[] signs = new boolean[16];
    private boolean[] totals = new boolean[16];

    /**
     * Notes a cell that is not empty.
     *
     * @param first place of its first byte, without a quote
     * @param last place of its last byte, without a quote
     */
    void note(byte[] bytes, int first, int last, int column) {
        if (column >= signs.length) {
            signs = Arrays.copyOf(signs, column * 2);
            totals = Arrays.copyOf(totals, column * 2);
        }
        byte b = bytes[first];
        if (b == '=' || b == '#') {
            signs[column] = true;
        }
        if (!totals[column]) {
            totals[column] = b == 'T' || b == 't' || b == 'S' || b == 's' || endsAsTotal(bytes, first, last);
        }
    }

    /** Whether the last letter is 计 or 数, or is one that is not looked up here. */
    private static boolean endsAsTotal(byte[] bytes, int first, int last) {
        for (int i = last; i >= first; i--) {
            byte b = bytes[i];
            if (b >= 0) {
                if ((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z')) {
                    return false;
                }
                continue;
            }
            return i - first < 2
                    || !isIdeograph(bytes, i - 2)
                    || is(bytes, i - 2, 0xE8, 0xAE, 0xA1)
                    || is(bytes, i - 2, 0xE6, 0x95, 0xB0);
        }
        return false;
    }

    /** From U+5000 on, all are letters but for the last ones, of which some came late. */
    private static boolean isIdeograph(byte[] bytes, int at) {
        int b = bytes[at] & 0xFF;
        return b >= 0xE5 && (b <= 0xE8 || (b == 0xE9 && bytes[at + 1] != (byte) 0xBF));
    }

    private static boolean is(byte[] bytes, int at, int first, int second, int third) {
        return bytes[at] == (byte) first && bytes[at + 1] == (byte) second && bytes[at + 2] == (byte) third;
    }

    /** Takes over what was noted of other cells of the same columns. */
    void add(CellTraits others) {
        for (int column = 0; column < others.signs.length; column++) {
            if (others.signs[column] || others.totals[column]) {
                if (column >= signs.length) {
                    signs = Arrays.copyOf(signs, others.signs.length);
                    totals = Arrays.copyOf(totals, others.signs.length);
                }
                signs[column] |= others.signs[column];
                totals[column] |= others.totals[column];
            }
        }
    }

    /** Columns, from 0, in which a cell begins with {@code =} or {@code #}. */
    Set<Integer> signs() {
        return columns(signs);
    }

    /** Columns, from 0, in which a cell might be the label of a total. */
    Set<Integer> totals() {
        return columns(totals);
    }

    private static Set<Integer> columns(boolean[] marked) {
        Set<Integer> columns = new TreeSet<>();
        for (int column = 0; column < marked.length; column++) {
            if (marked[column]) {
                columns.add(column);
            }
        }
        return columns;
    }
}
