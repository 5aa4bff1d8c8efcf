package org.fubiao.batch;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobOutline;
import org.fubiao.totals.ReconciliationResult;
import org.jspecify.annotations.Nullable;

/** A job folder, copied so that a test may change it, with input of its own. Jobs of the same root know one another. */
final class JobCopy {
    private final Path root;
    private final String id;

    private JobCopy(Path root, String id) {
        this.root = root;
        this.id = id;
    }

    static JobCopy of(Path job, Path root) throws IOException {
        JobCopy copy = new JobCopy(root, job.getFileName().toString());
        copyTree(job, copy.job(), path -> true);
        for (String other : JobOutline.of(job).comparedWith()) {
            Path beside = root.resolve("jobs").resolve(other);
            if (!Files.exists(beside)) {
                copyTree(job.resolveSibling(other), beside, path -> true);
            }
        }
        return copy;
    }

    private static void copyTree(Path from, Path to, Predicate<String> which) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String path = from.relativize(file).toString().replace('\\', '/');
            if (which.test(path)) {
                Path target = to.resolve(path);
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private Path job() {
        return root.resolve("jobs").resolve(id);
    }

    private Path input() {
        return root.resolve("input").resolve(id);
    }

    /** Takes over input; {@code which} sees paths that begin with the period. */
    JobCopy receive(Path from, Predicate<String> which) throws IOException {
        copyTree(from, input(), which);
        return this;
    }

    JobCopy put(String path, String text) throws IOException {
        Path file = input().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Changes a definition, which must change. */
    JobCopy edit(String file, UnaryOperator<String> change) throws IOException {
        Path path = job().resolve(file);
        String before = Files.readString(path);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("nothing changed in " + file);
        }
        Files.writeString(path, after);
        return this;
    }

    RunReport run(String period) throws Exception {
        RunRequest request = new RunRequest(
                Library.load(job()),
                Period.parse(period).orElseThrow(),
                input(),
                root.resolve("output").resolve(id),
                root.resolve("work"),
                "");
        try (BatchRunner runner = BatchRunner.open(root.resolve("work"))) {
            return runner.run(request, Progress.SILENT);
        }
    }

    /** The findings of a run as {@code code severity unit}. */
    static List<String> findings(RunReport report) throws IOException {
        return Outputs.csv(report.latest().resolve("findings.csv")).stream()
                .map(row -> String.join(" ", row.get("code"), row.get("severity"), row.get("unit_name"))
                        .strip())
                .toList();
    }

    /** What findings of a code say. */
    static List<String> messages(RunReport report, String code) throws IOException {
        return Outputs.csv(report.latest().resolve("findings.csv")).stream()
                .filter(row -> code.equals(row.get("code")))
                .map(row -> String.valueOf(row.get("message")))
                .toList();
    }

    /** The results of a reconciliation as {@code unit outcome left right}, undecided ones with their reason instead of numbers. */
    static List<String> outcomes(RunReport report, String code) {
        return report.publication().reconciliations().stream()
                .filter(result -> result.definition().code().equals(code))
                .map(JobCopy::inWords)
                .toList();
    }

    private static String inWords(ReconciliationResult result) {
        String outcome = result.name() + " " + result.outcome() + " ";
        return result.outcome() == ReconciliationResult.Outcome.UNDECIDED
                ? outcome + result.reason()
                : outcome + plain(result.left()) + " " + plain(result.right());
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }
}
