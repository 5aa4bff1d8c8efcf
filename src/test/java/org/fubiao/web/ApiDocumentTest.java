package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.fubiao.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document of the interface agrees with the interface. */
class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    @TempDir
    private Path folder;

    private static JsonNode document(Served served) throws Exception {
        var answer = served.as(Role.UNIT).download("/api/v1/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** What there is below /api/v1, but for the document itself. */
    private static Set<String> routes(Served served) {
        Set<String> routes = new TreeSet<>();
        for (RequestMappingInfo info : served.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            info.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/") && !path.contains("openapi"))
                    .forEach(path -> info.getMethodsCondition()
                            .getMethods()
                            .forEach(method -> routes.add(method.name().toLowerCase(Locale.ROOT) + " " + path)));
        }
        return routes;
    }

    @Test
    void everyOperationIsInTheDocumentAndNoOther() throws Exception {
        try (Served served = Served.start(folder)) {
            JsonNode document = document(served);
            assertThat(document.get("openapi").stringValue()).startsWith("3.1");
            Set<String> described = new TreeSet<>();
            Set<String> names = new TreeSet<>();
            List<String> bad = new ArrayList<>();
            document.get("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(operation -> {
                        assertThat(METHODS).contains(operation.getKey());
                        String route = operation.getKey() + " " + path.getKey();
                        described.add(route);
                        if (!names.add(operation.getValue().path("operationId").asString())) {
                            bad.add(route + " has the name of another");
                        }
                        check(route, operation.getValue(), bad);
                    }));
            assertThat(described).isEqualTo(routes(served)).isNotEmpty();
            references(document, document, bad);
            assertThat(bad).isEmpty();
            assertThat(document.toString()).doesNotContain("InputStream", "HttpServlet", "WebRequest", "java.");
        }
    }

    private static void check(String route, JsonNode operation, List<String> bad) {
        for (String text : List.of("summary", "description", "operationId")) {
            if (operation.path(text).asString("").isBlank()) {
                bad.add(route + " has no " + text);
            }
        }
        if (!operation.path("responses").path("4XX").path("content").has("application/problem+json")) {
            bad.add(route + " does not say how it fails");
        }
        boolean done = false;
        for (var answer : operation.path("responses").properties()) {
            boolean good = answer.getKey().startsWith("2");
            done |= good;
            JsonNode json = answer.getValue().path("content").path("application/json");
            if (good && !json.isMissingNode() && !json.path("example").isContainer()) {
                bad.add(route + " has no example of " + answer.getKey());
            }
            if (answer.getValue().path("content").has("*/*")) {
                bad.add(route + " answers anything");
            }
        }
        if (!done) {
            bad.add(route + " does not say how it succeeds");
        }
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("schema").isMissingNode()) {
                bad.add(route + " has a parameter of no type: " + parameter.path("name"));
            }
        }
    }

    /** Every reference leads to something. */
    private static void references(JsonNode node, JsonNode document, List<String> bad) {
        if (node.has("$ref")) {
            String target = node.get("$ref").asString();
            if (!target.startsWith("#/") || document.at(target.substring(1)).isMissingNode()) {
                bad.add(target + " leads nowhere");
            }
        }
        node.forEach(child -> references(child, document, bad));
    }

    /** Each example has the members that its schema has, and no others. */
    @Test
    void examplesAreAsTheirSchemasSay() throws Exception {
        try (Served served = Served.start(folder)) {
            JsonNode document = document(served);
            List<String> bad = new ArrayList<>();
            int[] examples = {0};
            for (var path : document.get("paths").properties()) {
                for (JsonNode operation : path.getValue()) {
                    for (JsonNode answer : operation.get("responses")) {
                        JsonNode json = answer.path("content").path("application/json");
                        if (json.has("example")) {
                            examples[0]++;
                            compare(path.getKey(), json.get("example"), json.get("schema"), document, bad);
                        }
                    }
                }
            }
            assertThat(bad).isEmpty();
            assertThat(examples[0]).isGreaterThanOrEqualTo(12);
        }
    }

    private static void compare(String at, JsonNode example, JsonNode schema, JsonNode document, List<String> bad) {
        JsonNode meant =
                schema.has("$ref") ? document.at(schema.get("$ref").asString().substring(1)) : schema;
        if (example.isArray()) {
            example.forEach(item -> compare(at + "[]", item, meant.path("items"), document, bad));
        } else if (example.isObject() && meant.has("properties")) {
            Set<String> there = new TreeSet<>(example.propertyNames());
            Set<String> said = new TreeSet<>(meant.get("properties").propertyNames());
            if (!there.equals(said)) {
                bad.add(at + ": " + there + " in the example, " + said + " in the schema");
            }
            example.properties()
                    .forEach(member -> compare(
                            at + "." + member.getKey(),
                            member.getValue(),
                            meant.get("properties").path(member.getKey()),
                            document,
                            bad));
        } else if (meant.has("enum") && !example.isNull()) {
            boolean known = false;
            for (JsonNode value : meant.get("enum")) {
                known |= value.equals(example);
            }
            if (!known) {
                bad.add(at + ": " + example + " is none of " + meant.get("enum"));
            }
        }
    }
}
