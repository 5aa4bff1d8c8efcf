package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fubiao.account.ApiTokens;
import org.fubiao.account.Role;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.Library;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.closing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs do by their interface. */
class ApiTest {
    private static final String JOB = "/api/v1/jobs/library";
    private static final String PERIOD = JOB + "/periods/2023";
    private static final String SUBMISSIONS = PERIOD + "/submissions";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Served served;
    private String unit;
    private String viewer;
    private String statistician;

    @BeforeEach
    void start() throws Exception {
        served = Served.start(folder);
        unit = token(Role.UNIT);
        viewer = token(Role.VIEWER);
        statistician = token(Role.STATISTICIAN);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private String token(Role role) {
        return served.bean(ApiTokens.class).make(served.account(role), "test", new Actor("test", ""));
    }

    private HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.address() + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path, String key) throws Exception {
        return send(request(path, key));
    }

    private JsonNode json(String path, String key) throws Exception {
        HttpResponse<byte[]> answer = get(path, key);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<byte[]> post(String path, String key, String json) throws Exception {
        return send(request(path, key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<byte[]> submit(String name, String text, String key) throws Exception {
        return submit(SUBMISSIONS, name, text, key);
    }

    private HttpResponse<byte[]> submit(String path, String name, String text, String key) throws Exception {
        return send(request(path, key)
                .header("Content-Type", "text/csv")
                .header("X-File-Name", Client.encode(name).replace("+", "%20"))
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    /** The files of the inbox that came by the interface, hidden ones too. */
    private List<String> handedIn() throws Exception {
        Path own = served.library.input().resolve("网上报送");
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(own)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> own.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private JsonNode rest() throws Exception {
        JsonNode status = json(PERIOD + "/run", statistician);
        while (List.of("WAITING", "RUNNING").contains(status.get("state").stringValue())) {
            Thread.sleep(20);
            status = json(PERIOD + "/run", statistician);
        }
        return status;
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String type) {
        JsonNode problem = json(answer);
        assertThat(answer.statusCode()).as(problem.toString()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:fubiao:problem:" + type);
        assertThat(problem.get("instance").stringValue())
                .isEqualTo(answer.request().uri().getRawPath());
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(problem.has("trace")).isFalse();
        assertThat(problem.toString()).doesNotContain("Exception", "org.fubiao", "org.springframework");
    }

    @Test
    void aUnitHandsInAFileAndIsAnsweredAtOnce() throws Exception {
        String text = Library.events(0, 4) + "A099,讲座,2023-13-05,7\n";
        HttpResponse<byte[]> answer = submit("读者活动台账.csv", text, unit);
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode told = json(answer);
        assertThat(told.get("accepted").booleanValue()).isTrue();
        assertThat(told.get("closed").isNull()).isTrue();
        assertThat(told.get("path").stringValue()).isEqualTo("网上报送/市图书馆/读者活动台账.csv");
        assertThat(told.get("unit").stringValue()).isEqualTo("T01");
        assertThat(told.get("errors").longValue()).isEqualTo(1);
        assertThat(told.get("forms").get(0).get("title").stringValue()).isEqualTo("读者活动台账");
        assertThat(told.get("forms").get(0).get("unit").stringValue()).isEqualTo("T01");
        JsonNode finding = told.get("findings").get(0);
        assertThat(finding.get("cell").stringValue()).isEqualTo("C6");
        assertThat(finding.get("value").stringValue()).isEqualTo("2023-13-05");
        assertThat(served.library.input().resolve(told.get("path").stringValue()))
                .hasContent(text);
        assertThat(handedIn()).containsExactly("市图书馆/读者活动台账.csv");
        assertThat(served.audit().find(new AuditLog.Filter("", null, "library", null, null), 0, 1))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.who() + " " + entry.action() + " " + entry.outcome())
                            .isEqualTo("unit UPLOAD DONE");
                    assertThat(entry.detail()).isEqualTo("网上报送/市图书馆/读者活动台账.csv ERRORS");
                });
    }

    @Test
    void whatWasHandedInIsNeverReplaced() throws Exception {
        for (int i = 1; i <= 3; i++) {
            assertThat(submit("读者活动台账.csv", Library.events(0, i), unit).statusCode())
                    .isEqualTo(201);
        }
        assertThat(handedIn()).containsExactly("市图书馆/读者活动台账.csv", "市图书馆/读者活动台账（第2次报送）.csv", "市图书馆/读者活动台账（第3次报送）.csv");
        assertThat(served.library.input().resolve("网上报送/市图书馆/读者活动台账.csv")).hasContent(Library.events(0, 1));
    }

    @Test
    void ofManyThatAreHandedInAtOnceNoneIsLost() throws Exception {
        List<Callable<Integer>> tasks = new ArrayList<>();
        IntStream.rangeClosed(1, 12)
                .forEach(i -> tasks.add(
                        () -> submit("读者活动台账.csv", Library.events(0, i), unit).statusCode()));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isEqualTo(201);
            }
        } finally {
            threads.shutdownNow();
        }
        Path own = served.library.input().resolve("网上报送/市图书馆");
        List<String> texts = new ArrayList<>();
        for (String file : handedIn()) {
            texts.add(Files.readString(own.resolveSibling(file)));
        }
        assertThat(texts)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> Library.events(0, i))
                        .toList());
    }

    @Test
    void aDryRunKeepsNothing() throws Exception {
        HttpResponse<byte[]> answer = submit(SUBMISSIONS + "?dryRun=true", "读者活动台账.csv", Library.events(0, 3), unit);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("accepted").booleanValue()).isFalse();
        assertThat(json(answer).get("forms").get(0).get("rows").longValue()).isEqualTo(3);
        assertThat(handedIn()).isEmpty();
    }

