package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.account.Role;
import org.fubiao.batch.Library;
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
        served = Served.start(folder);
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
        page.navigate(served.address() + "/login");
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
    void aStatisticianRunsTheJobAndWatchesItWithoutTouchingAnything() {
        served.library.put("市图书馆/读者活动台账.csv", Library.events(0, 60_000));
        Page page = open(1280, 800);
        logIn(page, "statistician", Served.PASSWORD);
        look(page, "home-statistician");
        page.locator("main >> text=汇总").last().click();
        look(page, "runs-none");
        page.locator("#reason").fill("市图书馆更正数据");
        page.locator("text=开始汇总").last().click();

        page.waitForSelector("#live progress, #live li.now");
        look(page, "runs-live");
        page.waitForSelector("table .badge.good");
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

        assertThat(faults).isEmpty();
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
            page.navigate(closed.address() + "/login");
            page.getByLabel("账号").fill("statistician");
            page.getByLabel("密码").fill(Served.PASSWORD);
            page.getByText("登录").last().click();
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
