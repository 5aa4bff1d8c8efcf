package org.fubiao.job;

/** How long a period is. */
public enum PeriodKind {
    YEAR,
    QUARTER,
    MONTH
}
