package org.fubiao.staging;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.recognition.PlainRows;
import org.fubiao.staging.Snapshot.Rows;
import org.jspecify.annotations.Nullable;

/** Looks whether a segment is as it was written. */
public final class SegmentCheck implements AutoCloseable {
    /** Started with the first segment that is read. */
    private @Nullable Compute compute;

    /** Whether a segment is whole, can be read to its end, and has so many rows. */
    public boolean isSound(Path segment, long rows) {
        if (!isWhole(segment)) {
            return false;
        }
        try (Connection connection = connect()) {
            return read(connection, segment).values().stream()
                            .mapToLong(Rows::all)
                            .sum()
                    == rows;
        } catch (SQLException e) {
            return false;
        }
    }

    private synchronized Connection connect() {
        Compute engine = compute;
        if (engine == null) {
            engine = new Compute();
            compute = engine;
        }
        return engine.connect();
    }

    @Override
    public synchronized void close() {
        if (compute != null) {
            compute.close();
        }
    }

    /** Whether all files of a segment are there and begin and end as Parquet files do. */
    public static boolean isWhole(Path segment) {
        return Segments.isWhole(segment);
    }

    /** Reads every value of a segment, and counts the rows of each part. */
    public static Map<Long, Rows> read(Connection connection, Path segment) throws SQLException {
        Map<Long, Rows> counts = new HashMap<>();
        for (Path file : Segments.files(segment).toList()) {
            // Without the hash, only two columns would be read.
            String sql = "SELECT " + FormTable.PART + ", " + FormTable.KIND + ", count(*), bit_xor(hash(s)) FROM "
                    + Compute.parquet(List.of(file)) + " s GROUP BY 1, 2";
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    if (!result.getString(2).equals(PlainRows.OTHER)) {
                        counts.merge(
                                result.getLong(1), Snapshot.rows(result.getString(2), result.getLong(3)), Rows::plus);
                    }
                }
            }
        }
        return counts;
    }
}
