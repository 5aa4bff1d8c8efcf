package org.fubiao.web.overview;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as this page shows them. */
final class Numbers {
    private static final BigDecimal SMALLEST_SHARE = new BigDecimal("0.0005");

    private Numbers() {}

    /** With commas; an empty text as it is. */
    static String shown(String number) {
        return number.isEmpty() ? "" : plain(new BigDecimal(number));
    }

    static String plain(BigDecimal number) {
        return format("#,##0.######").format(number);
    }

    /** With its sign, which a reader must not overlook; nothing has none. */
    static String signed(BigDecimal number) {
        return number.signum() == 0
                ? "0"
                : format("+#,##0.######;−#,##0.######").format(number);
    }

    static String signed(String number) {
        return number.isEmpty() ? "" : signed(new BigDecimal(number));
    }

    /** A change as a share of what it was before, with its sign; empty where that was nothing, or nothing changed. */
    static String growth(BigDecimal change, BigDecimal before) {
        return before.signum() == 0 || change.signum() == 0
                ? ""
                : format("+0.0%;−0.0%").format(change.divide(before.abs(), 4, RoundingMode.HALF_UP));
    }

    /** A share in percent; null for one that is too small to be shown. */
    static @Nullable String share(BigDecimal share) {
        return share.compareTo(SMALLEST_SHARE) < 0 ? null : format("#,##0.0%").format(share);
    }

    private static DecimalFormat format(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
