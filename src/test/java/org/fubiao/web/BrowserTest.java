package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.account.Role;
import org.fubiao.batch.Library;
import org.fubiao.schedule.Nights;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do, in the browser that is installed. Every page that is met is looked over for what keeps people out. */
class BrowserTest {
    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final Path PICTURES = Path.of("target/screenshots");

    @TempDir
    private static Path folder;

    private static Served served;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Path installed =
                BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(installed != null, "没有浏览器：请安装 chromium。No browser: install chromium to run this test.");
        Files.createDirectories(PICTURES);
        Files.createDirectories(folder.resolve("work"));
        Files.writeString(folder.resolve("work/fubiao.properties"), "backup.folder = " + folder.resolve("backup"));
        served = Served.start(folder);
        served.library.define("job.yml", "period: year", "period: year\nschedule: \"0 30 1 * * *\"");
        served.bean(Nights.class).turn(Library.ID, true);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed)
                        .setArgs(OPTIONS));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (served != null) {
            served.close();
        }
    }

    private Page open(int width, int height) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale("zh-CN"));
        Page page = context.newPage();
        // What the content policy forbids, and every script that breaks, says so here.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 40")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    /** Notes what is wrong with a page, and takes its picture in both widths. */
    private void look(Page page, String name) {
        new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(violation -> GRAVE.contains(violation.getImpact()))
                        .forEach(violation -> faults.add(name + ": " + violation.getId() + " "
                                + violation.getNodes().get(0).getHtml()));
        picture(page, name);
        int width = page.viewportSize().width;
        int height = page.viewportSize().height;
        page.setViewportSize(375, 720);
        Object wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        if (Boolean.TRUE.equals(wide)) {
            faults.add(name + " is wider than a phone");
        }
        picture(page, name + "-phone");
        page.setViewportSize(width, height);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static void logIn(Page page, String name, String password) {
        logIn(page, served, name, password);
    }

    private static void logIn(Page page, Served at, String name, String password) {
        page.navigate(at.address() + "/login");
        page.getByLabel("账号").fill(name);
        page.getByLabel("密码").fill(password);
        page.getByText("登录").last().click();
    }

    @Test
    void anAdministratorChangesThePasswordAndMakesAccounts() {
        served.makeNew("chief", Role.ADMINISTRATOR, Library.ID, "Given-By-Admin-1");
        Page page = open(1280, 800);
        page.navigate(served.address() + "/");
        look(page, "login");
        logIn(page, "chief", "wrong");
        assertThat(page.locator(".notice.bad").textContent()).isEqualTo("账号或密码不正确，或账号已停用。");
        look(page, "login-wrong");
        logIn(page, "chief", "Given-By-Admin-1");

        assertThat(page.url()).endsWith("/password");
        look(page, "password");
        page.locator("#present").fill("Given-By-Admin-1");
        page.locator("#wanted").fill("Silver-Mountains-9");
        page.locator("#again").fill("Silver-Mountains-9");
        page.locator("main button").click();
        assertThat(page.locator(".notice.good").textContent()).contains("密码已修改");
        look(page, "home-administrator");

        page.locator("nav >> text=账号").first().click();
        look(page, "accounts");
        page.locator("main >> text=新建账号").click();
        look(page, "new-account");
        page.locator("#name").fill("zhaoliu");
        page.locator("#display").fill("赵六");
        page.locator("input[value=STATISTICIAN]").check();
        page.locator("input[name=jobs]").first().check();
        page.locator("main button").click();
        assertThat(page.locator(".secret").textContent()).matches("\\S{19}");
        look(page, "account-made");
        page.locator("nav >> text=单位账号").click();
        look(page, "units");
        page.locator("nav >> text=操作日志").click();
        look(page, "audit");
        page.locator("nav >> text=自动汇总").click();
        page.locator("main >> text=立即运行").click();
        page.waitForCondition(() -> {
            page.reload();
            return page.locator("td.words").count() > 0
                    && !page.locator("td.words").first().textContent().isEmpty();
        });
        look(page, "nights");
        page.locator("main button.danger").click();
        assertThat(page.locator(".notice.good").textContent()).contains("已关闭自动汇总");
        page.locator("nav >> text=备份").click();
        page.locator("main >> text=开始备份").click();
        page.waitForCondition(() -> {
            page.reload();
            return page.locator("main tbody tr").count() > 0;
        });
        look(page, "backup");
        page.locator("nav >> text=运行状况").click();
        look(page, "health");
        page.locator(".who .name").click();
        page.locator("#title").fill("备份脚本");
        page.locator("main form button").last().click();
        assertThat(page.locator(".secret").textContent()).startsWith("fubiao_");
        look(page, "account");
        page.navigate(served.address() + "/jobs/library/runs");
        look(page, "forbidden");
        page.navigate(served.address() + "/nothing");
        look(page, "not-found");
        page.locator(".language").click();
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(page.locator("h1").textContent()).isEqualTo("No such page");

        assertThat(faults).isEmpty();
    }

    @Test
    void aStatisticianRunsTheJobAndWatchesItWithoutTouchingAnything(@TempDir Path own) throws Exception {
        try (Served alone = Served.start(own)) {
            runsTheJobAndWatchesIt(alone);
        }
        assertThat(faults).isEmpty();
    }

    private void runsTheJobAndWatchesIt(Served alone) throws SQLException {
        Gate.close(alone.runner().dataSource());
        Page page = open(1280, 800);
        logIn(page, alone, "statistician", Served.PASSWORD);
        look(page, "home-statistician");
        page.locator("main >> text=汇总").last().click();
        look(page, "runs-none");
        page.locator("#reason").fill("市图书馆更正数据");
        page.locator("text=开始汇总").last().click();

        page.waitForSelector("#live progress, #live li.now");
        look(page, "runs-live");
        Gate.open();
        page.waitForSelector("table tbody tr:first-child .badge.good");
        assertThat(page.locator("table .badge").first().textContent()).isEqualTo("完成");
        look(page, "runs");
        page.locator("tbody a").first().click();
        look(page, "run");
        assertThat(page.locator("main a").first().textContent()).isEqualTo("← 公共图书馆年度统计附表");
        page.locator("main a.button.main").click();
        look(page, "appendices");
        assertThat(page.locator("h1").textContent()).isEqualTo("公共图书馆年度统计附表");
        assertThat(page.waitForDownload(() -> page.locator("main a.button.main").click())
                        .suggestedFilename())
                .isEqualTo("公共图书馆年度统计附表 2023年.zip");
        page.locator("text=退出").click();
        assertThat(page.locator(".notice.good").textContent()).isEqualTo("已退出。");
    }

    /** In a server of its own: nothing may be run while the period is closed. */
    @Test
    void aNumberIsFollowedToItsFileAndThePeriodIsClosed(@TempDir Path own) throws Exception {
        try (Served closed = Served.start(own)) {
            closed.library.define("appendices/02.yml", """
                    title: 附表2 活动类型
                    rows: {field: 活动类型}
                    columns: [活动场次, 参加人次]
                    chart: {kind: column, title: 各类活动场次（场）, columns: [活动场次], rows: details}
                    """);
            closed.run();
            Page page = open(1280, 800);
            logIn(page, closed, "statistician", Served.PASSWORD);
            page.navigate(closed.address() + "/jobs/library/appendices");
            look(page, "appendices-list");
            page.locator("text=附表1 公共图书馆服务情况").first().click();
            look(page, "appendix");
            page.getByText("下一张附表").click();
            page.waitForSelector("[data-drawn] canvas");
            look(page, "appendix-chart");
            page.goBack();

            // With the keyboard alone, from a subtotal to the file.
            page.locator("tr.sum a").last().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".figure").first().textContent()).isEqualTo("15,500");
            page.locator("summary").first().focus();
            page.keyboard().press("Enter");
            look(page, "trace");
            String file = page.waitForDownload(
                            () -> page.locator("ul.sources a").first().click())
                    .suggestedFilename();
            assertThat(file).isEqualTo("馆藏变动表.csv");

            closed.library.put("市图书馆/读者活动台账.csv", Library.events(0, 9));
            closed.run();
            page.navigate(closed.address() + "/jobs/library/runs");
            page.locator("main >> text=比较批次").click();
            look(page, "compare");
            page.navigate(closed.address() + "/jobs/library/closing");
            look(page, "closing-open");
            page.locator("input[name=confirmed]").check();
            page.locator("main button.main").click();
            assertThat(page.locator(".notice.good").first().textContent()).isEqualTo("已封账。");
            look(page, "closing-closed");
            page.locator("#reason").fill("市图书馆再次更正");
            page.locator("button.danger").click();
            closed.library.put("市图书馆/读者活动台账.csv", Library.events(0, 11));
            closed.run();
            page.navigate(closed.address() + "/jobs/library/closing");
            look(page, "closing-restated");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
            page.navigate(closed.address() + "/jobs/library/appendices/2023/01");
            picture(page, "appendix-print");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aUnitDropsThreeFilesAndReadsTheAnswers() throws Exception {
        Page page = open(1280, 800);
        logIn(page, "unit", Served.PASSWORD);
        page.locator("main a.button.main").click();
        look(page, "submissions");
        page.locator("#files").setInputFiles(new FilePayload[] {
            file("读者活动台账（定稿）.csv", Library.events(0, 4)),
            file("馆藏变动表.csv", Library.stock(900).replace("900,50", "约九百,50")),
            file("和平区图书馆 馆藏变动表.csv", Library.stock(1))
        });
        page.waitForSelector("#progress >> text=已办理 3 / 3 个文件");
        page.waitForSelector("#state tbody a >> text=读者活动台账（定稿）");
        assertThat(page.locator("#answers .head .badge").allTextContents()).containsExactly("已收下", "已收下，有错误", "未收下");
        assertThat(page.locator("#answers .problems li").first().textContent()).contains("错误", "B2");
        look(page, "submissions-answered");
        assertThat(page.waitForDownload(
                                () -> page.locator("#answers a.button").nth(1).click())
                        .suggestedFilename())
                .isEqualTo("回执 馆藏变动表.xlsx");

        served.run();
        page.locator("#files").setInputFiles(file("馆藏变动表.csv", Library.stock(950)));
        page.waitForSelector("#answers .answer.good");
        served.run();
        page.reload();
        look(page, "submissions-run");
        page.locator("#state tbody a >> text=查看").last().click();
        assertThat(page.locator("h2").first().textContent()).isEqualTo("馆藏变动表（第2次报送）.csv");
        look(page, "submissions-history");
        page.locator(".language").click();
        look(page, "submissions-history-english");

        Page desk = open(1280, 800);
        logIn(desk, "statistician", Served.PASSWORD);
        desk.navigate(served.address() + "/jobs/library/submissions?period=2023");
        look(desk, "submissions-statistician");
        assertThat(faults).isEmpty();
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aStatisticianSeesWhatIsWrongAndAnswers(@TempDir Path own) throws Exception {
        try (Served alone = Served.start(own)) {
            seesWhatIsWrongAndAnswers(alone);
        }
        assertThat(faults).isEmpty();
    }

    private void seesWhatIsWrongAndAnswers(Served alone) throws Exception {
        alone.library.put("河西区图书馆/馆藏变动表.csv", "项目,图书,报刊\n上年末,1000,50\n本年新增,100,5\n本年末,1101,56\n");
        alone.library.put("和平区图书馆/读者活动台账.csv", "活动编号,活动类型,举办日期,参加人次\nC001,讲座,2023-02-05,0\nC002,讲座,2023-03-05,20\n");
        Page page = open(1280, 800);
        logIn(page, alone, "statistician", Served.PASSWORD);
        page.navigate(alone.address() + "/jobs/library");
        look(page, "overview-none");
        alone.run();

        page.navigate(alone.address() + "/jobs/library");
        look(page, "overview");
        page.locator("td.mark-errors a").first().click();
        look(page, "findings");
        page.navigate(alone.address() + "/jobs/library/findings");
        page.locator("#severity").selectOption("WARNING");
        page.waitForSelector("text=共1处");
        look(page, "findings-filtered");
        page.locator(".act a").first().click();
        page.locator("#text").fill("暴雨停课，到场的少");
        page.locator("main form button").first().click();
        assertThat(page.locator(".notice.good").textContent()).contains("情况说明已保存");
        look(page, "finding-warning");
        page.navigate(alone.address() + "/jobs/library/findings?code=GC-01");
        page.locator(".act a").first().click();
        page.locator("#reason").fill("盘点未完成");
        page.locator("text=提交申请").click();
        look(page, "finding-error");
        page.locator("text=去办理").click();
        look(page, "waivers");
    }

    @Test
    void theKeyboardIsEnough() {
        Page page = open(1280, 800);
        page.navigate(served.address() + "/login");
        page.locator("#username").focus();
        page.keyboard().type("unit");
        page.keyboard().press("Tab");
        page.keyboard().type(Served.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(served.address() + "/");
        look(page, "home-unit");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").textContent()).isEqualTo("跳到正文");
        page.keyboard().press("Enter");
        assertThat(page.locator(":focus").getAttribute("id")).isEqualTo("content");

        assertThat(faults).isEmpty();
    }
}
