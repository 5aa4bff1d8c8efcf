package org.fubiao.recognition;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingSink;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.reading.ReadAhead;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.Workbook;
import org.jspecify.annotations.Nullable;

/**
 * Moves over the rows of a recognised part that are to be staged: its items and the totals that the unit declares. What a
 * field's cell says is read as its type; what cannot be read is null and a finding. Values are those of the current row,
 * by the field's place in its form.
 *
 * <p>A declared total has only numbers, and what is wrong with them is no finding: a total that cannot be read is not
 * compared.
 */
public final class TypedRows implements Closeable {

    /** What a row to be staged is. */
    public enum Kind {
        ITEM,
        SUBTOTAL,
        TOTAL
    }

    /** Longest text that a cell of a spreadsheet holds, in characters. */
    static final int LONGEST = 32_767;

    private static final Set<String> FORMULA_ERRORS = Set.of(
            "#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA");

    private final SheetLayout layout;
    private final Field[] fields;
    private final CellTyper[] typers;
    private final int[] columns;
    private final boolean[] nulls;
    private final long[] values;
    private final String[] texts;
    /** For each field that is filled down, whether the item above left nothing to fill with. */
    private final boolean[] nothingAbove;

    private final CellFindings findings;
    private final RowClassifier classifier;
    private final @Nullable MatrixItems items;
    private final CountingReader rows;
    private final Row row = new Row();
    private final boolean itemsBetween;

    private Kind kind = Kind.ITEM;
    private String item = "";
    private long headRows;
    private long staged;
    private long rejected;
    private long declaredTotals;
    private long blank;
    private long notes;
    private boolean ended;

    private TypedRows(CountingReader rows, SheetLayout layout, Form form, CellFindings findings, boolean itemsBetween) {
        this.rows = rows;
        this.itemsBetween = itemsBetween;
        this.layout = layout;
        this.findings = findings;
        fields = form.fields().toArray(Field[]::new);
        typers = form.fields().stream().map(CellTyper::of).toArray(CellTyper[]::new);
        columns = layout.columns().stream().mapToInt(Integer::intValue).toArray();
        nulls = new boolean[fields.length];
        values = new long[fields.length];
        texts = new String[fields.length];
        Arrays.fill(texts, "");
        Arrays.fill(nulls, true);
        nothingAbove = nulls.clone();
        items = form.isMatrix() ? new MatrixItems(form) : null;
        classifier = new RowClassifier(layout, form, items == null ? Set.of() : items.keys());
    }

    /**
     * Opens a part.
     *
     * @param layout where the form stands, as {@link Recognizer} found it
     * @param sink takes what is wrong with rows and cells, in the order of the rows
     */
    public static TypedRows open(Workbook workbook, SheetLayout layout, Form form, RowContext context, FindingSink sink)
            throws IOException {
        CellFindings findings = new CellFindings(context, layout, form, sink);
        CountingReader rows = new CountingReader(new ReadAhead(workbook.open(layout.sheet())));
        return new TypedRows(rows, layout, form, findings, false);
    }

    /**
     * Opens those rows of a part that are not {@linkplain PlainRows plain}, and its head.
     *
     * @param rows of which two that do not follow each other have items between them
     */
    static TypedRows openOthers(RowReader rows, SheetLayout layout, Form form, RowContext context, FindingSink sink) {
        CellFindings findings = new CellFindings(context, layout, form, sink);
        return new TypedRows(new CountingReader(rows), layout, form, findings, true);
    }

    /** Moves to the next row to be staged; false at the end. */
    public boolean next() throws IOException {
        while (rows.next()) {
            long before = row.number();
            row.load(rows);
            if (itemsBetween && row.number() > before + 1) {
                classifier.itemsPassed();
            }
            if (row.number() <= layout.headRow()) {
                headRows++;
                classifier.above(row);
            } else if (take()) {
                return true;
            }
        }
        if (!ended) {
            ended = true;
            if (items != null) {
                items.missing().forEach(findings::itemMissing);
            }
        }
        return false;
    }

