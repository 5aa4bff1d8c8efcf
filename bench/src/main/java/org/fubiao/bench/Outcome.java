package org.fubiao.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.bench.data.Truth;
import org.jspecify.annotations.Nullable;

/** What a program made of a case: the value of each measure, and how many rows break each rule or repeat a key. */
record Outcome(Map<String, BigDecimal> measures, Map<String, Long> findings) {
    private static final int SHOWN = 10;

    static Outcome of(Truth truth) {
        return new Outcome(truth.measures(), truth.findings());
    }

    /** Reads {@code measures.csv} and {@code findings.csv}. */
    static Outcome read(Path folder) throws IOException {
        Map<String, BigDecimal> measures = new LinkedHashMap<>();
        for (CSVRecord row : table(folder.resolve("measures.csv"))) {
            measures.put(row.get("measure"), new BigDecimal(row.get("value")));
        }
        Map<String, Long> findings = new LinkedHashMap<>();
        for (CSVRecord row : table(folder.resolve("findings.csv"))) {
            findings.put(row.get("code"), Long.valueOf(row.get("count")));
        }
        return new Outcome(measures, findings);
    }

    static List<CSVRecord> table(Path file) throws IOException {
        CSVFormat format =
                CSVFormat.Builder.create().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            return rows.getRecords();
        }
    }

    /** Says where this is not what it should be, the first few places; empty if it is. */
    List<String> differences(Outcome expected) {
        List<String> found = new ArrayList<>();
        for (String name : names(measures, expected.measures)) {
            BigDecimal mine = measures.get(name);
            BigDecimal right = expected.measures.get(name);
            if (mine == null || right == null || mine.compareTo(right) != 0) {
                found.add(name + " is " + shown(mine) + ", not " + shown(right));
            }
        }
        for (String code : names(findings, expected.findings)) {
            if (!Objects.equals(findings.get(code), expected.findings.get(code))) {
                found.add("rows against " + code + " are " + shown(findings.get(code)) + ", not "
                        + shown(expected.findings.get(code)));
            }
        }
        int more = found.size() - SHOWN;
        return more <= 0
                ? found
                : Stream.concat(found.stream().limit(SHOWN), Stream.of("and " + more + " more"))
                        .toList();
    }

    private static Set<String> names(Map<String, ?> mine, Map<String, ?> expected) {
        Set<String> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(mine.keySet());
        return names;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "missing" : value.toString();
    }
}
