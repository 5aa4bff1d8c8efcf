package org.fubiao.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fubiao.audit.AuditLog;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.UnreadableDatabaseException;
import org.fubiao.control.WorkSettings;
import org.fubiao.job.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Notices over a real mail server and to a real web server. */
class NoticeDeskTest {
    private static final Instant NIGHT = Instant.parse("2024-01-10T17:30:00Z");
    private static final Notice DONE = new Notice(
            Notice.Kind.DONE,
            "library",
            "公共图书馆年度统计附表",
            Period.parse("2023").orElseThrow(),
            7,
            NIGHT,
            NIGHT.plusSeconds(9),
            "第7批汇总完成",
            new Notice.Counts(10, 35, 2, 1),
            List.of("河西区图书馆《馆藏变动表》"),
            List.of("T01 读者活动：20场 → 21场"));
    private static final Notice FAILED = Notice.failure("library", "公共图书馆\n年度统计附表", null, NIGHT, NIGHT, "磁盘已满。");

    @TempDir
    private Path work;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> wrongly = Collections.synchronizedList(new ArrayList<>());
    private HttpServer http;
    private volatile Iterator<Integer> answers = List.<Integer>of().iterator();
    private volatile long slow;
    private ControlDatabase database;
    private AuditLog audit;

    @BeforeEach
    void start() throws Exception {
        mail.setUser("post@office.test", "post", "geheim-4711");
        mail.start();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String time = exchange.getRequestHeaders().getFirst("X-Fubiao-Timestamp");
            String signature = exchange.getRequestHeaders().getFirst("X-Fubiao-Signature");
            if (!("sha256=" + hmac(time + "." + body)).equals(signature)) {
                wrongly.add(body);
            }
            bodies.add(body);
            pause(slow);
            exchange.sendResponseHeaders(answers.hasNext() ? answers.next() : 204, -1);
            exchange.close();
        });
        http.start();
        database = ControlDatabase.open(work);
        audit = new AuditLog(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        http.stop(0);
        mail.stop();
        database.close();
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("shared".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private NoticeDesk desk(String... settings) throws IOException {
        Files.writeString(work.resolve("fubiao.properties"), String.join("\n", settings));
        return NoticeDesk.of(
                WorkSettings.in(work), audit, Clock.systemUTC(), List.of(Duration.ofMillis(5), Duration.ofMillis(5)));
    }

    private String[] mailSettings(String password) {
        return new String[] {
            "mail.host = 127.0.0.1",
            "mail.port = " + mail.getSmtp().getPort(),
            "mail.security = none",
            "mail.user = post",
            "mail.password = " + password,
            "mail.from = post@office.test",
            "mail.to = a@office.test, b@office.test",
            "mail.to.other = c@office.test"
        };
    }

    private NoticeDesk hook() throws IOException {
        return desk(
                "webhook.url = http://127.0.0.1:" + http.getAddress().getPort() + "/hook", "webhook.secret = shared");
    }

    private List<String> log() {
        return audit.find(new AuditLog.Filter("", null, "", null, null), 0, 100).stream()
                .map(entry -> entry.action() + " " + entry.subject() + " " + entry.detail() + " " + entry.outcome())
                .toList();
    }

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            pause(10);
        }
    }

    @Test
    void whoLooksAfterAJobReadsWhatCameOfTheNight() throws Exception {
        try (NoticeDesk desk = desk(mailSettings("geheim-4711"))) {
            desk.tell(DONE);
            desk.tell(Notice.unchanged("library", "x", null, 7, NIGHT, NIGHT, "没有变化"));
            desk.tell(FAILED);
            await(() -> log().size() == 2);
        }

        // Each of the two has both.
        MimeMessage[] received = mail.getReceivedMessages();
        assertThat(received).hasSize(4);
        MimeMessage done = about(received, "［附表］公共图书馆年度统计附表　2023年　汇总完成，有问题待处理");
        assertThat(done.getAllRecipients()).extracting(Object::toString).contains("a@office.test", "b@office.test");
        assertThat((String) done.getContent())
                .containsSubsequence("第7批汇总完成", "尚未报送（1张）", "河西区图书馆《馆藏变动表》", "T01 读者活动：20场 → 21场", "退回有错误的单位更正");
        MimeMessage failed = about(received, "［附表］公共图书馆 年度统计附表　汇总失败");
        assertThat((String) failed.getContent()).contains("磁盘已满。", "原有附表未变动", "在“汇总”页面运行一次");
        assertThat(log()).containsExactly("NOTICE library 邮件 DONE", "NOTICE library 2023 邮件 DONE");
    }

    private static MimeMessage about(MimeMessage[] received, String subject) throws Exception {
        for (MimeMessage message : received) {
            if (message.getSubject().equals(subject)) {
                return message;
            }
        }
        throw new AssertionError("no mail about " + subject);
    }

    @Test
    void mailThatIsNotTakenIsNotedWithoutThePassword() throws Exception {
        try (NoticeDesk desk = desk(mailSettings("wrong-geheim"))) {
            desk.tell(DONE);
            await(() -> !log().isEmpty());
        }

        assertThat(log()).containsExactly("NOTICE library 2023 邮件：邮件服务器没有收下（AuthenticationFailedException） FAILED");
        assertThat(mail.getReceivedMessages()).isEmpty();
        String logged = Files.readString(Path.of(System.getProperty("FUBIAO_LOG")));
        assertThat(logged).contains("mail cannot be sent").doesNotContain("wrong-geheim");
    }

    @Test
    void anotherProgramIsToldAndCanVerifyByWhom() throws Exception {
        try (NoticeDesk desk = hook()) {
            desk.tell(DONE);
            await(() -> !log().isEmpty());
        }

        assertThat(wrongly).isEmpty();
        assertThat(bodies).hasSize(1);
        assertThat(bodies.get(0))
                .contains(
                        "\"outcome\":\"DONE\"",
                        "\"job\":\"library\"",
                        "\"period\":\"2023\"",
                        "\"run\":7",
                        "\"errors\":2",
                        "\"missing\":[\"河西区图书馆《馆藏变动表》\"]");
        assertThat(log()).containsExactly("NOTICE library 2023 webhook DONE");
    }

    @Test
    void whatFailsOverThereIsTriedAgainAndWhatIsRefusedIsNot() throws Exception {
        try (NoticeDesk desk = hook()) {
            answers = List.of(503, 500, 200).iterator();
            desk.tell(DONE);
            await(() -> log().size() == 1);
            assertThat(bodies).hasSize(3);

            answers = List.of(403).iterator();
            desk.tell(DONE);
            await(() -> log().size() == 2);
            assertThat(bodies).hasSize(4);

            answers = List.of(500, 500, 500).iterator();
            desk.tell(DONE);
            await(() -> log().size() == 3);
            assertThat(bodies).hasSize(7);
        }

        assertThat(log())
                .containsExactly(
                        "NOTICE library 2023 webhook：对方回答 500，试了 3 次 FAILED",
                        "NOTICE library 2023 webhook：对方回答 403 FAILED",
                        "NOTICE library 2023 webhook DONE");
    }

    @Test
    void nobodyWaitsForSlowServers() throws Exception {
        slow = 1500;
        try (NoticeDesk desk = hook()) {
            long before = System.nanoTime();
            desk.tell(DONE);
            desk.tell(DONE);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            await(() -> log().size() == 2);
        }
    }

    @Test
    void settingsThatAreWrongAreToldWithoutTheirSecrets() {
        assertThatThrownBy(() -> desk("mail.host=h", "mail.password=geheim"))
                .isInstanceOf(UnreadableDatabaseException.class)
                .hasMessageContaining("缺少 mail.from")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> desk("mail.host=h", "mail.from=a@b.c", "mail.security=ssl"))
                .hasMessageContaining("mail.security 应为 none、starttls、tls 之一");
        assertThatThrownBy(() -> desk("webhook.url=http://h/")).hasMessageContaining("缺少 webhook.secret");
        assertThatThrownBy(() -> desk("webhook.url=file:///etc/passwd", "webhook.secret=geheim"))
                .hasMessageContaining("webhook.url 应为 https:// 开头的网址")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> desk("mail.hots=h")).hasMessageContaining("不认识配置项“mail.hots”，应为 mail.host、");
    }
}
