package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.Publication.FindingGroup;
import org.fubiao.publishing.sheet.Grid;
import org.junit.jupiter.api.Test;

class FindingsGridTest {
    private static FindingGroup group(String code, Severity severity, String file, long count) {
        Finding finding = new Finding(code, severity, "", "", Place.file(file), "", "xls", "csv", "说明");
        return new FindingGroup(code, severity, "标题" + code, "", "", count, List.of(finding));
    }

    private static List<String> firstAndLast(List<FindingGroup> groups) {
        Publication sample = SamplePublication.make();
        Publication publication = new Publication(
                sample.job(),
                sample.period(),
                sample.appendices(),
                sample.figures(),
                sample.reconciliations(),
                sample.reports(),
                sample.submissions(),
                groups);
        return new FindingsGrid(publication)
                .grid().lines().stream()
                        .map(line -> line.kind() == Grid.Kind.GROUP
                                ? text(line.cells().get(0))
                                : text(line.cells().get(2)) + "|"
                                        + text(line.cells().get(6)))
                        .toList();
    }

    private static String text(Grid.Cell cell) {
        return cell instanceof Grid.Text text ? text.text() : "";
    }

    @Test
    void whatIsWrongInManyFilesStandsBelowOneHeading() {
        assertThat(firstAndLast(List.of(
                        group("JY-01", Severity.WARNING, "甲.xls", 1),
                        group("SJ-09", Severity.NOTE, "甲.xls", 1),
                        group("JY-02", Severity.NOTE, "甲.xls", 1),
                        group("SJ-09", Severity.NOTE, "乙.xls", 1),
                        group("JY-01", Severity.NOTE, "甲.xls", 1))))
                .containsExactly(
                        "【警告】JY-01 标题JY-01　共1条",
                        "甲.xls|说明",
                        "【提示】SJ-09 标题SJ-09　共2条，涉及2个文件",
                        "甲.xls|说明",
                        "乙.xls|说明",
                        "【提示】JY-02 标题JY-02　共1条",
                        "甲.xls|说明",
                        "【提示】JY-01 标题JY-01　共1条",
                        "甲.xls|说明");
    }

    @Test
    void whatIsNotListedIsCounted() {
        assertThat(firstAndLast(List.of(
                        group("JY-01", Severity.ERROR, "甲.xls", 300), group("JY-01", Severity.ERROR, "乙.xls", 1))))
                .containsExactly("【错误】JY-01 标题JY-01　共301条，涉及2个文件，列出2条", "甲.xls|说明", "|以上同类问题共300条，列出1条。", "乙.xls|说明");
        assertThat(firstAndLast(List.of(group("JY-01", Severity.ERROR, "甲.xls", 300))))
                .containsExactly("【错误】JY-01 标题JY-01　共300条，列出1条", "甲.xls|说明");
    }
}
