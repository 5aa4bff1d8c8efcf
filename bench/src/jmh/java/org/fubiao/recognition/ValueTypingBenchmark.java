package org.fubiao.recognition;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fubiao.bench.data.CaseFolder;
import org.fubiao.bench.data.Ledger;
import org.fubiao.compute.Compute;
import org.fubiao.job.Field;
import org.fubiao.job.Job;
import org.fubiao.job.loading.JobLoader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What the text of one cell takes to become a value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValueTypingBenchmark {
    private static final int CELLS = 4;

    /** A field of the ledger. */
    @Param({"办件编号", "事项类型", "受理日期", "法定时限", "收费金额", "网上办", "满意率"})
    public String field = "";

    private CellTyper typer;
    private List<String> cells;

    @Setup
    public void open() throws Exception {
        Path folder = Workplace.create();
        CaseFolder.write(Ledger.text(10), folder);
        try (Compute compute = new Compute()) {
            Job job = JobLoader.load(folder.resolve("jobs/ledger"), compute);
            Field typed = job.forms().get(0).field(field);
            typer = CellTyper.of(typed);
        }
        cells = switch (field) {
            case "办件编号" -> List.of("XK100000004", "FW100000001", "BA100000002", "QR100000003");
            case "事项类型" -> List.of("行政许可", "公共服务", "行政备案", "行政确认");
            case "受理日期" -> List.of("2023-01-05", "2023/7/31", "2023年12月1日", "45000");
            case "法定时限" -> List.of("5", "60", "1,200", "15工作日");
            case "收费金额" -> List.of("0", "19999.99", "12,345.60", "0.30000000000000004");
            case "网上办" -> List.of("是", "否", "√", "无");
            default -> List.of("92.1%", "100%", "0.6", "60.0％");
        };
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public void read(Blackhole sink) {
        for (String cell : cells) {
            sink.consume(typer.read(cell));
        }
    }
}
