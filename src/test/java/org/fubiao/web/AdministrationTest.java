package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.fubiao.account.Account;
import org.fubiao.account.Accounts;
import org.fubiao.account.Role;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of administrators, and one's own keys, over the wire. */
class AdministrationTest {
    private static final Pattern SECRET = Pattern.compile("class=\"secret\">([^<]+)<");

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

    private static String secret(String page) {
        Matcher secret = SECRET.matcher(page);
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private static List<String> log() {
        return served.audit().find(new AuditLog.Filter("", null, "", null, null), 0, 1000).stream()
                .map(entry -> entry.who() + " " + entry.action() + " " + entry.subject() + " " + entry.outcome() + " "
                        + entry.address())
                .toList();
    }

    @Test
    void anAdministratorMakesAnAccountAndItsOwnerLogsIn() throws Exception {
        Client admin = served.as(Role.ADMINISTRATOR);

        HttpResponse<String> made = admin.post(
                "/administration/accounts",
                "name",
                "张三",
                "display",
                "<b>张三</b>",
                "role",
                "STATISTICIAN",
                "jobs",
                "library");
        String page = admin.get(admin.target(made)).body();
        String password = secret(page);

        assertThat(page).contains("&lt;b&gt;张三&lt;/b&gt;", "只显示这一次").doesNotContain("<b>张三");
        assertThat(admin.get(admin.target(made)).body()).doesNotContain(password);
        Client owner = served.anonymous();
        assertThat(owner.target(owner.logIn("张三", password))).isEqualTo("/");
        assertThat(owner.target(owner.get("/"))).isEqualTo("/password");
        assertThat(log()).contains("administrator ACCOUNT_MADE 张三 DONE 127.0.0.1");

        assertThat(admin.get("/administration/accounts?q=张").body())
                .contains("张三")
                .doesNotContain(">viewer<");
        HttpResponse<String> again = admin.post(
                "/administration/accounts", "name", "张三", "display", "x", "role", "VIEWER", "jobs", "library");
        assertThat(admin.target(again)).isEqualTo("/administration/accounts/new");
        assertThat(admin.get("/administration/accounts/new").body()).contains("已有这个账号，请换一个。");
    }

    @Test
    void whatIsNoNameOrRoleIsRefused() throws Exception {
        Client admin = served.as(Role.ADMINISTRATOR);
        for (String[] wrong : new String[][] {{"a b", "x", "VIEWER"}, {"ok", " ", "VIEWER"}, {"ok", "x", "UNIT"}}) {
            HttpResponse<String> answer = admin.post(
                    "/administration/accounts",
                    "name",
                    wrong[0],
                    "display",
                    wrong[1],
                    "role",
                    wrong[2],
                    "jobs",
                    "library");
            assertThat(admin.target(answer)).isEqualTo("/administration/accounts/new");
            assertThat(admin.get("/administration/accounts/new").body()).contains("请按要求填写");
        }
        assertThat(served.bean(Accounts.class).named("ok")).isEmpty();
        assertThat(admin.post("/administration/accounts", "name", "ok", "display", "x", "role", "KING")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anAccountIsChangedDisabledAndEnabledAndNoJobIsInvented() throws Exception {
        Account wang = served.make("wang", Role.VIEWER, Library.ID);
        Client admin = served.as(Role.ADMINISTRATOR);
        String there = "/administration/accounts/" + wang.id();

        admin.post(there, "display", "王五", "role", "STATISTICIAN", "jobs", "secret");
        Account changed = served.bean(Accounts.class).find(wang.id()).orElseThrow();
        assertThat(changed.role()).isEqualTo(Role.STATISTICIAN);
        assertThat(changed.jobs()).isEmpty();

        admin.post(there + "/disable");
        assertThat(admin.get(there).body()).contains("已停用", "恢复账号");
        admin.post(there + "/enable");
        assertThat(admin.get(there).body()).contains("已保存。", "停用账号");
        admin.post(there + "/password");
        Client owner = served.anonymous();
        assertThat(owner.target(owner.logIn("wang", Served.PASSWORD))).isEqualTo("/login?notice=WRONG");
        assertThat(owner.target(owner.logIn("wang", secret(admin.get(there).body()))))
                .isEqualTo("/");
    }

    @Test
    void rightsToAJobWhoseFolderIsAwayAreKeptUntilTheyAreTakenAway() throws Exception {
        Account zhao = served.make("zhao", Role.VIEWER, "away");
        Client admin = served.as(Role.ADMINISTRATOR);
        String there = "/administration/accounts/" + zhao.id();
        assertThat(admin.get(there).body()).contains("away（任务文件夹现在不在）");

        admin.post(there, "display", "赵六", "role", "VIEWER", "jobs", "away,library,invented");
        assertThat(served.bean(Accounts.class).find(zhao.id()).orElseThrow().jobs())
                .containsExactly("away", "library");
        admin.post(there, "display", "赵六", "role", "VIEWER", "jobs", "library");
        assertThat(served.bean(Accounts.class).find(zhao.id()).orElseThrow().jobs())
                .containsExactly("library");
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        Account admin = served.account(Role.ADMINISTRATOR);
        Client client = served.as(Role.ADMINISTRATOR);

        client.post("/administration/accounts/" + admin.id() + "/disable");

        assertThat(client.get("/administration/accounts/" + admin.id()).body()).contains("最后一个可用的管理员账号");
    }

    @Test
    void unitsGetAccountsAtOnceAndTheirPasswordsOnce() throws Exception {
        Client admin = served.as(Role.ADMINISTRATOR);
        served.library.define("units.csv", "市少年儿童图书馆", "=1+1图书馆");
        assertThat(admin.get("/administration/units").body()).contains("共 5 个报送单位，已有账号 1 个，尚无账号 4 个。");

        HttpResponse<byte[]> file = admin.postForFile("/administration/units/library", "format", "xlsx");

        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=")
                .contains("filename*=UTF-8''%E5%8D%95%E4%BD%8D%E8%B4%A6%E5%8F%B7");
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        List<List<String>> rows = rows(file.body());
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0)).containsExactly("单位代码", "单位名称", "账号", "初始密码");
        assertThat(rows.get(1)).startsWith("T02", "=1+1图书馆", "t02");
        Client unit = served.anonymous();
        assertThat(unit.target(unit.logIn(rows.get(2).get(2), rows.get(2).get(3))))
                .isEqualTo("/");

        served.library.define("units.csv", "Q03,河西区图书馆,,,区级馆", "Q03,河西区图书馆,,,区级馆\nQ04,@南开区图书馆,,,区级馆");
        String more = new String(
                admin.postForFile("/administration/units/library", "format", "csv")
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(more.lines()).hasSize(2);
        assertThat(more).startsWith("\uFEFF单位代码,单位名称").contains("Q04,'@南开区图书馆,q04,");
    }

    private static List<List<String>> rows(byte[] workbook) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return book.getFirstSheet().read().stream()
                    .map(row -> row.stream()
                            .map(cell -> String.valueOf(cell.getText()))
                            .toList())
                    .toList();
        }
    }

