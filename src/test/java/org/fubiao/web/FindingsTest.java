package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.fubiao.account.Role;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.Library;
import org.fubiao.job.Job;
import org.fubiao.run.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings over HTTP: looked through, taken away, and answered so that the next run knows. */
class FindingsTest {
    private static final String FINDINGS = "/jobs/library/findings";
    private static final String EVENTS = "市图书馆/读者活动台账.csv";
    private static final String STOCK = "市图书馆/馆藏变动表.csv";
    private static final String HEAD = "活动编号,活动类型,举办日期,参加人次\n";

    @TempDir
    private Path folder;

    private Served served;
    private Client first;
    private Client second;

    @BeforeEach
    void start() throws Exception {
        served = Served.start(folder);
        served.library.put(EVENTS, HEAD + "A001,展览,2023-02-05,0\nA002,讲座,2023-04-05,30\n=cmd,讲座,2023-04-05,-7\n");
        // Both columns do not add up.
        served.library.put(STOCK, "项目,图书,报刊\n上年末,1000,50\n本年新增,100,5\n本年末,1101,56\n");
        first = served.as(Role.STATISTICIAN);
        served.make("zhou", Role.STATISTICIAN, Library.ID);
        second = served.as("zhou", Served.PASSWORD);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    /** The page of the first finding of a rule, by its address. */
    private String finding(String code) throws Exception {
        String list = first.get(FINDINGS + "?code=" + code).body();
        Matcher link = Pattern.compile(FINDINGS + "/\\d+/\\d+").matcher(list);
        assertThat(link.find()).as(list).isTrue();
        return link.group();
    }

    /** What the page says to which an answer leads. */
    private static String after(Client client, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(302);
        return client.get(client.target(answer)).body();
    }

    /** The published lines of a file that hold a text. */
    private List<String> published(String file, String text) throws IOException {
        return Files.readAllLines(served.library.latest().resolve(file)).stream()
                .filter(line -> line.contains(text))
                .toList();
    }

    private List<String> log(String action) {
        return served.audit().find(new AuditLog.Filter("", null, "library", null, null), 0, 100).stream()
                .filter(entry -> entry.action().name().startsWith(action))
                .map(entry -> entry.who() + " " + entry.action() + " " + entry.outcome())
                .toList();
    }

    @Test
    void beforeTheFirstRunThePageSaysWhatToDo() throws Exception {
        assertThat(first.get(FINDINGS).body()).contains("本任务还没有汇总过", "/jobs/library/runs");
    }

    @Test
    void findingsAreFilteredWithCountsAndNothingOfThemIsMarkup() throws Exception {
        served.library.put(EVENTS, HEAD + "<b>A</b>,展览,2023-02-05,<i>x</i>\nA002,讲座,2023-04-05,0\n");
        served.run();

        String all = first.get(FINDINGS).body();
        assertThat(all)
                .contains("GC-01", "HD-01", "TX-01", "&lt;i&gt;x&lt;/i&gt;")
                .doesNotContain("<i>x</i>");
        assertThat(all).contains("错误（3）", "警告（1）");

        String warnings = first.get(FINDINGS + "?severity=WARNING").body();
        assertThat(warnings).contains("HD-01", "共1处").doesNotContain("上年末加新增应等于本年末");
        // The other choices of the same kind still say what there is.
        assertThat(warnings).contains("错误（3）");
        assertThat(first.get(FINDINGS + "?q=" + Client.encode("参加人次")).body())
                .contains("共2处")
                .doesNotContain("上年末加新增应等于本年末");
        assertThat(first.get(FINDINGS + "?unit=Q01").body()).contains("没有符合条件的问题");
        assertThat(first.get(FINDINGS + "?severity=nonsense&page=99").body()).contains("没有符合条件的问题");
    }

    @Test
    void whatIsFilteredCanBeTakenAwayAndIsNoFormula() throws Exception {
        served.run();
        String query = "/export?period=2023&q=" + Client.encode("=cmd");

        HttpResponse<byte[]> all = first.download(FINDINGS + "/export?period=2023&format=csv");
        String text = new String(all.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF编号,程度");
        assertThat(text.lines()).hasSize(1 + 5);
        // A negative number is one.
        assertThat(text).contains(",-7,").doesNotContain("'-7");
        assertThat(all.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
        assertThat(new String(first.download(FINDINGS + query).body(), StandardCharsets.UTF_8).lines())
                .hasSize(1);

        byte[] workbook = first.download(FINDINGS + "/export?period=2023&format=xlsx&code=GC-01")
                .body();
        try (var book = WorkbookFactory.create(new ByteArrayInputStream(workbook))) {
            assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(2);
            assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("GC-01");
        }
    }

    @Test
    void aWaiverThatAnotherGrantsCountsFromTheNextRunOn() throws Exception {
        Run before = served.run();
        assertThat(before.errors()).isEqualTo(3);
        String page = finding("GC-01");

        String asked =
                after(first, first.post(page + "/waiver", "reason", "盘点未完成", "until", "2099-12-31", "seen", "0"));
        assertThat(asked).contains("豁免申请已提交", "盘点未完成", "待批准");
        // Nobody grants what they asked for, and asking alone changes nothing.
        Matcher id = Pattern.compile("findings/waivers/(\\d+)")
                .matcher(first.get(FINDINGS + "/waivers").body());
        assertThat(id.find()).isTrue();
        String waiver = FINDINGS + "/waivers/" + id.group(1);
        assertThat(after(first, first.post(waiver, "decision", "GRANTED", "seen", "ASKED")))
                .contains("申请人不能批准自己的申请");
        assertThat(served.run().errors()).isEqualTo(3);

        assertThat(after(second, second.post(waiver, "decision", "GRANTED", "seen", "ASKED")))
                .contains("豁免已批准");
        assertThat(after(second, second.post(waiver, "decision", "REFUSED", "seen", "ASKED")))
                .contains("此前已有他人处理");
        Run waived = served.run();

        assertThat(waived.errors()).isEqualTo(1);
        assertThat(published("findings.csv", "GC-01")).hasSize(2).allMatch(line -> line.contains(",waived,"));
        assertThat(published("waivers.csv", "GC-01"))
                .singleElement()
                .asString()
                .contains("in_force", "盘点未完成", "STATISTICIAN 同志", "zhou 同志", "2099-12-31");
        assertThat(first.get(FINDINGS + "?state=WAIVED").body()).contains("共2处");
        assertThat(served.runner().runs().snapshot(waived.id()))
                .isNotEqualTo(served.runner().runs().snapshot(before.id()));
        assertThat(log("WAIVER"))
                .containsExactly(
                        "zhou WAIVER_GRANTED DONE",
                        "statistician WAIVER_GRANTED REFUSED",
                        "statistician WAIVER_ASKED DONE");

        // The same snapshot, definitions and waivers are the same run.
        Run again = served.run();
        assertThat(served.runner().runs().snapshot(again.id()))
                .isEqualTo(served.runner().runs().snapshot(waived.id()));
        // Taken back, it ends with the next run.
        assertThat(after(first, first.post(waiver, "decision", "WITHDRAWN", "seen", "GRANTED")))
                .contains("豁免已撤回");
        assertThat(served.run().errors()).isEqualTo(3);
    }

    @Test
    void oneFieldOrRowAloneCanBeWaived() throws Exception {
        served.run();
        String page = finding("GC-01");

        assertThat(after(
                        first,
                        first.post(
                                page + "/waiver", "reason", "x", "until", "2099-12-31", "seen", "0", "item", "没有这一行")))
                .contains("豁免范围不对");
        first.post(page + "/waiver", "reason", "盘点", "until", "2099-12-31", "seen", "0", "field", "true");
        String waivers = second.get(FINDINGS + "/waivers").body();
        assertThat(waivers).contains("只豁免“图书”栏");
        Matcher id = Pattern.compile("findings/waivers/(\\d+)").matcher(waivers);
        assertThat(id.find()).isTrue();
        second.post(FINDINGS + "/waivers/" + id.group(1), "decision", "GRANTED", "seen", "ASKED");

        assertThat(served.run().errors()).isEqualTo(2);
    }

    @Test
    void anExplanationStandsBesideItsWarningUntilTheValueChanges() throws Exception {
        served.run();
        Job job = served.bean(org.fubiao.catalog.JobCatalog.class).get(Library.ID);
        String nothing = served.runner().definitions(job, Library.PERIOD);
        String page = finding("HD-01");

        assertThat(after(first, first.post(page + "/explain", "text", " ", "seen", "0")))
                .contains("请写明原因");
        assertThat(after(first, first.post(page + "/explain", "text", "暴雨停课", "seen", "0")))
                .contains("情况说明已保存", "暴雨停课");
        // Who looked at the page before that sees what the other did, and overwrites nothing.
        assertThat(after(second, second.post(page + "/explain", "text", "记错了", "seen", "0")))
                .contains("此前已有他人处理", "暴雨停课", "记错了");
        assertThat(first.get(FINDINGS).body()).contains("已代填说明，待下次汇总");
        assertThat(served.runner().definitions(job, Library.PERIOD)).isNotEqualTo(nothing);

        served.run();
        assertThat(published("findings.csv", ",A001,"))
                .singleElement()
                .asString()
                .contains("暴雨停课", ",explained,");
        assertThat(first.get(FINDINGS + "?state=EXPLAINED").body()).contains("暴雨停课", "共1处");

        // Elsewhere something changes: it holds. Its own value changes: it does not.
        served.library.put(EVENTS, HEAD + "A001,展览,2023-02-05,0\nA002,讲座,2023-04-05,31\n");
        served.run();
        assertThat(published("findings.csv", "HD-01")).hasSize(1).allMatch(line -> line.contains(",explained,"));
        served.library.put(EVENTS, HEAD + "A001,展览,2023-02-05,-1\nA002,讲座,2023-04-05,31\n");
        served.run();
        assertThat(published("findings.csv", "JY-32"))
                .singleElement()
                .asString()
                .contains("暴雨停课", "说明已失效");
        assertThat(log("EXPLANATION")).containsExactly("statistician EXPLANATION_WRITTEN DONE");
    }

    @Test
    void whatIsNotOfTheLatestRunIsNotAnswered() throws Exception {
        served.run();
        String page = finding("HD-01");
        served.library.put(EVENTS, HEAD + "A001,展览,2023-02-05,9\n");
        served.run();

        assertThat(first.get(page).statusCode()).isEqualTo(404);
        assertThat(first.post(page + "/explain", "text", "x", "seen", "0").statusCode())
                .isEqualTo(404);
    }
}
