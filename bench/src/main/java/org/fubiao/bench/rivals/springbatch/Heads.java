package org.fubiao.bench.rivals.springbatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.fubiao.bench.rivals.Spec;
import org.jspecify.annotations.Nullable;

/** Where the columns of a form stand in the file at hand. */
final class Heads {
    private final Spec.Form form;
    private int[] places = {};

    Heads(Spec.Form form) {
        this.form = form;
    }

    void are(List<String> heads) {
        places = form.columns().stream()
                .mapToInt(column -> heads.indexOf(column.name()))
                .toArray();
    }

    /** The cells of a row by column of the form, given its cells by place. */
    List<@Nullable Object> cells(IntFunction<@Nullable Object> row) {
        List<@Nullable Object> cells = new ArrayList<>(places.length);
        for (int place : places) {
            cells.add(place < 0 ? null : row.apply(place));
        }
        return cells;
    }
}
