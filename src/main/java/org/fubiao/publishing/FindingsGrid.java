package org.fubiao.publishing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.Publication.FindingGroup;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;

/** All findings, those of the same kind below one heading; the kinds are in the order of their first group. */
final class FindingsGrid {
    private static final String NAME = "审核问题";

    private static final List<Column> COLUMNS = List.of(
            Column.text("报送单位", 20),
            Column.text("报表", 30),
            Column.text("位置", 52),
            Column.text("栏目", 18),
            Column.text("填报内容", 20),
            Column.text("应为", 20),
            Column.text("说明", 76));

    private record Kind(Severity severity, String code) {}

    private final Publication publication;
    private final Names names;
    private final Map<Finding, String> explanations;
    private final List<Line> lines = new ArrayList<>();

    FindingsGrid(Publication publication) {
        this.publication = publication;
        this.names = new Names(publication.job());
        this.explanations = publication.settlement().explanationsByWarning();
    }

    Grid grid() {
        Map<Kind, List<FindingGroup>> kinds = new LinkedHashMap<>();
        for (FindingGroup group : publication.findings()) {
            kinds.computeIfAbsent(new Kind(group.severity(), group.code()), kind -> new ArrayList<>())
                    .add(group);
        }
        kinds.values().forEach(this::add);
        return ReviewTable.of(
                publication,
                NAME,
                "错误" + count(Severity.ERROR) + "条，警告" + count(Severity.WARNING) + "条，提示" + count(Severity.NOTE) + "条",
                2,
                COLUMNS,
                lines,
                lines.isEmpty() ? "没有发现问题。" : "注：按严重程度排列；同一文件同类问题较多时只列出一部分，标题中的条数为实际数。");
    }

    private long count(Severity severity) {
        return publication.findings().stream()
                .filter(group -> group.severity() == severity)
                .mapToLong(FindingGroup::count)
                .sum();
    }

    private void add(List<FindingGroup> groups) {
        lines.add(SummaryGrid.group(heading(groups), COLUMNS.size()));
        for (FindingGroup group : groups) {
            group.examples().forEach(finding -> lines.add(line(finding)));
            if (groups.size() > 1 && group.examples().size() < group.count()) {
                lines.add(omission(group));
            }
        }
    }

    private static String heading(List<FindingGroup> groups) {
        FindingGroup first = groups.get(0);
        long count = groups.stream().mapToLong(FindingGroup::count).sum();
        long listed =
                groups.stream().mapToLong(group -> group.examples().size()).sum();
        long files = groups.stream()
                .flatMap(group -> group.examples().stream())
                .map(finding -> finding.place().file())
                .filter(file -> !file.isEmpty())
                .distinct()
                .count();
        return "【" + first.severity().label() + "】" + first.code() + " " + first.title() + "　共" + count + "条"
                + (files > 1 ? "，涉及" + files + "个文件" : "")
                + (listed < count ? "，列出" + listed + "条" : "");
    }

    private Line line(Finding finding) {
        return ReviewTable.line(
                Grid.text(names.unit(finding.unit())),
                Grid.text(names.form(finding.form())),
                Grid.text(finding.place().describe()),
                Grid.text(finding.field()),
                Grid.text(finding.value()),
                Grid.text(finding.expected()),
                Grid.text(message(finding)));
    }

    private String message(Finding finding) {
        String explanation = explanations.getOrDefault(finding, "");
        return explanation.isEmpty() ? finding.message() : finding.message() + "【已说明】" + explanation;
    }

    /** Says after the findings of one field of one file that there are more of them. */
    private Line omission(FindingGroup group) {
        return ReviewTable.line(
                Grid.text(names.unit(group.unit())),
                Grid.text(names.form(group.form())),
                new Grid.Blank(),
                new Grid.Blank(),
                new Grid.Blank(),
                new Grid.Blank(),
                Grid.text("以上同类问题共" + group.count() + "条，列出" + group.examples().size() + "条。"));
    }
}
