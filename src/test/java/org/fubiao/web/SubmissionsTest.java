package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.MultipartConfigElement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.account.Role;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.Library;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.closing.Signer;
import org.fubiao.job.Job;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Holdings;
import org.fubiao.submission.Inbox;
import org.fubiao.upload.ReportVersions;
import org.fubiao.upload.Upload;
import org.fubiao.upload.UploadDesk;
import org.fubiao.upload.Verdict;
import org.fubiao.web.Client.Sent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Handing in files over the wire: what is said of them, what is kept, and who sees it. */
class SubmissionsTest {
    private static final String PAGE = "/jobs/library/submissions";
    private static final Map<String, String> YEAR = Map.of("period", "2023");

    @TempDir
    private Path folder;

    private Served served;
    private Client unit;

    @BeforeEach
    void start() throws Exception {
        served = Served.start(folder);
        for (String name : Library.UNITS) {
            served.library.remove(name + "/读者活动台账.csv").remove(name + "/馆藏变动表.csv");
        }
        served.makeUnit("heping", "Q01");
        unit = served.as(Role.UNIT);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private List<Upload> uploads() {
        return served.bean(UploadDesk.class).uploads().of(Library.ID, Library.PERIOD, 200);
    }

    /** What a run would find. */
    private List<String> inbox() throws Exception {
        return new Inbox(folder.resolve("input").resolve(Library.ID)).files(Library.PERIOD);
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private List<String> log() {
        return served.audit().find(new AuditLog.Filter("", null, "library", null, null), 0, 100).stream()
                .map(entry -> entry.who() + " " + entry.action() + " " + entry.detail() + " " + entry.outcome())
                .toList();
    }

    @Test
    void whoSendsAFileForAClosedPeriodIsToldSoAndTheFileIsKept() throws Exception {
        unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(1000)));
        served.run();
        served.bean(PeriodClosing.class)
                .close(Library.ID, Library.PERIOD, 1, "同意封账", new Signer(new Actor("wang", ""), "王五"));
        Map<String, String> signed = served.library.published();

        assertThat(unit.get(PAGE + "?period=2023").body())
                .containsPattern("2023年已由王五于 [-0-9 :]+ 签署封账（第1批）。现在报送的文件照常审核、保存，但不改变已出的附表");
        String answer = unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(2000)))
                .body();
        assertThat(answer)
                .contains("已收下", "审核未发现问题")
                .containsPattern("2023年已由王五于 [-0-9 :]+ 签署封账。文件已保存，但不改变已出的附表，解除封账并重新汇总后才会计入");
        assertThat(inbox()).hasSize(2);
        assertThat(served.library.published()).isEqualTo(signed);
        // Nothing is said of what is not kept.
        assertThat(unit.upload(PAGE, YEAR, Sent.of("x.csv", "nothing")).body()).doesNotContain("文件已保存");
        assertThat(unit.get(PAGE + "?period=2022").body()).doesNotContain("封账");
    }

    @Test
    void aGoodFileIsAcceptedAndTheNextRunCountsIt() throws Exception {
        String answer = unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(1000)))
                .body();

        assertThat(answer).contains("已收下", "审核未发现问题", "《馆藏变动表》3 行", "已报送，待汇总");
        assertThat(inbox()).containsExactly("网上报送/市图书馆/馆藏变动表.csv");
        assertThat(Files.readString(served.library.input().resolve("网上报送/市图书馆/馆藏变动表.csv")))
                .isEqualTo(Library.stock(1000));
        assertThat(uploads()).singleElement().satisfies(upload -> {
            assertThat(upload.verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(upload.who()).isEqualTo("unit");
            assertThat(upload.address()).isEqualTo("127.0.0.1");
            assertThat(upload.unit()).isEqualTo("T01");
            assertThat(upload.forms()).containsExactly("stock");
        });
        assertThat(log()).contains("unit UPLOAD 网上报送/市图书馆/馆藏变动表.csv ACCEPTED DONE");

        assertThat(served.run().files()).isEqualTo(1);
        assertThat(unit.get(PAGE + "?period=2023").body()).contains("状态依据第1批汇总", "已采用");
        assertThat(names(folder.resolve("work/uploads"))).isEmpty();
    }

    @Test
    void aFaultyFileIsAnsweredInTheWordsOfTheFormAndKept() throws Exception {
        String faulty = "项目,图书,报刊\n上年末,约一千,50\n本年新增,100,5\n本年末,1100,56\n";
        String answer = unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", faulty)).body();

        assertThat(answer).contains("已收下，有错误", "B2", "不是数字", "上年末加新增应等于本年末", "下载回执");
        assertThat(inbox()).hasSize(1);
        long id = uploads().get(0).id();
        HttpResponse<byte[]> receipt = unit.download(PAGE + "/uploads/" + id + "/receipt");
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("filename*=UTF-8''" + Client.encode("回执").substring(0, 9));
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(receipt.body()))) {
            assertThat(book.getNumberOfSheets()).isGreaterThan(1);
        }
    }

    @Test
    void onlyTheFirstProblemsAreShownAndTheRestIsCounted() throws Exception {
        StringBuilder rows = new StringBuilder("活动编号,活动类型,举办日期,参加人次\n");
        for (int i = 0; i < 100; i++) {
            rows.append("A,唱歌,昨天,许多\n");
        }
        String answer =
                unit.upload(PAGE, YEAR, Sent.of("读者活动台账.csv", rows.toString())).body();

        assertThat(answer.split("class=\"message\"", -1)).hasSize(1 + 20);
        assertThat(answer).containsPattern("另有 (38\\d|3\\d\\d) 处问题未列出");
    }

    @Test
    void aFileOfAnotherUnitIsRefusedHoweverItSaysSo() throws Exception {
        String stated = "报送单位：和平区图书馆\n" + Library.stock(10);
        for (Sent file : List.of(
                Sent.of("馆藏变动表.csv", stated),
                Sent.of("和平区图书馆 馆藏变动表.csv", Library.stock(10)),
                new Sent("馆藏变动表.xlsx", template("Q01", "heping")))) {
            assertThat(unit.upload(PAGE, YEAR, file).body()).contains("未收下", "它属于其他单位", "只收“市图书馆”");
        }

        assertThat(inbox()).isEmpty();
        assertThat(log())
                .filteredOn(line -> line.contains("OTHER_UNIT REFUSED"))
                .hasSize(3);
        // Nor by asking for it.
        assertThat(unit.upload(PAGE, Map.of("period", "2023", "unit", "Q01"), Sent.of("馆藏变动表.csv", Library.stock(1)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(inbox()).isEmpty();
    }

    /** The blank workbook of a unit, with some numbers filled in. */
    private byte[] template(String code, String account) throws Exception {
        byte[] blank = served.as(account, Served.PASSWORD)
                .download(PAGE + "/template?period=2023&unit=" + code)
                .body();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(blank));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.getSheet("馆藏变动表")
                    .forEach(row -> row.forEach(cell -> {
                        if (cell.getCellType() == org.apache.poi.ss.usermodel.CellType.BLANK) {
                            cell.setCellValue(0);
                        }
                    }));
            book.write(out);
            return out.toByteArray();
        }
    }

    @Test
    void aBlankWorkbookComesBackFilledIn() throws Exception {
        String answer = unit.upload(PAGE, YEAR, new Sent("随便什么名字.xlsx", template("T01", "unit")))
                .body();

        assertThat(answer).contains("馆藏变动表").doesNotContain("未收下");
        assertThat(inbox()).containsExactly("网上报送/市图书馆/随便什么名字.xlsx");
    }

    @Test
    void aFileForAnotherPeriodOrOfNoUseIsRefusedWithTheReason() throws Exception {
        String answers = unit.upload(
                        PAGE,
                        YEAR,
                        Sent.of("馆藏变动表.csv", "报告期：2022年\n" + Library.stock(10)),
                        Sent.of("通知.csv", "各单位：\n请按时报送\n"),
                        Sent.of("空.xlsx", ""),
                        Sent.of("说明.xlsx", "%PDF-1.7 nothing"),
                        Sent.of("馆藏变动表.csv", "项目,图书\n上年末,1\n本年新增,1\n本年末,2\n"))
                .body();

        assertThat(answers)
                .contains("文件不是2023年的报表", "没有可以采用的报表", "文件是空的", "PDF 文档", "缺少必填栏目“报刊”")
                .doesNotContain("已收下");
        assertThat(inbox()).isEmpty();
        assertThat(uploads()).hasSize(5).allMatch(upload -> upload.path() == null);
    }

    @Test
    void theSameNameAgainIsKeptBesideTheFirstAndCounts() throws Exception {
        unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(1000)));
        String second = unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(2000)))
                .body();
        assertThat(second).contains("本次存为“馆藏变动表（第2次报送）.csv”");
        assertThat(inbox()).containsExactly("网上报送/市图书馆/馆藏变动表.csv", "网上报送/市图书馆/馆藏变动表（第2次报送）.csv");
        assertThat(counting()).containsExactly("馆藏变动表（第2次报送）.csv");

        // By another name, which would come before the others.
        unit.upload(PAGE, YEAR, Sent.of("a.csv", "馆藏变动表\n" + Library.stock(3000)));
        assertThat(counting()).containsExactly("a（第3次报送）.csv");

        String history =
                unit.get(PAGE + "/history?period=2023&unit=T01&form=stock").body();
        assertThat(history)
                .containsSubsequence("a（第3次报送）.csv", "已采用", "与“馆藏变动表（第2次报送）.csv”相比", "2000", "3000")
                .contains("已被后报的替代");
    }

    /** Names of the files that the next run counts for the first unit. */
    private List<String> counting() throws Exception {
        var run = served.run();
        return served.bean(ReportVersions.class).of(Library.ID, Library.PERIOD, "T01", run).stream()
                .filter(version -> version.state() == ReportVersions.State.COUNTS)
                .map(ReportVersions.Version::name)
                .toList();
    }

    @Test
    void whatWasPutThereByHandIsReplacedToo() throws Exception {
        served.library.put("市图书馆/馆藏变动表（更正）.csv", Library.stock(5));
        served.run();

        unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(6)));

        assertThat(counting()).containsExactly("馆藏变动表（第2次报送）.csv");
    }

    @Test
    void namesLeadNowhereAndAreShownAsText() throws Exception {
        String answer = unit.upload(
                        PAGE,
                        YEAR,
                        Sent.of("../../../2022/逃.csv", "馆藏变动表\n" + Library.stock(1)),
                        Sent.of("..\\..\\jobs\\library\\job.yml", "馆藏变动表\n" + Library.stock(2)),
                        Sent.of("<img src=x>.csv", "馆藏变动表\n" + Library.stock(3)),
                        Sent.of("x&lt;.csv", "馆藏变动表\n项目,图书,报刊\n上年末,<script>alert(1)</script>,1\n本年新增,1,1\n本年末,2,2\n"))
                .body();

        assertThat(inbox())
                .containsExactlyInAnyOrder(
                        "网上报送/市图书馆/逃.csv",
                        "网上报送/市图书馆/job（第2次报送）.yml",
                        "网上报送/市图书馆/_img src=x_（第3次报送）.csv",
                        "网上报送/市图书馆/x&lt;（第4次报送）.csv");
        assertThat(folder.resolve("input/library/2022")).doesNotExist();
        assertThat(Files.readString(folder.resolve("jobs/library/job.yml"))).contains("公共图书馆");
        assertThat(answer)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "x&amp;lt;")
                .doesNotContain("<script>alert", "<img");
    }

    @Test
    void manyAtOnceUnderOneNameAreAllKept() throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Client client = served.as(Role.UNIT);
            Sent file = Sent.of("馆藏变动表.csv", Library.stock(1000 + i));
            tasks.add(() -> client.upload(PAGE, YEAR, file).statusCode());
        }
        for (Future<Integer> answer : threads.invokeAll(tasks)) {
            assertThat(answer.get()).isEqualTo(200);
        }
        threads.shutdown();

        List<String> contents = new ArrayList<>();
        for (String file : inbox()) {
            contents.add(Files.readString(served.library.input().resolve(file)));
        }
        assertThat(contents)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, many)
                        .mapToObj(i -> Library.stock(1000 + i))
                        .toList());
        assertThat(uploads()).hasSize(many);
        assertThat(counting()).containsExactly(uploads().get(0).storedName());
    }

    @Test
    void twoServersOverOneWorkFolderCountVersionsTogether() throws Exception {
        UploadDesk.Places places = new UploadDesk.Places(folder.resolve("input"), served.library.work(), 1 << 20, 0);
        Job job = served.bean(JobCatalog.class).get(Library.ID).during(Library.PERIOD);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int server = 0; server < 4; server++) {
            UploadDesk desk = new UploadDesk(served.bean(DataSource.class), served.audit(), places, served.clock);
            Path file = Files.writeString(folder.resolve(server + ".csv"), Library.stock(1000 + server));
            tasks.add(() -> desk.submit(
                            new UploadDesk.Wanted(job, Library.PERIOD, job.unit("T01")),
                            file,
                            "馆藏变动表.csv",
                            new Actor("test", ""))
                    .upload()
                    .revision());
        }
        List<Integer> versions = new ArrayList<>();
        for (Future<Integer> version : threads.invokeAll(tasks)) {
            versions.add(version.get());
        }
        threads.shutdown();

        assertThat(versions).containsExactlyInAnyOrder(0, 2, 3, 4);
        assertThat(counting()).containsExactly(uploads().get(0).storedName());
    }

    @Test
    void whatWasHandedInIsInABackupBeforeAnyRunHasSeenIt() throws Exception {
        unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(1)));
        Upload upload = uploads().get(0);

        Holdings holdings = new Holdings(new JdbcTemplate(served.bean(DataSource.class)));
        assertThat(holdings.files()).extracting(Holdings.HeldFile::sha256).containsExactly(upload.sha256());
        assertThat(Archive.hash(new Archive(served.library.work()).path(upload.sha256())))
                .isEqualTo(new Archive.Stored(upload.sha256(), upload.size()));
        served.run();
        assertThat(holdings.files()).hasSize(1);
        assertThat(holdings.files().get(0).received())
                .map(Path::normalize)
                .containsOnly(served.library.input().resolve(String.valueOf(upload.path())));
    }

    @Test
    void whatAnotherServerIsTakingInIsLeftAlone() throws Exception {
        Path waiting = Files.createDirectories(UploadDesk.waiting(served.library.work()));
        Path now = Files.writeString(waiting.resolve("now.upload"), "x");
        Path old = Files.writeString(waiting.resolve("old.upload"), "x");
        Instant today = served.clock.instant();
        Files.setLastModifiedTime(now, FileTime.from(today.minusSeconds(60)));
        Files.setLastModifiedTime(old, FileTime.from(today.minusSeconds(4000)));
        new UploadDesk(
                        served.bean(DataSource.class),
                        served.audit(),
                        new UploadDesk.Places(folder.resolve("input"), served.library.work(), 1, 0),
                        served.clock)
                .sweep();

        assertThat(names(waiting)).containsExactly("now.upload");
    }

    @Test
    void whatARequestMayBringIsBoundedAsAWholeAndFileByFileOnlyByTheAnswer() {
        MultipartConfigElement bounds = served.bean(MultipartConfigElement.class);
        assertThat(bounds.getMaxFileSize()).isEqualTo(-1);
        assertThat(bounds.getMaxRequestSize()).isEqualTo(500L << 20);
    }

    @Test
    void aNulInAFieldIsRefused() throws Exception {
        assertThat(served.as(Role.STATISTICIAN)
                        .post("/jobs/library/runs", "period", "2023", "reason", "补报\0")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsTooLargeOrUnpacksWithoutEndIsAnswered() throws Exception {
        byte[] large = new byte[(50 << 20) + 1];
        Arrays.fill(large, (byte) ',');
        String answer = unit.upload(PAGE, YEAR, new Sent("大.csv", large), new Sent("小.xlsx", bomb()))
                .body();

        assertThat(answer).contains("文件超过 50 MB", "文件解压后过大");
        assertThat(inbox()).isEmpty();
        assertThat(names(folder.resolve("work/uploads"))).isEmpty();
    }

    /** 200 MB of shared texts in less than one. */
    private static byte[] bomb() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            fill(zip, 200);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static void fill(OutputStream out, int megabytes) throws Exception {
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < megabytes; i++) {
            out.write(block);
        }
    }

    @Test
    void moreThanARequestMayBringIsRefusedBeforeItIsRead() throws Exception {
        Sent[] many = IntStream.range(0, 51)
                .mapToObj(i -> Sent.of(i + ".csv", Library.stock(i)))
                .toArray(Sent[]::new);
        assertThat(unit.upload(PAGE, YEAR, many).body()).contains("一次最多报送 50 个文件");
        assertThat(unit.upload(PAGE, YEAR).body()).contains("请先选择要报送的文件");
        assertThat(uploads()).isEmpty();
        assertThat(inbox()).isEmpty();
    }

    @Test
    void nobodyElseMaySendFiles() throws Exception {
        Sent file = Sent.of("馆藏变动表.csv", Library.stock(1));
        Client nobody = served.anonymous();
        assertThat(nobody.target(nobody.upload(PAGE, YEAR, file))).startsWith("/login");
        assertThat(served.as(Role.VIEWER).upload(PAGE, YEAR, file).statusCode()).isEqualTo(403);
        assertThat(served.as(Role.ADMINISTRATOR).upload(PAGE, YEAR, file).statusCode())
                .isEqualTo(403);
        assertThat(unit.upload("forged", PAGE, YEAR, file).statusCode()).isEqualTo(403);
        assertThat(unit.upload(PAGE, Map.of("period", "1999"), file).statusCode())
                .isEqualTo(404);
        assertThat(unit.upload(PAGE, Map.of("period", "../.."), file).statusCode())
                .isEqualTo(400);
        assertThat(inbox()).isEmpty();
        assertThat(names(folder.resolve("work/uploads"))).isEmpty();
    }

    @Test
    void unitsDoNotSeeEachOther() throws Exception {
        served.library.put("两家/汇总.csv", "报送单位：市图书馆\n馆藏变动表\n" + Library.stock(7));
        unit.upload(PAGE, YEAR, Sent.of("市图书馆的秘密台账.csv", Library.events(0, 3).replace("讲座", "唱歌")));
        served.run();
        Client other = served.as("heping", Served.PASSWORD);
        long id = uploads().get(0).id();
        long part = served.bean(ReportVersions.class)
                .of(Library.ID, Library.PERIOD, "T01", null)
                .get(0)
                .part();
        String receipt = names(served.library.latest().resolve("receipts")).stream()
                .filter(name -> name.endsWith(".xlsx"))
                .findFirst()
                .orElseThrow();

        for (String page : List.of(
                PAGE + "/uploads/" + id + "/receipt",
                PAGE + "/uploads/" + id + "/file",
                PAGE + "/versions/" + part + "?period=2023",
                PAGE + "/receipts?period=2023&name=" + Client.encode(receipt),
                PAGE + "/receipts?period=2023&unit=T01&name=" + Client.encode(receipt),
                PAGE + "/history?period=2023&unit=T01&form=stock",
                PAGE + "/template?period=2023&unit=T01",
                PAGE + "?period=2023&unit=T01")) {
            assertThat(other.get(page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(other.get(PAGE + "?period=2023").body()).doesNotContain("秘密", "市图书馆");
        assertThat(other.get(PAGE + "/history?period=2023&unit=Q01&form=stock").statusCode())
                .isEqualTo(200);

        assertThat(unit.get(PAGE + "?period=2023").body()).contains("秘密台账", receipt);
        assertThat(unit.get(PAGE + "/receipts?period=2023&name=" + Client.encode(receipt))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> original = unit.download(PAGE + "/uploads/" + id + "/file");
        assertThat(original.statusCode()).isEqualTo(200);
        assertThat(original.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(original.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        String tag = original.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo('"' + uploads().get(0).sha256() + '"');
        assertThat(unit.download(PAGE + "/uploads/" + id + "/file", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aStatisticianSendsForAnyUnitAndTakesFilesAwayWithAnEntry() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        String answer = client.upload(
                        PAGE,
                        YEAR,
                        Sent.of("和平区图书馆 馆藏变动表.csv", Library.stock(1)),
                        Sent.of("馆藏变动表.csv", Library.stock(2)))
                .body();
        assertThat(answer).contains("已收下", "没有可以采用的报表");
        client.upload(PAGE, Map.of("period", "2023", "unit", "Q02"), Sent.of("馆藏变动表.csv", Library.stock(2)));
        assertThat(inbox()).containsExactly("网上报送/和平区图书馆/和平区图书馆 馆藏变动表.csv", "网上报送/河东区图书馆/馆藏变动表.csv");

        long id = uploads().get(0).id();
        assertThat(new String(client.download(PAGE + "/uploads/" + id + "/file").body(), StandardCharsets.UTF_8))
                .isEqualTo(Library.stock(2));
        assertThat(log().get(0)).isEqualTo("statistician DOWNLOAD 网上报送/河东区图书馆/馆藏变动表.csv DONE");
        assertThat(client.get(PAGE + "?period=2023").body()).contains("和平区图书馆 馆藏变动表.csv", "河东区图书馆");
    }

    @Test
    void whatACrashLeftIsNoSubmission() throws Exception {
        unit.upload(PAGE, YEAR, Sent.of("馆藏变动表.csv", Library.stock(1)));
        Path place = served.library.input().resolve("网上报送/市图书馆");
        Files.writeString(place.resolve(".0001.tmp"), "项目,图");

        assertThat(inbox()).hasSize(1);
        assertThat(Archive.hash(place.resolve("馆藏变动表.csv")).sha256())
                .isEqualTo(uploads().get(0).sha256());
        assertThat(served.run().files()).isEqualTo(1);
    }
}
