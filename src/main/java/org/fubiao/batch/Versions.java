package org.fubiao.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Versions of the program and of what it runs on, for the manifest. */
final class Versions {
    private Versions() {}

    static Map<String, String> of(Connection compute) throws SQLException {
        String own = Versions.class.getPackage().getImplementationVersion();
        return Map.of(
                "fubiao",
                own == null ? "development" : own,
                "duckdb",
                compute.getMetaData().getDatabaseProductVersion(),
                "java",
                Runtime.version().toString());
    }
}
