package org.fubiao.publishing;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.Publication.Report;
import org.jspecify.annotations.Nullable;

/**
 * What a run published of its review for machines, read back: what is shown of it is what was published.
 *
 * @param reports by unit, then form
 * @param findings the most important first; each knows its place in this list
 * @param gaps reconciliations that fail
 * @param mend by code of a rule, what to do when it fails
 */
public record PublishedReview(
        List<ReportLine> reports,
        List<FindingLine> findings,
        List<FigureLine> figures,
        List<Gap> gaps,
        Map<String, String> mend) {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    public PublishedReview {
        reports = List.copyOf(reports);
        findings = List.copyOf(findings);
        figures = List.copyOf(figures);
        gaps = List.copyOf(gaps);
        mend = Map.copyOf(mend);
    }

    /** What a unit owes for a form, and what became of it. */
    public record ReportLine(
            String unit,
            String unitName,
            String form,
            boolean expected,
            Report.State state,
            String due,
            boolean late,
            String remark) {
        /** Whether something came. */
        public boolean came() {
            return switch (state) {
                case MISSING, NOT_YET_DUE, EXEMPT -> false;
                default -> true;
            };
        }
    }

    /** What was answered to a finding. */
    public enum Answered {
        /** An error that counts, a warning without an explanation. */
        OPEN,
        EXPLAINED,
        WAIVED,
        /** It asks for no answer. */
        NOTE
    }

    /**
     * A finding.
     *
     * @param number place in the list, from 0
     * @param form title of the form
     * @param row 0 if none is meant
     * @param count how many there are of its group, listed or not
     * @param item what identifies the row of a warning that can be explained
     * @param values the values that such a warning is about, in words
     * @param valuesHash hash of these; empty for what cannot be explained
     */
    public record FindingLine(
            int number,
            String code,
            Severity severity,
            String title,
            String unit,
            String unitName,
            String form,
            String file,
            String sheet,
            long row,
            String cell,
            String field,
            String value,
            String expected,
            String message,
            long count,
            String explanation,
            Answered answered,
            String item,
            String values,
            String valuesHash) {
        /** Whether the unit, or somebody on its behalf, can say why it is none. */
        public boolean isExplainable() {
            return severity == Severity.WARNING && !valuesHash.isEmpty();
        }
    }

    /** A figure; numbers as texts, empty where there is none. */
    public record FigureLine(
            String id,
            String title,
            String value,
            String uom,
            String quoted,
            String appendix,
            String change,
            String exact,
            String exactLastPeriod) {}

    /**
     * A reconciliation that fails in a place.
     *
     * @param ofUnit whether the place is a unit, with {@code key} as its code
     * @param difference expected minus found
     * @param publishedIn number of the figure or name of the appendix that shows the measure, empty if none does
     * @param publishedTotal what it shows, or null
     */
    public record Gap(
            String code,
            String title,
            Severity severity,
            boolean ofUnit,
            String key,
            String name,
            @Nullable BigDecimal difference,
            String measure,
            String publishedIn,
            String publishedAs,
            @Nullable BigDecimal publishedTotal) {}

    /** Reads what stands in a run's folder. A file that an older version did not publish has nothing in it. */
    public static PublishedReview read(Path folder) throws IOException {
        Texts texts = new Texts();
        List<FindingLine> findings = new ArrayList<>();
        each(folder.resolve("findings.csv"), record -> findings.add(finding(findings.size(), record, texts)));
        List<ReportLine> reports = new ArrayList<>();
        each(folder.resolve("completeness.csv"), record -> reports.add(report(record, texts)));
        List<FigureLine> figures = new ArrayList<>();
        each(folder.resolve("figures.csv"), record -> figures.add(figure(record)));
        List<Gap> gaps = new ArrayList<>();
        each(folder.resolve("reconciliations.csv"), record -> {
            if (record.get("outcome").equals("fails")) {
                gaps.add(gap(record));
            }
        });
        Map<String, String> mend = new HashMap<>();
        each(
                folder.resolve(PublishedRules.FILE),
                record -> mend.putIfAbsent(text(record, "code"), text(record, "mend")));
        return new PublishedReview(reports, findings, figures, gaps, mend);
    }

    private interface Line {
        void take(CSVRecord record);
    }

    private static void each(Path file, Line line) throws IOException {
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                for (CSVRecord record : FORMAT.parse(reader)) {
                    line.take(record);
                }
            }
        }
    }

    /** What is said again and again is kept once. */
    private static final class Texts {
        private static final int LONGEST = 200;
        private final Map<String, String> known = new HashMap<>();

        String of(CSVRecord record, String column) {
            String text = text(record, column);
            return text.length() > LONGEST ? text : known.computeIfAbsent(text, same -> same);
        }
    }

    private static String text(CSVRecord record, String column) {
        return record.isMapped(column) ? Csv.plain(record.get(column)) : "";
    }

    private static <E extends Enum<E>> E name(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private static long number(CSVRecord record, String column) {
        String text = record.get(column);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static @Nullable BigDecimal decimal(CSVRecord record, String column) {
        String text = record.get(column);
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static FindingLine finding(int number, CSVRecord record, Texts texts) {
        Severity severity = name(Severity.class, record.get("severity"));
        String explanation = text(record, "explanation");
        return new FindingLine(
                number,
                texts.of(record, "code"),
                severity,
                texts.of(record, "title"),
                texts.of(record, "unit"),
                texts.of(record, "unit_name"),
                texts.of(record, "form"),
                texts.of(record, "file"),
                texts.of(record, "sheet"),
                number(record, "row"),
                text(record, "cell"),
                texts.of(record, "field"),
                texts.of(record, "value"),
                texts.of(record, "expected"),
                texts.of(record, "message"),
                number(record, "group_count"),
                explanation,
                record.isMapped("state") ? name(Answered.class, record.get("state")) : answered(severity, explanation),
                texts.of(record, "item"),
                texts.of(record, "values"),
                text(record, "values_hash"));
    }

    /** Of a run that did not say it. */
    private static Answered answered(Severity severity, String explanation) {
        if (severity == Severity.NOTE) {
            return Answered.NOTE;
        }
        return explanation.isEmpty() ? Answered.OPEN : Answered.EXPLAINED;
    }

    private static ReportLine report(CSVRecord record, Texts texts) {
        return new ReportLine(
                texts.of(record, "unit"),
                texts.of(record, "unit_name"),
                texts.of(record, "form"),
                record.get("expected").equals("yes"),
                name(Report.State.class, record.get("state")),
                text(record, "due"),
                name(Report.Timeliness.class, record.get("timeliness")) == Report.Timeliness.LATE,
                text(record, "remark"));
    }

    private static FigureLine figure(CSVRecord record) {
        return new FigureLine(
                text(record, "id"),
                text(record, "title"),
                record.get("value"),
                text(record, "uom"),
                text(record, "quoted"),
                text(record, "appendix"),
                record.get("change_from_last_run"),
                record.get("exact"),
                record.isMapped("exact_last_period") ? record.get("exact_last_period") : "");
    }

    private static Gap gap(CSVRecord record) {
        return new Gap(
                text(record, "code"),
                text(record, "title"),
                name(Severity.class, record.get("severity")),
                record.get("by").equals("unit") || record.get("by").equals("level"),
                text(record, "key"),
                text(record, "name"),
                decimal(record, "difference"),
                text(record, "measure"),
                text(record, "published_in"),
                text(record, "published_as"),
                decimal(record, "published_total"));
    }

    /** A finding by its place in the list. */
    public Optional<FindingLine> finding(int number) {
        return number >= 0 && number < findings.size() ? Optional.of(findings.get(number)) : Optional.empty();
    }
}
