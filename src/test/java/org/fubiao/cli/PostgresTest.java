package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.Fubiao;
import org.fubiao.batch.Library;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL as control database, as an operator sees it. */
class PostgresTest {
    @TempDir
    private Path folder;

    private Library library;
    private Path settings;

    @BeforeEach
    void prepare() {
        library = Library.reported(folder);
        settings = library.work().resolve("fubiao.properties");
    }

    private record Result(int code, String out) {}

    private Result fubiao(String... args) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--work=" + library.work());
        int code = FubiaoCli.commandLine(new PrintWriter(out), new PrintWriter(out))
                .execute(all.toArray(String[]::new));
        return new Result(code, out.toString());
    }

    @Test
    void allCommandsUseTheDatabaseThatTheSettingsName() throws Exception {
        TestDatabase.POSTGRESQL.prepare(library.work());
        List<String> run = new ArrayList<>(List.of("run", "--period=2023"));
        library.options().stream()
                .filter(option -> !option.startsWith("--work"))
                .forEach(run::add);

        assertThat(fubiao(run.toArray(String[]::new)).code()).isZero();

        assertThat(library.work().resolve("fubiao.mv.db")).doesNotExist();
        assertThat(fubiao("runs", "--jobs=" + library.jobs()).out()).contains("  1     library  2023    完成");
        assertThat(fubiao("trace", "T01", "--jobs=" + library.jobs()).out()).contains("举办读者活动20场");
        assertThat(fubiao("doctor", "--jobs=" + library.jobs()).out()).contains("检查完毕，没有发现问题。");
        Result backup = fubiao("backup", folder.resolve("backup").toString());
        assertThat(backup)
                .isEqualTo(new Result(
                        1,
                        "登记库在 PostgreSQL 中，不由本命令备份。请先用 pg_dump 备份数据库，再复制工作目录 " + library.work()
                                + " 中的 archive 和 segments，次序不能颠倒；汇总进行时也可以。\n"));
    }

    @Test
    void aSecondProcessMayUseItAtTheSameTime() throws Exception {
        TestDatabase.POSTGRESQL.prepare(library.work());
        try (ControlDatabase here = ControlDatabase.open(library.work())) {
            assertThat(here.isCurrent()).isTrue();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Fubiao.class.getName(),
                    "run",
                    "--period=2023"));
            command.addAll(library.options());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(said).isZero();
            assertThat(fubiao("runs", "--jobs=" + library.jobs()).out()).contains("  1     library  2023    完成");
        }
    }

    @Test
    void whereNobodyAnswersTheMessageSaysWhatToCheckAndKeepsThePassword() throws Exception {
        write("""
                database.url = jdbc:postgresql://localhost:1/fubiao?connectTimeout=1
                database.user = office
                database.password = geheim-4711
                """);
        Path log = Path.of(System.getProperty("FUBIAO_LOG", ""));

        Result result = fubiao("runs", "--jobs=" + library.jobs());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("连接不上登记库 jdbc:postgresql://localhost:1/fubiao。请检查服务器是否在运行，以及 " + settings + " 中的地址、用户和密码。")
                .doesNotContain("geheim");
        assertThat(Files.readString(log)).contains("localhost:1").doesNotContain("geheim-4711");
        assertThat(fubiao("doctor", "--jobs=" + library.jobs()).code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    database.url=jdbc:mysql://h/d|database.user=a|database.url 应写作 jdbc:postgresql://主机:端口/数据库，用户和密码另写在 database.user、database.password 中
                    database.url=jdbc:postgresql://h/d?password=geheim|database.user=a|database.url 应写作 jdbc:postgresql://主机:端口/数据库，用户和密码另写在 database.user、database.password 中
                    database.url=jdbc:postgresql://h/d|database.password=geheim|缺少 database.user
                    database.adress=jdbc:postgresql://h/d|database.user=a|不认识配置项“database.adress”，应为 database.url、database.user、database.password
                    """)
    void settingsThatAreWrongAreToldWithoutTheirSecrets(String first, String second, String message) throws Exception {
        write(first + '\n' + second + '\n');

        Result result = fubiao("runs", "--jobs=" + library.jobs());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith(settings + " 有误：" + message + "。").doesNotContain("geheim");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(library.work());
        Files.writeString(settings, text);
    }
}
