package org.fubiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Fills what was measured into {@code docs/performance.md} between its marks, and draws the growth plots beside it. */
final class PerformanceDocument {
    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";

    private final Path docs;
    private final List<Result> results;

    PerformanceDocument(Path docs, List<Result> results) {
        this.docs = docs;
        this.results = List.copyOf(results);
    }

    void write() throws IOException {
        Path document = docs.resolve("performance.md");
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(document + " lacks the marks between which results stand");
        }
        Files.writeString(
                document, text.substring(0, begin) + BEGIN + "\n" + measured() + plots() + text.substring(end));
    }

    private String measured() {
        List<Result> own = results.stream()
                .filter(result -> result.size()
                        == BenchCase.named(result.work().split("-", -1)[0]).own())
                .toList();
        Set<String> how = new LinkedHashSet<>();
        own.forEach(result ->
                how.add(result.machine().describe() + "; `" + result.machine().command() + "`"));
        return "\n" + how.stream().map(line -> "- " + line + "\n").collect(Collectors.joining())
                + new Report(results).targets() + "\n"
                + own.stream().map(Report::table).collect(Collectors.joining("\n"));
    }

    private String plots() throws IOException {
        Map<String, List<Result>> works = new LinkedHashMap<>();
        results.forEach(result ->
                works.computeIfAbsent(result.work(), work -> new ArrayList<>()).add(result));
        StringBuilder text = new StringBuilder();
        for (var work : works.entrySet()) {
            if (work.getValue().size() < 2) {
                continue;
            }
            String image = "images/growth-" + work.getKey() + ".svg";
            Files.writeString(docs.resolve(image), new GrowthPlot(work.getValue()).svg());
            text.append("\n![" + work.getValue().get(0).title() + ": growth](" + image + ")\n");
        }
        return text.isEmpty() ? "\n" : "\n### Growth\n" + text + "\n";
    }
}
