package org.fubiao.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/findings.md} against the findings that there are. */
class FindingsDocTest {
    private static final List<String> ASPECTS = List.of("- 含义：", "- 处理：", "- 示例：", "- 改法：");

    @Test
    void everyFindingHasItsSectionWithItsTitleAndSeverity() throws IOException {
        List<String> headings = Arrays.stream(FindingCode.values())
                .map(code ->
                        code.code() + " " + code.title() + "（" + code.severity().label() + "）")
                .toList();

        assertThat(sections().keySet()).containsExactlyElementsOf(headings);
    }

    @Test
    void everySectionSaysWhatItMeansWhatBecomesOfItAndHowToMendIt() throws IOException {
        assertThat(sections()).allSatisfy((heading, lines) -> {
            assertThat(lines).as(heading).hasSameSizeAs(ASPECTS);
            for (int i = 0; i < ASPECTS.size(); i++) {
                assertThat(lines.get(i))
                        .as(heading)
                        .startsWith(ASPECTS.get(i))
                        .hasSizeGreaterThan(ASPECTS.get(i).length());
            }
        });
    }

    /** The lines of each section of the third level, by its heading, without blank ones. */
    private static Map<String, List<String>> sections() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = null;
        for (String line : Files.readAllLines(Path.of("docs/findings.md"))) {
            if (line.startsWith("### ")) {
                current = new ArrayList<>();
                assertThat(sections.put(line.substring(4), current)).as(line).isNull();
            } else if (line.startsWith("#")) {
                current = null;
            } else if (current != null && line.startsWith("- ")) {
                current.add(line);
            }
        }
        return sections;
    }
}
