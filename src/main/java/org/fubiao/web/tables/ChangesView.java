package org.fubiao.web.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.comparing.RunComparison;
import org.fubiao.comparing.RunComparison.Source;
import org.fubiao.publishing.PublishedChanges.CellChange;
import org.fubiao.publishing.PublishedChanges.FigureChange;
import org.fubiao.run.Attribution.PartChange;
import org.fubiao.run.Run;

/**
 * What differs between two runs, as pages show it.
 *
 * @param reports those that are not the same
 * @param cells how many cells differ in all
 */
public record ChangesView(
        Run before,
        Run now,
        boolean sameDefinitions,
        boolean samePrevious,
        List<PartChange> reports,
        List<FigureLine> figures,
        List<TableChanges> tables,
        int cells) {
    private static final int MOST_CELLS = 200;

    /** A figure that differs. */
    public record FigureLine(FigureChange change, Source source) {}

    /** A cell that differs. */
    public record CellLine(CellChange change, Source source) {}

    /**
     * The cells of an appendix that differ.
     *
     * @param hidden how many more there are
     */
    public record TableChanges(String id, String title, List<CellLine> cells, int hidden) {}

    /** How much there is to show. */
    int lines() {
        return 1
                + reports.size()
                + figures.size()
                + tables.stream().mapToInt(table -> table.cells().size()).sum();
    }

    /** What two runs differ in. */
    static ChangesView of(RunComparison comparison) {
        Map<String, List<CellChange>> byTable = new LinkedHashMap<>();
        comparison
                .changes()
                .cells()
                .forEach(cell -> byTable.computeIfAbsent(cell.appendix(), id -> new ArrayList<>())
                        .add(cell));
        List<TableChanges> tables = new ArrayList<>();
        byTable.forEach((id, cells) -> tables.add(new TableChanges(
                id,
                comparison.title(id),
                cells.stream()
                        .limit(MOST_CELLS)
                        .map(cell -> new CellLine(cell, comparison.source(cell)))
                        .toList(),
                Math.max(0, cells.size() - MOST_CELLS))));
        return new ChangesView(
                comparison.before(),
                comparison.now(),
                comparison.sameDefinitions(),
                comparison.comparedBefore().equals(comparison.comparedNow()),
                comparison.parts(),
                comparison.changes().figures().stream()
                        .map(figure -> new FigureLine(figure, comparison.source(figure)))
                        .toList(),
                tables,
                comparison.changes().cells().size());
    }
}
