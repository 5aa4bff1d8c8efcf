package org.fubiao.load;

import static io.gatling.javaapi.core.CoreDsl.RawFileBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.RawFileBodyPart;
import static io.gatling.javaapi.http.HttpDsl.addCookie;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What they all do at once. Units see what they owe and hand in files, by the page and by the interface; readers look at what was
 * published, ask where numbers come from, and take it away; statisticians review all of it; one keeps a run going and watches it.
 * Each thinks for a while after each step.
 */
public final class People extends Simulation {
    private static final Path FOLDER = Path.of(System.getProperty("folder"));
    private static final String JOB = System.getProperty("job");
    private static final String PERIOD = System.getProperty("period");
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("seconds"));
    private static final Duration THINK_AT_LEAST = Duration.ofSeconds(1);
    private static final Duration THINK_AT_MOST = Duration.ofSeconds(3);
    private static final String PAGES = "/jobs/" + JOB;
    private static final String API = "/api/v1/jobs/" + JOB + "/periods/" + PERIOD;

    private final AtomicInteger number = new AtomicInteger();
    private final Queue<String> pages = new ConcurrentLinkedQueue<>();
    private final Queue<String> uploads = new ConcurrentLinkedQueue<>();

    public People() {
        List<Person> people = Person.read(FOLDER.resolve("people"));
        List<PopulationBuilder> all = new ArrayList<>();
        all.add(population(people, Person.Kind.REPORTER, reporter()));
        all.add(population(people, Person.Kind.READER, reader()));
        all.add(population(people, Person.Kind.STATISTICIAN, statistician()));
        all.add(population(people, Person.Kind.RUNNER, runner()));
        setUp(all.toArray(PopulationBuilder[]::new))
                .protocols(http.baseUrl(System.getProperty("server"))
                        .disableFollowRedirect()
                        // A browser would not ask for them again either.
                        .disableCaching()
                        .acceptLanguageHeader("zh-CN"));
    }

    private static PopulationBuilder population(List<Person> all, Person.Kind kind, ChainBuilder does) {
        List<Map<String, Object>> own = all.stream()
                .filter(one -> one.kind() == kind)
                .map(one -> Map.<String, Object>of(
                        "unit", one.unit(), "session", one.session(), "token", one.token(), "file", one.file()))
                .toList();
        return scenario(kind.name())
                .feed(listFeeder(own).queue())
                .exec(addCookie(Cookie("FUBIAO", session -> session.getString("session"))))
                .pause(Duration.ZERO, THINK_AT_MOST)
                // To the end of what is being done: what was handed in must be written down.
                .during(LENGTH, false)
                .on(does)
                .injectOpen(atOnceUsers(own.size()));
    }

    private ChainBuilder reporter() {
        return exec(page("home", "/"))
                .exec(think())
                .exec(page("submissions", PAGES + "/submissions", mark()))
                .exec(think())
                .exec(uploadByPage())
                // As the page does by itself once it is answered.
                .exec(page("submissions", PAGES + "/submissions?period=" + PERIOD + "&unit=#{unit}", mark()))
                .exec(think())
                .exec(upload())
                .exec(think())
                .exec(api("findings", API + "/findings"))
                .exec(page("account", "/account"))
                .exec(think());
    }

    private ChainBuilder reader() {
        return exec(page("overview", PAGES))
                .exec(think())
                .exec(tables())
                .exec(http("download of a file")
                        .get(PAGES + "/appendices/" + PERIOD + "/files/%E9%99%84%E8%A1%A8%E6%B1%87%E7%BC%96.xlsx")
                        .check(status().is(200)))
                .exec(think())
                .exec(page("home", "/"))
                .exec(http("download of all")
                        .get(API + "/files.zip")
                        .header("Authorization", "Bearer #{token}")
                        .check(status().is(200)))
                .exec(think());
    }

    private ChainBuilder statistician() {
        return exec(page("overview", PAGES))
                .exec(think())
                .exec(page("findings", PAGES + "/findings"))
                .exec(think())
                .exec(page("submissions of all", PAGES + "/submissions"))
                .exec(think())
                .exec(tables())
                .exec(page("closing", PAGES + "/closing"))
                .exec(think());
    }

    /** Any appendix of the list, and where any of its numbers comes from. */
    private ChainBuilder tables() {
        return exec(page(
                        "appendices",
                        PAGES + "/appendices",
                        link("appendix", "/appendices/" + PERIOD + "/(?!zip)[^/\"]+")))
                .exec(think())
                .exec(page("appendix", "#{appendix}", link("trace", "/trace/" + PERIOD + "/[^\"]+")))
                .exec(think())
                .exec(page("trace", "#{trace}"))
                .exec(think());
    }

    private static CheckBuilder link(String name, String pattern) {
        return regex("href=\"(" + PAGES + pattern + ")\"").findRandom().saveAs(name);
    }

    /** What a form brings along so that no other site can send it. */
    private static CheckBuilder mark() {
        return regex("name=\"_csrf\" value=\"([^\"]+)\"").saveAs("mark");
    }

    private static ChainBuilder think() {
        return pause(THINK_AT_LEAST, THINK_AT_MOST);
    }

    /** Refused while one is going on, which is as it should be. */
    private static ChainBuilder runner() {
        return exec(http("run")
                        .post(API + "/run")
                        .header("Authorization", "Bearer #{token}")
                        .header("Content-Type", "application/json")
                        .body(io.gatling.javaapi.core.CoreDsl.StringBody("{\"reason\": \"load\"}"))
                        .check(status().in(202, 409)))
                .pause(Duration.ofMillis(500))
                .exec(api("run, watched", API + "/run"))
                .pause(Duration.ofMillis(500));
    }

    private static HttpRequestActionBuilder api(String name, String path) {
        return http(name).get(path).header("Authorization", "Bearer #{token}").check(status().is(200));
    }

    private ChainBuilder page(String name, String path, CheckBuilder... more) {
        return timed(
                name,
                http("page " + name)
                        .get(path)
                        .header("Accept", "text/html")
                        .check(status().is(200))
                        .check(more));
    }

    private ChainBuilder timed(String name, HttpRequestActionBuilder page) {
        return exec(page.check(responseTimeInMillis().saveAs("took"))).exec(session -> {
            if (session.contains("took")) {
                pages.add(name + "\t" + session.getInt("took"));
            }
            return session.remove("took");
        });
    }

    /** As the script of the page sends it. The page says whether the file was taken; its name finds it again. */
    private ChainBuilder uploadByPage() {
        return exec(session -> session.set("name", name(session)).remove("answer"))
                .exec(timed(
                        "upload",
                        http("page upload")
                                .post(PAGES + "/submissions")
                                .header("Accept", "text/html")
                                .header("Fubiao-Part", "answers")
                                .formParam("_csrf", "#{mark}")
                                .formParam("period", PERIOD)
                                .formParam("unit", "#{unit}")
                                .bodyPart(RawFileBodyPart("files", "#{file}")
                                        .fileName("#{name}")
                                        .contentType("application/octet-stream"))
                                .asMultipartForm()
                                .check(status().is(200), substring("已收下").saveAs("answer"))))
                .exec(session -> {
                    if (session.contains("answer")) {
                        uploads.add(session.getString("file") + "\t" + session.getString("name"));
                    }
                    return session;
                });
    }

    /** Each time under another name; the answer has the hash of what the server took. */
    private ChainBuilder upload() {
        return exec(session -> session.set("name", name(session)).remove("answer"))
                .exec(http("upload")
                        .post(API + "/submissions")
                        .header("Authorization", "Bearer #{token}")
                        .header("Content-Type", "application/octet-stream")
                        .header("X-File-Name", "#{name}")
                        .body(RawFileBody("#{file}"))
                        .check(status().is(201), bodyString().saveAs("answer")))
                .exec(session -> {
                    if (session.contains("answer")) {
                        uploads.add(session.getString("file") + "\t" + session.getString("answer"));
                    }
                    return session;
                });
    }

    private String name(Session session) {
        String file = session.getString("file");
        return "load-" + number.incrementAndGet() + file.substring(file.lastIndexOf('.'));
    }

    @Override
    public void after() {
        save("pages", pages);
        save("uploads", uploads);
    }

    private static void save(String name, Queue<String> lines) {
        try (BufferedWriter out = Files.newBufferedWriter(FOLDER.resolve(name))) {
            for (String line : lines) {
                out.write(line);
                out.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
