package org.fubiao.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as Markdown. */
final class Report {
    private final List<Result> results;

    /** @param results in the order in which they are to stand */
    Report(List<Result> results) {
        this.results = List.copyOf(results);
    }

    /** A table for each case, then the table of what is to be reached. */
    String text() {
        return results.stream().map(Report::table).collect(Collectors.joining("\n")) + targets();
    }

    /** What is to be reached and what is; empty where nothing was measured in its own size. */
    String targets() {
        List<Targets.Target> targets = Targets.of(results);
        if (targets.isEmpty()) {
            return "";
        }
        return "\n| case | to reach | measured | reached |\n| --- | --- | ---: | --- |\n"
                + targets.stream()
                        .map(target -> format(
                                "| %s | %s | %s | %s |%n",
                                target.title(),
                                target.wanted(),
                                target.measured(),
                                target.reached() ? "yes" : "**no**"))
                        .collect(Collectors.joining());
    }

    static String table(Result result) {
        StringBuilder text = new StringBuilder(format(
                "### %s: %,d %s, %,d rows, %.1f MB%n%n",
                result.title(),
                result.files(),
                result.files() == 1 ? "file" : "files",
                result.rows(),
                result.bytes() / 1e6));
        text.append(format(
                "| program | runs | seconds | least – most | CPU s | peak MB | %s/s | × Fubiao |%n",
                result.inFiles() ? "files" : "rows"));
        text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        result.programmes().forEach(programme -> text.append(line(result, programme)));
        if (!result.fubiao().steps().isEmpty()) {
            text.append("\nFubiao's steps: ")
                    .append(result.fubiao().steps().entrySet().stream()
                            .map(step -> format("%s %.2f s", step.getKey(), step.getValue()))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
            double toTotals = Stream.of("接收", "读取", "审核", "汇总")
                    .mapToDouble(step -> result.fubiao().steps().getOrDefault(step, 0.0))
                    .sum();
            if (toTotals > 0) {
                text.append(format("From file to totals: %,.0f rows/s\n", result.rows() / toTotals));
            }
        }
        return text.toString();
    }

    private static String line(Result result, Result.Programme programme) {
        double seconds = programme.seconds();
        return format(
                "| %s | %d | %.2f | %.2f – %.2f | %.2f | %,.0f | %s | %.2f |%n",
                programme.name(),
                programme.samples().size(),
                seconds,
                programme.samples().stream().mapToDouble(Sample::wall).min().orElse(0),
                programme.samples().stream().mapToDouble(Sample::wall).max().orElse(0),
                programme.median(Sample::cpu),
                programme.peakBytes() / 1e6,
                result.readsAll() ? format("%,.0f", result.amount() / seconds) : "–",
                seconds / result.fubiao().seconds());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
