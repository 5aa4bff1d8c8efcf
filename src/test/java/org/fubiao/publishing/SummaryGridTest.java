package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fubiao.job.Figure;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.totals.FigureValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryGridTest {
    private static final int SOURCE = 8;

    private static Grid grid(Period period, List<FigureValue> figures) {
        Publication sample = SamplePublication.make();
        Publication publication = new Publication(
                sample.job(), period, sample.appendices(), figures, List.of(), List.of(), List.of(), List.of());
        return SummaryGrid.of(publication, new Layouts(sample.appendices()));
    }

    @ParameterizedTest
    @CsvSource({"YEAR,0,上年", "QUARTER,4,上季度", "MONTH,12,上月"})
    void thePeriodBeforeIsCalledByItsOwnName(PeriodKind kind, int part, String word) {
        Grid grid = grid(new Period(kind, 2023, part), SamplePublication.make().figures());
        assertThat(grid.columns().subList(6, 8).stream().map(Grid.Column::heads))
                .containsExactly(List.of(word), List.of("比" + word + "增减"));
        assertThat(grid.notes()).allSatisfy(note -> assertThat(note).contains(word + "数"));
    }

    @Test
    void figuresStandUnderTheirThemesAndThoseWithoutOneUnderOthersIfThereAreSuch() {
        Period period = new Period(PeriodKind.YEAR, 2023, 0);
        FigureValue first = SamplePublication.make().figures().get(0);
        FigureValue bare = of(first, "");

        assertThat(heads(grid(period, List.of(of(first, "甲"), bare)))).containsExactly("一、甲（1项）", "二、其他（1项）");
        assertThat(heads(grid(period, List.of(bare, bare)))).isEmpty();
    }

    private static FigureValue of(FigureValue figure, String theme) {
        Figure was = figure.definition();
        Figure now = new Figure(
                was.id(),
                theme,
                was.title(),
                was.measure(),
                was.say(),
                was.roundDown(),
                was.percent(),
                was.uom(),
                was.appendix());
        return new FigureValue(
                now,
                figure.exact(),
                figure.value(),
                figure.quoted(),
                figure.previous(),
                figure.previousRun(),
                figure.appendix(),
                figure.row(),
                figure.column());
    }

    private static List<String> heads(Grid grid) {
        return grid.lines().stream()
                .filter(line -> line.kind() == Grid.Kind.GROUP)
                .map(line -> ((Grid.Text) line.cells().get(0)).text())
                .toList();
    }

    @Test
    void aFigureThatNoAppendixShowsHasADashForItsPlace() {
        FigureValue shown = SamplePublication.make().figures().get(0);
        FigureValue hidden = new FigureValue(
                shown.definition(), shown.exact(), shown.value(), shown.quoted(), null, null, null, 0, 0);
        Grid grid = grid(new Period(PeriodKind.YEAR, 2023, 0), List.of(hidden));
        assertThat(grid.lines().get(1).cells().get(SOURCE)).isEqualTo(new Grid.Text("—"));
    }
}
