package org.fubiao.recognition;

import org.fubiao.finding.FindingCode;
import org.fubiao.job.Field;

/**
 * Turns the text of a field's cells into values. One instance serves one field of one part; the last value stands in it, so
 * that nothing is allocated for a cell. Not for several threads.
 */
abstract class CellTyper {

    /** What became of a cell. */
    enum Outcome {
        /** {@link #number} or {@link #text} holds the value. */
        VALUE,
        /** The cell says that there is no value. */
        EMPTY,
        /** The cell cannot be read; {@link #problem} says why. */
        FAILED
    }

    long number;
    String text = "";
    FindingCode problem = FindingCode.NOT_A_NUMBER;

    /** Reads a cell that is not empty. */
    abstract Outcome read(String cell);

    /** What a cell must be, in the words of the form's users. */
    abstract String expected();

    final Outcome fail(FindingCode code) {
        problem = code;
        return Outcome.FAILED;
    }

    static CellTyper of(Field field) {
        return switch (field.type()) {
            case TEXT -> new TextTyper(field.pattern());
            case CODE -> new CodeTyper(field);
            case INTEGER -> new NumberTyper(0, field.uom());
            case DECIMAL -> new NumberTyper(field.scale(), field.uom());
            case PERCENT -> new PercentTyper(field.scale());
            case DATE -> new DateTyper();
            case YES_NO -> new YesNoTyper();
        };
    }
}
