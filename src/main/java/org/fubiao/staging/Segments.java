package org.fubiao.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Form;
import org.fubiao.reading.UnreadableFileException;
import org.fubiao.recognition.RowBalance;
import org.jspecify.annotations.Nullable;

/**
 * Staged rows in immutable Parquet files, one form a file, below {@code work/segments}. The segment of a large CSV file is a
 * folder of two such files: rows that the compute engine read itself, and all others.
 *
 * <p>A file is written aside, synced and renamed under a name that no one else uses; it counts only once the register says so,
 * so that a process that was overtaken can do no harm.
 */
public final class Segments implements Closeable {
    /** In the folder of a large CSV file: what the compute engine read itself, and all other rows. */
    static final String PLAIN = "plain.parquet";

    static final String OTHERS = "others.parquet";

    private static final long LARGE_BYTES = 4L << 20;
    /** What a Parquet file begins and ends with. */
    private static final String MAGIC = "PAR1";

    private final Path folder;
    private final long largeBytes;
    /** For what takes a moment: whoever asks does the work, instead of waiting busily for another thread that does it. */
    private @Nullable Compute quick;
    /** For what is worth several threads. Both are started when there is something for them. */
    private @Nullable Compute thorough;

    /** The folder of segments in a work folder. */
    public static Path folder(Path work) {
        return work.resolve("segments");
    }

    public Segments(Path work) throws IOException {
        this(work, LARGE_BYTES);
    }

    /** @param largeBytes size from which a CSV file is worth a look whether the compute engine can read it itself */
    Segments(Path work, long largeBytes) throws IOException {
        this.largeBytes = largeBytes;
        this.folder = folder(work);
        Files.createDirectories(folder);
    }

    private static Compute start() {
        Compute compute = new Compute();
        try (Connection connection = compute.connect()) {
            RowFunction.register(connection);
            return compute;
        } catch (SQLException e) {
            compute.close();
            throw new IllegalStateException("cannot register the source of rows", e);
        }
    }

    private synchronized Compute quick() {
        Compute compute = quick;
        if (compute == null) {
            compute = start();
            quick = compute;
            try (Connection connection = compute.connect()) {
                Compute.execute(connection, "SET threads = 1");
            } catch (SQLException e) {
                throw new IllegalStateException("cannot start the compute engine", e);
            }
        }
        return compute;
    }

    private synchronized Compute thorough() {
        Compute compute = thorough;
        if (compute == null) {
            compute = start();
            thorough = compute;
        }
        return compute;
    }

    /**
     * What was written.
     *
     * @param file name below the folder of segments, of a file or a folder
     * @param rows rows in it
     * @param balances of the parts that were read to their end
     * @param unreadable parts that were not, and why
     */
    public record Written(
            String file, long rows, Map<Long, RowBalance> balances, Map<Long, UnreadableFileException> unreadable) {}

    /** Stages parts of one form into one segment. */
    public Written write(Form form, List<StagedPart> parts) throws IOException {
        if (parts.size() == 1 && parts.get(0).size() >= largeBytes) {
            Optional<Written> written = new LargeCsv(this::thorough, folder, form, parts.get(0)).write();
            if (written.isPresent()) {
                return written.get();
            }
        }
        String file = form.id() + "-" + UUID.randomUUID() + ".parquet";
        Path aside = folder.resolve("." + file + ".tmp");
        try (RowSource source = new RowSource(form, parts);
                Connection connection = quick().connect()) {
            RowFunction.with(source, select -> copy(connection, select, aside));
            sync(aside);
            long rows = count(connection, aside);
            Files.move(aside, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            return new Written(file, rows, source.balances(), source.unreadable());
        } catch (SQLException e) {
            throw new IOException("cannot write a segment of " + form.title(), e);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Writes what a query gives to a Parquet file. */
    static void copy(Connection connection, String select, Path file) throws SQLException {
        Compute.execute(
                connection,
                "COPY (" + select + ") TO " + Compute.literal(file.toString())
                        + " (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION snappy)");
    }

    /** Names and SQL types of the columns that a file of a segment has. */
    public static Map<String, String> columns(Connection connection, Path file) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + Compute.parquet(List.of(file)))) {
            while (result.next()) {
                types.put(result.getString(1), result.getString(2));
            }
        }
        return types;
    }

    static long count(Connection connection, Path file) throws SQLException {
        return Compute.number(connection, "SELECT count(*) FROM " + Compute.parquet(List.of(file)));
    }

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The files of a segment. */
    public static Stream<Path> files(Path segment) {
        return Files.isDirectory(segment) ? Stream.of(PLAIN, OTHERS).map(segment::resolve) : Stream.of(segment);
    }

    /** Whether all files of a segment are there, written to their ends. */
    boolean isWhole(String segment) {
        return isWhole(folder.resolve(segment));
    }

    static boolean isWhole(Path segment) {
        return files(segment).allMatch(Segments::isWritten);
    }

    private static boolean isWritten(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return magic(channel, 0).equals(MAGIC)
                    && magic(channel, channel.size() - MAGIC.length()).equals(MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    private static String magic(SeekableByteChannel channel, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length());
        channel.position(Math.max(0, position));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Reads on.
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }

    /** Where this writer puts its segments. */
    public Path folder() {
        return folder;
    }

    @Override
    public synchronized void close() {
        if (quick != null) {
            quick.close();
        }
        if (thorough != null) {
            thorough.close();
        }
    }
}
