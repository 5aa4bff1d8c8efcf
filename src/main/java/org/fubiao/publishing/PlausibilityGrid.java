package org.fubiao.publishing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.plausibility.PlausibilityResult;
import org.fubiao.plausibility.PlausibilityResult.Outcome;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Tone;

/** What is unlikely: a heading for each check with its counts, and below it what must be looked into or was explained. */
final class PlausibilityGrid {
    private static final String NAME = "合理性审核";

    private static final List<Column> COLUMNS = List.of(
            Column.word("结果", 8),
            Column.text("报送单位", 30),
            Column.text("指标", 24),
            Column.number("填报数"),
            Column.text("比较的对象", 26),
            Column.number("比较数"),
            Column.number("相差"),
            Column.number("修正z值"),
            Column.text("限度", 40),
            Column.text("说明", 40));

    private final Publication publication;
    private final Names names;

    PlausibilityGrid(Publication publication) {
        this.publication = publication;
        this.names = new Names(publication.job());
    }

    Grid grid() {
        List<Line> lines = new ArrayList<>();
        for (PlausibilityCheck check : publication.job().plausibility()) {
            List<PlausibilityResult> results = publication.plausibility().stream()
                    .filter(result -> result.check().code().equals(check.code()))
                    .toList();
            lines.add(SummaryGrid.group(heading(check, results), COLUMNS.size()));
            results.stream()
                    .filter(result -> result.outcome() == Outcome.FAILS)
                    .forEach(result -> lines.add(line(result)));
            results.stream()
                    .filter(result -> result.outcome() == Outcome.HOLDS
                            && !result.remark().isEmpty())
                    .forEach(result -> lines.add(line(result)));
        }
        return ReviewTable.of(
                publication,
                NAME,
                counts(publication.plausibility()),
                2,
                COLUMNS,
                lines,
                "注：存疑的数可能属实，请核实；如属实，请说明原因。列出存疑和已说明原因的；无法判断的只列家数和缘由，逐家见 plausibility.csv。");
    }

    private static String counts(List<PlausibilityResult> results) {
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            counts.add(outcome.label()
                    + results.stream()
                            .filter(result -> result.outcome() == outcome)
                            .count());
        }
        return String.join("，", counts);
    }

    private static String heading(PlausibilityCheck check, List<PlausibilityResult> results) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (PlausibilityResult result : results) {
            if (result.outcome() == Outcome.UNDECIDED) {
                reasons.merge(result.remark(), 1, Integer::sum);
            }
        }
        List<String> why = new ArrayList<>();
        reasons.forEach((reason, count) -> why.add(reason + count + "家"));
        return check.code() + " " + check.title() + "　" + counts(results)
                + (why.isEmpty() ? "" : "（" + String.join("；", why) + "）");
    }

    private Line line(PlausibilityResult result) {
        boolean fails = result.outcome() == Outcome.FAILS;
        return ReviewTable.line(
                new Grid.Text(result.outcome().label(), fails ? Tone.CAUTION : Tone.NONE),
                Grid.text(names.unit(result.unit())),
                Grid.text(result.check().subject()),
                Grid.number(result.value()),
                Grid.text(result.against()),
                Grid.number(result.compared()),
                Grid.number(result.difference()),
                Grid.number(result.score()),
                Grid.text(result.limit()),
                Grid.text(fails ? advice(result.check()) : result.remark()));
    }

    private static String advice(PlausibilityCheck check) {
        return check.message().isBlank() ? "请核实；如属实，请说明原因" : check.message();
    }
}
