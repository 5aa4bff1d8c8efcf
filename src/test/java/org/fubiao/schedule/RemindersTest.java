package org.fubiao.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.fubiao.audit.Actor;
import org.fubiao.batch.Library;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.Signer;
import org.fubiao.job.Job;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.upload.UploadDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Units that are reminded. It is 2024-01-10; the reports of 2023 are due on January 12, three days before which units are reminded. */
class RemindersTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final TickingClock clock = new TickingClock();
    private Library library;

    @BeforeEach
    void start() throws Exception {
        mail.start();
        library = Library.reported(folder);
        library.define("expected.yml", "deadline: 01-12\n");
        library.define("units.csv", """
                代码,名称,别名,上级,类别,邮箱
                T01,市图书馆,,,市级馆,t01@units.test
                T02,市少年儿童图书馆,少儿馆,,市级馆,
                Q01,和平区图书馆,,,区级馆,q01@units.test
                Q02,河东区图书馆,,,区级馆,
                Q03,河西区图书馆,,,区级馆,
                """);
        library.remove("市图书馆/馆藏变动表.csv").remove("市少年儿童图书馆/馆藏变动表.csv");
        Files.createDirectories(library.work());
        Files.writeString(
                library.work().resolve("fubiao.properties"),
                String.join(
                        "\n",
                        "mail.host = 127.0.0.1",
                        "mail.port = " + mail.getSmtp().getPort(),
                        "mail.security = none",
                        "mail.from = office@office.test",
                        "reminder.before = 3",
                        "reminder.after = 2"));
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private List<String> subjects() throws Exception {
        return Arrays.stream(mail.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getAllRecipients()[0] + " " + message.getSubject();
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void whoOwesAFormIsRemindedOnceBeforeAndOnceAfterTheDeadline() throws Exception {
        try (NightServer server = new NightServer(library, clock)) {
            server.reminders.send();
            assertThat(subjects()).as("before anybody looked at what came").isEmpty();

            server.nights.start();
            server.nights.runNow(Library.ID);
            server.awaitNights(1);
            server.reminders.send();
            server.reminders.send();
            assertThat(subjects()).containsExactly("t01@units.test 公共图书馆年度统计附表2023年报送提醒");
            assertThat((String) mail.getReceivedMessages()[0].getContent())
                    .containsSubsequence("市图书馆：", "应于2024年1月12日前报送", "  馆藏变动表", "请按时报送", "市文化和旅游局")
                    .doesNotContain("读者活动台账");

            clock.pass(DAY.multipliedBy(3));
            server.reminders.send();
            assertThat(subjects()).hasSize(1);
            clock.pass(DAY);
            server.reminders.send();
            server.reminders.send();
            assertThat(subjects()).hasSize(2).last().isEqualTo("t01@units.test 公共图书馆年度统计附表2023年催报");

            clock.pass(DAY.multipliedBy(200));
            server.reminders.send();
            assertThat(subjects()).hasSize(2);
        }
        assertThat(library.select("SELECT unit, kind, due, mail FROM reminder ORDER BY sent"))
                .containsExactly("T01 BEFORE 2024-01-12 t01@units.test", "T01 AFTER 2024-01-12 t01@units.test");
    }

    @Test
    void whoHandedInSinceTheLastRunOrWhosePeriodIsClosedIsNotReminded() throws Exception {
        try (NightServer server = new NightServer(library, clock)) {
            server.nights.start();
            server.nights.runNow(Library.ID);
            server.awaitNights(1);
            UploadDesk desk = new UploadDesk(
                    server.runner.dataSource(),
                    server.audit,
                    new UploadDesk.Places(folder.resolve("input"), library.work(), 1 << 20, 0),
                    clock);
            Job job = new JobCatalog(library.jobs(), SoundDefinitions.NONE).get(Library.ID);
            Path file = Files.writeString(folder.resolve("sent.csv"), Library.stock(1));
            desk.submit(
                    new UploadDesk.Wanted(job, Library.PERIOD, job.unit("T01")),
                    file,
                    "馆藏变动表.csv",
                    new Actor("t01", ""));
            server.reminders.send();
            assertThat(subjects()).isEmpty();

            new JdbcTemplate(server.runner.dataSource()).update("DELETE FROM upload");
            Signer signer = new Signer(new Actor("li", ""), "李主任");
            assertThat(server.closing.close(Library.ID, Library.PERIOD, 1, "核对无误", signer))
                    .isEmpty();
            server.reminders.send();
            assertThat(subjects()).isEmpty();

            server.closing.reopen(Library.ID, Library.PERIOD, "补报", signer);
            server.reminders.send();
            assertThat(subjects()).hasSize(1);
        }
    }

    @Test
    void aReminderThatWasNotTakenIsSentAgainTheNextTime() throws Exception {
        try (NightServer server = new NightServer(library, clock)) {
            server.nights.start();
            server.nights.runNow(Library.ID);
            server.awaitNights(1);
            mail.stop();
            server.reminders.send();
        }
        assertThat(library.select("SELECT unit FROM reminder")).isEmpty();
        assertThat(library.select("SELECT subject, outcome FROM audit_entry WHERE action = 'REMINDER'"))
                .containsExactly("library 2023 T01 FAILED");
    }
}
