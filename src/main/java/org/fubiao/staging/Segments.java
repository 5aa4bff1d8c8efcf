package org.fubiao.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fubiao.compute.Compute;
import org.fubiao.job.Form;
import org.fubiao.reading.UnreadableFileException;
import org.fubiao.recognition.RowBalance;

/**
 * Staged rows in immutable Parquet files, one form a file, below {@code work/segments}.
 *
 * <p>A file is written aside, synced and renamed under a name that no one else uses; it counts only once the register says so,
 * so that a process that was overtaken can do no harm.
 */
public final class Segments implements Closeable {
    private final Path folder;
    private final Compute compute;

    /** The folder of segments in a work folder. */
    public static Path folder(Path work) {
        return work.resolve("segments");
    }

    public Segments(Path work) throws IOException {
        this.folder = folder(work);
        Files.createDirectories(folder);
        this.compute = new Compute();
        try (Connection connection = compute.connect()) {
            RowFunction.register(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot register the source of rows", e);
        }
    }

    /**
     * What was written.
     *
     * @param file name below the folder of segments
     * @param rows rows in it
     * @param balances of the parts that were read to their end
     * @param unreadable parts that were not, and why
     */
    public record Written(
            String file, long rows, Map<Long, RowBalance> balances, Map<Long, UnreadableFileException> unreadable) {}

    /** Stages parts of one form into one segment. */
    public Written write(Form form, List<StagedPart> parts) throws IOException {
        String file = form.id() + "-" + UUID.randomUUID() + ".parquet";
        Path aside = folder.resolve("." + file + ".tmp");
        try (RowSource source = new RowSource(form, parts);
                Connection connection = compute.connect()) {
            RowFunction.with(
                    source,
                    select -> Compute.execute(
                            connection,
                            "COPY (" + select + ") TO " + Compute.literal(aside.toString())
                                    + " (FORMAT parquet, COMPRESSION snappy)"));
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            long rows = Compute.number(
                    connection, "SELECT count(*) FROM read_parquet(" + Compute.literal(aside.toString()) + ")");
            Files.move(aside, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            return new Written(file, rows, source.balances(), source.unreadable());
        } catch (SQLException e) {
            throw new IOException("cannot write a segment of " + form.title(), e);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Where this writer puts its segments. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        compute.close();
    }
}
