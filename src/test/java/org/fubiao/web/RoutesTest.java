package org.fubiao.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.account.Role;
import org.fubiao.batch.Library;
import org.fubiao.submission.Archive;
import org.fubiao.upload.ReportVersions;
import org.fubiao.upload.UploadDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Walks every route that there is with every role, and holds what comes of it against {@code routes.txt}. */
class RoutesTest {
    private static final Path TABLE = Path.of("src/test/resources/web/routes.txt");
    /** What the columns are about; null is nobody. */
    private static final List<String> VISITORS =
            List.of("anonymous", "UNIT", "VIEWER", "STATISTICIAN", "ADMINISTRATOR");
    /** Answered before any route is looked for. */
    private static final Set<String> BY_FILTERS = Set.of("POST /login", "POST /logout");

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    /** In the table the period is given. */
    private static final Pattern PERIOD = Pattern.compile("(?<=/(?:appendices|periods)/)[^/]+");

    @TempDir
    private Path folder;

    private record Row(String method, String path, List<String> expected, List<String> fields, String body) {
        /** Names of variables do not matter. */
        String route() {
            String general = PERIOD.matcher(path).replaceAll("{}");
            return method + " " + VARIABLE.matcher(general).replaceAll("{}");
        }
    }

    private static List<Row> table() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] halves = line.split("\\|", 2);
                List<String> words = List.of(halves[0].strip().split("\\s+"));
                String sent = halves.length == 1 ? "" : halves[1].strip();
                boolean body = words.get(1).startsWith("/api/");
                List<String> fields = sent.isEmpty() || body ? List.of() : List.of(sent.split("[&=]", -1));
                rows.add(new Row(words.get(0), words.get(1), words.subList(2, words.size()), fields, body ? sent : ""));
            }
        }
        return rows;
    }

    @Test
    void everyRouteGivesEachRoleWhatTheTableSays() throws Exception {
        try (Served served = Served.start(folder)) {
            Set<String> listed = table().stream().map(Row::route).collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed).isEqualTo(mapped(served));
            Map<String, String> variables = variables(served);
            Map<String, Client> visitors = new HashMap<>();
            List<String> wrong = new ArrayList<>();
            for (Row row : table()) {
                assertThat(row.expected()).as(row.path()).hasSameSizeAs(VISITORS);
                for (int i = 0; i < VISITORS.size(); i++) {
                    String visitor = VISITORS.get(i);
                    Client client = visitors.get(visitor);
                    if (client == null) {
                        client = visitor.equals("anonymous") ? served.anonymous() : served.as(Role.valueOf(visitor));
                        visitors.put(visitor, client);
                    }
                    String found = answer(client, row, fill(row.path(), variables));
                    if (!found.equals(row.expected().get(i))) {
                        wrong.add(row.method() + " " + row.path() + " as " + visitor + ": "
                                + row.expected().get(i) + " expected, " + found + " found");
                    }
                    if (row.path().equals("/logout") || row.route().equals("POST /login")) {
                        visitors.remove(visitor);
                    }
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static String answer(Client client, Row row, String path) throws Exception {
        HttpResponse<?> answer;
        if (path.startsWith("/api/")) {
            // Asked for as a program does, but by session.
            answer =
                    row.method().equals("POST") ? client.postBody(path, row.body(), "2024.csv") : client.download(path);
        } else {
            answer = row.method().equals("POST")
                    ? client.postForFile(path, row.fields().toArray(String[]::new))
                    : client.get(path + query(row.fields()));
        }
        return client.target(answer).matches("/login(\\?notice=ENDED)?")
                ? "login"
                : Integer.toString(answer.statusCode());
    }

    private static String query(List<String> fields) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            query.append(i == 0 ? '?' : '&').append(fields.get(i)).append('=').append(fields.get(i + 1));
        }
        return query.toString();
    }

    private static String fill(String path, Map<String, String> variables) {
        return VARIABLE.matcher(path)
                .replaceAll(name -> {
                    String value = variables.get(name.group());
                    assertThat(value).as("a value for " + name.group()).isNotNull();
                    return String.valueOf(value);
                })
                .replace("/assets/**", "/assets/fubiao.css")
                .replace("/webjars/**", "/webjars/htmx.org/dist/htmx.min.js");
    }

    /** What Spring knows of, of whatever kind it is. */
    private static Set<String> mapped(Served served) {
        Set<String> routes = new TreeSet<>(BY_FILTERS);
        for (HandlerMapping mapping :
                served.context().getBeansOfType(HandlerMapping.class).values()) {
            if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
                methods.getHandlerMethods()
                        .keySet()
                        .forEach(info -> routes(info).forEach(routes::add));
            } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
                urls.getHandlerMap().keySet().forEach(path -> routes.add("GET " + path));
            } else {
                // Functions and whatever comes to be: none is known, and none must slip through.
                assertThat(mapping.getClass().getSimpleName()).isEqualTo("RouterFunctionMapping");
                assertThat(served.context()
                                .getBeansOfType(org.springframework.web.servlet.function.RouterFunction.class))
                        .isEmpty();
            }
        }
        return routes;
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        List<String> names = methods.isEmpty()
                ? List.of("ANY")
                : methods.stream().map(RequestMethod::name).toList();
        return info.getPatternValues().stream()
                .flatMap(path -> names.stream()
                        .map(name -> name + " " + VARIABLE.matcher(path).replaceAll("{}")));
    }

    /** What stands for the variables of routes. */
    private static Map<String, String> variables(Served served) throws Exception {
        long somebody = served.make("somebody", Role.VIEWER, Library.ID).id();
        served.as(Role.UNIT)
                .upload(
                        "/jobs/library/submissions",
                        Map.of("period", "2023"),
                        Client.Sent.of("馆藏变动表.csv", Library.stock(500)));
        long upload = served.bean(UploadDesk.class)
                .uploads()
                .of(Library.ID, Library.PERIOD, 1)
                .get(0)
                .id();
        long run = served.run().id();
        long part = served.bean(ReportVersions.class)
                .of(Library.ID, Library.PERIOD, "T01", null)
                .get(0)
                .part();
        return Map.ofEntries(
                entry("{job}", Library.ID),
                entry("{foreign}", "secret"),
                entry("{account}", Long.toString(somebody)),
                entry("{run}", Long.toString(run)),
                entry("{upload}", Long.toString(upload)),
                entry("{part}", Long.toString(part)),
                entry("{nothing}", "987654"),
                entry("{file}", Client.encode("附表汇编.xlsx")),
                entry("{review}", Client.encode("审核情况.xlsx")),
                entry("{period}", Library.PERIOD.toString()),
                entry("{appendix}", "01"),
                entry("{cell}", "B6"),
                entry("{figure}", "T01"),
                entry(
                        "{sha256}",
                        Archive.hash(served.library.input().resolve("市图书馆/馆藏变动表.csv"))
                                .sha256()));
    }

    @Test
    void noRouteIsInTheTableTwiceWithTheSameVariables() throws IOException {
        assertThat(table().stream().map(row -> row.method() + " " + row.path() + row.fields() + row.body()))
                .doesNotHaveDuplicates();
    }
}
