package org.fubiao.totals;

import java.math.BigDecimal;
import org.fubiao.job.Figure;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its value.
 *
 * @param exact the measure for the whole job, as a percentage already times 100; null if it could not be computed
 * @param value as quoted: {@code exact}, rounded as the definition says
 * @param quoted the wording: {@code 认领2200余项}
 * @param previous the exact value of the period before as published, or null
 * @param previousRun the quoted value of the last completed run of the same period, or null
 * @param appendix the appendix in which the measure stands, or null
 * @param row row of that appendix's table, from 0
 * @param column leaf column of that appendix's table, from 0
 */
public record FigureValue(
        Figure definition,
        @Nullable BigDecimal exact,
        @Nullable BigDecimal value,
        String quoted,
        @Nullable BigDecimal previous,
        @Nullable BigDecimal previousRun,
        @Nullable AppendixTable appendix,
        int row,
        int column) {}
