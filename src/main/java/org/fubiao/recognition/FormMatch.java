package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Field;
import org.fubiao.job.Form;

/**
 * How a form fits the head of a sheet.
 *
 * @param columns for each field the column that holds it, -1 if none does
 * @param weight how well the heads fit, for comparing heads
 * @param unknown columns with a head that is none of the form's
 * @param twice second columns whose head is that of a field that already has one, by field
 * @param itemColumn column of a matrix form's labels, -1 if it was not found
 * @param itemsFound how many of the form's items stand in it
 * @param named how the sheet says that it is this form
 */
record FormMatch(
        int formIndex,
        Form form,
        Head head,
        List<Integer> columns,
        double weight,
        List<Integer> unknown,
        List<Twice> twice,
        int itemColumn,
        int itemsFound,
        Named named) {

    /** A field whose head stands over two columns. */
    record Twice(int field, int column) {}

    /** Where a form's title was found. */
    enum Named {
        NOWHERE(0),
        IN_FILE_NAME(0.2),
        IN_SHEET_NAME(0.3),
        ABOVE_HEAD(0.4);

        private final double score;

        Named(double score) {
            this.score = score;
        }
    }

    private static final double ENOUGH = 0.5;
    private static final double ENOUGH_IF_NAMED = 0.3;
    private static final int FEWEST_COLUMNS = 2;

    FormMatch withNamed(Named how) {
        return new FormMatch(formIndex, form, head, columns, weight, unknown, twice, itemColumn, itemsFound, how);
    }

    int matched() {
        return (int) columns.stream().filter(column -> column >= 0).count();
    }

    private double share() {
        return (double) matched() / form.fields().size();
    }

    private double items() {
        return form.isMatrix() ? (double) itemsFound / form.items().size() : 0;
    }

    /** The higher, the likelier; two that differ by less than 0.01 are equally likely. */
    double score() {
        int heads = matched() + unknown.size();
        double fit = 2.0 * matched() / Math.max(1, form.fields().size() + heads);
        return (form.isMatrix() ? (fit + items()) / 2 : fit) + named.score;
    }

    /** Whether the sheet is this form beyond reasonable doubt, if no other form fits better. */
    boolean isConvincing() {
        boolean isNamed = named != Named.NOWHERE;
        if (form.isMatrix() && (itemColumn < 0 || (items() < ENOUGH && !isNamed))) {
            return false;
        }
        if (isNamed) {
            return share() >= ENOUGH_IF_NAMED;
        }
        boolean several = matched() >= FEWEST_COLUMNS || items() >= ENOUGH;
        return several && share() >= ENOUGH && missingRequired().size() * 2 <= required();
    }

    private int required() {
        return (int) form.fields().stream().filter(Field::required).count();
    }

    List<Field> missingRequired() {
        return missing().stream().filter(Field::required).toList();
    }

    List<Field> missing() {
        List<Field> missing = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) < 0) {
                missing.add(form.fields().get(i));
            }
        }
        return missing;
    }

    /** Whether this is a better head than another for the same form. */
    boolean isBetterThan(FormMatch other) {
        double difference = (weight + itemsFound) - (other.weight + other.itemsFound);
        return difference > 1e-9 || (difference > -1e-9 && head.depth() < other.head.depth());
    }
}
