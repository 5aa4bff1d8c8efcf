package org.fubiao.publishing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fubiao.job.Expectations.DatedBy;
import org.fubiao.publishing.Publication.Received;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.publishing.Publication.Report.Timeliness;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Tone;
import org.fubiao.totals.Reconciler;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.ReconciliationResult.Outcome;
import org.fubiao.totals.ReconciliationResult.RootCause;
import org.jspecify.annotations.Nullable;

/** How far what was received can be trusted: the sheets of the review workbook but the first one. */
final class ReviewGrids {
    private static final Comparator<ReconciliationResult> WORST_FIRST =
            Comparator.comparingInt(result -> switch (result.outcome()) {
                case FAILS -> 0;
                case UNDECIDED -> 1;
                case HOLDS -> 2;
            });

    private final Publication publication;
    private final Names names;

    ReviewGrids(Publication publication) {
        this.publication = publication;
        this.names = new Names(publication.job());
    }

    List<Grid> all() {
        List<Grid> grids = new ArrayList<>();
        grids.add(new Completeness(publication).grid());
        grids.add(new FindingsGrid(publication).grid());
        if (publication.job().blocks() || !publication.rules().excluded().isEmpty()) {
            grids.add(new ExcludedGrid(publication).grid());
        }
        grids.add(reconciliations());
        if (!publication.job().plausibility().isEmpty()) {
            grids.add(new PlausibilityGrid(publication).grid());
        }
        grids.add(reports());
        grids.add(files());
        grids.add(new RulesGrid(publication).grid());
        if (!publication.corrections().isEmpty()) {
            grids.add(new CorrectionsGrid(publication).grid());
        }
        if (!publication.settlement().waivers().isEmpty()) {
            grids.add(new WaiversTable(publication).grid());
        }
        if (!publication.settlement().explanations().isEmpty()) {
            grids.add(new ExplanationsGrid(publication).grid());
        }
        return grids;
    }

    private static String remark(ReconciliationResult result) {
        RootCause cause = result.cause();
        return cause == null ? result.reason() : "原因见 " + cause.code() + "：" + cause.message();
    }

    private Grid reconciliations() {
        List<Column> columns = List.of(
                Column.word("结果", 10),
                Column.word("编号", 10),
                Column.text("对账内容", 44),
                Column.text("单位", 30),
                Column.text("核对的数", 30),
                Column.number("数值"),
                Column.text("应等于", 30),
                Column.number("应有数值"),
                Column.number("差额"),
                Column.number("允许差额"),
                Column.text("说明", 44));
        List<Line> lines = publication.reconciliations().stream()
                .sorted(WORST_FIRST)
                .map(result -> ReviewTable.line(
                        Grid.text(label(result.outcome())),
                        Grid.text(result.definition().code()),
                        Grid.text(result.definition().title()),
                        Grid.text(result.key().isEmpty() ? "全部" : result.name()),
                        Grid.text(Reconciler.leftInWords(publication.job(), result.definition())),
                        Grid.number(result.left()),
                        Grid.text(Reconciler.rightInWords(publication.job(), result.definition())),
                        Grid.number(result.right()),
                        Grid.number(result.difference()),
                        Grid.number(result.tolerance().add(result.margin())),
                        Grid.text(remark(result))))
                .toList();
        return ReviewTable.of(
                publication,
                "对账结果",
                "相符" + count(Outcome.HOLDS) + "，不符" + count(Outcome.FAILS) + "，未能判定" + count(Outcome.UNDECIDED),
                4,
                columns,
                lines,
                "注：差额为应有数值减核对的数值，正数为少、负数为多；不超过允许差额（含舍入可能造成的差额）为相符。未能判定的不算相符，原因见说明。不符的列在最前。");
    }

    private long count(Outcome outcome) {
        return publication.reconciliations().stream()
                .filter(result -> result.outcome() == outcome)
                .count();
    }

    private static String label(Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> "相符";
            case FAILS -> "不符";
            case UNDECIDED -> "未能判定";
        };
    }

    private Grid reports() {
        List<Column> columns = List.of(
                Column.text("报送单位", 34),
                Column.text("报表", 36),
                Column.word("是否应报", 6),
                Column.word("状态", 16),
                Column.word("填报日期", 12),
                Column.word("截止日期", 12),
                Column.word("报送日期", 12),
                Column.word("时效", 12),
                Column.number("采用行数"),
                Column.text("报送文件", 60),
                Column.text("工作表", 28),
                Column.text("延期、豁免、更正", 40));
        List<Line> lines = publication.reports().stream().map(this::line).toList();
        return ReviewTable.of(
                publication,
                "报送明细",
                "共" + lines.size() + "份",
                2,
                columns,
                lines,
                "注：填报日期以报送文件中填写的为准；文件中未填写的为空格。"
                        + (publication.job().expectations().datedBy() == DatedBy.FILLED
                                ? "报送日期为首次报来的可用报表所填的日期。"
                                : "报送日期为首次收到可用报表的日期。"));
    }

    private Line line(Report report) {
        return ReviewTable.line(
                Grid.text(names.unit(report.unit())),
                Grid.text(names.form(report.form())),
                Grid.text(report.expected() ? "应报" : "可报"),
                Grid.text(report.state().label()),
                Grid.text(report.filled()),
                day(report.due()),
                day(report.dated()),
                new Grid.Text(
                        report.timeliness().label(), report.timeliness() == Timeliness.LATE ? Tone.CAUTION : Tone.NONE),
                report.came() ? Grid.number(report.rows()) : new Grid.Blank(),
                Grid.text(report.file()),
                Grid.text(report.sheet()),
                Grid.text(report.remark()));
    }

    private static Grid.Cell day(@Nullable LocalDate day) {
        return day == null ? new Grid.Blank() : Grid.text(day.toString());
    }

    private Grid files() {
        List<Column> columns = List.of(
                Column.text("报送文件", 60),
                Column.text("工作表", 28),
                Column.text("报送单位", 30),
                Column.text("报表", 30),
                Column.word("状态", 16),
                Column.number("读入行数"),
                Column.number("采用"),
                Column.number("剔除"),
                Column.number("单位自列合计"),
                Column.number("空行和说明"));
        List<Line> lines = new ArrayList<>();
        publication.submissions().forEach(part -> lines.add(line(part)));
        return ReviewTable.of(
                publication,
                "报送文件",
                "共"
                        + publication.submissions().stream()
                                .map(Received::file)
                                .distinct()
                                .count() + "个文件",
                1,
                columns,
                lines,
                "注：读入行数＝采用＋剔除＋单位自列合计＋空行和说明。剔除的每一行在“审核问题”中都有说明。");
    }

    private Line line(Received part) {
        return ReviewTable.line(
                Grid.text(part.file()),
                Grid.text(part.sheet()),
                Grid.text(names.unit(part.unit())),
                Grid.text(names.form(part.form())),
                Grid.text(part.state()),
                Grid.number(part.read()),
                Grid.number(part.staged()),
                Grid.number(part.rejected()),
                Grid.number(part.declaredTotals()),
                Grid.number(part.other()));
    }
}
