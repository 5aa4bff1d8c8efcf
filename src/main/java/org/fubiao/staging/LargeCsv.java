package org.fubiao.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Form;
import org.fubiao.reading.UnreadableFileException;
import org.fubiao.reading.Workbook;
import org.fubiao.recognition.PlainRows;
import org.fubiao.recognition.RowBalance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stages a large CSV file, or a large sheet of a workbook, which is written as one first: the compute engine reads the
 * {@linkplain PlainRows plain} rows itself, and what it leaves goes the usual way. To the last finding the result is that of the
 * usual way alone.
 */
final class LargeCsv {
    private static final Logger LOG = LoggerFactory.getLogger(LargeCsv.class);
    /** Where one row in so many is not plain, the usual way is no slower. */
    private static final int ONE_IN = 8;

    private final Supplier<Compute> compute;
    private final Path folder;
    private final Form form;
    private final StagedPart part;
    private final String name;
    private final Path aside;
    /** A workbook's sheet as CSV. */
    private final Path unpacked;

    LargeCsv(Supplier<Compute> compute, Path folder, Form form, StagedPart part) {
        this.compute = compute;
        this.folder = folder;
        this.form = form;
        this.part = part;
        this.name = form.id() + "-" + UUID.randomUUID();
        this.aside = folder.resolve("." + name + ".tmp");
        this.unpacked = folder.resolve("." + name + ".csv.tmp");
    }

    /** Writes the segment; empty if the file is not one that can be read so. Nothing has happened then. */
    Optional<Segments.Written> write() throws IOException {
        try {
            Optional<PlainRows> plain = look();
            return plain.isEmpty() ? Optional.empty() : write(plain.get());
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private Optional<PlainRows> look() throws IOException {
        try (Workbook workbook = part.workbook().open()) {
            return PlainRows.of(workbook, part.layout(), form, unpacked);
        } catch (UnreadableFileException e) {
            // The usual way says so.
            return Optional.empty();
        }
    }

    private Optional<Segments.Written> write(PlainRows plain) throws IOException {
        Files.createDirectory(aside);
        try (Connection connection = compute.get().connect()) {
            Optional<long[]> others = writePlain(connection, plain);
            return others.isEmpty() ? Optional.empty() : Optional.of(writeOthers(connection, plain, others.get()));
        } catch (SQLException e) {
            throw new IOException("cannot write a segment of " + form.title(), e);
        } finally {
            delete();
        }
    }

    /** Gives the places of the rows that are not plain; empty if it takes the usual way. */
    private Optional<long[]> writePlain(Connection connection, PlainRows plain) throws IOException, SQLException {
        Path file = aside.resolve(Segments.PLAIN);
        try {
            Segments.copy(connection, plain.select(part.id()), file);
        } catch (SQLException e) {
            LOG.warn("{} is read the slow way: {}", part.context().file(), e.getMessage());
            return Optional.empty();
        }
        long rows = Segments.count(connection, file);
        if (rows != plain.rows()) {
            LOG.warn(
                    "{} is read the slow way: {} rows instead of {}",
                    part.context().file(),
                    rows,
                    plain.rows());
            return Optional.empty();
        }
        String others =
                "FROM " + Compute.parquet(List.of(file)) + " WHERE " + FormTable.KIND + " = '" + PlainRows.OTHER + "'";
        long count = Compute.number(connection, "SELECT count(*) " + others);
        if (count > rows / ONE_IN) {
            return Optional.empty();
        }
        LongStream.Builder places = LongStream.builder();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT file_row_number " + others + " ORDER BY 1")) {
            while (result.next()) {
                places.add(result.getLong(1));
            }
        }
        Segments.sync(file);
        return Optional.of(places.build().toArray());
    }

    private Segments.Written writeOthers(Connection connection, PlainRows plain, long[] places)
            throws IOException, SQLException {
        Path file = aside.resolve(Segments.OTHERS);
        try (RowSource source = new RowSource(
                form, List.of(part), (same, workbook) -> plain.others(places, part.context(), part.findings()))) {
            RowFunction.with(source, select -> Segments.copy(connection, select, file));
            Segments.sync(file);
            Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            long read = plain.rows() - places.length;
            long rows = read + Segments.count(connection, folder.resolve(name).resolve(Segments.OTHERS));
            RowBalance balance = source.balances().get(part.id());
            return new Segments.Written(
                    name,
                    rows,
                    balance == null ? Map.of() : Map.of(part.id(), whole(balance, read, plain.rowsBelowHead())),
                    source.unreadable());
        }
    }

    /** The balance of the whole part. How many rows it has is what a pass over its bytes counted. */
    private static RowBalance whole(RowBalance others, long plain, long read) {
        return new RowBalance(
                read,
                others.staged() + plain,
                others.rejected(),
                others.declaredTotals(),
                others.blank(),
                others.notes());
    }

    private void delete() throws IOException {
        if (Files.exists(aside)) {
            try (Stream<Path> files = Files.list(aside)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(aside);
        }
    }
}
