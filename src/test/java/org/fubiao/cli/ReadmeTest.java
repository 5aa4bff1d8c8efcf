package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fubiao.publishing.Publisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Holds both READMEs against the program. */
class ReadmeTest {
    private static final String ENGLISH = "README.md";
    private static final String CHINESE = "README.zh-CN.md";
    private static final Pattern COMMAND = Pattern.compile("(?m)(?<=`|^\\$ )\\./fubiao([^`\\n]*)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void everyCommandIsOneThatTheProgramTakes(String readme) throws IOException {
        assertThat(commands(readme))
                .hasSizeGreaterThan(6)
                .allSatisfy(command -> assertThatCode(
                                () -> commandLine(new StringWriter()).parseArgs(words(command)))
                        .as(command)
                        .doesNotThrowAnyException());
    }

    @Test
    void bothNameTheSameCommandsAndFiles() throws IOException {
        assertThat(commands(CHINESE).stream().map(command -> command.replace("文件…", "FILE…")))
                .containsExactlyElementsOf(commands(ENGLISH));
        assertThat(links(CHINESE).stream().filter(link -> !link.startsWith("README")))
                .containsExactlyInAnyOrderElementsOf(links(ENGLISH).stream()
                        .filter(link -> !link.startsWith("README"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENGLISH,
                CHINESE,
                "docs/architecture.md",
                "docs/findings.md",
                "docs/interpretation.md",
                "docs/job-format.md",
                "docs/operations.md",
                "docs/performance.md"
            })
    void everyLinkLeadsToAFile(String document) throws IOException {
        assertThat(links(document))
                .filteredOn(link -> !link.startsWith("https://"))
                .allSatisfy(link ->
                        assertThat(Path.of(document).resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void theFilesAndNumbersAreThoseOfTheProgram(String readme) throws IOException {
        Path job = Path.of("jobs/rule-of-law");
        String text = Files.readString(Path.of(readme));
        String forms = Integer.toString(count(job.resolve("forms")));
        String appendices = Integer.toString(count(job.resolve("appendices")));
        long figures = Files.readAllLines(job.resolve("figures.yml")).stream()
                .filter(line -> line.startsWith("- "))
                .count();

        assertThat(text)
                .contains(Publisher.ALL_APPENDICES, Publisher.SUMMARY, Publisher.SUMMARY_DOCUMENT, Publisher.REVIEW)
                .containsPattern(
                        forms + " (forms|张报表).*" + appendices + " (appendices|张附表).*" + figures + " (figures|个报告数字)")
                .contains("附表 " + appendices + " 张，报告数字 " + figures + " 个");
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void theExitCodesAreExplained(String readme) throws IOException {
        assertThat(Files.readAllLines(Path.of(readme)).stream().filter(line -> line.matches("\\| \\d \\| .*")))
                .extracting(line -> Integer.parseInt(line.substring(2, 3)))
                .containsExactly(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.DONE_WITH_ERRORS);
    }

    @Test
    void whatCheckPrintsIsWhatItPrints(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("告知承诺事项变动情况.xlsx");
        Files.copy(Path.of("input/rule-of-law/2023/市级部门/市公安局/告知承诺事项变动情况.xlsx"), file);
        StringWriter out = new StringWriter();

        int code = commandLine(out).execute("check", file.toString(), "--period", "2023");

        assertThat(code).isEqualTo(ExitCode.DONE_WITH_ERRORS);
        List<String> printed = out.toString().lines().skip(1).toList();
        for (String readme : List.of(ENGLISH, CHINESE)) {
            assertThat(block(readme, "$ ./fubiao check").subList(2, 2 + printed.size()))
                    .isEqualTo(printed);
        }
    }

    private static CommandLine commandLine(StringWriter out) {
        return FubiaoCli.commandLine(new PrintWriter(out, true), new PrintWriter(out, true));
    }

    /** The arguments of all commands, in order. */
    private static List<String> commands(String readme) throws IOException {
        return COMMAND.matcher(Files.readString(Path.of(readme)))
                .results()
                .map(found -> found.group(1).strip())
                .toList();
    }

    /** As a shell would split them; what stands for files is a file. */
    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .forEach(words::add);
        return words.toArray(String[]::new);
    }

    private static List<String> links(String document) throws IOException {
        return LINK.matcher(Files.readString(Path.of(document)))
                .results()
                .map(MatchResult::group)
                .map(link -> link.substring(2, link.length() - 1))
                .toList();
    }

    private static List<String> block(String readme, String start) throws IOException {
        return Files.readAllLines(Path.of(readme)).stream()
                .dropWhile(line -> !line.startsWith(start))
                .toList();
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Math.toIntExact(files.count());
        }
    }
}
