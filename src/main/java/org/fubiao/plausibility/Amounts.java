package org.fubiao.plausibility;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.fubiao.job.Measure;
import org.jspecify.annotations.Nullable;

/** Numbers of a measure, or of a measure per another, as people write them. */
final class Amounts {
    /** Enough for quotients: what is compared is not rounded. */
    private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_UP);

    private final String uom;
    private final boolean quotient;

    Amounts(Measure measure, @Nullable Measure per) {
        this.quotient = per != null;
        this.uom = per == null ? measure.uom() : measure.uom() + "/" + per.uom();
    }

    String of(BigDecimal number) {
        BigDecimal shown = quotient ? number.round(SHOWN) : number;
        return uom.equals("%") ? percent(shown) : plain(shown) + uom;
    }

    static String percent(BigDecimal fraction) {
        return plain(fraction.movePointRight(2)) + "%";
    }

    /** Without zeros at the end, and never as a power of ten. */
    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
