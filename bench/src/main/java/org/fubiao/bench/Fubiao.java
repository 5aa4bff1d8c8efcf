package org.fubiao.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.bench.data.Spec;

/** The program under measure, started as its users start it. */
final class Fubiao {
    static final String NAME = "fubiao";
    static final String START = "启动";
    static final String PUBLISH = "出表";
    private static final String KEY_TWICE = "JY-06";
    private static final int DONE_WITH_ERRORS = 3;

    private final Path launcher;
    private final Map<String, String> environment;
    private final long limitSeconds;

    /**
     * @param root of the project
     * @param java options of the virtual machine; empty for those of the launcher
     */
    Fubiao(Path root, String java, long limitSeconds) {
        this.launcher = root.resolve("fubiao").toAbsolutePath();
        this.environment = java.isEmpty() ? Map.of() : Map.of("FUBIAO_JAVA_OPTS", java);
        this.limitSeconds = limitSeconds;
    }

    /** Runs the job of a case folder; {@code work} and {@code output} stand in it. */
    Sample run(Path folder, Spec spec) throws IOException, InterruptedException {
        return call(folder, "run", spec.name(), "--period", spec.period());
    }

    /** Lists what has been run: the shortest that the program can be asked. */
    Sample list(Path folder, Spec spec) throws IOException, InterruptedException {
        return call(folder, "runs", spec.name());
    }

    private Sample call(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        TimedProcess.Ended ended = new TimedProcess(command, folder, environment, limitSeconds).run();
        if (ended.exit() != 0 && ended.exit() != DONE_WITH_ERRORS) {
            throw new IOException(String.join(" ", command) + " ended with " + ended.exit() + ":\n" + ended.said());
        }
        return ended.sample();
    }

    /** What the last run published. Whatever it found beyond rules and keys means that it did not read what was meant. */
    static Outcome outcome(Path folder, Spec spec) throws IOException {
        Path latest = folder.resolve("output")
                .resolve(spec.name())
                .resolve(spec.period())
                .resolve("latest");
        Map<String, BigDecimal> measures = new LinkedHashMap<>();
        for (CSVRecord row : Outcome.table(latest.resolve("figures.csv"))) {
            measures.put(row.get("title"), new BigDecimal(row.get("exact")));
        }
        Map<String, Long> findings = new LinkedHashMap<>();
        Map<String, String> forms = new HashMap<>();
        for (Spec.FormSpec form : spec.forms()) {
            forms.put(form.title(), form.id());
            form.rules().forEach(rule -> findings.put(rule.code(), 0L));
            if (!form.key().isEmpty()) {
                findings.put("key:" + form.id(), 0L);
            }
        }
        Set<List<String>> groups = new HashSet<>();
        for (CSVRecord row : Outcome.table(latest.resolve("findings.csv"))) {
            String code = row.get("code");
            // Each example of a group repeats how many there are.
            if (groups.add(List.of(code, row.get("unit"), row.get("form"), row.get("file"), row.get("field")))) {
                String name = code.equals(KEY_TWICE) ? "key:" + forms.get(row.get("form")) : code;
                findings.merge(name, Long.valueOf(row.get("group_count")), Long::sum);
            }
        }
        return new Outcome(measures, findings);
    }
}
