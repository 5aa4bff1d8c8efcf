package org.fubiao.publishing.sheet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** XML of a sheet as it is written, in UTF-8. */
final class XmlBytes {
    /** The longest number that a binary fraction always keeps. */
    private static final int SURE_DIGITS = 15;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Begins anew, in the same room. */
    void clear() {
        length = 0;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    void write(byte[] written) {
        makeRoom(written.length);
        System.arraycopy(written, 0, bytes, length, written.length);
        length += written.length;
    }

    /** Writes a whole number from 0. */
    void write(long number) {
        makeRoom(20);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Writes a number so that a spreadsheet reads the binary fraction that is nearest to it. */
    void number(BigDecimal number) {
        if (number.scale() == 0 && number.precision() <= SURE_DIGITS && number.signum() >= 0) {
            write(number.longValue());
        } else if (number.precision() <= SURE_DIGITS && Math.abs(number.scale()) <= SURE_DIGITS) {
            write(ascii(number.toPlainString()));
        } else {
            write(ascii(Double.toString(number.doubleValue())));
        }
    }

    /** Writes a text. Characters that XML cannot hold are written as spreadsheet programs do: {@code _x000D_}. */
    void text(String text) {
        makeRoom(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && c >= ' ' && c != '<' && c != '>' && c != '&' && c != '_') {
                bytes[length++] = (byte) c;
            } else if (c >= 0x800 && c < 0xD800) {
                bytes[length++] = (byte) (0xE0 | c >> 12);
                bytes[length++] = (byte) (0x80 | (c >> 6 & 0x3F));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            } else {
                i += special(text, i);
                makeRoom((text.length() - i) * 3);
            }
        }
    }

    /** Writes a character that takes a closer look; returns how many more than one were written. */
    private int special(String text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '<' -> write(ascii("&lt;"));
            case '>' -> write(ascii("&gt;"));
            case '&' -> write(ascii("&amp;"));
            case '_' -> write(ascii(isEscape(text, at) ? "_x005F_" : "_"));
            case '\t', '\n' -> write(ascii(String.valueOf(c)));
            default -> {
                if (c < ' ' || c >= 0xFFFE) {
                    write(ascii(String.format("_x%04X_", (int) c)));
                } else {
                    int end = at + Character.charCount(text.codePointAt(at));
                    write(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                    return end - at - 1;
                }
            }
        }
        return 0;
    }

    /** Whether a text looks as if it stood for a character that XML cannot hold. */
    private static boolean isEscape(String text, int at) {
        return text.startsWith("_x", at)
                && text.length() > at + 6
                && text.charAt(at + 6) == '_'
                && text.substring(at + 2, at + 6).matches("[0-9A-Fa-f]{4}");
    }
}
