package org.fubiao.job;

import java.time.LocalDate;

/** Days as they are written in Chinese. */
public final class Dates {
    private Dates() {}

    /** {@code 2024年1月10日}. */
    public static String chinese(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
