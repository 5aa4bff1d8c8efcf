package org.fubiao.listing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text as it is written, in UTF-8, in room that grows. */
public class TextBytes {
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What was written, up to {@link #length()}; stands until more is written. */
    public final byte[] bytes() {
        return bytes;
    }

    public final int length() {
        return length;
    }

    /** A copy of what was written from a place on. */
    public final byte[] from(int place) {
        return Arrays.copyOfRange(bytes, place, length);
    }

    /** Begins anew, in the same room. */
    public final void clear() {
        length = 0;
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public final void write(byte one) {
        makeRoom(1);
        bytes[length++] = one;
    }

    public final void write(byte[] written) {
        write(written, 0, written.length);
    }

    /** Writes so many bytes from a place on. */
    public final void write(byte[] written, int from, int count) {
        makeRoom(count);
        System.arraycopy(written, from, bytes, length, count);
        length += count;
    }

    /** Writes a whole number from 0. */
    public final void write(long number) {
        makeRoom(LONGEST_NUMBER);
        int digits = digits(number);
        putDigits(number, length + digits);
        length += digits;
    }

    /**
     * Writes a number in full, without zeros that say nothing.
     *
     * @param unscaled the number multiplied by 10 to the power of the scale
     * @param scale digits behind the point, from 0
     */
    public final void decimal(long unscaled, int scale) {
        long rest = Math.abs(unscaled);
        int decimals = scale;
        while (decimals > 0 && rest % 10 == 0) {
            rest /= 10;
            decimals--;
        }
        makeRoom(LONGEST_NUMBER + decimals + 2);
        if (unscaled < 0) {
            bytes[length++] = '-';
        }
        int digits = Math.max(digits(rest), decimals + 1);
        int end = length + digits;
        if (decimals == 0) {
            putDigits(rest, end);
        } else {
            end++;
            int at = end;
            for (int digit = 0; digit < digits; digit++) {
                if (digit == decimals) {
                    bytes[--at] = '.';
                }
                bytes[--at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        length = end;
    }

    /** Writes digits up to before a place. */
    private void putDigits(long number, int end) {
        long rest = number;
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
