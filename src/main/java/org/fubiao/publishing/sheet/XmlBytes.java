package org.fubiao.publishing.sheet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.fubiao.listing.TextBytes;
import org.jspecify.annotations.Nullable;

/** XML of a sheet as it is written, in UTF-8. */
final class XmlBytes extends TextBytes {
    /** The longest number that a binary fraction always keeps. */
    private static final int SURE_DIGITS = 15;

    private static final long SURE = 1_000_000_000_000_000L;

    /** Writes a number so that a spreadsheet reads the binary fraction that is nearest to it. */
    void number(long unscaled, int scale) {
        int decimals = LongMeasures.decimals(unscaled, scale);
        boolean sure = decimals <= SURE_DIGITS
                && (Math.abs(unscaled) < SURE
                        || BigDecimal.valueOf(unscaled).stripTrailingZeros().precision() <= SURE_DIGITS);
        if (sure) {
            decimal(unscaled, scale);
        } else {
            write(ascii(Double.toString(BigDecimal.valueOf(unscaled, scale).doubleValue())));
        }
    }

    /** Writes a text that is encoded; see {@link #text(String)}. */
    void text(byte[] utf8, int from, int count) {
        if (isOrdinary(utf8, from, from + count)) {
            write(utf8, from, count);
        } else {
            text(new String(utf8, from, count, StandardCharsets.UTF_8));
        }
    }

    /** Whether a text is surely written as it is. */
    private static boolean isOrdinary(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            if (b >= 0 && (b < ' ' || b == '<' || b == '>' || b == '&' || b == '_')) {
                return false;
            }
            // U+FFFE and U+FFFF.
            if (b == (byte) 0xEF && utf8[i + 1] == (byte) 0xBF && utf8[i + 2] >= (byte) 0xBE) {
                return false;
            }
        }
        return true;
    }

    /** Writes a text. Characters that XML cannot hold are written as spreadsheet programs do: {@code _x000D_}. */
    private void text(String text) {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            String special = special(text, i);
            if (special != null) {
                write(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                write(ascii(special));
                plain = i + 1;
            }
        }
        write(text.substring(plain).getBytes(StandardCharsets.UTF_8));
    }

    /** What is written instead of a character; null where it is written as it is. */
    private static @Nullable String special(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '_' -> isEscape(text, at) ? "_x005F_" : null;
            case '\t', '\n' -> null;
            default -> c < ' ' || c >= 0xFFFE ? String.format("_x%04X_", (int) c) : null;
        };
    }

    /** Whether a text looks as if it stood for a character that XML cannot hold. */
    private static boolean isEscape(String text, int at) {
        return text.startsWith("_x", at)
                && text.length() > at + 6
                && text.charAt(at + 6) == '_'
                && text.substring(at + 2, at + 6).matches("[0-9A-Fa-f]{4}");
    }
}
