package org.fubiao.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What DuckDB's own reader takes for the same file, typed, and the same aggregates: no archive, findings or addresses. */
final class Baseline {
    private Baseline() {}

    /** How long it took, in seconds, and the value of each measure. */
    record Result(double seconds, List<BigDecimal> values) {}

    static Result run(Path ledger) throws SQLException {
        String measures = Ledger.MEASURES.stream().map(Ledger.Measure::sql).collect(Collectors.joining(", "));
        String typed = "CREATE TABLE typed AS SELECT * REPLACE (网上办 = '是' AS 网上办,"
                + " (replace(满意率, '%', '')::DECIMAL(18, 1) / 100)::DECIMAL(18, 6) AS 满意率) FROM read_csv('"
                + ledger.toString().replace("'", "''")
                + "', header = true, columns = {'办件编号': 'VARCHAR', '事项名称': 'VARCHAR', '事项类型': 'VARCHAR',"
                + " '办理窗口': 'VARCHAR', '受理日期': 'DATE', '法定时限': 'BIGINT', '承诺时限': 'BIGINT',"
                + " '收费金额': 'DECIMAL(18, 2)', '网上办': 'VARCHAR', '满意率': 'VARCHAR'})";
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            long began = System.nanoTime();
            statement.execute(typed);
            try (ResultSet row = statement.executeQuery("SELECT " + measures + " FROM typed")) {
                row.next();
                List<BigDecimal> values = new ArrayList<>();
                for (int i = 1; i <= Ledger.MEASURES.size(); i++) {
                    values.add(new BigDecimal(row.getString(i)));
                }
                return new Result((System.nanoTime() - began) / 1e9, values);
            }
        }
    }
}
