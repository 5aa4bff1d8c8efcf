package org.fubiao.web.overview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.fubiao.publishing.PublishedReview.ReportLine;
import org.jspecify.annotations.Nullable;

/**
 * Who reported what: units by forms.
 *
 * @param forms titles of the columns
 * @param kinds the units, by their kind
 * @param byForm counts of each column
 */
record Board(List<String> forms, List<Kind> kinds, List<Counts> byForm, Counts all) {
    Board {
        forms = List.copyOf(forms);
        kinds = List.copyOf(kinds);
        byForm = List.copyOf(byForm);
    }

    /** The units of a kind. */
    record Kind(String name, List<Row> rows) {}

    /** A unit; a cell is null where nothing is owed and nothing came. */
    record Row(String unit, String name, List<@Nullable Cell> cells, Counts counts) {}

    /**
     * A unit's report of a form.
     *
     * @param remark what the review notes of it; empty for those who do not review
     */
    record Cell(Mark mark, boolean late, String remark) {}

    /** What stands in a cell. */
    enum Mark {
        FINE,
        WARNINGS,
        ERRORS,
        EXCLUDED,
        NIL,
        NIL_WARNINGS,
        MISSING,
        WAITING,
        EXEMPT;

        /** Whether a look at its findings helps. */
        public boolean isDoubtful() {
            return this == WARNINGS || this == ERRORS || this == EXCLUDED || this == NIL_WARNINGS;
        }
    }

    /**
     * How many reports there are of a row, a column, or altogether.
     *
     * @param came of those that are expected
     * @param optional what came besides, though nobody had to report it
     */
    record Counts(
            long expected,
            long came,
            long optional,
            long late,
            long warnings,
            long errors,
            long nil,
            long missing,
            long exempt) {
        static Counts of(List<ReportLine> reports, boolean review) {
            return new Counts(
                    count(reports, ReportLine::expected),
                    count(reports, one -> one.expected() && one.came()),
                    count(reports, one -> !one.expected() && one.came()),
                    count(reports, ReportLine::late),
                    count(reports, one -> is(one, review, Mark.WARNINGS, Mark.NIL_WARNINGS)),
                    count(reports, one -> is(one, review, Mark.ERRORS, Mark.EXCLUDED)),
                    count(reports, one -> is(one, review, Mark.NIL, Mark.NIL_WARNINGS)),
                    count(reports, one -> is(one, review, Mark.MISSING)),
                    count(reports, one -> is(one, review, Mark.EXEMPT)));
        }

        private static boolean is(ReportLine report, boolean review, Mark... marks) {
            return List.of(marks).contains(mark(report, review));
        }

        private static long count(List<ReportLine> reports, Predicate<ReportLine> which) {
            return reports.stream().filter(which).count();
        }
    }

    /**
     * Puts a board together.
     *
     * @param order titles of the forms as the job has them; others come after
     * @param kinds of the units, by code
     * @param review whether what is wrong with a report is shown
     */
    static Board of(List<ReportLine> reports, List<String> order, Map<String, String> kinds, boolean review) {
        Set<String> there = new LinkedHashSet<>();
        reports.forEach(one -> there.add(one.form()));
        List<String> forms =
                new ArrayList<>(order.stream().filter(there::contains).toList());
        there.stream().filter(form -> !forms.contains(form)).forEach(forms::add);

        Map<String, List<ReportLine>> byUnit = new LinkedHashMap<>();
        Map<String, List<ReportLine>> byForm = new LinkedHashMap<>();
        for (ReportLine report : reports) {
            byUnit.computeIfAbsent(report.unit(), unit -> new ArrayList<>()).add(report);
            byForm.computeIfAbsent(report.form(), form -> new ArrayList<>()).add(report);
        }
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        byUnit.forEach((unit, own) -> rows.computeIfAbsent(kinds.getOrDefault(unit, ""), kind -> new ArrayList<>())
                .add(row(unit, own, forms, review)));
        return new Board(
                forms,
                rows.entrySet().stream()
                        .map(kind -> new Kind(kind.getKey(), kind.getValue()))
                        .toList(),
                forms.stream()
                        .map(form -> Counts.of(byForm.getOrDefault(form, List.of()), review))
                        .toList(),
                Counts.of(reports, review));
    }

    private static Row row(String unit, List<ReportLine> own, List<String> forms, boolean review) {
        Map<String, ReportLine> byForm = new LinkedHashMap<>();
        own.forEach(report -> byForm.put(report.form(), report));
        List<@Nullable Cell> cells = new ArrayList<>();
        for (String form : forms) {
            ReportLine report = byForm.get(form);
            cells.add(
                    report == null
                            ? null
                            : new Cell(mark(report, review), report.late(), review ? report.remark() : ""));
        }
        return new Row(unit, own.get(0).unitName(), cells, Counts.of(own, review));
    }

    private static Mark mark(ReportLine report, boolean review) {
        return switch (report.state()) {
            case ACCEPTED -> Mark.FINE;
            case ACCEPTED_WITH_WARNINGS -> review ? Mark.WARNINGS : Mark.FINE;
            case ACCEPTED_WITH_ERRORS -> review ? Mark.ERRORS : Mark.FINE;
            case EXCLUDED -> review ? Mark.EXCLUDED : Mark.FINE;
            case NIL -> Mark.NIL;
            case NIL_WITH_WARNINGS -> review ? Mark.NIL_WARNINGS : Mark.NIL;
            case MISSING -> Mark.MISSING;
            case NOT_YET_DUE -> Mark.WAITING;
            case EXEMPT -> Mark.EXEMPT;
        };
    }
}
