package org.fubiao.compute;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * An in-memory DuckDB instance, bounded in memory: what is larger goes to a temporary folder of its own while it is needed.
 *
 * <p>A statement of this driver is closed by an error, so each attempt takes a new one.
 */
public final class Compute implements AutoCloseable {
    private static final String MEMORY = "512MB";

    private final DuckDBConnection root;

    public Compute() {
        try {
            root = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
            execute(root, "SET preserve_insertion_order = true");
            execute(root, "SET TimeZone = 'UTC'");
            execute(root, "SET memory_limit = " + literal(MEMORY));
            Path spill = Path.of(System.getProperty("java.io.tmpdir"), "fubiao-" + UUID.randomUUID());
            execute(root, "SET temp_directory = " + literal(spill.toString()));
            // Division by zero is null: a condition is then undecided, a measure has no value.
            execute(root, "SET ieee_floating_point_ops = false");
            execute(root, "SET error_on_division_by_zero = false");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot start the compute engine", e);
        }
    }

    /** A connection of its own to the same instance, for one thread. */
    public Connection connect() {
        try {
            return root.duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to the compute engine", e);
        }
    }

    /** A connection to an instance of its own, which ends with the connection. */
    public static Connection alone() {
        try (Compute compute = new Compute()) {
            return compute.connect();
        }
    }

    /** Runs one statement that gives no rows. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a query that gives one number. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** An identifier, quoted. */
    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A text literal, quoted. */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** A table function over Parquet files: of these paths exactly, with {@code file_row_number}. */
    public static String parquet(Collection<Path> files) {
        return files.stream()
                .map(file -> literal(pattern(file)))
                .collect(Collectors.joining(
                        ", ", "read_parquet([", "], file_row_number = true, hive_partitioning = false)"));
    }

    /** The pattern that fits this path alone: what reads files takes {@code * ? [} in the name of any folder for wildcards. */
    public static String pattern(Path path) {
        return path.toString().replaceAll("[\\[*?]", "[$0]");
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot stop the compute engine", e);
        }
    }
}
