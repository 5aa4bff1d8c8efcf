package org.fubiao.publishing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.rulebook.Fired;
import org.fubiao.rulebook.RuleEntry;

/** How often rules fired in a run, read back from what it published. */
public final class PublishedRules {
    static final String FILE = "rules.csv";
    static final List<String> HEAD = List.of(
            "code", "form", "rule", "severity", "blocks", "trial", "checked", "fired", "undecided", "mend", "example");

    private final Map<String, Past> byKey;

    /** What a rule came to. */
    public record Past(long fired, String example) {}

    private PublishedRules(Map<String, Past> byKey) {
        this.byKey = byKey;
    }

    /** Reads what a run published to a folder; nothing is known of a run that published no rules. */
    public static PublishedRules read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, Past> past = new HashMap<>();
        if (Files.isRegularFile(file)) {
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get();
            try (Reader reader = Files.newBufferedReader(file)) {
                for (CSVRecord record : format.parse(reader)) {
                    past.put(key(record), new Past(Long.parseLong(record.get("fired")), record.get("example")));
                }
            }
        }
        return new PublishedRules(past);
    }

    private static String key(CSVRecord record) {
        return String.join("\t", record.get("code"), record.get("form"), record.get("rule"));
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** What a rule came to; never fired and without an example if the run did not have it. */
    public Past of(RuleEntry rule) {
        String key = String.join("\t", Csv.defuse(rule.code()), Csv.defuse(rule.title()), Csv.defuse(rule.condition()));
        return byKey.getOrDefault(key, new Past(Fired.NOT_COUNTED, ""));
    }
}