    @Test
    void aPeriodThatThePageDoesNotOfferIsRefusedAndTheOthersAreNamed() throws Exception {
        for (String period : List.of("1999", "2031")) {
            for (String dryRun : List.of("", "?dryRun=true")) {
                String path = SUBMISSIONS.replace("2023", period) + dryRun;
                HttpResponse<byte[]> answer = submit(path, "读者活动台账.csv", Library.events(0, 3), unit);
                assertProblem(answer, 422, "period-not-offered");
                assertThat(json(answer).get("detail").stringValue())
                        .isEqualTo("现在不受理" + period + "年的报送，文件未收下。可以报送的报告期：2024、2023、2022。");
                assertThat(served.library.input().resolveSibling(period)).doesNotExist();
            }
        }
    }

    @Test
    void anotherUnitsFileAndWhatCannotCountAreRefused() throws Exception {
        HttpResponse<byte[]> foreign = submit("河东区图书馆 读者活动台账.csv", Library.events(0, 3), unit);
        // The folder says one unit, the name another: it is not known whose it is, and it is not kept.
        assertThat(foreign.statusCode()).isEqualTo(422);
        HttpResponse<byte[]> stated = submit("读者活动台账.csv", "报送单位：河东区图书馆\n" + Library.events(0, 3), unit);
        assertProblem(stated, 422, "other-unit");
        assertThat(json(stated).get("answer").get("forms").get(0).get("unit").stringValue())
                .isEqualTo("Q02");
        HttpResponse<byte[]> nonsense = submit("读者活动台账.csv", "a,b\n1,2\n", unit);
        assertProblem(nonsense, 422, "not-usable");
        assertThat(json(nonsense).get("answer").get("findings").size()).isPositive();
        assertProblem(submit(SUBMISSIONS + "?unit=Q02", "x.csv", Library.events(0, 3), unit), 403, "forbidden");
        assertProblem(submit("x.csv", Library.events(0, 3), statistician), 422, "unit");
        assertThat(handedIn()).isEmpty();
        assertThat(submit(SUBMISSIONS + "?unit=Q02", "读者活动台账.csv", Library.events(3, 3), statistician)
                        .statusCode())
                .isEqualTo(201);
        assertThat(handedIn()).containsExactly("河东区图书馆/读者活动台账.csv");
    }