    @Test
    void theLogIsSearched() throws Exception {
        Client admin = served.as(Role.ADMINISTRATOR);
        served.as(Role.UNIT);

        assertThat(admin.get("/administration/audit?who=uni&action=LOG_IN&from=2024-01-01&until=2024-12-31")
                        .body())
                .contains("unit", "登录", "127.0.0.1")
                .doesNotContain(">viewer<");
        assertThat(admin.get("/administration/audit?who=uni&until=2023-12-31").body())
                .contains("没有符合条件的记录。");
        assertThat(admin.get("/administration/audit?who=&action=&subject=&from=&until=&page=-3")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoTriesWhatIsNotForHimIsInTheLog() throws Exception {
        Client viewer = served.as(Role.VIEWER);

        HttpResponse<String> refused = viewer.post("/administration/units/library", "format", "xlsx");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("没有权限");
        assertThat(log()).contains("viewer ACCESS POST /administration/units/library REFUSED 127.0.0.1");
    }

    @Test
    void aProgramActsWithAKeyUntilItIsRevoked() throws Exception {
        Client owner = served.as(Role.ADMINISTRATOR);
        owner.post("/account/tokens", "title", "备份脚本");
        String page = owner.get("/account").body();
        String key = secret(page);
        Client program = served.anonymous();
        String bearer = "Bearer " + key;

        assertThat(program.get("/administration/accounts", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(200);
        // No session comes of it, and no mark against forged forms is needed.
        assertThat(program.cookie("FUBIAO")).isEmpty();
        assertThat(program.postWithKey(
                                "/administration/accounts", key, "name", "by-program", "display", "x", "role", "VIEWER")
                        .statusCode())
                .isEqualTo(302);
        assertThat(served.bean(Accounts.class).named("by-program")).isPresent();
        // It has the rights of its owner, but cannot make other keys.
        assertThat(program.get("/account", "Authorization", bearer).statusCode())
                .isEqualTo(403);
        assertThat(program.postWithKey("/account/tokens", key, "title", "x").statusCode())
                .isEqualTo(403);
        assertThat(program.postWithKey("/password", key, "present", "x").statusCode())
                .isEqualTo(403);
        assertThat(program.get("/", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        // Who has a session does not get out of the check of forms by adding a key that is none.
        assertThat(owner.get("/", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);

        Matcher revoke = Pattern.compile("/account/tokens/(\\d+)/revoke").matcher(page);
        assertThat(revoke.find()).isTrue();
        assertThat(served.as(Role.VIEWER).post(revoke.group()).statusCode()).isEqualTo(404);
        owner.post(revoke.group());
        assertThat(program.get("/", "Authorization", bearer).statusCode()).isEqualTo(401);
        assertThat(log())
                .contains("administrator TOKEN_MADE administrator DONE 127.0.0.1")
                .contains("administrator TOKEN_REVOKED administrator DONE 127.0.0.1");
    }
}
