package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    private static final Pattern OF_THE_SERVER = Pattern.compile(
            " org\\.(fubiao\\.(web|account|audit|catalog)\\.|springframework\\.(boot\\.(?!logging)|security\\.|web\\.)|thymeleaf\\.|apache\\.catalina\\.)");

    @TempDir
    private Path folder;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-DFUBIAO_LOG=" + folder.resolve("fubiao.log")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void itServesUntilItIsToldToEndAndShowsTheFirstPasswordOnce() throws Exception {
        Library library = Library.reported(folder);
        List<String> first = serve(library);
        List<String> second = serve(library);

        assertThat(first.get(0)).startsWith("附表服务已启动，请用浏览器打开 http://127.0.0.1:");
        assertThat(first.get(1)).isEqualTo("首次启动，已建立管理员账号，初始密码只显示这一次，登录后须修改：");
        assertThat(first.get(2)).isEqualTo("  账号      admin");
        assertThat(first.get(3)).matches("  初始密码  \\S{19}");
        assertThat(first.get(4)).isEqualTo("按 Ctrl+C 停止服务。");
        assertThat(second).hasSize(2);
    }

    /** Starts it, looks at a page, asks the process to end; gives what it printed. */
    private List<String> serve(Library library) throws Exception {
        List<String> command = new ArrayList<>(List.of("org.fubiao.Fubiao", "serve", "--port=0"));
        command.addAll(library.options());
        Process process = start(command.toArray(String[]::new));
        try (BufferedReader reader = output(process)) {
            List<String> lines = new ArrayList<>();
            String line = reader.readLine();
            while (line != null && !line.startsWith("按 Ctrl+C")) {
                lines.add(line);
                line = reader.readLine();
            }
            lines.add(String.valueOf(line));
            String address = lines.get(0).replaceAll(".*(http:\\S+)", "$1");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address + "login"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            // Told by a signal, and nothing went wrong on the way out.
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(reader.lines()).isEmpty();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void otherCommandsLoadNothingOfTheServer() throws Exception {
        Library library = Library.reported(folder);
        List<String> command = new ArrayList<>(List.of("-verbose:class", "org.fubiao.Fubiao", "run"));
        command.addAll(library.options());
        Process process = start(command.toArray(String[]::new));
        try (BufferedReader reader = output(process)) {
            List<String> loaded = reader.lines().toList();

            assertThat(process.waitFor()).isZero();
            assertThat(loaded).anyMatch(line -> line.contains(" org.fubiao.cli.ServeCommand "));
            assertThat(loaded.stream()
                            .filter(line -> OF_THE_SERVER.matcher(line).find()))
                    .isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenOrIsNoneIsToldInPlainWords() throws Exception {
        Library library = Library.empty(folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StringWriter err = new StringWriter();
            int port = taken.getLocalPort();

            assertThat(serve(library, err, "--port=" + port)).isEqualTo(ExitCode.FAILED);
            assertThat(err).hasToString("端口 " + port + " 已被其他程序占用，请用 --port 另指定一个端口。\n");
        }
        StringWriter err = new StringWriter();
        assertThat(serve(library, err, "--port=70000")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--port 应在 0 至 65535 之间，而不是 70000");
    }

    @Test
    void aProxyIsSomewhereThatIsKnown() throws Exception {
        StringWriter err = new StringWriter();
        assertThat(serve(Library.empty(folder), err, "--behind-proxy=everywhere"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--behind-proxy 后应写 local（代理在本机）或 private（在内网），而不是“everywhere”");
    }

    @Test
    void daysAreThoseOfTheOfficeWhateverTheMachineSays() throws Exception {
        Library library = Library.reported(folder);
        Files.createDirectories(library.work());
        Path settings = library.work().resolve("fubiao.properties");
        Files.writeString(settings, "zone = Asia/Shangai\n");
        List<String> command =
                List.of("-Duser.timezone=Pacific/Honolulu", "org.fubiao.Fubiao", "runs", "--work=" + library.work());
        assertThat(told(command)).anyMatch(line -> line.contains("zone 应写作时区，如 Asia/Shanghai"));

        Files.writeString(settings, "zone = Asia/Shanghai\n");
        library.run();
        library.update("UPDATE run SET started = TIMESTAMP WITH TIME ZONE '2024-03-01 00:30:00+08'");
        assertThat(told(command)).anyMatch(line -> line.contains("2024-03-01 00:30"));
    }

    private List<String> told(List<String> command) throws Exception {
        Process process = start(command.toArray(String[]::new));
        try (BufferedReader reader = output(process)) {
            return reader.lines().toList();
        }
    }

    private static int serve(Library library, StringWriter err, String option) {
        List<String> command = new ArrayList<>(List.of("serve", option));
        command.addAll(library.options());
        return FubiaoCli.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
                .execute(command.toArray(String[]::new));
    }
}
