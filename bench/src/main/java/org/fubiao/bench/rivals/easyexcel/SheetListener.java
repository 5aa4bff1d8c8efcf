package org.fubiao.bench.rivals.easyexcel;

import cn.idev.excel.context.AnalysisContext;
import cn.idev.excel.event.AnalysisEventListener;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Hands on the rows of a sheet as they are read. */
final class SheetListener extends AnalysisEventListener<Map<Integer, Object>> {
    private final Rows rows;

    SheetListener(Rows rows) {
        this.rows = rows;
    }

    /** Called for each row above the first; the last is that of the heads. */
    @Override
    public void invokeHeadMap(Map<Integer, String> heads, AnalysisContext context) {
        List<String> names = new ArrayList<>();
        if (!heads.isEmpty()) {
            for (int i = 0; i <= Collections.max(heads.keySet()); i++) {
                names.add(heads.getOrDefault(i, ""));
            }
        }
        rows.heads(names);
    }

    @Override
    public void invoke(Map<Integer, Object> row, AnalysisContext context) {
        try {
            rows.add(row::get);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void doAfterAllAnalysed(AnalysisContext context) {}
}
