package org.fubiao.staging;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fubiao.bench.data.CaseFolder;
import org.fubiao.bench.data.Ledger;
import org.fubiao.compute.Compute;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.fubiao.recognition.Recognizer;
import org.fubiao.recognition.RowContext;
import org.fubiao.recognition.SheetLayout;
import org.fubiao.recognition.Workplace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a row of the ledger takes from the file, by way of the typed row, into the compute engine's vectors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TableFunctionBenchmark {
    private static final int ROWS = 50_000;

    @Param({"csv", "xlsx"})
    public String format = "";

    private final Compute compute = new Compute();
    private Connection connection;
    private Path file;
    private Form form;
    private SheetLayout layout;

    @Setup
    public void open() throws Exception {
        Path folder = Workplace.create();
        Ledger ledger = format.equals("csv") ? Ledger.text(ROWS) : Ledger.workbook(ROWS);
        CaseFolder.write(ledger, folder);
        file = folder.resolve(ledger.spec().files().get(0).path());
        Job job = JobLoader.load(folder.resolve("jobs").resolve(ledger.spec().name()), compute);
        form = job.forms().get(0);
        try (Workbook workbook = Workbooks.open(file)) {
            layout = new Recognizer(job)
                    .recognize(
                            workbook,
                            file.getFileName().toString(),
                            Period.parse(ledger.spec().period()).orElseThrow())
                    .parts()
                    .get(0)
                    .layout();
        }
        connection = compute.connect();
        RowFunction.register(connection);
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
        compute.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long fill() throws IOException, SQLException {
        long size = file.toFile().length();
        StagedPart part =
                new StagedPart(1, size, () -> Workbooks.open(file), layout, new RowContext("台账", "A01"), finding -> {});
        long[] rows = new long[1];
        try (RowSource source = new RowSource(form, List.of(part))) {
            RowFunction.with(
                    source, select -> rows[0] = Compute.number(connection, "SELECT count(*) FROM (" + select + ")"));
        }
        if (rows[0] != ROWS) {
            throw new IllegalStateException(rows[0] + " rows");
        }
        return rows[0];
    }
}
