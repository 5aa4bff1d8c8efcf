package org.fubiao.publishing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.plausibility.PlausibilityResult;
import org.fubiao.publishing.Publication.Correction;
import org.fubiao.publishing.Publication.FindingGroup;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.rulebook.Fired;
import org.fubiao.settling.Settlement;
import org.fubiao.settling.Warning;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.ListedRows;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.jspecify.annotations.Nullable;

/** The published tables for machines. */
final class CsvFiles {
    private final Publication publication;
    private final Names names;

    CsvFiles(Publication publication) {
        this.publication = publication;
        this.names = new Names(publication.job());
    }

    void writeFigures(Path file) throws IOException {
        List<String> head = List.of(
                "id",
                "title",
                "value",
                "uom",
                "quoted",
                "appendix",
                "cell",
                "change_from_last_run",
                "exact",
                "exact_last_period");
        try (Csv csv = new Csv(file, head)) {
            for (FigureValue figure : publication.figures()) {
                AppendixTable table = figure.appendix();
                csv.write(Arrays.asList(
                        figure.definition().id(),
                        figure.definition().title(),
                        figure.value(),
                        figure.definition().uom(),
                        figure.quoted(),
                        table == null ? null : new AppendixLayout(table).sheetName(),
                        table == null ? null : new AppendixLayout(table).address(figure.row(), figure.column()),
                        change(figure),
                        figure.exact(),
                        figure.previous()));
            }
        }
    }

    /** Change of the quoted value since the run before; nothing where it did not move. */
    static @Nullable BigDecimal change(FigureValue figure) {
        BigDecimal value = figure.value();
        BigDecimal before = figure.previousRun();
        return value == null || before == null || value.compareTo(before) == 0 ? null : value.subtract(before);
    }

    void writeFindings(Path file) throws IOException {
        List<String> head = List.of(
                "code",
                "severity",
                "title",
                "unit",
                "unit_name",
                "form",
                "file",
                "sheet",
                "row",
                "cell",
                "field",
                "value",
                "expected",
                "message",
                "group_count",
                "explanation",
                "state",
                "item",
                "values",
                "values_hash");
        Map<Finding, Warning> warnings = publication.settlement().byFinding();
        try (Csv csv = new Csv(file, head)) {
            for (FindingGroup group : publication.findings()) {
                for (Finding finding : group.examples()) {
                    Warning warning = warnings.get(finding);
                    csv.write(Arrays.asList(
                            finding.code(),
                            finding.severity().name().toLowerCase(Locale.ROOT),
                            group.title(),
                            finding.unit(),
                            names.unit(finding.unit()),
                            names.form(finding.form()),
                            finding.place().file(),
                            finding.place().sheet(),
                            finding.place().row() == 0 ? null : finding.place().row(),
                            finding.place().cell(),
                            finding.field(),
                            finding.value(),
                            finding.expected(),
                            finding.message(),
                            group.count(),
                            warning == null ? "" : warning.explanation(),
                            state(finding, warning),
                            warning == null ? "" : warning.about().item(),
                            warning == null ? "" : warning.shown(),
                            warning == null ? "" : warning.about().values()));
                }
            }
        }
    }

    /** What was answered to a finding; a note asks for no answer. */
    private static String state(Finding finding, @Nullable Warning warning) {
        if (Settlement.isWaived(finding)) {
            return "waived";
        }
        if (warning != null && warning.isExplained()) {
            return "explained";
        }
        return finding.severity() == Severity.NOTE ? "note" : "open";
    }

    /**
     * One line for each reconciliation and place, whatever became of it; of one that fails in a unit also what is published of
     * the measure that it is about.
     */
    void writeReconciliations(Path file) throws IOException {
        List<String> head = List.of(
                "code",
                "title",
                "severity",
                "by",
                "key",
                "name",
                "outcome",
                "left",
                "right",
                "difference",
                "tolerance",
                "reason",
                "measure",
                "published_in",
                "published_as",
                "published_total");
        PublishedTotals totals = new PublishedTotals(publication);
        try (Csv csv = new Csv(file, head)) {
            for (ReconciliationResult result : publication.reconciliations()) {
                PublishedTotals.Total total =
                        result.outcome() == Outcome.FAILS ? totals.concerning(result.definition(), result.key()) : null;
                csv.write(Arrays.asList(
                        result.definition().code(),
                        result.definition().title(),
                        result.definition().severity().name().toLowerCase(Locale.ROOT),
                        result.definition().by().name().toLowerCase(Locale.ROOT),
                        result.key(),
                        result.name(),
                        result.outcome().name().toLowerCase(Locale.ROOT),
                        result.left(),
                        result.right(),
                        result.difference(),
                        result.tolerance(),
                        result.reason(),
                        total == null ? "" : total.measure(),
                        total == null ? "" : total.where(),
                        total == null ? "" : total.title(),
                        total == null ? null : total.value()));
            }
        }
    }

    /** What new versions changed: a line each row or cell, and one for a version that changed nothing. */
    void writeCorrections(Path file) throws IOException {
        List<String> head = List.of(
                "unit",
                "unit_name",
                "form",
                "file_before",
                "sheet_before",
                "file",
                "sheet",
                "change",
                "row",
                "row_before",
                "row_now",
                "field",
                "before",
                "now",
                "rows_added",
                "rows_removed",
                "rows_changed",
                "cells_changed");
        try (Csv csv = new Csv(file, head)) {
            for (Correction correction : publication.corrections()) {
                if (correction.changes().isEmpty()) {
                    String state = correction.isIdentical() ? "identical" : "not_compared";
                    csv.write(line(correction, Arrays.asList(state, "", null, null, "", "", correction.problem())));
                }
                for (Publication.Change change : correction.changes()) {
                    csv.write(line(
                            correction,
                            Arrays.asList(
                                    change.kind().name().toLowerCase(Locale.ROOT),
                                    change.row(),
                                    change.rowBefore() == 0 ? null : change.rowBefore(),
                                    change.rowNow() == 0 ? null : change.rowNow(),
                                    change.field(),
                                    change.before(),
                                    change.now())));
                }
            }
        }
    }

