package org.fubiao.job;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A measure (指标): a named aggregate, the one place where a number is defined.
 *
 * @param name unique in the job
 * @param form id of the form that a base measure aggregates; null for a derived measure, whose value is an expression
 *     over other measures and, as {@code 上期.名称}, over those of the period before
 * @param value SQL: an aggregate over the form's fields, or the expression of a derived measure
 * @param where SQL condition that limits the rows of a base measure, if any
 * @param uom unit of measure (计量单位)
 * @param scale digits after the point that are published
 * @param rounded to multiples of what the values that it is made of were rounded before they were reported; 0 if they are exact
 * @param additive whether the values of parts may be added up to that of the whole
 */
public record Measure(
        String name,
        @Nullable String form,
        String value,
        @Nullable String where,
        String uom,
        int scale,
        BigDecimal rounded,
        boolean additive) {

    /** A measure of exact values. */
    public Measure(
            String name,
            @Nullable String form,
            String value,
            @Nullable String where,
            String uom,
            int scale,
            boolean additive) {
        this(name, form, value, where, uom, scale, BigDecimal.ZERO, additive);
    }

    public boolean isDerived() {
        return form == null;
    }
}
