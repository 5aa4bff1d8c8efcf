package org.fubiao.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fubiao.compute.Compute;
import org.fubiao.staging.SegmentCheck;
import org.fubiao.staging.Segments;
import org.fubiao.staging.Snapshot.Rows;
import org.fubiao.submission.Holdings.HeldPart;
import org.fubiao.submission.Holdings.HeldSegment;

/** Whether every segment that the register refers to can be read to its end and holds the rows that were staged. */
final class SegmentArea {
    private final Path folder;

    SegmentArea(Path work) {
        this.folder = Segments.folder(work);
    }

    Area examine(List<HeldSegment> segments) throws InterruptedException {
        long rows = segments.stream().mapToLong(HeldSegment::rows).sum();
        return Area.of(
                "暂存数据",
                Words.number(segments.size()) + " 段 " + Words.number(rows) + " 行",
                "全部可读，行数与登记一致",
                segments.isEmpty() ? List.of() : faults(segments));
    }

    /** Each thread has an engine's connection of its own and takes the next segment when it has done one. */
    private List<Fault> faults(List<HeldSegment> segments) throws InterruptedException {
        Queue<HeldSegment> left = new ConcurrentLinkedQueue<>(segments);
        Map<HeldSegment, Fault> found = new HashMap<>();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Compute compute = new Compute()) {
            Callable<Map<HeldSegment, Fault>> work = () -> examineAll(compute, left);
            for (Future<Map<HeldSegment, Fault>> some : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
                found.putAll(some.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot examine the segments", e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return segments.stream()
                .flatMap(segment -> Optional.ofNullable(found.get(segment)).stream())
                .toList();
    }

    private Map<HeldSegment, Fault> examineAll(Compute compute, Queue<HeldSegment> left) throws SQLException {
        Map<HeldSegment, Fault> faults = new HashMap<>();
        try (Connection connection = compute.connect()) {
            for (HeldSegment segment = left.poll(); segment != null; segment = left.poll()) {
                Optional<String> problem = problem(connection, segment);
                if (problem.isPresent()) {
                    Path path = folder.resolve(segment.file());
                    faults.put(segment, new Fault(path.toString(), problem.get(), remedy(segment, Files.exists(path))));
                }
            }
        }
        return faults;
    }

    private Optional<String> problem(Connection connection, HeldSegment segment) {
        String what = "登记为 " + Words.number(segment.rows()) + " 行，来自“"
                + segment.parts().get(0).path() + "”"
                + (segment.parts().size() > 1 ? "等 " + segment.parts().size() + " 张报表" : "");
        if (!Files.exists(folder.resolve(segment.file()))) {
            return Optional.of("暂存段缺失，" + what);
        }
        if (!SegmentCheck.isWhole(folder.resolve(segment.file()))) {
            return Optional.of("暂存段不完整（不是完整的 Parquet 文件），" + what);
        }
        try {
            Map<Long, Rows> rows = SegmentCheck.read(connection, folder.resolve(segment.file()));
            long all = rows.values().stream().mapToLong(Rows::all).sum();
            return all != segment.rows()
                    ? Optional.of("暂存段行数不符，" + what + "，实有 " + Words.number(all) + " 行")
                    : segment.parts().stream()
                            .flatMap(part -> problem(part, rows.getOrDefault(part.id(), new Rows(0, 0))).stream())
                            .findFirst();
        } catch (SQLException e) {
            return Optional.of("暂存段已损坏，不能读到末尾，" + what);
        }
    }

    private static Optional<String> problem(HeldPart part, Rows held) {
        Rows staged = new Rows(part.balance().staged(), part.balance().declaredTotals());
        // What could not be read to its end has no balance: it does not count.
        return part.unreadable() || held.equals(staged)
                ? Optional.empty()
                : Optional.of("暂存段与登记不符，“" + part.path() + "”应有数据 " + staged.items() + " 行、合计 " + staged.totals()
                        + " 行，实有数据 " + held.items() + " 行、合计 " + held.totals() + " 行");
    }

    private static String remedy(HeldSegment segment, boolean there) {
        List<String> commands = new ArrayList<>(segment.parts().stream()
                .filter(HeldPart::current)
                .map(part -> Words.rerun(part.job(), part.period()))
                .distinct()
                .toList());
        if (commands.isEmpty()) {
            return "只有以往批次用到它，请由备份恢复；没有备份的，这些批次不能再追溯到行，不影响以后汇总";
        }
        return (there ? "请移走该文件，再运行 " : "请运行 ") + String.join("、", commands) + "，即由存档重新读取";
    }
}
