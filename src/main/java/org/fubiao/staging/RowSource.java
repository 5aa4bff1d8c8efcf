package org.fubiao.staging;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.reading.UnreadableFileException;
import org.fubiao.reading.Workbook;
import org.fubiao.recognition.RowBalance;
import org.fubiao.recognition.TypedRows;
import org.jspecify.annotations.Nullable;

/** The typed rows of several parts of one form, one after the other, as chunks of column vectors. Used by one thread. */
final class RowSource implements Closeable {
    private final Form form;
    private final RowsOpener opener;
    private final Iterator<StagedPart> parts;
    private final Map<Long, RowBalance> balances = new LinkedHashMap<>();
    private final Map<Long, UnreadableFileException> unreadable = new LinkedHashMap<>();
    private final FieldType[] types;
    private final TextColumn kinds = new TextColumn();
    private final TextColumn items = new TextColumn();
    /** By field; those of other types stay unused. */
    private final TextColumn[] texts;

    private @Nullable StagedPart part;
    private @Nullable Workbook workbook;
    private @Nullable TypedRows rows;

    /** Opens the rows of a part. */
    interface RowsOpener {
        TypedRows open(StagedPart part, Workbook workbook) throws IOException;
    }

    /** All rows of the parts. */
    RowSource(Form form, List<StagedPart> parts) {
        this(
                form,
                parts,
                (part, workbook) -> TypedRows.open(workbook, part.layout(), form, part.context(), part.findings()));
    }

    RowSource(Form form, List<StagedPart> parts, RowsOpener opener) {
        this.form = form;
        this.opener = opener;
        this.parts = parts.iterator();
        this.types = form.fields().stream().map(Field::type).toArray(FieldType[]::new);
        this.texts = form.fields().stream().map(field -> new TextColumn()).toArray(TextColumn[]::new);
    }

    Form form() {
        return form;
    }

    /** The balance of each part that has been read to its end, by number. */
    Map<Long, RowBalance> balances() {
        return balances;
    }

    /** Parts that could not be read to their end, by number, and why: what was staged of them must not count. */
    Map<Long, UnreadableFileException> unreadable() {
        return unreadable;
    }

    /** Fills a chunk. Returns how many rows it holds now; 0 at the end. */
    long fill(DuckDBDataChunkWriter chunk) throws IOException {
        int capacity = (int) chunk.capacity();
        int first = form.isMatrix() ? 4 : 3;
        DuckDBWritableVector partVector = chunk.vector(0);
        DuckDBWritableVector rowVector = chunk.vector(1);
        DuckDBWritableVector[] vectors = new DuckDBWritableVector[types.length];
        for (int field = 0; field < types.length; field++) {
            vectors[field] = chunk.vector((long) first + field);
        }
        kinds.begin(capacity);
        items.begin(capacity);
        for (TextColumn column : texts) {
            column.begin(capacity);
        }
        int row = 0;
        TypedRows source = advance();
        while (source != null) {
            partVector.setLong(row, currentPart().id());
            rowVector.setLong(row, source.number());
            kinds.set(row, kind(source.kind()));
            if (form.isMatrix()) {
                items.set(row, source.item());
            }
            for (int field = 0; field < types.length; field++) {
                set(vectors[field], row, field, source);
            }
            if (++row == capacity) {
                break;
            }
            source = advance();
        }
        if (row > 0) {
            flush(chunk, vectors, row);
        }
        return row;
    }

    private void flush(DuckDBDataChunkWriter chunk, DuckDBWritableVector[] vectors, int rows) {
        kinds.flush(chunk.vector(2), rows);
        if (form.isMatrix()) {
            items.flush(chunk.vector(3), rows);
        }
        for (int field = 0; field < types.length; field++) {
            if (types[field] == FieldType.TEXT || types[field] == FieldType.CODE) {
                texts[field].flush(vectors[field], rows);
            }
        }
    }

    private void set(DuckDBWritableVector vector, int row, int field, TypedRows source) {
        FieldType type = types[field];
        boolean isNull = source.isNull(field);
        if (type == FieldType.TEXT || type == FieldType.CODE) {
            texts[field].set(row, isNull ? null : source.text(field));
            return;
        }
        if (isNull) {
            vector.setNull(row);
            return;
        }
        long value = source.value(field);
        switch (type) {
            case INTEGER -> vector.setLong(row, value);
            case DECIMAL, PERCENT ->
                vector.setBigDecimal(
                        row, BigDecimal.valueOf(value, form.fields().get(field).scale()));
            case DATE -> vector.setDate(row, LocalDate.ofEpochDay(value));
            case YES_NO -> vector.setBoolean(row, value != 0);
            case TEXT, CODE -> throw new IllegalStateException("texts are buffered");
        }
    }

    private static String kind(TypedRows.Kind kind) {
        return switch (kind) {
            case ITEM -> "R";
            case SUBTOTAL -> "S";
            case TOTAL -> "T";
        };
    }

    private StagedPart currentPart() {
        if (part == null) {
            throw new IllegalStateException("no part is open");
        }
        return part;
    }

    /** The rows of the current part, moved to the next row, or of the next part; null at the end. */
    private @Nullable TypedRows advance() throws IOException {
        while (true) {
            try {
                if (rows != null) {
                    if (rows.next()) {
                        return rows;
                    }
                    balances.put(currentPart().id(), rows.balance());
                    close();
                }
                if (!parts.hasNext()) {
                    return null;
                }
                part = parts.next();
                workbook = part.workbook().open();
                rows = opener.open(part, workbook);
            } catch (UnreadableFileException e) {
                unreadable.put(currentPart().id(), e);
                close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        TypedRows closingRows = rows;
        Workbook closingWorkbook = workbook;
        rows = null;
        workbook = null;
        try {
            if (closingRows != null) {
                closingRows.close();
            }
        } finally {
            if (closingWorkbook != null) {
                closingWorkbook.close();
            }
        }
    }
}
