package org.fubiao.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java that only notes what it is asked for. */
class LauncherTest {
    /** Unpacks, rehearses and runs; a rehearsal ends as the file {@code rehearsal} says. */
    private static final String JAVA = """
            #!/bin/sh
            echo "$@" >> "$NOTES"
            case "$*" in
              *jarmode*) mkdir -p "$6/lib" && cp "$3" "$6/fubiao.jar" ;;
              *Rehearsal*)
                for scratch in "$@"; do :; done
                echo report > "$scratch/report"
                code=$(cat "${NOTES%/*}/rehearsal" 2>/dev/null) || code=0
                [ $code = 0 ] && echo archive > "${1#*=}"
                exit $code ;;
            esac
            """;

    @TempDir
    private Path folder;

    private Path project;
    private Path temporary;

    private record Result(int code, String said) {}

    @BeforeEach
    void layOut() throws IOException {
        project = folder.resolve("附表 program");
        temporary = Files.createDirectories(folder.resolve("tmp"));
        Files.createDirectories(project.resolve("target"));
        Files.writeString(project.resolve("target/fubiao.jar"), "jar");
        Files.copy(Path.of("fubiao"), project.resolve("fubiao"));
        executable(folder.resolve("jdk/bin/java"), JAVA);
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theFirstStartReadiesTheProgramAndLaterOnesDoNot() throws Exception {
        assertThat(start("runs")).isEqualTo(new Result(0, "首次运行，正在准备快速启动……\n"));
        assertThat(start("runs")).isEqualTo(new Result(0, ""));

        assertThat(calls("jarmode")).hasSize(1);
        assertThat(calls("NativeLibrary")).hasSize(1);
        assertThat(calls("Rehearsal")).hasSize(1);
        assertThat(calls("-jar")).hasSize(3).last().asString().endsWith("/target/app/fubiao.jar runs");
        assertThat(project.resolve("target/app/fubiao.jsa")).hasContent("archive");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void startsAtOnceReadyItOnce() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            starts.add(begin(project.resolve("fubiao"), Map.of("JAVA_HOME", jdk()), "runs"));
        }
        for (Process start : starts) {
            Result result = end(start);
            assertThat(result.code()).isZero();
            assertThat(result.said()).isIn("", "首次运行，正在准备快速启动……\n");
        }

        assertThat(calls("jarmode")).hasSize(1);
        assertThat(calls("Rehearsal")).hasSize(1);
        assertThat(calls("fubiao.jar runs")).hasSize(5);
        try (Stream<Path> left = Files.list(project.resolve("target"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("fubiao.jar", "app", ".lock");
        }
    }

    @Test
    void whatAKilledStartLeftIsRemoved() throws Exception {
        Files.createDirectories(project.resolve("target/app.12345/lib"));

        start("runs");

        assertThat(project.resolve("target/app.12345")).doesNotExist();
    }

    @Test
    void aRehearsalThatWasCutShortIsTriedAgain() throws Exception {
        Files.writeString(folder.resolve("rehearsal"), "137");
        assertThat(start("runs").code()).isZero();
        assertThat(temporary).isEmptyDirectory();
        Files.delete(folder.resolve("rehearsal"));

        assertThat(start("runs").code()).isZero();

        assertThat(calls("Rehearsal")).hasSize(2);
        assertThat(project.resolve("target/app/fubiao.jsa")).exists();
    }

    @Test
    void whatCannotBeArchivedIsNotTriedAtEveryStart() throws Exception {
        Files.writeString(folder.resolve("rehearsal"), "1");

        assertThat(start("runs").code()).isZero();
        assertThat(start("runs")).isEqualTo(new Result(0, ""));

        assertThat(calls("Rehearsal")).hasSize(1);
        assertThat(project.resolve("target/app/fubiao.jsa")).doesNotExist();
    }

    @Test
    void anotherJavaAndACopyOfTheProgramGetAnArchiveOfTheirOwn() throws Exception {
        start("runs");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21\"\n");
        start("runs");
        assertThat(calls("Rehearsal")).hasSize(2);

        // As copying does, but to another time for certain.
        Files.setLastModifiedTime(
                project.resolve("target/app/fubiao.jar"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        start("runs");
        assertThat(calls("Rehearsal")).hasSize(3);

        Path moved = folder.resolve("elsewhere");
        Files.move(project, moved);
        project = moved;
        start("runs");
        assertThat(calls("Rehearsal")).hasSize(4);
    }

    @Test
    void aLinkLeadsToTheProgram() throws Exception {
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("bin")).resolve("fubiao"), project.resolve("fubiao"));

        Result result = end(begin(link, Map.of("JAVA_HOME", jdk()), "runs"));

        assertThat(result.code()).isZero();
        assertThat(project.resolve("target/app/fubiao.jar")).exists();
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        Path commands = Files.createDirectories(folder.resolve("bin"));
        for (String command : List.of("sh", "dirname", "readlink", "locale", "sed")) {
            Files.createSymbolicLink(commands.resolve(command), Path.of("/usr/bin", command));
        }

        Result result = end(begin(project.resolve("fubiao"), Map.of("PATH", commands.toString()), "runs"));

        assertThat(result)
                .isEqualTo(
                        new Result(
                                1,
                                "没有找到 Java，请安装 JDK 17 或更高版本（如 Eclipse Temurin）；已经安装的，请把其 bin 目录加入环境变量 PATH，或将 JAVA_HOME 设为其安装目录。\n"));
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_402\"\n");

        assertThat(start("runs"))
                .isEqualTo(new Result(1, "Java 版本过低（" + jdk() + "/bin/java），请安装 JDK 17 或更高版本，并将 JAVA_HOME 设为其安装目录。\n"));
    }

    private Result start(String... arguments) throws IOException, InterruptedException {
        return end(begin(project.resolve("fubiao"), Map.of("JAVA_HOME", jdk()), arguments));
    }

    private Process begin(Path script, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "FUBIAO_JAVA_OPTS"));
        builder.environment().put("NOTES", folder.resolve("notes").toString());
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Result end(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said);
    }

    private String jdk() {
        return folder.resolve("jdk").toString();
    }

    /** What Java was asked for so far, of one kind. */
    private List<String> calls(String kind) throws IOException {
        return Files.readAllLines(folder.resolve("notes")).stream()
                .filter(call -> call.contains(kind))
                .toList();
    }
}
