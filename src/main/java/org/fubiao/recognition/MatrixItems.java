package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fubiao.job.Form;

/** Which of a matrix form's fixed rows have come. */
final class MatrixItems {

    /** What a label is to a form. */
    enum Arrival {
        NEW,
        TWICE,
        UNKNOWN
    }

    private final Form form;
    private final ItemLabels labels;
    private final long[] rows;
    private int current;

    MatrixItems(Form form) {
        this.form = form;
        labels = new ItemLabels(form);
        rows = new long[form.items().size()];
    }

    Set<String> keys() {
        return labels.byKey().keySet();
    }

    Arrival take(String label, long row) {
        Integer found = labels.find(label);
        if (found == null) {
            return Arrival.UNKNOWN;
        }
        current = found;
        if (rows[current] > 0) {
            return Arrival.TWICE;
        }
        rows[current] = row;
        return Arrival.NEW;
    }

    /** The item that was taken last, as the form spells it. */
    String name() {
        return form.items().get(current).name();
    }

    /** The row in which the item that was taken last came first. */
    long firstRow() {
        return rows[current];
    }

    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 0) {
                missing.add(form.items().get(i).name());
            }
        }
        return missing;
    }
}
