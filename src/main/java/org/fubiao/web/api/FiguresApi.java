package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.batch.BatchRunner;
import org.fubiao.publishing.PublishedLines;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.totals.Trace;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.tables.Tables;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures that a run published, and the submitted cells that make them. */
@RestController
@RequestMapping(path = ApiConfiguration.JOB + "/runs/{run}/figures", produces = "application/json")
@Tag(name = "figures", description = "The figures that the report quotes.")
class FiguresApi {
    private static final int MOST_ROWS = 1000;

    private final ApiAccess access;
    private final BatchRunner runner;
    private final Tables tables;

    FiguresApi(ApiAccess access, BatchRunner runner, Tables tables) {
        this.access = access;
        this.runner = runner;
        this.tables = tables;
    }

    @Schema(name = "Figure", description = "A number as the report quotes it.")
    record FigureJson(
            String id,
            String title,

            @Schema(description = "As quoted; null if it could not be computed.") @Nullable BigDecimal value,

            @Schema(description = "Before it was rounded.") @Nullable BigDecimal exact,

            @Schema(description = "Unit of measure.") String uom,

            @Schema(description = "As the report words it, in Chinese.")
            String quoted,

            @Schema(description = "Sheet of the appendix in which it stands; empty if it stands in none.")
            String appendix,

            @Schema(description = "Its cell there.") String cell,

            @Schema(description = "Change of the value since the run before; null if it did not move.") @Nullable BigDecimal changeFromLastRun) {
        static FigureJson of(Map<String, String> line) {
            return new FigureJson(
                    line.getOrDefault("id", ""),
                    line.getOrDefault("title", ""),
                    number(line.get("value")),
                    number(line.get("exact")),
                    line.getOrDefault("uom", ""),
                    line.getOrDefault("quoted", ""),
                    line.getOrDefault("appendix", ""),
                    line.getOrDefault("cell", ""),
                    number(line.get("change_from_last_run")));
        }

        private static @Nullable BigDecimal number(@Nullable String text) {
            return text == null || text.isEmpty() ? null : new BigDecimal(text);
        }
    }

    @Schema(name = "FigureTrace", description = "The way from a figure to the submitted cells that make it.")
    record TracedJson(long run, FigureJson figure, TraceJson trace) {}

