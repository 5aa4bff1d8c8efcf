package org.fubiao.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.job.Expectations;
import org.fubiao.job.Form;
import org.fubiao.job.Unit;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Align;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Tone;

/** Who has reported what: units by forms. */
final class Completeness {

    /** Heads of more forms than these stand upright. */
    private static final int MOST_LEVEL = 6;

    private static final List<String> COUNTS = List.of("应报", "已报", "未报");

    private final Publication publication;
    private final Map<String, Map<String, Report>> reports = new HashMap<>();

    Completeness(Publication publication) {
        this.publication = publication;
        for (Report report : publication.reports()) {
            reports.computeIfAbsent(report.unit(), unit -> new HashMap<>()).put(report.form(), report);
        }
    }

    Grid grid() {
        List<Form> forms = publication.job().forms();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("报送单位", 34));
        boolean upright = forms.size() > MOST_LEVEL;
        forms.forEach(form -> columns.add(new Column(List.of("报表", form.title()), Align.CENTER, "", 8, upright)));
        for (String head : COUNTS) {
            columns.add(new Column(List.of("份数", head), Align.CENTER, "", 8, false));
        }
        List<Line> lines = new ArrayList<>();
        for (String kind : publication.job().kinds()) {
            List<Unit> units = publication.job().units().stream()
                    .filter(unit -> unit.kind().equals(kind) && reports.containsKey(unit.code()))
                    .toList();
            if (!units.isEmpty()) {
                lines.add(SummaryGrid.group(kind, columns.size()));
                units.forEach(unit -> lines.add(line(unit)));
            }
        }
        Counts counts = Counts.of(publication.reports());
        lines.add(total("应报份数", forms, false));
        lines.add(total("已报份数", forms, true));
        return new Grid(
                "报送情况",
                new Grid.Heading(
                        "报送情况",
                        SummaryGrid.subtitle(publication),
                        "编制单位：" + publication.job().office(),
                        summary(counts)),
                1,
                columns,
                lines,
                List.of("注：√：已采用；△：已采用，有警告；●：已采用，有错误；" + excluded() + "零：零报告（零△：有警告）；未报：应报而未报；空格：无需报送。" + more()
                        + "明细见“报送明细”，问题见“审核问题”。"),
                Grid.Page.DENSE_PORTRAIT,
                null);
    }

    private String summary(Counts counts) {
        long waiting = counts.expected() - counts.came() - counts.missing();
        long late = publication.reports().stream()
                .filter(report -> report.timeliness() == Report.Timeliness.LATE)
                .count();
        return "应报" + counts.expected() + "份，已报" + counts.came() + "份"
                + (late == 0 ? "" : "（其中逾期" + late + "份）")
                + "，未报" + counts.missing() + "份"
                + (waiting == 0 ? "" : "，未到期" + waiting + "份");
    }

    /** What is marked only in jobs with rules that block something. */
    private String excluded() {
        return publication.job().blocks() ? "×：审核未通过，未计入；" : "";
    }

    /** What is marked only in jobs with deadlines or exemptions. */
    private String more() {
        return publication.job().expectations().equals(Expectations.NONE)
                ? ""
                : "迟：逾期报送；待报：未到截止日期；延期：已同意延期，尚未报送；豁免：不必报送。";
    }

    /** How many reports are expected, how many of these came, and how many are due and did not; the rest has time. */
    private record Counts(long expected, long came, long missing) {
        static Counts of(Collection<Report> reports) {
            List<Report> expected = reports.stream().filter(Report::expected).toList();
            return new Counts(
                    expected.size(),
                    expected.stream().filter(Report::came).count(),
                    expected.stream()
                            .filter(report -> report.state() == Report.State.MISSING)
                            .count());
        }
    }

    private Line line(Unit unit) {
        Map<String, Report> own = reports.getOrDefault(unit.code(), Map.of());
        List<Grid.Cell> cells = new ArrayList<>();
        cells.add(Grid.text(unit.name()));
        for (Form form : publication.job().forms()) {
            Report report = own.get(form.id());
            cells.add(report == null ? new Grid.Blank() : mark(report));
        }
        Counts counts = Counts.of(own.values());
        cells.add(Grid.number(counts.expected()));
        cells.add(Grid.number(counts.came()));
        cells.add(Grid.number(counts.missing()));
        return new Line(Grid.Kind.PLAIN, cells);
    }

    /** A line with the number of reports of each form that are due, or of those that came of these. */
    private Line total(String label, List<Form> forms, boolean received) {
        List<Grid.Cell> cells = new ArrayList<>();
        cells.add(Grid.text(label));
        for (Form form : forms) {
            List<Report> all = publication.reports().stream()
                    .filter(report -> report.form().equals(form.id()))
                    .toList();
            Counts counts = Counts.of(all);
            cells.add(
                    counts.expected() == 0
                            ? new Grid.Blank()
                            : Grid.number(received ? counts.came() : counts.expected()));
        }
        for (int count = 0; count < COUNTS.size(); count++) {
            cells.add(new Grid.Blank());
        }
        Counts counts = Counts.of(publication.reports());
        if (!received) {
            cells.set(forms.size() + 1, Grid.number(counts.expected()));
        } else {
            cells.set(forms.size() + 2, Grid.number(counts.came()));
            cells.set(forms.size() + 3, Grid.number(counts.missing()));
        }
        return new Line(Grid.Kind.SUM, cells);
    }

    private static Grid.Cell mark(Report report) {
        String late = report.timeliness() == Report.Timeliness.LATE ? "迟" : "";
        Tone tone = late.isEmpty() ? Tone.NONE : Tone.CAUTION;
        return switch (report.state()) {
            case ACCEPTED -> new Grid.Text("√" + late, tone);
            case ACCEPTED_WITH_WARNINGS -> new Grid.Text("△" + late, Tone.CAUTION);
            case ACCEPTED_WITH_ERRORS -> new Grid.Text("●" + late, Tone.ALARM);
            case EXCLUDED -> new Grid.Text("×" + late, Tone.ALARM);
            case NIL -> new Grid.Text("零" + late, tone);
            case NIL_WITH_WARNINGS -> new Grid.Text("零△" + late, Tone.CAUTION);
            case MISSING -> new Grid.Text("未报", Tone.ALARM);
            case NOT_YET_DUE -> Grid.text(report.remark().isEmpty() ? "待报" : "延期");
            case EXEMPT -> Grid.text("豁免");
        };
    }
}
