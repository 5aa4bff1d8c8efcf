package org.fubiao.bench.rivals.easyexcel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.fubiao.bench.rivals.Spec;
import org.fubiao.bench.rivals.Sql;
import org.fubiao.bench.rivals.Typing;
import org.jspecify.annotations.Nullable;

/** The rows of one file on their way into the table of its form, in batches. */
final class Rows implements AutoCloseable {
    private static final int BATCH = 1000;

    private final Connection database;
    private final PreparedStatement insert;
    private final Typing typing;
    private final Spec.Form form;
    private final String unit;
    private int[] places = {};
    private int waiting;

    Rows(Connection database, Typing typing, Spec.Form form, String unit) throws SQLException {
        this.database = database;
        this.insert = database.prepareStatement(Sql.insert(form));
        this.typing = typing;
        this.form = form;
        this.unit = unit;
    }

    /** Says where the columns of the form stand. */
    void heads(List<String> heads) {
        places = form.columns().stream()
                .mapToInt(column -> heads.indexOf(column.name()))
                .toArray();
    }

    /** Adds a row, given its cells by place. */
    void add(IntFunction<@Nullable Object> cells) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>(places.length);
        for (int place : places) {
            row.add(place < 0 ? null : cells.apply(place));
        }
        @Nullable Object[] values = typing.row(form, unit, row);
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
        if (++waiting == BATCH) {
            flush();
        }
    }

    private void flush() throws SQLException {
        insert.executeBatch();
        database.commit();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        if (waiting > 0) {
            flush();
        }
        insert.close();
    }
}
