package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.account.Role;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page of a job. */
class OverviewTest {
    private static final String OVERVIEW = "/jobs/library";

    @TempDir
    private Path folder;

    private Served served;

    @BeforeEach
    void start() throws Exception {
        served = Served.start(folder);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    /** Without tags, and with one space where there are several. */
    private static String text(String page) {
        return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void beforeTheFirstRunItSaysWhatToDo() throws Exception {
        assertThat(served.as(Role.STATISTICIAN).get(OVERVIEW).body())
                .contains("本任务还没有汇总过", "去汇总", "/jobs/library/runs");
        assertThat(served.as(Role.VIEWER).get(OVERVIEW).body())
                .contains("本任务还没有汇总过")
                .doesNotContain("去汇总");
        assertThat(served.as(Role.STATISTICIAN).get(OVERVIEW + "?period=2019").body())
                .contains("2019年还没有汇总过");
    }

    @Test
    void aStatisticianSeesWhatNeedsAttentionFirst() throws Exception {
        served.library.define(
                "reconciliations.yml", "- {code: DZ-02, title: 人次与场次, left: 参加人次, right: 活动场次, by: unit}\n");
        served.library.remove("河东区图书馆/馆藏变动表.csv");
        served.library.put("和平区图书馆/读者活动台账.csv", "活动编号,活动类型,举办日期,参加人次\nC001,讲座,2023-02-05,0\n");
        served.run();

        String page = served.as(Role.STATISTICIAN).get(OVERVIEW).body();
        String text = text(page);

        assertThat(text).containsSubsequence("催报：应报未报", "河东区图书馆", "1张", "核实错误", "补充说明", "和平区图书馆", "1处");
        // 30, 60, 0, 150 and 210 of the five libraries.
        assertThat(text).contains("河西区图书馆“人次与场次”相差204，占附表1“参加人次”总数450的45.3%。");
        assertThat(text).containsSubsequence("市级馆", "市图书馆", "区级馆", "河东区图书馆");
        assertThat(page)
                .contains("aria-label=\"读者活动台账：已采用，有警告\"")
                .contains("aria-label=\"馆藏变动表：应报未报\"")
                .contains("/jobs/library/findings?period=2023&amp;unit=Q01&amp;form=");
        assertThat(text).contains("9/10 已报/应报");
        assertThat(text).contains("举办读者活动");
    }

    @Test
    void aGapIsOnlyHeldAgainstATotalThatTheUnitCountsInAndOnlyWhileItIsOpen() throws Exception {
        served.library.define(
                "reconciliations.yml",
                "- {code: DZ-02, title: 人次与场次, left: 参加人次, right: 场均人次, by: unit, level: warning}\n");
        served.library.define("appendices/01.yml", "[市级馆, 区级馆]", "[市级馆]");
        served.run();

        // Only libraries of the city stand in the appendix; the three of districts are in no published total.
        assertThat(text(served.as(Role.STATISTICIAN).get(OVERVIEW).body()))
                .contains("市图书馆“人次与场次”相差", "占附表1“参加人次”总数90的")
                .doesNotContain("河西区图书馆“人次与场次”", "河东区图书馆“人次与场次”");

        Client client = served.as(Role.STATISTICIAN);
        Matcher links = Pattern.compile(OVERVIEW + "/findings/\\d+/\\d+")
                .matcher(client.get(OVERVIEW + "/findings?code=DZ-02").body());
        assertThat(links.results().map(MatchResult::group).distinct().toList())
                .hasSize(5)
                .allSatisfy(link -> client.post(link + "/explain", "text", "口径不同", "seen", "0"));
        served.run();
        assertThat(text(served.as(Role.STATISTICIAN).get(OVERVIEW).body())).doesNotContain("“人次与场次”相差");
    }

    @Test
    void whatNobodyHadToReportIsCountedByItselfAndErrorsOfNobodyAreShown() throws Exception {
        served.library.define("forms/stock.yml", "from: [市级馆, 区级馆]", "from: [市级馆]\nmay: [区级馆]");
        served.library.put("来历不明.csv", "a,b\n1,2\n");
        served.run();

        assertThat(text(served.as(Role.STATISTICIAN).get(OVERVIEW).body()))
                .contains("7/7 已报/应报", "另报（可报可不报的） 3", "未认出报送单位的文件 1处");
    }

    @Test
    void figuresSayWhatChanged() throws Exception {
        served.run();
        served.library.put("市图书馆/读者活动台账.csv", Library.events(0, 5));
        served.run();

        assertThat(text(served.as(Role.VIEWER).get(OVERVIEW).body())).contains("举办读者活动23场 23 场 +3");
    }

    @Test
    void aViewerSeesNothingOfFindings() throws Exception {
        served.library.put("市图书馆/馆藏变动表.csv", "项目,图书,报刊\n上年末,1000,50\n本年新增,100,5\n本年末,1101,56\n");
        served.run();

        assertThat(served.as(Role.STATISTICIAN).get(OVERVIEW).body()).contains("有错误");
        assertThat(served.as(Role.VIEWER).get(OVERVIEW).body())
                .contains("报送情况", "报告数字")
                .doesNotContain("有错误", "有警告", "先办什么", "/findings", "/submissions", "GC-01");
    }

    @Test
    void remarksOfTheReviewAreForThoseWhoReview() throws Exception {
        served.library.define("expected.yml", """
                deadline: 01-10
                exemptions:
                  - {unit: Q03, form: 馆藏变动表, reason: 闭馆改造, granted: 王主任}
                """);
        served.library.remove("河西区图书馆/馆藏变动表.csv");
        served.run();

        assertThat(served.as(Role.STATISTICIAN).get(OVERVIEW).body()).contains("title=\"豁免：闭馆改造（批准人：王主任）\"");
        assertThat(served.as(Role.VIEWER).get(OVERVIEW).body())
                .contains("河西区图书馆", "豁免报送")
                .doesNotContain("闭馆改造", "王主任");
    }
}
