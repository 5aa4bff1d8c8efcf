package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fubiao.account.Role;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.Library;
import org.fubiao.running.RunDesk;
import org.fubiao.submission.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appendices as pages, where their numbers come from, what two runs differ in, and periods that are closed. */
class TablesTest {
    private static final String JOB = "/jobs/library";
    private static final String PAGE = JOB + "/appendices/2023/01";
    private static final String TRACE = JOB + "/trace/2023/appendices/01/";
    private static final String CLOSING = JOB + "/closing";
    private static final String EVENTS = "市图书馆/读者活动台账.csv";

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

    @Test
    void anAppendixIsShownAsItIsPrintedAndEveryNumberIsALink() throws Exception {
        served.run();
        Client viewer = served.as(Role.VIEWER);

        assertThat(viewer.get(JOB + "/appendices").body()).contains("href=\"" + PAGE + "\">附表1 公共图书馆服务情况");
        String page = viewer.get(PAGE).body();
        assertThat(page)
                .contains("编制单位：市文化和旅游局", "scope=\"rowgroup\"", "报送情况：应报5家", "区级馆小计", "总计")
                .contains("<a href=\"" + TRACE + "B7\" title=\"追溯单元格 B7\">3</a>")
                .doesNotContain("style=");
        assertThat(page.split("/trace/", -1)).hasSize(1 + 8 * 4);
        HttpResponse<byte[]> csv = viewer.download(PAGE + "/csv");
        assertThat(csv.body())
                .isEqualTo(Files.readAllBytes(served.library.latest().resolve("appendices/01.csv")));
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(viewer.get(JOB + "/appendices/2023/..%2F01").statusCode()).isIn(400, 404);
        assertThat(viewer.get(PAGE + "?page=2").statusCode()).isEqualTo(404);
        assertThat(viewer.get(PAGE + "?page=-2147483648").statusCode()).isEqualTo(200);
    }

