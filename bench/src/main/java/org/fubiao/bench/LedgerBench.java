package org.fubiao.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the program on a ledger, and beside each run DuckDB's own reader on the same file: on a busy machine the ratio is what
 * means something. Fails if the two do not agree on every measure.
 *
 * <pre>bench/ledger [--rows N] [--runs N] [--java OPTIONS] [--keep FOLDER]</pre>
 */
public final class LedgerBench {
    private static final String DEFAULT_JAVA = "-Xmx512m -XX:+UseSerialGC";

    private LedgerBench() {}

    private record Round(ProgramRun.Result program, Baseline.Result baseline) {
        double ratio() {
            return program.toTotals() / baseline.seconds();
        }
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long rows = Long.parseLong(option(args, "--rows", "2000000"));
        int runs = Integer.parseInt(option(args, "--runs", "3"));
        List<String> java = List.of(option(args, "--java", DEFAULT_JAVA).split(" "));
        String kept = option(args, "--keep", "");
        Path folder = kept.isEmpty() ? Files.createTempDirectory("fubiao-ledger-") : Path.of(kept);
        try {
            Path ledger = folder.resolve("input/ledger/2023/市民中心办件台账.csv");
            Files.createDirectories(ledger.getParent());
            Ledger.writeJob(folder.resolve("jobs/ledger"));
            Ledger.write(ledger, rows);
            out.printf(
                    Locale.ROOT,
                    "%,d rows of 10 columns, %.0f MB; java %s; %d processors%n%n",
                    rows,
                    Files.size(ledger) / 1e6,
                    String.join(" ", java),
                    Runtime.getRuntime().availableProcessors());
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                clear(folder.resolve("work"));
                clear(folder.resolve("output"));
                rounds.add(round(folder, ledger, java));
                print(out, i + 1, rounds.get(i), rows);
            }
            conclude(out, rounds, rows);
        } finally {
            if (kept.isEmpty()) {
                clear(folder);
            }
        }
    }

    private static Round round(Path folder, Path ledger, List<String> java) throws Exception {
        Path jar = Path.of("target", "fubiao.jar").toAbsolutePath();
        ProgramRun.Result program = new ProgramRun(folder, jar, java).run();
        Baseline.Result baseline = Baseline.run(ledger);
        for (int i = 0; i < Ledger.MEASURES.size(); i++) {
            BigDecimal mine = program.values().get(i);
            BigDecimal theirs = baseline.values().get(i);
            if (mine.compareTo(theirs) != 0) {
                throw new IllegalStateException(
                        Ledger.MEASURES.get(i).name() + " is " + mine + ", but DuckDB's own reader gives " + theirs);
            }
        }
        return new Round(program, baseline);
    }

    private static void print(PrintStream out, int number, Round round, long rows) {
        if (number == 1) {
            out.printf(
                    "%4s  %14s  %10s  %9s  %7s  %10s  %11s  %6s  %s%n",
                    "run", "file to totals", "rows/s", "whole run", "cpu", "peak mem", "read_csv", "ratio", "steps");
        }
        ProgramRun.Result program = round.program();
        out.printf(
                Locale.ROOT,
                "%4d  %12.1f s  %,10.0f  %7.1f s  %5.1f s  %10s  %9.2f s  %6.2f  %s%n",
                number,
                program.toTotals(),
                rows / program.toTotals(),
                program.whole(),
                program.cpu(),
                memory(program.peakBytes()),
                round.baseline().seconds(),
                round.ratio(),
                program.steps().entrySet().stream()
                        .map(step -> String.format(Locale.ROOT, "%s %.1f", step.getKey(), step.getValue()))
                        .collect(Collectors.joining(" ")));
    }

    private static void conclude(PrintStream out, List<Round> rounds, long rows) {
        double toTotals = median(rounds, round -> round.program().toTotals());
        out.printf(
                Locale.ROOT,
                "%nmedian of %d: %,.0f rows/s from file to totals (%.1f s), whole run %.1f s, peak memory %s,"
                        + " %.2f times the time of DuckDB's read_csv; all measures agree%n",
                rounds.size(),
                rows / toTotals,
                toTotals,
                median(rounds, round -> round.program().whole()),
                memory((long) median(rounds, round -> round.program().peakBytes())),
                median(rounds, Round::ratio));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String memory(long bytes) {
        return bytes == 0 ? "not known" : String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
    }

    private static String option(String[] args, String name, String otherwise) {
        int at = Arrays.asList(args).indexOf(name);
        if (at >= 0 && at + 1 >= args.length) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return at < 0 ? otherwise : args[at + 1];
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
