package org.fubiao.reading;

/** Counts, over successive chunks of a file, how many characters beyond ASCII are well-formed UTF-8 and how many bytes are not. */
final class Utf8Evidence {
    private long good;
    private long bad;
    private int missing;
    private int lowest;
    private int highest;

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i];
            if (b >= 0 && missing == 0) {
                continue;
            }
            accept(b & 0xFF);
        }
    }

    long characters() {
        return good + bad;
    }

    boolean speaksForUtf8() {
        return bad * 10 <= good;
    }

    private void accept(int b) {
        if (missing > 0) {
            if (b >= lowest && b <= highest) {
                lowest = 0x80;
                highest = 0xBF;
                if (--missing == 0) {
                    good++;
                }
                return;
            }
            bad++;
            missing = 0;
        }
        if (b >= 0x80) {
            begin(b);
        }
    }

    private void begin(int b) {
        if (b < 0xC2 || b > 0xF4) {
            bad++;
            return;
        }
        missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    }
}
