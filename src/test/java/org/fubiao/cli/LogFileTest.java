package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.Fubiao;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path start;

    @Test
    void itIsInTheWorkFolderUnlessAnotherIsNamed() {
        assertThat(LogFile.path(null, Path.of("away"))).isEqualTo(Path.of("away/fubiao.log"));
        assertThat(LogFile.path("/var/log/fubiao.log", Path.of("away"))).isEqualTo(Path.of("/var/log/fubiao.log"));
    }

    @Test
    void checkLeavesNothing() throws Exception {
        assertThat(check()).contains("结论：未发现问题，可以报送。");

        assertThat(start).isEmptyDirectory();
    }

    @Test
    void checkAnswersWhereNothingCanBeWritten() throws Exception {
        Files.writeString(start.resolve("work"), "a file where the folder would be");

        assertThat(check())
                .startsWith(folder.toString())
                .contains("结论：未发现问题，可以报送。")
                .doesNotContain("|-");
    }

    @Test
    void aRunLogsInItsWorkFolder() throws Exception {
        Library library = Library.reported(folder);
        List<String> arguments = new ArrayList<>(library.options());
        arguments.add(0, "run");
        Files.createDirectories(library.work());
        Files.writeString(library.work().resolve("fubiao.mv.db"), "not a database");

        String said = fubiao(arguments);

        Path log = library.work().resolve("fubiao.log");
        assertThat(said)
                .isEqualTo("登记库 " + library.work().resolve("fubiao.mv.db") + " 打不开，可能已损坏，或没有权限。详见日志 " + log + "。\n");
        assertThat(log).content().contains("cannot open the control database");
        assertThat(start).isEmptyDirectory();
    }

    private String check() throws IOException, InterruptedException {
        Library library = Library.reported(folder);
        return fubiao(List.of(
                "check",
                "--period=2023",
                "--jobs=" + library.jobs(),
                library.input().resolve("市图书馆/读者活动台账.csv").toString()));
    }

    /** Runs a command in a process of its own, in a folder where nothing is, and gives all that it says. */
    private String fubiao(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Fubiao.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(start.toFile()).redirectErrorStream(true);
        builder.environment().remove("FUBIAO_LOG");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
