package org.fubiao.batch;

import java.sql.SQLException;
import java.util.Map;
import org.fubiao.run.FormResults;

/** Versions of the program and of what it runs on, for the manifest. */
final class Versions {
    private Versions() {}

    static Map<String, String> of(FormResults results) throws SQLException {
        String own = Versions.class.getPackage().getImplementationVersion();
        return Map.of(
                "fubiao",
                own == null ? "development" : own,
                "duckdb",
                results.engineVersion(),
                "java",
                Runtime.version().toString());
    }
}
