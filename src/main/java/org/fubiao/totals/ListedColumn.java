package org.fubiao.totals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a column of a listing shows, row by row. Equal values share what is made of them, as far as a small table remembers. */
final class ListedColumn<T> {
    private static final int MOST_KNOWN = 4096;

    /** After so many values it shows whether they repeat. */
    private static final int TRIALS = 4 * MOST_KNOWN;

    private final Function<Object, T> make;
    private final T nothing;
    private final Map<Object, T> known = new HashMap<>();
    private final List<T> shown = new ArrayList<>();
    private int found;
    private boolean repeats = true;

    /**
     * A column without rows.
     *
     * @param make makes of a value what is shown
     * @param nothing what is shown where there is no value
     */
    ListedColumn(Function<Object, T> make, T nothing) {
        this.make = make;
        this.nothing = nothing;
    }

    void add(@Nullable Object value) {
        shown.add(value == null ? nothing : of(value));
    }

    private T of(Object value) {
        T made = repeats ? known.get(value) : null;
        if (made != null) {
            found++;
            return made;
        }
        made = make.apply(value);
        if (repeats && known.size() < MOST_KNOWN) {
            known.put(value, made);
        }
        if (shown.size() == TRIALS && found < TRIALS / 2) {
            repeats = false;
            known.clear();
        }
        return made;
    }

    T get(int row) {
        return shown.get(row);
    }
}
