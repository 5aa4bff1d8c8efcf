package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.fubiao.account.Role;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.Library;
import org.fubiao.run.Run;
import org.fubiao.run.RunLock;
import org.fubiao.run.Runs;
import org.fubiao.running.RunDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Running a job from a page, and taking away what came of it. */
class RunsTest {
    private static final String RUNS = "/jobs/library/runs";
    private static final String FILES = "/jobs/library/appendices/2023/";
    private static final String COMPILATION = FILES + "files/" + Client.encode("附表汇编.xlsx");

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

    /** Waits until nothing is going on. */
    private void rest() throws InterruptedException {
        while (served.bean(RunDesk.class).of(Library.ID).stream().anyMatch(one -> !one.ended())) {
            Thread.sleep(20);
        }
    }

    private List<String> log() {
        return served.audit().find(new AuditLog.Filter("", null, "library", null, null), 0, 100).stream()
                .map(entry -> entry.who() + " " + entry.action() + " " + entry.subject() + " " + entry.detail() + " "
                        + entry.outcome())
                .toList();
    }

    @Test
    void aStatisticianRunsAJobAndReadsWhatHappened() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        assertThat(client.get(RUNS).body()).contains("2023年", "还没有汇总过。");

        assertThat(client.target(client.post(RUNS, "period", "2023", "reason", "<i>复核</i>")))
                .isEqualTo(RUNS);
        rest();

