package org.fubiao.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The control database: H2 in a file of the work folder.
 *
 * <p>{@code async:} and {@code WRITE_DELAY=0} make a commit survive a killed process and an interrupted thread; without them
 * committed steps were lost.
 */
public final class ControlDatabase implements AutoCloseable {
    /** The version of the latest migration. */
    static final String SCHEMA = "5";

    private static final String NAME = "fubiao";
    private static final long SMALL_BYTES = 16L << 20;
    private static final long LIVE_PERCENT = 50;

    private final JdbcConnectionPool pool;

    private ControlDatabase(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /** Whether a work folder has a control database yet. */
    public static boolean existsIn(Path work) {
        return Files.exists(work.resolve(NAME + ".mv.db"));
    }

    /**
     * Opens the database, making it where it is missing and bringing its schema up to date.
     *
     * @throws DatabaseInUseException if another process has it open
     */
    public static ControlDatabase open(Path work) throws DatabaseInUseException {
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JdbcConnectionPool pool = JdbcConnectionPool.create(url(work), "sa", "");
        // Each processor's partition keeps one connection for as long as it reads files, and now and then needs
        // another.
        pool.setMaxConnections(8 + 2 * Runtime.getRuntime().availableProcessors());
        ControlDatabase database = new ControlDatabase(pool);
        try {
            database.refuseSecondProcess();
            if (!database.isCurrent()) {
                database.migrate();
            }
            return database;
        } catch (DatabaseInUseException | RuntimeException e) {
            pool.dispose();
            throw e;
        }
    }

    private static String url(Path work) {
        return "jdbc:h2:async:" + work.toAbsolutePath().resolve(NAME)
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=0";
    }

    private void refuseSecondProcess() throws DatabaseInUseException {
        try (Connection connection = pool.getConnection()) {
            connection.isValid(0);
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw new DatabaseInUseException(e);
            }
            throw new IllegalStateException("cannot open the control database", e);
        }
    }

    /** Whether the schema is up to date: Flyway needs longer to find that out than a short command takes. */
    private boolean isCurrent() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM \"flyway_schema_history\" WHERE \"version\" = '"
                        + SCHEMA + "' AND \"success\"")) {
            return row.next();
        } catch (SQLException e) {
            // There is no schema yet; if it is anything else, migrating will say so.
            return false;
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:org/fubiao/control")
                .javaMigrations(new V2__SpringBatch(), new V5__AuditIsAppendOnly())
                .loggers("slf4j")
                .load()
                .migrate();
    }

    public DataSource dataSource() {
        return pool;
    }

    /**
     * Writes the file anew without what was replaced, where that is most of it, and closes the database. At every close H2
     * would spend its time on less.
     */
    public void tidy() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            if (number(statement, "FILE_SIZE") > SMALL_BYTES && number(statement, "CHUNKS_FILL_RATE") < LIVE_PERCENT) {
                statement.execute("SHUTDOWN COMPACT");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot tidy the control database", e);
        } finally {
            close();
        }
    }

    private static long number(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'info." + name + "'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Closes all connections, and with the last one the database. */
    @Override
    public void close() {
        pool.dispose();
    }
}