    private List<@Nullable Object> line(Correction correction, List<? extends @Nullable Object> change) {
        List<@Nullable Object> line = new ArrayList<>(List.of(
                correction.unit(),
                names.unit(correction.unit()),
                names.form(correction.form()),
                correction.before().file(),
                correction.before().sheet(),
                correction.now().file(),
                correction.now().sheet()));
        line.addAll(change);
        line.addAll(List.of(correction.added(), correction.removed(), correction.changed(), correction.cells()));
        return line;
    }

    /** What does not count because a rule blocks it; a row that several rules block has a line for each of them. */
    void writeExcluded(Path file) throws IOException {
        List<String> head =
                List.of("unit", "unit_name", "form", "excluded", "file", "sheet", "row", "code", "rule", "reason");
        try (Csv csv = new Csv(file, head)) {
            for (RuleReview.Excluded one : publication.rules().excluded()) {
                csv.write(Arrays.asList(
                        one.unit(),
                        names.unit(one.unit()),
                        names.form(one.form()),
                        one.consequence().name().toLowerCase(Locale.ROOT),
                        one.file(),
                        one.sheet(),
                        one.row() == 0 ? null : one.row(),
                        one.code(),
                        one.rule(),
                        one.reason()));
            }
        }
    }

    /** All rules, and how often each fired; what is not counted is empty. */
    void writeRules(Path file) throws IOException {
        try (Csv csv = new Csv(file, PublishedRules.HEAD)) {
            for (Fired one : publication.rules().fired()) {
                csv.write(Arrays.asList(
                        one.rule().code(),
                        one.rule().title(),
                        one.rule().condition(),
                        one.rule().severity().name().toLowerCase(Locale.ROOT),
                        one.rule().blocks().name().toLowerCase(Locale.ROOT),
                        one.rule().trial() ? "yes" : "no",
                        one.checked() == Fired.NOT_COUNTED ? null : one.checked(),
                        one.fired(),
                        one.undecided() == Fired.NOT_COUNTED ? null : one.undecided(),
                        one.rule().mend(),
                        one.example()));
            }
        }
    }

    void writeCompleteness(Path file) throws IOException {
        List<String> head = List.of(
                "unit",
                "unit_name",
                "form",
                "expected",
                "state",
                "due",
                "dated",
                "timeliness",
                "rows",
                "file",
                "sheet",
                "remark");
        try (Csv csv = new Csv(file, head)) {
            for (Report report : publication.reports()) {
                csv.write(Arrays.asList(
                        report.unit(),
                        names.unit(report.unit()),
                        names.form(report.form()),
                        report.expected() ? "yes" : "no",
                        report.state().name().toLowerCase(Locale.ROOT),
                        report.due(),
                        report.dated(),
                        report.timeliness().name().toLowerCase(Locale.ROOT),
                        report.came() ? report.rows() : null,
                        report.file(),
                        report.sheet(),
                        report.remark()));
            }
        }
    }

    /** One line for each check and unit, whatever became of it. */
    void writePlausibility(Path file) throws IOException {
        List<String> head = List.of(
                "code",
                "title",
                "measure",
                "unit",
                "unit_name",
                "form",
                "outcome",
                "value",
                "against",
                "compared_with",
                "difference",
                "score",
                "limit",
                "remark");
        try (Csv csv = new Csv(file, head)) {
            for (PlausibilityResult result : publication.plausibility()) {
                csv.write(Arrays.asList(
                        result.check().code(),
                        result.check().title(),
                        result.check().subject(),
                        result.unit(),
                        names.unit(result.unit()),
                        names.form(result.form()),
                        result.outcome().name().toLowerCase(Locale.ROOT),
                        result.value(),
                        result.against(),
                        result.compared(),
                        result.difference(),
                        result.score(),
                        result.limit(),
                        result.remark()));
            }
        }
    }

    void writeAppendices(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (AppendixTable table : publication.appendices()) {
            write(table, folder.resolve(table.definition().id() + ".csv"));
        }
    }

    private static void write(AppendixTable table, Path file) throws IOException {
        List<String> head = new ArrayList<>(List.of("row_kind"));
        head.addAll(table.stub());
        table.columns().forEach(column -> head.add(String.join("/", column.heads())));
        if (table.rows() instanceof ListedRows listed) {
            ListedCsv.write(listed, head, file);
            return;
        }
        try (Csv csv = new Csv(file, head)) {
            for (AppendixTable.Row row : table.rows()) {
                List<@Nullable Object> fields = new ArrayList<>();
                fields.add(row.kind().name().toLowerCase(Locale.ROOT));
                fields.addAll(row.labels());
                row.cells().forEach(cell -> fields.add(value(cell)));
                csv.write(fields);
            }
        }
    }

    private static @Nullable Object value(AppendixTable.Cell cell) {
        if (cell instanceof AppendixTable.Numeric number) {
            return number.value();
        }
        return cell instanceof AppendixTable.Text text ? text.text() : null;
    }
}
