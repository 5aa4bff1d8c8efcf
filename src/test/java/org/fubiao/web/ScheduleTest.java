package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.fubiao.account.ApiTokens;
import org.fubiao.account.Role;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.Library;
import org.fubiao.running.BackupDesk;
import org.fubiao.schedule.NightLog;
import org.fubiao.schedule.Nights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operating a server: its nights, backups, health and numbers. It is nine in the morning of 2024-01-10. */
class ScheduleTest {
    private static final String HERE = "/administration/schedule";

    @TempDir
    private Path folder;

    private static void await(BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static List<String> log(Served served, String action) {
        return served.audit().find(new AuditLog.Filter("administrator", null, "", null, null), 0, 100).stream()
                .filter(entry -> entry.action().name().startsWith(action))
                .map(entry -> entry.action() + " " + entry.subject() + " " + entry.outcome())
                .toList();
    }

    @Test
    void anAdministratorSeesWhenJobsAreRunSwitchesThemOffAndRunsThemNow() throws Exception {
        try (Served served = Served.start(folder)) {
            served.library.define("job.yml", "period: year", "period: year\nschedule: \"0 30 1 * * *\"");
            served.bean(Nights.class).turn(Library.ID, true);
            Client client = served.as(Role.ADMINISTRATOR);
            assertThat(client.get(HERE).body()).contains("每天 01:30", "2024-01-11 01:30", "已开启", "还没有自动汇总过。", "未设置");
            assertThat(served.as(Role.STATISTICIAN).get("/jobs/library/runs").body())
                    .contains("下次自动汇总：2024-01-11 01:30。");

            client.post(HERE + "/library/off");
            assertThat(client.get(HERE).body()).contains("已关闭").doesNotContain("2024-01-11 01:30");
            assertThat(served.as(Role.STATISTICIAN).get("/jobs/library/runs").body())
                    .contains("自动汇总已由管理员关闭");
            client.post(HERE + "/library/on");
            client.post(HERE + "/library/now");
            NightLog nights = served.bean(NightLog.class);
            await(() -> nights.lastOf(Library.ID)
                            .filter(night -> night.outcome() != null)
                            .isPresent()
                    && !served.bean(Nights.class).plan(Library.ID).going());
            assertThat(client.get(HERE).body()).contains("2024-01-10 09:00", "第1批汇总完成", "2024-01-11 01:30");
            assertThat(served.as(Role.STATISTICIAN).get("/jobs/library/runs").body())
                    .contains("上次自动汇总（2024-01-10 09:00）：第1批汇总完成", "/jobs/library/runs/1");
            assertThat(served.as(Role.STATISTICIAN).get("/jobs/library/runs/1").body())
                    .contains("按日程自动开始汇总");
            assertThat(log(served, "SCHEDULE"))
                    .containsExactly(
                            "SCHEDULE_NOW library DONE", "SCHEDULE_ON library DONE", "SCHEDULE_OFF library DONE");
        }
    }

    @Test
    void whoWatchesOverTheServerIsToldWhetherItLivesAndAnAdministratorsProgramItsNumbers() throws Exception {
        try (Served served = Served.start(folder)) {
            HttpResponse<String> health = served.anonymous().get("/health");
            assertThat(health.body()).isEqualTo("up\n");
            assertThat(health.headers().firstValue("Cache-Control")).contains("no-store");

            served.run();
            String key =
                    served.bean(ApiTokens.class).make(served.account(Role.ADMINISTRATOR), "Prometheus", Actor.PROGRAM);
            HttpResponse<String> numbers = served.anonymous().get("/metrics", "Authorization", "Bearer " + key);
            assertThat(numbers.statusCode()).isEqualTo(200);
            assertThat(numbers.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(numbers.body())
                    .contains(
                            "fubiao_runs{job=\"library\",state=\"DONE\"} 1.0",
                            "fubiao_run_files{job=\"library\",period=\"2023\"} 10.0",
                            "fubiao_run_rows{job=\"library\",period=\"2023\"} 35.0",
                            "fubiao_run_findings{job=\"library\",period=\"2023\",severity=\"error\"} 0.0",
                            "fubiao_last_good_output_age_seconds{job=\"library\",period=\"2023\"}",
                            "jvm_memory_used_bytes");
            assertThat(served.anonymous()
                            .get("/metrics", "Authorization", "Bearer nothing")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void anAdministratorSeesOnOnePageWhetherAllIsWell() throws Exception {
        Path backup = folder.resolve("backup");
        Files.createDirectories(folder.resolve("work"));
        Files.writeString(folder.resolve("work/fubiao.properties"), "backup.folder = " + backup);
        try (Served served = Served.start(folder)) {
            Client client = served.as(Role.ADMINISTRATOR);
            assertThat(client.get("/administration/health").body())
                    .contains("<h1>运行状况</h1>", "还没有完成的汇总。", "还没有自动汇总过。", "操作日志中没有完成的备份。")
                    .contains("报送文件", "工作目录", "产出目录", "充足", "毫秒应答", "开发版")
                    .contains(
                            Runtime.version().toString(), folder.resolve("work").toString())
                    .doesNotContain("未设置备份目录", "没有应答");

            served.run();
            client.post(HERE + "/library/now");
            NightLog nights = served.bean(NightLog.class);
            await(() -> nights.lastOf(Library.ID)
                    .filter(night -> night.outcome() != null)
                    .isPresent());
            client.post("/administration/backup");
            await(() -> !served.bean(BackupDesk.class).isGoing());
            served.clock.pass(Duration.ofMinutes(24));

            assertThat(client.get("/administration/health").body())
                    .contains("公共图书馆年度统计附表", "2023年", "第2批汇总完成")
                    .contains("2024-01-10 09:00 24 分钟前")
                    .doesNotContain("操作日志中没有完成的备份。", "还没有");
            assertThat(client.get("/administration/health?lang=en").body()).contains("<h1>Health</h1>", "24 min ago");
        }
    }

    @Test
    void aBackupThatFailedIsToldBesideTheLastThatDidNot() throws Exception {
        try (Served served = Served.start(folder)) {
            AuditLog audit = served.audit();
            audit.done(Actor.PROGRAM, org.fubiao.audit.Action.BACKUP, "there", "");
            served.clock.pass(Duration.ofHours(50));
            audit.failed(Actor.PROGRAM, org.fubiao.audit.Action.BACKUP, "there", "磁盘已满");

            assertThat(served.as(Role.ADMINISTRATOR)
                            .get("/administration/health")
                            .body())
                    .contains("未设置备份目录", "2024-01-10 09:00 2 天 2 小时前", "最近一次备份", "2024-01-12 11:00", "磁盘已满");
        }
    }

    @Test
    void theServerBacksItselfUpWhileItRuns() throws Exception {
        Path backup = folder.resolve("backup");
        Files.createDirectories(folder.resolve("work"));
        Files.writeString(folder.resolve("work/fubiao.properties"), "backup.folder = " + backup);
        try (Served served = Served.start(folder)) {
            served.run();
            Client client = served.as(Role.ADMINISTRATOR);
            assertThat(client.get("/administration/backup").body()).contains("备份目录：" + backup, "还没有在网页上备份过。");

            client.post("/administration/backup");
            await(() -> !served.bean(BackupDesk.class).isGoing());

            assertThat(client.get("/administration/backup").body()).contains("本次新复制", "完成");
            assertThat(Files.readString(backup.resolve("backup.txt"))).contains("archive/");
            assertThat(log(served, "BACKUP")).containsExactly("BACKUP " + backup + " DONE");
        }
    }

    @Test
    void withoutABackupFolderThePageSaysWhatToSet() throws Exception {
        try (Served served = Served.start(folder)) {
            Client client = served.as(Role.ADMINISTRATOR);
            assertThat(client.get("/administration/backup").body()).contains("backup.folder");
            client.post("/administration/backup");
            assertThat(client.get("/administration/backup").body()).contains("没有开始");
        }
    }
}