    @Test
    void noNameLeadsOutOfTheFolderOfItsUnit() throws Exception {
        for (String name : List.of(
                "../../../../../读者活动台账.csv",
                "..\\..\\读者活动台账.csv",
                "/etc/读者活动台账.csv",
                "a:b?<b>读者活动台账\u202e\u0000.csv",
                "NUL.csv")) {
            HttpResponse<byte[]> answer = submit(name, Library.events(0, 2), unit);
            assertThat(answer.statusCode())
                    .as(name + new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(201);
        }
        assertThat(handedIn())
                .hasSize(5)
                .allMatch(file -> file.matches("市图书馆/[^/]+"))
                .noneMatch(file -> file.contains("\u202e") || file.contains("\0"));
        for (String name : List.of("", "..", ".csv", "a.exe", ".hidden.csv", "~$a.xlsx", "a.csv/")) {
            assertThat(submit(name, Library.events(0, 2), unit).statusCode())
                    .as(name)
                    .isEqualTo(201);
        }
        assertThat(handedIn()).hasSize(12).allMatch(file -> file.matches("市图书馆/[^./~][^/]*"));
        String longName = "读".repeat(300) + ".csv";
        assertThat(submit(longName, Library.events(0, 2), unit).statusCode()).isEqualTo(201);
    }

    @Test
    void aFormInABrowserSendsTheSame() throws Exception {
        String text = Library.events(0, 2);
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"读者活动台账.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + text + "\r\n--b--\r\n";
        HttpResponse<byte[]> answer = send(request(SUBMISSIONS, unit)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(served.library.input().resolve("网上报送/市图书馆/读者活动台账.csv")).hasContent(text);
    }

    @Test
    void aStatisticianRunsAJobAndTakesAwayWhatCameOfIt() throws Exception {
        submit("读者活动台账.csv", Library.events(0, 7), unit);
        HttpResponse<byte[]> begun = post(PERIOD + "/run", statistician, "{\"reason\": \"补报\"}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(begun.headers().firstValue("Location")).contains(PERIOD + "/run");
        JsonNode status = rest();
        assertThat(status.get("state").stringValue()).isEqualTo("DONE");
        assertThat(status.get("run").get("number").longValue()).isEqualTo(1);
        assertThat(status.get("run").get("files").longValue()).isEqualTo(11);
        assertThat(status.get("run").get("started").stringValue()).endsWith("Z");
        assertThat(status.get("log").toString()).contains("由 statistician 开始汇总，原因：补报", "生成附表");
        assertThat(json(JOB + "/runs/1", statistician).get("log")).isEqualTo(status.get("log"));

        JsonNode period = json(PERIOD, unit);
        assertThat(period.get("published").get("number").longValue()).isEqualTo(1);
        assertThat(period.get("published").get("errors").isNull()).isTrue();
        assertThat(period.get("completeness").get("expected").longValue()).isEqualTo(2);
        JsonNode published = json(PERIOD, viewer);
        assertThat(published.get("completeness").get("reported").longValue()).isEqualTo(10);
        assertThat(published.get("published").get("reason").isNull()).isTrue();
        assertThat(published.get("published").get("errors").isNull()).isTrue();
        assertThat(published.get("latest").isNull()).isTrue();
        assertThat(published.get("completeness").get("states").toString()).doesNotContain("_with_", "excluded");

        JsonNode figures = json(JOB + "/runs/1/figures", viewer);
        assertThat(figures.get(0).toString()).contains("\"id\":\"T01\"", "\"quoted\":\"举办读者活动");
        assertThat(figures.get(0).get("value").isNumber()).isTrue();

        JsonNode trace =
                json(JOB + "/runs/1/figures/T01/trace?rows=2", statistician).get("trace");
        assertThat(trace.get("measure").stringValue()).isEqualTo("活动场次");
        JsonNode first = trace.get("units").get(0);
        assertThat(first.get("rowCount").longValue()).isEqualTo(7);
        assertThat(first.get("rows").size()).isEqualTo(2);
        assertThat(first.get("rows").get(0).get("file").stringValue()).isEqualTo("网上报送/市图书馆/读者活动台账.csv");
        assertProblem(get(JOB + "/runs/1/figures/T99/trace", statistician), 404, "not-found");
        assertProblem(get(JOB + "/runs/2/figures", statistician), 404, "not-found");

        served.library.define("measures.yml", "sum(参加人次)", "sum(参加人次) + 0");
        assertProblem(get(JOB + "/runs/1/figures/T01/trace", statistician), 409, "definitions-changed");
        assertProblem(post(JOB + "/runs/1/rerun", statistician, "{}"), 422, "reason");
        assertThat(post(JOB + "/runs/1/rerun", statistician, "{\"reason\": \"again\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(rest().get("run").get("number").longValue()).isEqualTo(2);
        assertThat(json(JOB + "/runs/2/figures/T01/trace", statistician)
                        .get("run")
                        .longValue())
                .isEqualTo(2);
        JsonNode runs = json(JOB + "/runs?size=1&page=2", statistician);
        assertThat(runs.get("total").longValue()).isEqualTo(2);
        assertThat(runs.get("items").size()).isEqualTo(1);
        assertThat(runs.get("items").get(0).get("number").longValue()).isEqualTo(1);
    }

    @Test
    void aRunThatIsGoingOnIsWatchedAndStopped() throws Exception {
        served.library.put("市图书馆/读者活动台账.csv", Library.events(0, 120_000));
        post(PERIOD + "/run", statistician, "{\"reason\": \"x\"}");
        assertProblem(post(PERIOD + "/run", statistician, "{\"reason\": \"x\"}"), 409, "run-going");
        JsonNode going = json(PERIOD + "/run", statistician);
        assertThat(going.get("state").stringValue()).isIn("WAITING", "RUNNING");
        assertThat(going.get("progress").has("step")).isTrue();
        assertThat(post(PERIOD + "/run/stop", statistician, "").statusCode()).isEqualTo(202);
        JsonNode stopped = rest();
        assertThat(stopped.get("state").stringValue()).isEqualTo("STOPPED");
        assertThat(stopped.get("failure").stringValue()).contains("汇总已按要求停止");
        assertThat(stopped.get("progress").isNull()).isTrue();
        assertProblem(post(PERIOD + "/run/stop", statistician, ""), 409, "no-run");
        assertThat(post(JOB + "/runs/1/restart", statistician, "").statusCode()).isEqualTo(202);
        assertThat(rest().get("state").stringValue()).isEqualTo("DONE");
        assertProblem(post(JOB + "/runs/1/restart", statistician, ""), 409, "run-over");
        served.bean(PeriodClosing.class)
                .close(Library.ID, Library.PERIOD, 1, "同意封账", new Signer(new Actor("wang", ""), "王五"));
        assertProblem(post(PERIOD + "/run", statistician, "{\"reason\": \"x\"}"), 409, "period-closed");
        assertProblem(post(JOB + "/runs/1/rerun", statistician, "{\"reason\": \"x\"}"), 409, "period-closed");
        JsonNode late = json(submit("读者活动台账.csv", Library.events(0, 7), unit));
        assertThat(late.get("accepted").booleanValue()).isTrue();
        assertThat(late.get("closed").get("by").stringValue()).isEqualTo("王五");
        assertThat(late.get("closed").has("at")).isTrue();
        assertProblem(post(JOB + "/periods/2021/run", statistician, "{\"reason\": \"x\"}"), 422, "nothing-received");
        assertProblem(post(JOB + "/periods/2023-Q1/run", statistician, "{\"reason\": \"x\"}"), 422, "period");
    }

    @Test
    void findingsComeInPagesAndAUnitSeesItsOwn() throws Exception {
        served.library.put("市图书馆/读者活动台账.csv", Library.events(0, 3) + "=1+1,讲座,x,7\nA5,讲座,y,7\n");
        served.library.put("河东区图书馆/读者活动台账.csv", Library.events(3, 3) + "D5,讲座,z,7\n");
        served.run();
        JsonNode all = json(PERIOD + "/findings?severity=ERROR&size=2", statistician);
        assertThat(all.get("total").longValue()).isEqualTo(3);
        assertThat(all.get("items").size()).isEqualTo(2);
        assertThat(json(PERIOD + "/findings?severity=ERROR&size=2&page=2", statistician)
                        .get("items")
                        .size())
                .isEqualTo(1);
        assertThat(json(PERIOD + "/findings?unit=Q02&severity=ERROR", statistician)
                        .get("items")
                        .get(0)
                        .get("value")
                        .stringValue())
                .isEqualTo("z");
        JsonNode own = json(PERIOD + "/findings", unit);
        assertThat(own.get("items").size()).isPositive();
        own.get("items")
                .forEach(
                        finding -> assertThat(finding.get("unit").stringValue()).isEqualTo("T01"));
        assertProblem(get(PERIOD + "/findings?unit=Q02", unit), 403, "forbidden");
        assertProblem(get(PERIOD + "/findings?severity=BAD", statistician), 400, "bad-request");
        assertThat(json(PERIOD + "/findings?page=-7&size=0", statistician)
                        .get("size")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void publishedFilesAreTakenAwayWholeOrInPart() throws Exception {
        served.run();
        JsonNode files = json(PERIOD + "/files", viewer);
        assertThat(files.get(0).get("name").stringValue()).isEqualTo("附表汇编.xlsx");
        assertThat(files.toString()).doesNotContain("审核情况");
        Path file = served.library.latest().resolve("附表汇编.xlsx");
        String path = PERIOD + "/files/" + Client.encode("附表汇编.xlsx");
        HttpResponse<byte[]> whole = get(path, viewer);
        assertThat(whole.body()).isEqualTo(Files.readAllBytes(file));
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + files.get(0).get("sha256").stringValue() + "\"");
        assertThat(whole.headers().firstValue("Content-Disposition").orElse(""))
                .contains("filename*=UTF-8''%E9%99%84%E8%A1%A8%E6%B1%87%E7%BC%96.xlsx");
        assertThat(send(request(path, viewer).header("If-None-Match", tag)).statusCode())
                .isEqualTo(304);
        HttpResponse<byte[]> part = send(request(path, viewer).header("Range", "bytes=10-19"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(Files.readAllBytes(file), 10, 20));
        HttpResponse<byte[]> zip = get(PERIOD + "/files.zip", viewer);
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(send(request(PERIOD + "/files.zip", viewer)
                                .header(
                                        "If-None-Match",
                                        zip.headers().firstValue("ETag").orElseThrow()))
                        .statusCode())
                .isEqualTo(304);
        for (String name : List.of("..%2F..%2Fmanifest.json", "manifest.json", "%2Fetc%2Fpasswd")) {
            assertThat(get(PERIOD + "/files/" + name, statistician).statusCode())
                    .isIn(400, 404);
        }
    }

    @Test
    void whatIsLongerThanItMayBeIsRefused() throws Exception {
        String spaces = "{" + " ".repeat(1 << 17) + "\"reason\": \"x\"}";
        assertProblem(post(PERIOD + "/run", statistician, spaces), 413, "too-large");
        // The same without a length beforehand.
        HttpRequest.BodyPublisher chunked = HttpRequest.BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(spaces.getBytes(StandardCharsets.UTF_8)));
        assertProblem(
                send(request(PERIOD + "/run", statistician)
                        .header("Content-Type", "application/json")
                        .POST(chunked)),
                413,
                "too-large");
        assertThat(json(PERIOD, statistician).get("latest").isNull()).isTrue();
    }

    @Test
    void filesOfWhoMayNotSendThemAreNotWaitedFor() throws Exception {
        String path = "/api/v1/jobs/library/periods/2023/submissions";
        for (String key : List.of("fubiao_nonsense", viewer)) {
            for (String place : List.of(path, "/jobs/library/submissions?period=2023")) {
                String status = key.equals(viewer) ? "403" : "401";
                assertThat(begin(place, "multipart/form-data; boundary=x", key, 50_000_000))
                        .as(place)
                        .startsWith("HTTP/1.1 " + status);
            }
        }
        assertThat(begin(path, "text/csv", unit, 5_000_000_000L)).startsWith("HTTP/1.1 413");
        assertThat(begin(path, "application/json", unit, 1_000_000)).startsWith("HTTP/1.1 413");
        try (Stream<Path> waiting = Files.list(folder.resolve("work/uploads"))) {
            assertThat(waiting).isEmpty();
        }
    }

    /** Sends the head of a request and the first bytes of its body, and returns the first line of the answer. */
    private String begin(String path, String type, String key, long length) throws Exception {
        URI server = URI.create(served.address());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n--x\r\n"
                    + "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n1";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    void allThatGoesWrongIsAProblem() throws Exception {
        assertProblem(get("/api/v1/jobs", ""), 401, "unauthorized");
        assertProblem(get("/api/v1/jobs", "fubiao_wrong"), 401, "unauthorized");
        assertThat(get("/api/v1/jobs", "").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
        assertProblem(get("/api/v1/nothing", unit), 404, "not-found");
        assertProblem(get("/api/v1/jobs/secret", unit), 404, "not-found");
        assertProblem(get(JOB + "/periods/x", unit), 400, "bad-request");
        assertProblem(post("/api/v1/jobs", unit, "{}"), 405, "method-not-allowed");
        assertProblem(send(request("/api/v1/jobs", unit).header("Accept", "image/png")), 406, "not-acceptable");
        assertProblem(
                send(request(PERIOD + "/run", statistician)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))),
                415,
                "unsupported-media-type");
        assertProblem(post(PERIOD + "/run", statistician, "{\"reason\""), 400, "bad-request");
        assertProblem(post(PERIOD + "/run", unit, "{\"reason\": \"x\"}"), 403, "forbidden");
        served.library.define("measures.yml", "不存在: {form: 没有, value: 1}\n");
        assertProblem(post(PERIOD + "/run", statistician, "{\"reason\": \"x\"}"), 409, "definitions");
        JsonNode english = json(send(request("/api/v1/jobs", "").header("Accept-Language", "en-GB,en;q=0.9")));
        assertThat(english.get("title").stringValue()).isEqualTo("Not logged in");
        JsonNode both = json(send(request("/api/v1/jobs", "").header("Accept-Language", "zh;q=0.9,en;q=0.5")));
        assertThat(both.get("title").stringValue()).isEqualTo("未登录");
    }

    @Test
    void whatNobodyExpectedIsAProblemToo() throws Exception {
        served.run();
        // A published file that is not as the program writes it.
        Files.writeString(served.library.latest().resolve("findings.csv"), "code,severity\nX,nonsense\n");
        assertProblem(get(PERIOD + "/findings?severity=ERROR", statistician), 500, "internal");
    }

    @Test
    void aSessionNeedsTheMarkToChangeAnything() throws Exception {
        Client client = served.as(Role.STATISTICIAN);
        assertThat(client.download(JOB).statusCode()).isEqualTo(200);
        assertThat(client.forge(PERIOD + "/run", "reason", "x").statusCode()).isEqualTo(403);
        assertThat(client.postBody(PERIOD + "/run", "{\"reason\": \"x\"}", "").statusCode())
                .isEqualTo(202);
        rest();
        served.makeNew("fresh", Role.VIEWER, Library.ID, Served.PASSWORD + "!");
        Client fresh = served.as("fresh", Served.PASSWORD + "!");
        assertThat(fresh.download(JOB).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenNeitherMakesNorTouchesASession() throws Exception {
        assertThat(get(JOB, viewer).headers().firstValue("Set-Cookie")).isEmpty();
        String session = served.as(Role.STATISTICIAN).cookie("FUBIAO");
        HttpResponse<byte[]> both = send(request(JOB, viewer).header("Cookie", "FUBIAO=" + session));
        assertThat(both.statusCode()).isEqualTo(200);
        assertThat(both.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aTokenAsksSoManyTimesAMinuteAndNoMore() throws Exception {
        served.clock.pass(Duration.ofSeconds(60 - served.clock.instant().getEpochSecond() % 60));
        for (int i = 0; i < 600; i++) {
            assertThat(get("/api/v1/jobs/secret", viewer).statusCode()).isEqualTo(404);
        }
        // However the key is written.
        HttpResponse<byte[]> answer = get(JOB, " " + viewer);
        assertProblem(answer, 429, "too-many-requests");
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 60L);
        assertThat(get(JOB, statistician).statusCode()).isEqualTo(200);
        served.clock.pass(Duration.ofMinutes(1));
        assertThat(get(JOB, viewer).statusCode()).isEqualTo(200);
    }
}