    @Test
    void aLongListingComesInPagesAndItsRowsLeadToTheirFiles() throws Exception {
        served.library.define("appendices/02.yml", """
                title: 附表2 活动目录
                stub: 序号
                rows: {list: 读者活动台账, order: 参加人次}
                columns: [{field: 报送单位, title: 单位}, {field: 活动编号, title: 编号}, {field: 参加人次, title: 人次}]
                """);
        served.library.put(EVENTS, Library.events(0, 441));
        served.run();
        Client client = served.as(Role.STATISTICIAN);

        String first = client.get(JOB + "/appendices/2023/02").body();
        String last = client.get(JOB + "/appendices/2023/02?page=3").body();
        assertThat(first).contains("第 1 页，共 3 页（459 行）", ">200</a>").doesNotContain(">201</a>");
        assertThat(last).contains(">459</a>", ">4,410</a>").doesNotContain(">400</a>");
        // The last row is the largest event, in line 442 of its file.
        String trace = client.get(JOB + "/trace/2023/appendices/02/A463").body();
        assertThat(trace)
                .contains("附表2 活动目录", "市图书馆", EVENTS, "第 442 行", "<code>D442</code>", "<dd>4410</dd>", "<dd>A441</dd>");
        assertThat(client.get(JOB + "/trace/2023/appendices/02/A464").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aStatisticianFollowsANumberToTheFileAndAViewerToTheUnits() throws Exception {
        served.library.put("市图书馆/馆藏<b>变动表.csv", Library.stock(5000)).remove("市图书馆/馆藏变动表.csv");
        served.run();
        Client client = served.as(Role.STATISTICIAN);

        // The books of the libraries of the city, as the subtotal adds them up.
        String trace = client.get(TRACE + "E8").body();
        assertThat(trace)
                .contains("<a href=\"" + PAGE + "\">← 附表1 公共图书馆服务情况</a>", "追溯 附表1 公共图书馆服务情况</h1>")
                .contains("市级馆小计", "年末图书", "7,200", "对“图书”求和", "这个数是下列指标的值")
                .contains("<code>项目 = &#39;本年末&#39;</code>")
                .contains("构成单位 2 个", "5,100", "2,100")
                .contains("馆藏&lt;b&gt;变动表.csv", "第 4 行", "<code>B4</code>", "<dd>5100</dd>")
                .doesNotContain("<b>", "和平区图书馆");
        // A quotient of two measures, each traced.
        assertThat(client.get(TRACE + "D6").body()).contains("由其他指标按算式 参加人次 / 活动场次 计算", "计算行数", "对“参加人次”求和");
        String hash = Archive.hash(served.library.input().resolve("市图书馆/馆藏<b>变动表.csv"))
                .sha256();
        assertThat(trace).contains(JOB + "/trace/2023/files/" + hash);
        HttpResponse<byte[]> file = client.download(JOB + "/trace/2023/files/" + hash);
        assertThat(file.body()).isEqualTo(Library.stock(5000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%E9%A6%86%E8%97%8F%3Cb%3E");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");

        Client viewer = served.as(Role.VIEWER);
        assertThat(viewer.get(TRACE + "E8").body())
                .contains("7,200", "市少年儿童图书馆", "明细和原始文件，由汇总人查看")
                .doesNotContain(".csv", hash);
        assertThat(viewer.download(JOB + "/trace/2023/files/" + hash).statusCode())
                .isEqualTo(403);
        assertThat(viewer.get(JOB + "/trace/2023/figures/T02").body())
                .contains("馆藏19500余册", "附表1 公共图书馆服务情况　E14")
                .doesNotContain(".csv");
    }

    @Test
    void aViewerSeesOfSingleUnitsOnlyWhatAppendicesSay() throws Exception {
        served.library.define("appendices/01.yml", "columns: [活动场次, 参加人次, 场均人次, 年末图书]", """
                columns: [活动场次, {title: 人均, ratio: [参加人次, 活动场次], format: "0.0"}]
                """);
        served.library.define("appendices/02.yml", """
                title: 附表2 主要指标
                stub: 指标
                rows: {measures: [参加人次, 年末图书]}
                """);
        served.run();
        Client viewer = served.as(Role.VIEWER);
        Client statistician = served.as(Role.STATISTICIAN);

        // How many events a unit held is printed; how many came to them is not, and must not follow from the average.
        String ratio = TRACE + "C6";
        assertThat(statistician.get(ratio).body()).contains("<dd class=\"figure\">30", ">行数</th>", "读者活动台账.csv");
        assertThat(viewer.get(ratio).body())
                .contains("附表没有单列这个单位的该项数值", "活动场次", "<dd class=\"figure\">2")
                .doesNotContain("<dd class=\"figure\">30", ">行数</th>", ".csv", "<td class=\"number\">30");
        // Of all libraries it is printed, without the single ones.
        String total = JOB + "/trace/2023/appendices/02/C5";
        assertThat(statistician.get(total).body()).contains("550", "河西区图书馆");
        assertThat(viewer.get(total).body()).contains("550").doesNotContain("河西区图书馆");
    }

    @Test
    void aFileThatNoLatestRunReadIsNotHandedOut() throws Exception {
        served.run();
        String old = Archive.hash(served.library.input().resolve(EVENTS)).sha256();
        Client client = served.as(Role.STATISTICIAN);
        assertThat(client.download(JOB + "/trace/2023/files/" + old).statusCode())
                .isEqualTo(200);
        served.library.put(EVENTS, Library.events(0, 9));
        served.run();
        assertThat(client.download(JOB + "/trace/2023/files/" + old).statusCode())
                .isEqualTo(404);
        for (String bad : List.of("..%2F..%2Ffubiao.mv.db", "%2e%2e", "a")) {
            assertThat(client.download(JOB + "/trace/2023/files/" + bad).statusCode())
                    .as(bad)
                    .isIn(400, 404);
        }
    }

    @Test
    void whereTheDefinitionsHaveChangedWhatWasPublishedIsShownAndNothingTraced() throws Exception {
        served.run();
        served.library.define("measures.yml", "sum(参加人次)", "sum(参加人次) + 1");
        Client client = served.as(Role.STATISTICIAN);

        assertThat(client.get(PAGE).body())
                .contains("任务定义在出表之后改动过", "公共图书馆服务情况", ">3</td>")
                .doesNotContain("/trace/");
        assertThat(client.get(TRACE + "B7").body()).contains("不能再据以追溯。请重新汇总2023年");
        assertThat(client.get(JOB + "/trace/2023/figures/T01").body()).contains("不能再据以追溯");
        served.library.define("measures.yml", "sum(参加人次) + 1", "sum(");
        assertThat(client.get(PAGE).body()).contains("任务定义在出表之后改动过", ">3</td>");
    }

    @Test
    void twoRunsAreComparedAndEachChangeSaysWhoseItIs() throws Exception {
        served.run();
        Client client = served.as(Role.STATISTICIAN);
        assertThat(client.get(JOB + "/runs/compare").body()).contains("还没有两个完成的批次");
        served.library.put(EVENTS, Library.events(0, 9));
        served.run();

        String body = client.get(JOB + "/runs/compare").body();
        assertThat(body)
                .contains("第1批 → 第2批", "采用的报送变了 1 份", "内容改动：" + EVENTS)
                .contains("报告数字变了 1 个", "T01 读者活动", "20场", "27场")
                .contains("href=\"" + TRACE + "B6\"", "市图书馆")
                .contains("[1]");
        assertThat(client.get(JOB + "/runs/compare?from=2&to=2").body()).contains("附表没有变化。", "报告数字没有变化。");
        assertThat(client.get(JOB + "/runs/compare?from=1&to=99").statusCode()).isEqualTo(404);
        assertThat(client.get(JOB + "/runs").body()).contains(JOB + "/runs/compare");
    }

    @Test
    void aPeriodIsClosedByNameFrozenAndReopenedForAReason() throws Exception {
        served.run();
        Client client = served.as(Role.STATISTICIAN);
        assertThat(client.get(CLOSING + "?period=2023").body())
                .contains("未封账", "第1批汇总结果（附表1张、报告数字2个）", "STATISTICIAN 同志");
        client.post(CLOSING, "period", "2023", "run", "1");
        assertThat(client.get(CLOSING + "?period=2023").body()).contains("请先勾选确认", "未封账");
        client.post(CLOSING, "period", "2023", "run", "1", "confirmed", "true");
        assertThat(client.get(CLOSING + "?period=2023").body())
                .contains("已封账。", "STATISTICIAN 同志（statistician）", "已出文件与签署时一致");
        assertThat(served.as(Role.VIEWER).get(JOB + "/appendices").body()).contains("已封账", "STATISTICIAN 同志");

        served.library.put(EVENTS, Library.events(0, 9));
        client.post(JOB + "/runs", "period", "2023", "reason", "x");
        assertThat(client.get(JOB + "/runs").body()).contains("这个报告期已封账，未作汇总，已出的附表不变。");
        assertThat(served.bean(RunDesk.class).of(Library.ID)).isEmpty();
        assertThat(served.runner().runs().of(Library.ID)).hasSize(1);

        client.post(CLOSING + "/reopen", "period", "2023", "reason", "  ");
        assertThat(client.get(CLOSING + "?period=2023").body()).contains("请写明解除封账的原因", "已封账");
        client.post(CLOSING + "/reopen", "period", "2023", "reason", "<i>更正</i>");
        served.run();
        assertThat(client.get(CLOSING + "?period=2023").body())
                .contains("未封账", "&lt;i&gt;更正&lt;/i&gt;", "封账后的重述：签署的第1批与最近的第2批", "T01 读者活动", "20场", "27场")
                .doesNotContain("<i>");
        assertThat(served.audit().find(new AuditLog.Filter("", null, "library 2023", null, null), 0, 9).stream()
                        .map(entry -> entry.action() + " " + entry.outcome()))
                .containsExactly("PERIOD_REOPENED DONE", "RUN_START REFUSED", "PERIOD_CLOSED DONE");
    }

    @Test
    void ofAClosedPeriodIsServedWhatWasSigned() throws Exception {
        served.library.put(EVENTS, Library.events(0, 9));
        served.run();
        served.library.put(EVENTS, Library.events(0, 3));
        served.run();
        Client client = served.as(Role.STATISTICIAN);
        String file = JOB + "/appendices/2023/files/" + Client.encode("汇总表.xlsx");
        byte[] signed = client.download(file).body();
        client.post(CLOSING, "period", "2023", "run", "2", "confirmed", "true");
        Path latest = served.library.latest();
        Files.delete(latest);
        Files.createSymbolicLink(latest, Path.of("runs", "0001"));

        assertThat(client.download(file).body()).isEqualTo(signed);
        assertThat(new String(client.download(JOB + "/appendices/2023/01/csv").body(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(latest.resolveSibling("runs/0002/appendices/01.csv")));
        assertThat(client.get(CLOSING + "?period=2023").body()).contains("latest 指向别的文件", "最近一次逐字节核对：");
        client.post(CLOSING + "/verify", "period", "2023");
        assertThat(client.get(CLOSING + "?period=2023").body()).contains("已逐字节核对", "latest 指向别的文件");
        Files.delete(latest.resolveSibling("runs/0002/figures.csv"));
        assertThat(client.get(CLOSING + "?period=2023").body()).contains("下列文件缺失或与签署时不一致", "figures.csv");
    }

    @Test
    void aMarkThatIsInNoRegisterIsShownAndTakenAwayForAReason() throws Exception {
        served.run();
        Client client = served.as(Role.STATISTICIAN);
        client.post(CLOSING, "period", "2023", "run", "1", "confirmed", "true");
        Path mark = served.library.latest().resolveSibling("closed.json");
        String text = Files.readString(mark);
        client.post(CLOSING + "/reopen", "period", "2023", "reason", "x");
        Files.writeString(mark, text.replace("0001", "0001-2"));
        assertThat(client.get(CLOSING + "?period=2023").body())
                .contains("中有封账标记：STATISTICIAN 同志于", "不是本服务所出的附表")
                .doesNotContain("name=\"reason\"", "name=\"confirmed\"");
        client.post(JOB + "/runs", "period", "2023", "reason", "x");
        assertThat(client.get(JOB + "/runs").body()).contains("这个报告期已封账");

        Files.writeString(mark, text);
        assertThat(client.get(CLOSING + "?period=2023").body()).contains("标记的是本服务所出的附表", "name=\"confirmed\"");
        client.post(CLOSING + "/reopen", "period", "2023", "reason", "恢复后解除");
        assertThat(client.get(CLOSING + "?period=2023").body())
                .contains("已解除封账")
                .doesNotContain("有封账标记");
        assertThat(mark).doesNotExist();
    }
}
