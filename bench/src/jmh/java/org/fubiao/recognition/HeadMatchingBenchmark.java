package org.fubiao.recognition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fubiao.bench.data.CaseFolder;
import org.fubiao.bench.data.City;
import org.fubiao.bench.data.Spec.FileSpec;
import org.fubiao.compute.Compute;
import org.fubiao.job.Job;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What it takes to find which of twenty forms a sheet is, once its first rows are read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HeadMatchingBenchmark {
    private static final int SHEETS = 20;

    private FormMatcher matcher;
    private List<SheetPreview> sheets;

    @Setup
    public void open() throws Exception {
        Path folder = Workplace.create();
        City city = City.of("city", 1);
        CaseFolder.write(city, folder);
        try (Compute compute = new Compute()) {
            Job job = JobLoader.load(folder.resolve("jobs/city"), compute);
            matcher = new FormMatcher(new FormIndex(job.forms()));
        }
        sheets = new ArrayList<>();
        for (FileSpec file : city.spec().files()) {
            try (Workbook workbook = Workbooks.open(folder.resolve(file.path()))) {
                sheets.add(SheetPreview.read(workbook, 0));
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(SHEETS)
    public void match(Blackhole sink) {
        for (SheetPreview sheet : sheets) {
            sink.consume(matcher.match(sheet, "报表"));
        }
    }
}
