package org.fubiao.control;

import static org.assertj.core.api.Assertions.assertThat;

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
