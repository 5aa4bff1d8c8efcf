package org.fubiao.totals;

import org.fubiao.totals.MeasureValue.Level;

/** A place at which measures have values. */
record Slot(Level level, String key) {
    static final Slot TOTAL = new Slot(Level.TOTAL, "");

    static Slot unit(String code) {
        return new Slot(Level.UNIT, code);
    }

    static Slot kind(String kind) {
        return new Slot(Level.KIND, kind);
    }

    static Slot group(String field, String value) {
        return new Slot(Level.GROUP, field + "=" + value);
    }
}
