package org.fubiao.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * H2 in a file of the work folder.
 *
 * <p>{@code async:} and {@code WRITE_DELAY=0} make a commit survive a killed process and an interrupted thread; without them
 * committed steps were lost.
 */
final class H2Engine implements Engine {
    private static final String NAME = "fubiao";
    static final String FILE = NAME + ".mv.db";
    private static final long SMALL_BYTES = 16L << 20;
    private static final long LIVE_PERCENT = 50;

    private final JdbcConnectionPool pool;

    private H2Engine(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    static H2Engine open(Path work, int connections) throws DatabaseInUseException {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url(work), "sa", "");
        pool.setMaxConnections(connections);
        try (Connection connection = pool.getConnection()) {
            connection.isValid(0);
            return new H2Engine(pool);
        } catch (SQLException e) {
            pool.dispose();
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw new DatabaseInUseException(e);
            }
            throw new UnreadableDatabaseException("登记库 " + work.resolve(FILE) + " 打不开，可能已损坏，或没有权限", e);
        }
    }

    private static String url(Path work) {
        return "jdbc:h2:async:" + work.toAbsolutePath().resolve(NAME)
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=0";
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public boolean isFile() {
        return true;
    }

    @Override
    public void copyTo(Path folder) throws IOException {
        Path zip = folder.resolve(NAME + ".zip");
        try (Connection connection = pool.getConnection();
                PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
            backup.setString(1, zip.toAbsolutePath().toString());
            backup.execute();
        } catch (SQLException e) {
            throw new IOException("cannot copy the control database", e);
        }
        try (ZipFile zipped = new ZipFile(zip.toFile())) {
            ZipEntry entry = zipped.getEntry(FILE);
            if (entry == null) {
                throw new IOException("the copy of the control database lacks its file");
            }
            try (InputStream in = zipped.getInputStream(entry)) {
                Files.copy(in, folder.resolve(FILE));
            }
        }
        Files.delete(zip);
    }

    /** Writes the file anew without what was replaced, where that is most of it. At every close H2 would spend its time on less. */
    @Override
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

    @Override
    public void close() {
        pool.dispose();
    }
}
