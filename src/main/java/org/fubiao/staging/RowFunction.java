package org.fubiao.staging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Field;
import org.fubiao.job.Form;

/**
 * The table function through which typed rows reach the compute engine: {@code fubiao_rows(id)}.
 *
 * <p>Registration is for the whole instance and for good, so the function is registered once and each source of rows is passed
 * by a number.
 */
final class RowFunction implements DuckDBTableFunction<RowSource, RowSource, Object> {
    private static final String NAME = "fubiao_rows";
    private static final Map<Long, RowSource> SOURCES = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private RowFunction() {}

    static void register(Connection connection) throws SQLException {
        DuckDBFunctions.tableFunction()
                .withName(NAME)
                .withParameter(DuckDBColumnType.BIGINT)
                .withFunction(new RowFunction())
                .register(connection);
    }

    /** Runs work with the SQL that selects the rows of a source. */
    static void with(RowSource source, Work work) throws SQLException {
        long id = NEXT.incrementAndGet();
        SOURCES.put(id, source);
        try {
            work.run("SELECT * FROM " + NAME + "(" + id + ")");
        } finally {
            SOURCES.remove(id);
        }
    }

    /** What is done with the SQL. */
    interface Work {
        void run(String select) throws SQLException;
    }

    @Override
    public RowSource bind(DuckDBTableFunctionBindInfo info) throws SQLException {
        RowSource source = SOURCES.get(info.getParameter(0).getLong());
        if (source == null) {
            throw new IllegalStateException("no such source of rows");
        }
        Form form = source.form();
        info.addResultColumn(FormTable.PART, DuckDBColumnType.BIGINT);
        info.addResultColumn(FormTable.ROW, DuckDBColumnType.BIGINT);
        info.addResultColumn(FormTable.KIND, DuckDBColumnType.VARCHAR);
        if (form.isMatrix()) {
            info.addResultColumn(Form.ITEM, DuckDBColumnType.VARCHAR);
        }
        for (Field field : form.fields()) {
            addField(info, field);
        }
        return source;
    }

    private static void addField(DuckDBTableFunctionBindInfo info, Field field) throws SQLException {
        switch (field.type()) {
            case TEXT, CODE -> info.addResultColumn(field.name(), DuckDBColumnType.VARCHAR);
            case INTEGER -> info.addResultColumn(field.name(), DuckDBColumnType.BIGINT);
            case DATE -> info.addResultColumn(field.name(), DuckDBColumnType.DATE);
            case YES_NO -> info.addResultColumn(field.name(), DuckDBColumnType.BOOLEAN);
            case DECIMAL, PERCENT -> {
                try (DuckDBLogicalType type = DuckDBLogicalType.decimal(18, field.scale())) {
                    info.addResultColumn(field.name(), type);
                }
            }
        }
    }

    @Override
    public RowSource init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return info.getBindData();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws Exception {
        RowSource source = info.getInitData();
        return source.fill(chunk);
    }
}
