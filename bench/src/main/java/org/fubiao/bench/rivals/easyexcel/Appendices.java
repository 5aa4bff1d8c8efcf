package org.fubiao.bench.rivals.easyexcel;

import cn.idev.excel.ExcelWriter;
import cn.idev.excel.FastExcel;
import cn.idev.excel.write.metadata.WriteSheet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.bench.rivals.PoiAppendices;
import org.fubiao.bench.rivals.Spec;
import org.fubiao.bench.rivals.Sql;
import org.fubiao.bench.rivals.Totals;
import org.jspecify.annotations.Nullable;

/** Writes appendices with FastExcel, listings page by page. */
final class Appendices {
    private static final int PAGE = 5000;

    private Appendices() {}

    static void write(Spec spec, Connection h2, Totals totals, Path out) throws SQLException {
        for (Spec.Appendix appendix : spec.appendices()) {
            try (ExcelWriter writer =
                    FastExcel.write(out.resolve(appendix.file()).toFile()).build()) {
                WriteSheet sheet = FastExcel.writerSheet("附表").build();
                writer.write(List.of(List.of(appendix.title())), sheet);
                if (appendix.listing() == null) {
                    writer.write(totals.rows(appendix), sheet);
                } else {
                    writer.write(List.of(appendix.columns()), sheet);
                    list(h2, Sql.H2.listing(spec.form(appendix.listing()), appendix.columns()), writer, sheet);
                }
            }
        }
    }

    private static void list(Connection h2, String listing, ExcelWriter writer, WriteSheet sheet) throws SQLException {
        List<List<@Nullable Object>> page = new ArrayList<>();
        try (Statement statement = h2.createStatement();
                ResultSet rows = statement.executeQuery(listing)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(PoiAppendices.shown(rows.getObject(i)));
                }
                page.add(row);
                if (page.size() == PAGE) {
                    writer.write(page, sheet);
                    page.clear();
                }
            }
        }
        writer.write(page, sheet);
    }
}
