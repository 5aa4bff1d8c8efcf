package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.control.WorkSettings;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** What stands in {@code deploy/} and in the page for operators fits the program. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Pattern SETTING =
            Pattern.compile("`((?!backup\\.txt)(?:database|mail|webhook|reminder|backup)\\.[a-zA-Z.]+|zone)`");
    private static final Pattern DATABASE = Pattern.compile("(?m)^(database\\.[a-z]+) =");

    private static String read(String file) throws IOException {
        return Files.readString(DEPLOY.resolve(file));
    }

    /** Fails if the program does not know the command or one of its options. */
    private static void requireKnown(List<String> arguments) {
        CommandLine.ParseResult parsed = FubiaoCli.commandLine(
                        new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()))
                .parseArgs(arguments.toArray(String[]::new));
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(arguments.get(0));
    }

    @Test
    void everySettingIsInTheDocumentsAndEveryOneInTheDocumentsIsKnown() throws IOException {
        String operations = Files.readString(Path.of("docs/operations.md"));
        Set<String> named = Stream.concat(
                        SETTING.matcher(operations).results(),
                        DATABASE.matcher(operations).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named.remove(WorkSettings.MAIL_TO_JOB + "JOB")).isTrue();
        assertThat(named).isEqualTo(new TreeSet<>(WorkSettings.KEYS));
    }

    @Test
    void theUnitOfSystemdStartsWhatThereIs() throws IOException {
        String unit = read("fubiao.service");
        String start = Pattern.compile("(?m)^ExecStart=\\S+ (.*)$")
                .matcher(unit)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        requireKnown(Arrays.asList(start.replaceFirst(".*fubiao\\.jar ", "").split(" ")));
        assertThat(unit).contains("ReadWritePaths=/srv/fubiao/work /srv/fubiao/output /srv/fubiao/input\n");
        assertThat(unit).contains("NoNewPrivileges=true", "ProtectSystem=strict", "User=fubiao");
        assertThat(unit).as("Java writes code at run time").doesNotContain("MemoryDenyWriteExecute");
    }

    @Test
    void theImageStartsWhatThereIsAsNobodySpecial() throws IOException {
        String image = read("Dockerfile");

        requireKnown(words(image, "CMD"));
        assertThat(words(image, "ENTRYPOINT")).startsWith("java").endsWith("-jar", "/opt/fubiao/fubiao.jar");
        assertThat(image.indexOf("\nUSER fubiao")).isBetween(image.indexOf("useradd"), image.indexOf("\nENTRYPOINT"));
        assertThat(Pattern.compile("extracted/([a-z-]+)/ ")
                        .matcher(image)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("dependencies", "spring-boot-loader", "snapshot-dependencies", "application");
        assertThat(image).contains("target/fubiao.jar", "GET /health");
    }

    /** The words of the last instruction of a kind, which stands in a line of its own. */
    private static List<String> words(String image, String instruction) {
        String list = Pattern.compile("(?m)^" + instruction + " \\[(.*)]$")
                .matcher(image)
                .results()
                .map(MatchResult::group)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void theContainerWritesOnlyWhereItMust() throws IOException {
        Map<?, ?> compose = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(read("compose.yml"));
        Map<?, ?> services = (Map<?, ?>) Objects.requireNonNull(compose.get("services"));
        Map<?, ?> fubiao = (Map<?, ?>) Objects.requireNonNull(services.get("fubiao"));

        assertThat(fubiao.get("read_only")).isEqualTo(true);
        assertThat(fubiao.get("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(fubiao.get("ports")).isEqualTo(List.of("127.0.0.1:8080:8080"));
        assertThat((List<?>) Objects.requireNonNull(fubiao.get("volumes")))
                .filteredOn(volume -> !volume.toString().endsWith(":ro"))
                .extracting(Object::toString)
                .containsExactly(
                        "../input:/srv/fubiao/input", "../work:/srv/fubiao/work", "../output:/srv/fubiao/output");
        requireKnown(((List<?>) Objects.requireNonNull(fubiao.get("command")))
                .stream().map(Object::toString).toList());
        assertThat(services.containsKey("database")).isTrue();
    }
}
