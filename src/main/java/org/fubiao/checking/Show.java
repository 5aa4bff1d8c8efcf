package org.fubiao.checking;

import java.math.BigDecimal;
import org.fubiao.job.FieldType;
import org.jspecify.annotations.Nullable;

/** Values as the people who filled them in would write them. */
final class Show {
    private Show() {}

    static String value(@Nullable Object value) {
        if (value == null) {
            return "空";
        }
        if (value instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite() ? "无" : plain(BigDecimal.valueOf(number));
        }
        return value instanceof BigDecimal number ? plain(number) : value.toString();
    }

    static String value(@Nullable Object value, FieldType type) {
        return type == FieldType.PERCENT && value instanceof BigDecimal share
                ? plain(share.movePointRight(2)) + "%"
                : value(value);
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
