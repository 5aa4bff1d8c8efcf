package org.fubiao.job;

import org.jspecify.annotations.Nullable;

/**
 * A figure (报告数字): a measure as the report quotes it.
 *
 * @param theme the part of the report in which it is quoted
 * @param title what is counted
 * @param measure name of the measure; its value for the whole job is what is quoted
 * @param say how it is worded; <code>{}</code> stands for the rounded value: {@code 认领{}余项}
 * @param roundDown the step to which the value is rounded down before it is quoted, or 0 to quote it as it is
 * @param percent whether the measure is a fraction that is quoted as a percentage
 * @param uom unit of measure as quoted
 * @param appendix id of the appendix in which it stands, if not the first one that shows the measure
 */
public record Figure(
        String id,
        String theme,
        String title,
        String measure,
        String say,
        long roundDown,
        boolean percent,
        String uom,
        @Nullable String appendix) {}
