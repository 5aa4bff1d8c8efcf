package org.fubiao.control;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that can be the control database: what is promised holds for each. */
public enum TestDatabase {
    H2 {
        @Override
        public void prepare(Path work) {}
    },

    POSTGRESQL {
        @Override
        public void prepare(Path work) {
            String name = "fubiao_" + NUMBER.incrementAndGet();
            try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
                Files.createDirectories(work);
                Files.writeString(
                        work.resolve("fubiao.properties"),
                        "database.url = jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + name
                                + "\ndatabase.user = postgres\ndatabase.password = postgres\n");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Makes a work folder use an empty database of this kind. */
    public abstract void prepare(Path work);

    /** Started when it is first needed; ends with the virtual machine. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