        assertThat(client.get(RUNS).body())
                .contains("第1批", "完成", "&lt;i&gt;复核&lt;/i&gt;")
                .doesNotContain("<i>", "hx-get");
        assertThat(client.get(RUNS + "/1").body())
                .containsSubsequence(
                        "10 个，新读取报表 10 张",
                        "由 statistician 开始汇总，原因：&lt;i&gt;复核&lt;/i&gt;",
                        "接收报送文件",
                        "读取报表",
                        "已读取报表 10 份",
                        "审核数据",
                        "计算指标",
                        "生成附表",
                        "第1批汇总完成：报送文件 10 个，数据 35 行；错误 0 处，警告 0 处，提示 0 处");
        assertThat(log())
                .containsExactly(
                        "statistician RUN_END library 2023 第1批汇总完成：报送文件 10 个，数据 35 行；错误 0 处，警告 0 处，提示 0 处 DONE",
                        "statistician RUN_START library 2023 <i>复核</i> DONE");
    }

    @Test
    void thePeriodBeforeIsRunFirstWhereThatIsMissing() throws Exception {
        served.library.put("../2022/市图书馆/读者活动台账.csv", Library.events(0, 2));
        Client client = served.as(Role.STATISTICIAN);

        client.post(RUNS, "period", "2023", "reason", "x");
        rest();

        assertThat(served.runner().runs().of(Library.ID))
                .extracting(run -> run.period().toString())
                .containsExactly("2023", "2022");
        assertThat(client.get(RUNS + "/1").body())
                .contains("上一报告期尚未汇总，先行汇总", "第1批汇总完成")
                .doesNotContain("由 statistician");
        assertThat(client.get(RUNS + "/2").body()).contains("由 statistician 开始汇总，原因：x", "第2批汇总完成");
    }

    @Test
    void whatCannotBeRunIsToldInPlainWords() throws Exception {
        Client client = served.as(Role.STATISTICIAN);

        client.post(RUNS, "period", "2023", "reason", "  ");
        assertThat(client.get(RUNS).body()).contains("请写明汇总的原因");
        client.post(RUNS, "period", "2021", "reason", "x");
        assertThat(client.get(RUNS).body()).contains("这个报告期没有报送文件，未作汇总。");
        assertThat(client.post(RUNS, "period", "../2023", "reason", "x").statusCode())
                .isEqualTo(400);
        assertThat(served.runner().runs().of(Library.ID)).isEmpty();

        Files.writeString(served.library.output(), "in the way");
        client.post(RUNS, "period", "2023", "reason", "x");
        rest();
        assertThat(client.get(RUNS).body()).contains("2023年　汇总未完成", "第1批汇总失败");
        assertThat(log().get(0)).startsWith("statistician RUN_END").endsWith("FAILED");

        served.library.define("measures.yml", "count(*)", "count(nothing)");
        assertThat(client.get(RUNS).body()).contains("任务定义有误，不能汇总", "nothing");
        client.post(RUNS, "period", "2023", "reason", "x");
        assertThat(client.get(RUNS).body()).contains("任务定义有误，不能汇总");
    }

    @Test
    void aSecondRunIsRefusedAndTheFirstIsWatchedAndStopped() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        Gate.close(served.runner().dataSource());
        client.post(RUNS, "period", "2023", "reason", "first");
        Gate.awaitRun();

        client.post(RUNS, "period", "2023", "reason", "second");
        assertThat(client.get(RUNS).body()).contains("这个报告期正在汇总", "hx-get=\"/jobs/library/runs/live\"");
        String live = client.get(RUNS + "/live", "HX-Request", "true").body();
        assertThat(live)
                .startsWith("<div id=\"live\"")
                .contains("停止", "aria-current=\"step\"")
                .doesNotContain("<html");
        client.post(RUNS + "/stop", "period", "2023");
        Gate.open();
        rest();

        HttpResponse<String> after = client.get(RUNS + "/live", "HX-Request", "true");
        assertThat(after.headers().firstValue("HX-Refresh")).contains("true");
        assertThat(client.get(RUNS).body()).contains("汇总已按要求停止", "已停止");
        assertThat(served.runner().runs().get(1).state()).isEqualTo(Run.State.STOPPED);
        assertThat(log())
                .anyMatch(line -> line.startsWith("statistician RUN_START library 2023 second REFUSED"))
                .anyMatch(line -> line.startsWith("statistician RUN_STOP library 2023"));
        client.post(RUNS + "/stop", "period", "2023");
        assertThat(client.get(RUNS).body()).contains("没有可以停止的");
    }

    private void stopOne(Client client, String reason) throws Exception {
        Gate.close(served.runner().dataSource());
        client.post(RUNS, "period", "2023", "reason", reason);
        Gate.awaitRun();
        client.post(RUNS + "/stop", "period", "2023");
        Gate.open();
        rest();
        // What was said of both is read.
        client.get(RUNS);
        client.get(RUNS);
        assertThat(served.runner().runs().get(1).state()).isEqualTo(Run.State.STOPPED);
    }

    @Test
    void aRunThatWasStoppedGoesOnWhereItStopped() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        stopOne(client, "补报后汇总");
        assertThat(client.get(RUNS + "/1").body()).contains("从停下处接着做", "从停下处继续", RUNS + "/1/restart");

        assertThat(client.target(client.post(RUNS + "/1/restart"))).isEqualTo(RUNS);
        assertThat(client.get(RUNS).body()).contains("已继续汇总");
        rest();

        assertThat(served.runner().runs().of(Library.ID)).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(Run.State.DONE);
            assertThat(run.reason()).isEqualTo("补报后汇总");
        });
        assertThat(client.get(RUNS + "/1").body())
                .containsSubsequence("由 statistician 开始汇总", "汇总已按要求停止", "由 statistician 继续第1批汇总", "第1批汇总完成")
                .doesNotContain("/restart");
        assertThat(log()).contains("statistician RUN_RESTART library 2023 第1批 DONE");

        client.post(RUNS + "/1/restart");
        assertThat(client.get(RUNS).body()).contains("这一批已经结束，或者之后又汇总过，不能继续");
        assertThat(log()).contains("statistician RUN_RESTART library 2023 第1批 REFUSED");
    }

    @Test
    void aRunWhoseInputHasChangedIsAbandonedForANewOneAndThatIsSaidBefore() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        stopOne(client, "补报后汇总");
        served.library.put("市图书馆/读者活动台账.csv", Library.events(0, 9));
        assertThat(client.get(RUNS + "/1").body()).contains("继续时第1批作废，按现在的内容另开新的一批", "另开新的一批");

        client.post(RUNS + "/1/restart");
        rest();

        assertThat(served.runner().runs().of(Library.ID))
                .extracting(run -> run.id() + " " + run.state() + " " + run.reason())
                .containsExactly("2 DONE 补报后汇总", "1 ABANDONED 补报后汇总");
        assertThat(client.get(RUNS + "/2").body())
                .containsSubsequence("由 statistician 继续第1批汇总", "不能接着做，已放弃；本批从头汇总", "第2批汇总完成");
    }

    @Test
    void aRunThatWasKilledGoesOnAndOneThatGoesOnCannotBeAsked() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        stopOne(client, "x");
        // As a killed process leaves it.
        new JdbcTemplate(served.runner().dataSource()).update("UPDATE run SET state = 'RUNNING', ended = NULL");
        assertThat(client.get(RUNS + "/1").body()).contains(RUNS + "/1/restart");
        try (RunLock elsewhere =
                RunLock.take(served.library.work(), Library.ID, Library.PERIOD).orElseThrow()) {
            assertThat(elsewhere).isNotNull();
            assertThat(client.get(RUNS + "/1").body()).doesNotContain("/restart");
        }
        client.post(RUNS + "/1/restart");
        rest();
        assertThat(served.runner().runs().get(1).state()).isEqualTo(Run.State.DONE);
    }

    @Test
    void manyRunsComeInPages() throws Exception {
        served.run();
        JdbcTemplate jdbc = new JdbcTemplate(served.runner().dataSource());
        for (int i = 0; i < 149; i++) {
            jdbc.update("INSERT INTO run (job, period, reason, input, output, fingerprint, state, started)"
                    + " SELECT job, period, 'again " + i + "', input, output, fingerprint, 'ABANDONED', started"
                    + " FROM run WHERE id = 1");
        }
        Client client = served.as(Role.STATISTICIAN);

        assertThat(client.get(RUNS).body())
                .contains("again 148", "again 49", "第 1 页，共 2 页", "page=2")
                .doesNotContain("again 48<");
        assertThat(client.get(RUNS + "?page=2").body())
                .contains("again 48", "again 0", "第1批", "第 2 页，共 2 页")
                .doesNotContain("again 49", "page=3");
        assertThat(client.get(RUNS + "?page=99").body()).contains("第 2 页，共 2 页");
        assertThat(client.get(RUNS + "?page=-1").body()).contains("第 1 页，共 2 页");
        Runs runs = served.runner().runs();
        assertThat(runs.of(Library.ID, Library.PERIOD, 148, 10))
                .extracting(Run::id)
                .containsExactly(2L, 1L);
        assertThat(runs.of(Library.ID, Library.PERIOD.previous(), 0, 10)).isEmpty();
        assertThat(runs.count(Library.ID, Library.PERIOD)).isEqualTo(150);
        assertThat(runs.count("museum", null)).isZero();
        assertThat(runs.donePeriods(Library.ID)).containsExactly(Library.PERIOD);
    }

    @Test
    void aServerThatEndsHasItsRunsComeToRest() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        served.library.put("市图书馆/读者活动台账.csv", Library.events(0, 120_000));
        client.post(RUNS, "period", "2023", "reason", "x");

        served.closeServer();

        assertThat(served.runner().runs().get(1).state()).isEqualTo(Run.State.STOPPED);
        assertThat(served.run().state()).isEqualTo(Run.State.DONE);
    }

    @Test
    void whatWasPublishedIsTakenAwayWholeOrInPart() throws Exception {
        served.run();
        Client viewer = served.as(Role.VIEWER);
        Path file = served.library.latest().resolve("附表汇编.xlsx");

        assertThat(viewer.get("/jobs/library/appendices").body())
                .contains("附表1 公共图书馆服务情况.xlsx", "汇总表.docx", "第1批")
                .doesNotContain("审核情况.xlsx", "manifest");
        HttpResponse<byte[]> whole = viewer.download(COMPILATION);
        assertThat(whole.body()).isEqualTo(Files.readAllBytes(file));
        assertThat(whole.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", "filename*=UTF-8''%E9%99%84%E8%A1%A8%E6%B1%87%E7%BC%96.xlsx");
        assertThat(whole.headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        assertThat(viewer.download(COMPILATION, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        HttpResponse<byte[]> part = viewer.download(COMPILATION, "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(Files.readAllBytes(file), 10, 20));
    }

    @Test
    void allFilesComeInOneZipThatStaysTheSame() throws Exception {
        served.run();
        Client viewer = served.as(Role.VIEWER);

        HttpResponse<byte[]> zip = viewer.download(FILES + "zip");

        assertThat(names(zip.body())).containsExactly("附表汇编.xlsx", "附表1 公共图书馆服务情况.xlsx", "汇总表.docx", "汇总表.xlsx");
        assertThat(names(served.as(Role.STATISTICIAN).download(FILES + "zip").body()))
                .contains("审核情况.xlsx");
        assertThat(viewer.download(FILES + "zip").body()).isEqualTo(zip.body());
        String tag = zip.headers().firstValue("ETag").orElseThrow();
        assertThat(viewer.download(FILES + "zip", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(zip.headers().firstValue("Content-Disposition").orElse("")).contains("2023%E5%B9%B4.zip");
    }

    private static List<String> names(byte[] zip) throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void noNameLeadsOutOfThePublishedFiles() throws Exception {
        served.run();
        Files.writeString(served.library.output().resolve("secret.xlsx"), "secret");
        Client client = served.as(Role.STATISTICIAN);
        for (String name : List.of(
                "..%2F..%2F..%2F..%2Fsecret.xlsx",
                "%2e%2e%2fsecret.xlsx",
                "manifest.json",
                "appendices",
                "%2Fetc%2Fpasswd",
                "..%5C..%5Csecret.xlsx",
                ".made-of")) {
            assertThat(client.download(FILES + "files/" + name).statusCode())
                    .as(name)
                    .isIn(400, 404);
        }
        assertThat(client.download("/jobs/..%2Flibrary/appendices/2023/files/x.xlsx")
                        .statusCode())
                .isIn(400, 404);
    }
}