    @Schema(name = "Trace", description = "Where the value of a measure comes from.")
    record TraceJson(
            String measure,

            @Schema(
                    description =
                            "How it is computed: an expression over the fields of its form, or over other measures.")
            String expression,

            @Schema(description = "Which rows count; null if all do.") @Nullable String where,

            @Schema(description = "Whether it is the value of the period before, as it was published.")
            boolean previous,

            @Nullable BigDecimal value,
            @Nullable BigDecimal exact,
            List<UnitValueJson> units,

            @Schema(description = "The measures of which it is made.")
            List<TraceJson> inputs) {
        static TraceJson of(Trace trace) {
            return new TraceJson(
                    trace.measure().name(),
                    String.valueOf(trace.measure().value()),
                    trace.measure().where() == null
                            ? null
                            : String.valueOf(trace.measure().where()),
                    trace.previous(),
                    plain(trace.value()),
                    plain(trace.exact()),
                    units(trace),
                    trace.inputs().stream().map(TraceJson::of).toList());
        }

        private static List<UnitValueJson> units(Trace trace) {
            List<UnitValueJson> units = new ArrayList<>();
            for (Trace.UnitRows rows : trace.rows()) {
                units.add(new UnitValueJson(
                        rows.unit(), rows.name(), value(trace, rows.unit()), rows.count(), rows(rows)));
            }
            // Of a derived measure there are values without rows.
            for (Trace.UnitValue value : trace.byUnit()) {
                if (units.stream().noneMatch(unit -> unit.unit().equals(value.unit()))) {
                    units.add(new UnitValueJson(value.unit(), value.name(), plain(value.value()), 0, List.of()));
                }
            }
            return units;
        }

        private static @Nullable BigDecimal value(Trace trace, String unit) {
            return trace.byUnit().stream()
                    .filter(value -> value.unit().equals(unit))
                    .map(value -> plain(value.value()))
                    .findFirst()
                    .orElse(null);
        }

        private static List<SourceRowJson> rows(Trace.UnitRows unit) {
            return unit.rows().stream()
                    .map(row -> new SourceRowJson(
                            row.file(),
                            row.sheet(),
                            row.row(),
                            row.item(),
                            row.cells().stream()
                                    .map(cell -> new SourceCellJson(cell.field(), cell.cell(), cell.value()))
                                    .toList()))
                    .toList();
        }

        /** Written with digits alone, not with powers of ten. */
        private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
            return number == null || number.scale() >= 0 ? number : number.setScale(0);
        }
    }

    @Schema(name = "TracedUnit", description = "What a unit adds to a measure.")
    record UnitValueJson(
            @Schema(description = "Its code.") String unit,
            String name,
            @Nullable BigDecimal value,

            @Schema(description = "How many rows of it were looked at.")
            long rowCount,

            @Schema(description = "The first of them.") List<SourceRowJson> rows) {}

    @Schema(name = "SourceRow", description = "A submitted row.")
    record SourceRowJson(
            @Schema(description = "Path below the folder of the period.")
            String file,

            String sheet,

            @Schema(description = "As a spreadsheet shows it.")
            long row,

            @Schema(description = "Its label in a matrix, empty in a list.")
            String item,

            List<SourceCellJson> cells) {}

    @Schema(name = "SourceCell", description = "A submitted cell.")
    record SourceCellJson(
            String field,

            @Schema(description = "Its address, empty if the file does not have the field.")
            String cell,

            @Schema(description = "Empty for an empty cell.")
            String value) {}

    @GetMapping
    @Operation(
            operationId = "listFigures",
            summary = "The figures of a run",
            description = "As they were published, with the cell of the appendix in which each stands.")
    List<FigureJson> list(@PathVariable String job, @PathVariable long run) throws IOException {
        access.reader(job);
        return figures(done(job, run));
    }

    @GetMapping("/{figure}/trace")
    @Operation(
            operationId = "traceFigure",
            summary = "Where a figure comes from",
            description =
                    "Through measures and units to the rows and cells that were submitted. Only while the job's definitions are"
                            + " those that made the numbers. For statisticians.")
    TracedJson trace(
            @PathVariable String job,
            @PathVariable long run,
            @PathVariable String figure,
            @Parameter(description = "How many rows of each unit are shown at most.") @RequestParam(defaultValue = "3")
                    int rows)
            throws IOException, SQLException {
        access.runner(job);
        Run there = done(job, run);
        access.definitions(job, there.period());
        FigureJson published = figures(there).stream()
                .filter(one -> one.id().equals(figure))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no figure " + figure));
        int shown = Math.max(1, Math.min(MOST_ROWS, rows));
        Optional<Tables.Source> source = tables.source(there);
        Optional<Trace> trace =
                source.isEmpty() ? Optional.empty() : source.get().figure(figure, shown);
        return new TracedJson(
                run,
                published,
                TraceJson.of(trace.orElseThrow(() -> new ApiException(Problem.DEFINITIONS_CHANGED, run))));
    }

    private Run done(String job, long run) {
        return runner.runs()
                .find(run)
                .filter(one -> one.job().equals(job) && one.state() == Run.State.DONE)
                .orElseThrow(() -> new NotFoundException("no complete run " + run));
    }

    private static List<FigureJson> figures(Run run) throws IOException {
        Path folder = PublishedTables.folder(run.output(), run.id(), run.started())
                .orElseThrow(() -> new NotFoundException("the output of run " + run.id() + " is gone"));
        List<FigureJson> figures = new ArrayList<>();
        PublishedLines.each(folder.resolve("figures.csv"), line -> figures.add(FigureJson.of(line)));
        return figures;
    }
}
