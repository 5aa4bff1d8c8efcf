package org.fubiao.batch;

import java.util.Map;
import org.duckdb.DuckDBDriver;

/** Versions of the program and of what it runs on, for the manifest. */
final class Versions {
    private Versions() {}

    static Map<String, String> of() {
        return Map.of(
                "fubiao", version(Versions.class),
                "duckdb", version(DuckDBDriver.class),
                "java", Runtime.version().toString());
    }

    private static String version(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
