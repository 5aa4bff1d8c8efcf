package org.fubiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlDatabaseTest {
    private static final String HISTORY = "\"flyway_schema_history\"";

    @TempDir
    private Path work;

    @Test
    void theLatestMigrationIsTheVersionThatCountsAsCurrent() throws Exception {
        assertThat(query("SELECT \"version\" FROM " + HISTORY + " ORDER BY \"installed_rank\" DESC"))
                .startsWith(ControlDatabase.SCHEMA);
    }

    @Test
    void anEmptyDatabaseGetsItsSchema() throws Exception {
        execute("DROP ALL OBJECTS");

        assertThat(query("SELECT count(*) FROM BATCH_JOB_INSTANCE")).containsExactly("0");
    }

    @Test
    void whatIsMostlyReplacedIsWrittenAnewAndKeepsItsRows() throws Exception {
        execute("CREATE TABLE filler AS SELECT x, random_uuid() u FROM system_range(1, 200000)");
        for (int i = 0; i < 5; i++) {
            execute("UPDATE filler SET u = random_uuid()");
        }
        long before = Files.size(work.resolve("fubiao.mv.db"));

        ControlDatabase.open(work).tidy();

        assertThat(Files.size(work.resolve("fubiao.mv.db"))).isLessThan(before / 2);
        assertThat(query("SELECT count(*) FROM filler")).containsExactly("200000");
    }

    @Test
    void aSmallFileIsLeftAlone() throws Exception {
        execute("CREATE TABLE filler AS SELECT x, random_uuid() u FROM system_range(1, 20000)");
        for (int i = 0; i < 5; i++) {
            execute("UPDATE filler SET u = random_uuid()");
        }
        long before = Files.size(work.resolve("fubiao.mv.db"));

        ControlDatabase.open(work).tidy();

        assertThat(before).isLessThan(16L << 20);
        assertThat(Files.size(work.resolve("fubiao.mv.db"))).isGreaterThan(before / 2);
    }

    private void execute(String sql) throws Exception {
        try (ControlDatabase database = ControlDatabase.open(work);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws DatabaseInUseException, SQLException {
        List<String> values = new ArrayList<>();
        try (ControlDatabase database = ControlDatabase.open(work);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
