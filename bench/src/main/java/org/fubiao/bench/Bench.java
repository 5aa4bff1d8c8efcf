package org.fubiao.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Fubiao beside other programs that do the same work on the same files. Started by {@code bench/run}. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Fubiao beside other programs that do the same work on the same files, in turn, in one run.",
            "The data are invented, from a seed. A run that brings out anything else than it must ends everything."
        })
public final class Bench implements Callable<Integer> {
    private static final List<String> RIVALS = List.of("duckdb", "pandas", "easyexcel", "springbatch");

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "CASE",
            description = "city, ledger, workbook, listing, country, start (default: all)")
    private List<String> cases =
            Arrays.stream(BenchCase.values()).map(BenchCase::id).toList();

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "how often each program runs (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--small", description = "tiny data, one run: whether all agree, not how long they take")
    private boolean small;

    @Option(
            names = "--scale",
            paramLabel = "1|3|10",
            description = "times the least size of growth, instead of the case's own")
    private int scale;

    @Option(
            names = "--growth",
            description = "each case at 1, 3 and 10 times its least size, but for what is kept of this commit")
    private boolean growth;

    @Option(
            names = {"--size", "--rows"},
            paramLabel = "N",
            description = "rows, or units of twenty files, instead of the case's own size")
    private long size;

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "PROGRAM",
            description = "leaves out duckdb, pandas, easyexcel, springbatch")
    private List<String> without = List.of();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PROGRAM",
            description = "measures none but these beside Fubiao; none: none. Without it the country is measured alone")
    private @Nullable List<String> only;

    @Option(
            names = "--patience",
            defaultValue = "900",
            paramLabel = "SECONDS",
            description =
                    "a program that has taken longer, in all its runs, is not run again (default: ${DEFAULT-VALUE})")
    private double patience;

    @Option(
            names = "--limit",
            defaultValue = "3600",
            paramLabel = "SECONDS",
            description = "longest that one run may take (default: ${DEFAULT-VALUE})")
    private long limit;

    @Option(
            names = "--java",
            defaultValue = "",
            paramLabel = "OPTIONS",
            description = "for Fubiao, instead of the launcher's own")
    private String java = "";

    @Option(names = "--keep", paramLabel = "DIR", description = "keeps the data here; one folder for each case")
    private @Nullable Path keep;

    @Option(
            names = "--write-docs",
            description =
                    "fills docs/performance.md from all results that are kept; with --case none nothing is measured")
    private boolean writeDocs;

    private final Path root;
    private final String[] args;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Bench(Path root, String[] args) {
        this.root = root;
        this.args = args.clone();
    }

    /** Runs in the root of the project. */
    public static void main(String[] args) {
        Path root = Path.of("").toAbsolutePath();
        System.exit(new CommandLine(new Bench(root, args))
                .setOverwrittenOptionsAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println(e instanceof WrongOutcomeException ? e.getMessage() : stackTrace(e));
                    return 1;
                })
                .execute(args));
    }

    private static String stackTrace(Exception e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Results kept = new Results(root.resolve("bench/results"));
        List<Result> measured = new ArrayList<>();
        Machine machine = Machine.here(root, "bench/run " + String.join(" ", args));
        Measuring measuring = new Measuring(new Fubiao(root, java, limit), small ? 1 : runs, patience, machine, out);
        for (String name : cases) {
            if (name.equals("none")) {
                continue;
            }
            BenchCase one = BenchCase.named(name);
            for (long each : sizes(one)) {
                if (growth && kept.holds(one.id(), each, machine.commit())) {
                    continue;
                }
                List<Result> results = measure(measuring, one, each);
                measured.addAll(results);
                if (!small) {
                    results.forEach(result -> out.println("\n" + Report.table(result)));
                }
                if (isKept(one, each)) {
                    for (Result result : results) {
                        kept.keep(result);
                    }
                }
            }
        }
        conclude(measured);
        if (writeDocs) {
            new PerformanceDocument(root.resolve("docs"), kept.all()).write();
        }
        return 0;
    }

    /** Results of other sizes or options are not to be mixed with those of the table and of growth. */
    private boolean isKept(BenchCase one, long each) {
        return !small
                && java.isEmpty()
                && (each == one.own() || growthSizes(one).contains(each));
    }

    private static List<Long> growthSizes(BenchCase one) {
        return List.of(one.least(), 3 * one.least(), 10 * one.least());
    }

    /** The country is held against the city; beside the others it would take an hour, unless they are asked for. */
    private List<Rival> rivals(BenchCase one) {
        List<String> usual = one == BenchCase.COUNTRY && !small ? List.of() : RIVALS;
        List<String> wanted = only != null ? only : usual;
        List<Rival> rivals = new ArrayList<>();
        for (String name : RIVALS) {
            Rival rival = new Rival(root, name, limit);
            if (wanted.contains(name) && !without.contains(name)) {
                if (!rival.isThere()) {
                    throw new IllegalStateException("bench/rivals/" + name + "/run is not there");
                }
                rivals.add(rival);
            }
        }
        return rivals;
    }

    private Set<Long> sizes(BenchCase one) {
        Set<Long> sizes = new LinkedHashSet<>();
        if (small) {
            sizes.add(one.small());
        } else if (size > 0) {
            sizes.add(size);
        } else if (scale > 0) {
            sizes.add(scale * one.least());
        } else if (growth && one != BenchCase.START) {
            sizes.addAll(growthSizes(one));
        } else {
            sizes.add(one.own());
        }
        return sizes;
    }

    private List<Result> measure(Measuring measuring, BenchCase one, long each)
            throws IOException, InterruptedException {
        Path folder = keep == null
                ? Files.createTempDirectory("fubiao-bench-")
                : Files.createDirectories(keep.resolve(one.id() + "-" + each)).toAbsolutePath();
        try {
            return measuring.measure(one, each, folder, rivals(one));
        } finally {
            if (keep == null) {
                Folders.clear(folder);
            }
        }
    }

    private void conclude(List<Result> measured) throws IOException {
        if (small) {
            out.println("\nall programs agree on every measure and every count");
        } else if (!measured.isEmpty()) {
            Report report = new Report(Results.sorted(measured));
            out.println(report.targets());
            Path file = Files.createDirectories(root.resolve("bench/results")).resolve("last.md");
            Files.writeString(file, measured.get(0).machine().describe() + "\n\n" + report.text());
        }
    }
}
