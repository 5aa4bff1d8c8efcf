package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.fubiao.account.Role;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the guide do what it says. They are run as they stand there, but for the values that they begin with. */
class ApiGuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern KEY = Pattern.compile("fubiao_[A-Za-z0-9_-]{43}");
    private static final String FILE = "读者活动台账.csv";

    @TempDir
    private Path folder;

    @TempDir
    private Path desk;

    @Test
    void itsCommandsGoAllTheWay() throws Exception {
        if (!hasCurl()) {
            System.err.println("NOT TESTED: docs/api.md, because there is no curl here. Install it.");
            Assumptions.abort("there is no curl");
        }
        try (Served served = Served.start(folder)) {
            makeKey(served, Role.UNIT);
            makeKey(served, Role.STATISTICIAN);
            Files.writeString(desk.resolve(FILE), Library.events(0, 9));
            assertThat(run(script(served)))
                    .as(Files.readString(desk.resolve("output")))
                    .isZero();

            JsonNode answer = JsonMapper.shared().readTree(Files.readAllBytes(desk.resolve("answer.json")));
            assertThat(answer.get("accepted").booleanValue()).isTrue();
            assertThat(served.library.input().resolve(answer.get("path").stringValue()))
                    .hasSameBinaryContentAs(desk.resolve(FILE));
            assertThat(names(Files.readAllBytes(desk.resolve("appendices.zip"))))
                    .contains("附表汇编.xlsx", "审核情况.xlsx");
            // It had not changed.
            assertThat(desk.resolve("newer.zip")).doesNotExist();
            JsonNode trace = JsonMapper.shared().readTree(Files.readAllBytes(desk.resolve("trace.json")));
            assertThat(trace.get("figure").get("id").stringValue()).isEqualTo("T01");
            assertThat(trace.get("trace")
                            .get("units")
                            .get(0)
                            .get("rows")
                            .get(0)
                            .get("file")
                            .stringValue())
                    .isEqualTo(answer.get("path").stringValue());
        }
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version").start().waitFor() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** As its owner does, on the page. */
    private void makeKey(Served served, Role role) throws Exception {
        Client client = served.as(role);
        client.post("/account/tokens", "title", "curl");
        Matcher key = KEY.matcher(client.get("/account").body());
        assertThat(key.find()).isTrue();
        Files.writeString(
                desk.resolve(role.name().toLowerCase(java.util.Locale.ROOT) + ".key"),
                "Authorization: Bearer " + key.group() + "\n");
    }

    private static String script(Served served) throws Exception {
        String script = BLOCK.matcher(Files.readString(Path.of("docs/api.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        Map<String, String> values =
                Map.of("server", served.address(), "job", Library.ID, "file", FILE, "figure", "T01");
        for (Map.Entry<String, String> value : values.entrySet()) {
            String given = script.replaceFirst(
                    "(?m)^" + value.getKey() + "=.*$",
                    Matcher.quoteReplacement(value.getKey() + "=" + value.getValue()));
            assertThat(given).isNotEqualTo(script);
            script = given;
        }
        return "set -euo pipefail\n" + script;
    }

    private int run(String script) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(desk.toFile())
                .redirectErrorStream(true)
                .redirectOutput(desk.resolve("output").toFile());
        shell.environment().put("LC_ALL", "C.UTF-8");
        Process process = shell.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static List<String> names(byte[] zip) throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
