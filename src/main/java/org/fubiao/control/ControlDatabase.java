package org.fubiao.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The control database of a work folder: H2 in a file, or PostgreSQL where {@code fubiao.properties} in the folder says so. */
public final class ControlDatabase implements AutoCloseable {
    /** The version of the latest migration. */
    public static final String SCHEMA = "9";

    /** Name of its file in the work folder, where it is one. */
    public static final String FILE = H2Engine.FILE;

    private final Engine engine;

    private ControlDatabase(Engine engine) {
        this.engine = engine;
    }

    /** Whether a work folder has a control database yet. */
    public static boolean existsIn(Path work) {
        return Files.exists(work.resolve(FILE)) || PostgresSettings.areIn(work);
    }

    /**
     * Opens the database, making it where it is missing and bringing its schema up to date.
     *
     * @throws DatabaseInUseException if it is a file that another process has open
     * @throws UnreadableDatabaseException if it cannot be opened
     */
    public static ControlDatabase open(Path work) throws DatabaseInUseException {
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ControlDatabase database = openAsIs(work);
        try {
            if (!database.isCurrent()) {
                database.migrate();
            }
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Opens a database that exists, whatever its schema.
     *
     * @throws DatabaseInUseException if it is a file that another process has open
     * @throws UnreadableDatabaseException if it cannot be opened
     */
    public static ControlDatabase openAsIs(Path work) throws DatabaseInUseException {
        // Each processor's partition keeps one connection for as long as it reads files, and now and then needs
        // another; two runs by hand and a night may go on at a time.
        int connections = 8 + 4 * Runtime.getRuntime().availableProcessors();
        Optional<PostgresSettings> postgres = PostgresSettings.in(work);
        return new ControlDatabase(
                postgres.isPresent()
                        ? PostgresEngine.open(postgres.get(), connections)
                        : H2Engine.open(work, connections));
    }

    /** Whether the schema is up to date: Flyway needs longer to find that out than a short command takes. */
    public boolean isCurrent() {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM \"flyway_schema_history\" WHERE \"version\" = '"
                        + SCHEMA + "' AND \"success\"")) {
            return row.next();
        } catch (SQLException e) {
            // There is no schema yet; if it is anything else, migrating will say so.
            return false;
        }
    }

    /** The version of the schema, if there is one. */
    public Optional<String> schema() {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\""
                                + " ORDER BY \"installed_rank\" DESC FETCH FIRST 1 ROW ONLY")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(dataSource())
                .locations("classpath:org/fubiao/control")
                .javaMigrations(new V2__SpringBatch(), new V5__AuditIsAppendOnly())
                .loggers("slf4j")
                .load()
                .migrate();
    }

    public DataSource dataSource() {
        return engine.dataSource();
    }

    /** Whether it is a file of the work folder, so that {@link #copyTo} can be used. */
    public boolean isFile() {
        return engine.isFile();
    }

    /**
     * Copies the file, as it is at one moment, to another folder, where it can be opened. May be used while others write to it.
     */
    public void copyTo(Path folder) throws IOException {
        engine.copyTo(folder);
    }

    /** Closes the database, putting it in order before where that is worth while. */
    public void tidy() {
        engine.tidy();
    }

    /** Closes all connections, and with the last one the database. */
    @Override
    public void close() {
        engine.close();
    }
}
