package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.fubiao.account.Account;
import org.fubiao.account.Accounts;
import org.fubiao.account.ApiTokens;
import org.fubiao.account.Role;
import org.fubiao.audit.Actor;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coming in, staying and going, over the wire. */
class LogInTest {
    private static final Pattern BY_ITSELF = Pattern.compile("hx-trigger[^>]*(every|load|revealed|intersect)");

    @TempDir
    private static Path folder;

    private static Served served;

    @BeforeAll
    static void start() throws Exception {
        served = Served.start(folder);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void whoHasNotLoggedInIsLedThereAndThenToWhereHeWanted() throws Exception {
        Client client = served.anonymous();

        assertThat(client.target(client.get("/password"))).isEqualTo("/login");
        HttpResponse<String> in = client.logIn("viewer", Served.PASSWORD);

        assertThat(client.target(in)).isEqualTo("/password");
        assertThat(client.get("/").body()).contains("VIEWER 同志，您好", "公共图书馆年度统计附表", "您可以查阅、下载已出的附表。");
    }

    @Test
    void theSessionGetsAnotherNameAtTheLogInAndIsGoneAfterTheLogOut() throws Exception {
        Client client = served.anonymous();
        client.get("/login");
        String before = client.cookie("FUBIAO");
        client.logIn("viewer", Served.PASSWORD);
        String after = client.cookie("FUBIAO");

        assertThat(before).isNotEmpty();
        assertThat(after).isNotEmpty().isNotEqualTo(before);

        assertThat(client.target(client.post("/logout"))).isEqualTo("/login?notice=OUT");
        assertThat(served.anonymous().get("/", "Cookie", "FUBIAO=" + after).statusCode())
                .isEqualTo(302);
    }

    @Test
    void nobodyIsToldWhetherThereIsSuchAnAccount() throws Exception {
        served.make("sleeping", Role.VIEWER, Library.ID);
        served.bean(Accounts.class)
                .disable(
                        served.bean(Accounts.class)
                                .named("sleeping")
                                .orElseThrow()
                                .id(),
                        new Actor("test", ""));

        for (String name : new String[] {"viewer", "nobody", "sleeping"}) {
            Client client = served.anonymous();
            String password = name.equals("sleeping") ? Served.PASSWORD : "wrong";
            assertThat(client.target(client.logIn(name, password))).isEqualTo("/login?notice=WRONG");
        }
        assertThat(served.anonymous().get("/login?notice=WRONG").body()).contains("账号或密码不正确，或账号已停用。");
    }

    @Test
    void afterSomeFailuresOneHasToWait() throws Exception {
        served.make("patient", Role.VIEWER, Library.ID);
        Client client = served.anonymous();
        for (int i = 0; i < 5; i++) {
            assertThat(client.target(client.logIn("patient", "wrong"))).isEqualTo("/login?notice=WRONG");
        }

        assertThat(client.target(client.logIn("patient", Served.PASSWORD))).isEqualTo("/login?notice=WAIT");
        served.clock.pass(Duration.ofSeconds(31));
        assertThat(client.target(client.logIn("patient", Served.PASSWORD))).isEqualTo("/");
    }

    @Test
    void aSessionEndsWhenNobodyUsesIt() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        served.clock.pass(Duration.ofMinutes(29));
        assertThat(client.get("/").statusCode()).isEqualTo(200);
        served.clock.pass(Duration.ofMinutes(29));
        // A page that asks by itself keeps nobody logged in.
        assertThat(client.get("/jobs/library/runs/live", "HX-Request", "true").statusCode())
                .isEqualTo(200);
        served.clock.pass(Duration.ofMinutes(2));

        HttpResponse<String> part = client.get("/", "HX-Request", "true");
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).contains("/login?notice=ENDED");
        assertThat(client.target(client.get("/"))).isEqualTo("/login?notice=ENDED");
    }

    @Test
    void whoFiltersWithoutLoadingAPageUsesItAllTheSame() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        for (int i = 0; i < 4; i++) {
            served.clock.pass(Duration.ofMinutes(20));
            assertThat(client.get("/jobs/library/findings?severity=ERROR", "HX-Request", "true")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** What else a page comes to ask for by itself must be told apart from what people do. */
    @Test
    void noPageAsksByItselfForAnythingButHowFarRunsAre() throws Exception {
        try (var pages = Files.walk(Path.of("src/main/resources/org/fubiao/web/templates"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                String markup = Files.readString(page);
                if (BY_ITSELF.matcher(markup).find()) {
                    assertThat(markup).as(page.toString()).contains("/runs/live");
                }
            }
        }
    }

    @Test
    void aSessionEndsWhenItIsOldHoweverMuchItIsUsed() throws Exception {
        Client client = served.as(Role.VIEWER);
        for (int i = 0; i < 28; i++) {
            assertThat(client.get("/").statusCode()).isEqualTo(200);
            served.clock.pass(Duration.ofMinutes(26));
        }
        assertThat(client.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aSessionEndsWhenItsAccountIsChanged() throws Exception {
        long id = served.make("changing", Role.VIEWER, Library.ID).id();
        Client client = served.as("changing", Served.PASSWORD);
        assertThat(client.get("/").statusCode()).isEqualTo(200);

        served.bean(Accounts.class).disable(id, new Actor("test", ""));

        assertThat(client.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aPasswordThatSomebodyElseMadeMustBeChangedFirst() throws Exception {
        served.makeNew("fresh", Role.STATISTICIAN, Library.ID, "Given-By-Admin-1");
        Client client = served.as("fresh", "Given-By-Admin-1");
        Client elsewhere = served.as("fresh", "Given-By-Admin-1");
        String before = client.cookie("FUBIAO");

        assertThat(client.target(client.get("/"))).isEqualTo("/password");
        assertThat(client.get("/password").body()).contains("这是别人为您设置的密码。");
        assertThat(change(client, "wrong", "Red-Lanterns-42", "Red-Lanterns-42"))
                .contains("现用密码不正确。");
        assertThat(change(client, "Given-By-Admin-1", "Red-Lanterns-42", "Red-Lanterns-43"))
                .contains("两次输入的新密码不一致。");
        assertThat(change(client, "Given-By-Admin-1", "short", "short")).contains("新密码太短");
        assertThat(change(client, "Given-By-Admin-1", "Given-By-Admin-1", "Given-By-Admin-1"))
                .contains("新密码与现用密码相同");

        HttpResponse<String> done = client.post(
                "/password", "present", "Given-By-Admin-1", "wanted", "Red-Lanterns-42", "again", "Red-Lanterns-42");

        assertThat(client.target(done)).isEqualTo("/");
        assertThat(client.get("/").body()).contains("密码已修改，其他地方的登录和全部访问令牌已失效。");
        assertThat(client.cookie("FUBIAO")).isNotEqualTo(before);
        assertThat(elsewhere.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void whoeverGotInByTheOldPasswordIsOutWithTheNewOne() throws Exception {
        Account account = served.make("careful", Role.STATISTICIAN, Library.ID);
        ApiTokens tokens = served.bean(ApiTokens.class);
        String key = tokens.make(account, "script", new Actor("careful", ""));
        Client client = served.as("careful", Served.PASSWORD);
        Client elsewhere = served.as("careful", Served.PASSWORD);
        String[] withKey = {"Authorization", "Bearer " + key};
        assertThat(served.anonymous().download("/api/v1/jobs", withKey).statusCode())
                .isEqualTo(200);
        assertThat(client.get("/password").body()).contains("全部访问令牌随即失效");

        change(client, Served.PASSWORD, "Red-Lanterns-42", "Red-Lanterns-42");

        assertThat(client.get("/").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/").statusCode()).isEqualTo(302);
        assertThat(served.anonymous().download("/api/v1/jobs", withKey).statusCode())
                .isEqualTo(401);
        assertThat(tokens.of(account)).isEmpty();
    }

    private static String change(Client client, String present, String wanted, String again) throws Exception {
        return client.post("/password", "present", present, "wanted", wanted, "again", again)
                .body();
    }

    @Test
    void aFormThatDidNotComeFromAPageIsRefused() throws Exception {
        Client client = served.as(Role.VIEWER);

        assertThat(client.forge("/password", "present", Served.PASSWORD, "wanted", "x", "again", "x")
                        .statusCode())
                .isEqualTo(403);
        // Without a session it is a form that was open too long.
        Client stranger = served.anonymous();
        assertThat(stranger.target(stranger.forge("/login", "username", "viewer", "password", Served.PASSWORD)))
                .isEqualTo("/login?notice=ENDED");
    }

    @Test
    void everyAnswerForbidsWhatNoPageNeeds() throws Exception {
        for (String page : new String[] {"/login", "/nothing-here", "/assets/fubiao.css"}) {
            var headers = served.anonymous().get(page).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
        assertThat(served.anonymous()
                        .get("/login")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElse(""))
                .startsWith("FUBIAO=")
                .contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void errorsAreToldInPlainWords() throws Exception {
        Client client = served.as(Role.VIEWER);

        HttpResponse<String> missing = client.get("/nothing-here");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("没有这一页", "VIEWER 同志").doesNotContain("Exception", "at org.");
    }

    @Test
    void pagesAreChineseUnlessSomebodyAsksForEnglish() throws Exception {
        Client client = served.anonymous();

        assertThat(client.get("/login", "Accept-Language", "en").body()).contains("lang=\"zh-CN\"", "登录");
        assertThat(client.get("/login?lang=en").body()).contains("lang=\"en\"", "Log in");
        assertThat(client.get("/login").body()).contains("Log in");
        assertThat(client.get("/login?lang=zh").body()).contains("登录");
        assertThat(client.get("/login?lang=../../x").statusCode()).isEqualTo(200);
    }
}