    /** Whether the row at hand is to be staged. */
    private boolean take() {
        return switch (classifier.classify(row)) {
            case ITEM -> takeItem();
            case TOTAL -> takeTotal(Kind.TOTAL, true);
            case SUBTOTAL -> takeTotal(Kind.SUBTOTAL, true);
            case COUNT -> takeTotal(Kind.TOTAL, false);
            case TOO_WIDE -> {
                rejectTooWide();
                yield false;
            }
            case BLANK -> {
                blank++;
                yield false;
            }
            case NOTE -> {
                notes++;
                yield false;
            }
        };
    }

    private void rejectTooWide() {
        rejected++;
        int beyond = layout.width();
        while (row.text(beyond).isEmpty()) {
            beyond++;
        }
        findings.tooWide(row.number(), beyond, row.text(beyond));
    }

    private boolean takeItem() {
        if (items != null) {
            String label = row.text(layout.itemColumn());
            switch (items.take(label, row.number())) {
                case UNKNOWN -> {
                    rejected++;
                    findings.itemUnknown(row.number(), label);
                    return false;
                }
                case TWICE -> {
                    rejected++;
                    findings.itemTwice(row.number(), items.name(), items.firstRow());
                    return false;
                }
                case NEW -> item = items.name();
            }
        }
        kind = Kind.ITEM;
        for (int i = 0; i < typers.length; i++) {
            String cell = columns[i] < 0 ? "" : row.text(columns[i]);
            if (!cell.isEmpty()) {
                type(i, cell);
            } else {
                nulls[i] = !fields[i].fillDown() || nothingAbove[i];
            }
            nothingAbove[i] = nulls[i];
        }
        staged++;
        return true;
    }

    private void type(int i, String cell) {
        CellTyper typer = typers[i];
        FindingCode problem = problemOfAny(cell);
        if (problem == null) {
            CellTyper.Outcome outcome = typer.read(cell);
            nulls[i] = outcome != CellTyper.Outcome.VALUE;
            if (outcome == CellTyper.Outcome.VALUE) {
                values[i] = typer.number;
                texts[i] = typer.text;
                return;
            }
            if (outcome == CellTyper.Outcome.EMPTY) {
                return;
            }
            problem = typer.problem;
        }
        nulls[i] = true;
        findings.cell(problem, fields[i], row.number(), columns[i], cell, typer.expected());
    }

    /** What is wrong with a cell whatever its type. */
    private static @Nullable FindingCode problemOfAny(String cell) {
        if (cell.charAt(0) == '#' && FORMULA_ERRORS.contains(cell)) {
            return FindingCode.FORMULA_ERROR;
        }
        if (cell.length() > LONGEST) {
            return FindingCode.TOO_LONG;
        }
        return cell.indexOf('\uFFFD') < 0 ? null : FindingCode.BAD_CHARACTERS;
    }

    private boolean takeTotal(Kind totalKind, boolean numbers) {
        kind = totalKind;
        item = "";
        for (int i = 0; i < typers.length; i++) {
            String cell = columns[i] < 0 || !numbers || !fields[i].type().isNumber() ? "" : row.text(columns[i]);
            boolean value = !cell.isEmpty() && typers[i].read(cell) == CellTyper.Outcome.VALUE;
            nulls[i] = !value;
            if (value) {
                values[i] = typers[i].number;
                nothingAbove[i] = true;
            }
        }
        declaredTotals++;
        return true;
    }

    public Kind kind() {
        return kind;
    }

    /** The row's number as a spreadsheet or a text editor shows it, from 1. */
    public long number() {
        return row.number();
    }

    /** The label of a matrix form's row as its definition spells it; empty for a list form and for a declared total. */
    public String item() {
        return item;
    }

    public boolean isNull(int field) {
        return nulls[field];
    }

    /** The value of a text or code; undefined if it is null. */
    public String text(int field) {
        return texts[field];
    }

    /**
     * The value of a number, date or yes-no; undefined if it is null. An integer is itself, a decimal or percentage is
     * multiplied by 10 to the power of its field's scale, a date is days since 1970-01-01, yes is 1 and no is 0.
     */
    public long value(int field) {
        return values[field];
    }

    /** What became of the rows that were read below the head; complete at the end. */
    public RowBalance balance() {
        return new RowBalance(rows.read() - headRows, staged, rejected, declaredTotals, blank, notes);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
