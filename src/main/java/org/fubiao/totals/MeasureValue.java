package org.fubiao.totals;

import java.math.BigDecimal;

/**
 * The value of a measure at one place.
 *
 * @param key code of the unit, name of the kind, empty for the total, or for a group {@code 字段=值}
 */
public record MeasureValue(String measure, Level level, String key, BigDecimal value) {

    /** What a value is of. */
    public enum Level {
        UNIT,
        KIND,
        TOTAL,
        /** The rows of the whole job in which a field has one value. */
        GROUP
    }
}
