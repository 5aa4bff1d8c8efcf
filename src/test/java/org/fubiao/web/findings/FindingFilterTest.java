package org.fubiao.web.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.PublishedReview.Answered;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.web.findings.FindingFilter.Choice;
import org.fubiao.web.findings.FindingFilter.Facet;
import org.fubiao.web.findings.FindingFilter.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingFilterTest {
    private static FindingLine line(int number, String code, Severity severity, String unit, String form) {
        return new FindingLine(
                number,
                code,
                severity,
                "含义",
                unit,
                "单位" + unit,
                form,
                "文件.xlsx",
                "表",
                3,
                "C3",
                "栏目",
                "值" + number,
                "",
                "第" + number + "个 Problem",
                1,
                "",
                severity == Severity.NOTE ? Answered.NOTE : Answered.OPEN,
                "",
                "",
                "");
    }

    private static List<FindingLine> many(int count) {
        List<FindingLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(
                    i,
                    "R-" + i % 7,
                    List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE).get(i % 3),
                    "U" + i % 5,
                    "表" + i % 2));
        }
        return lines;
    }

    @Test
    void eachChoiceCountsWhatFitsAllElse() {
        Found found =
                FindingFilter.of(Map.of("severity", "ERROR", "unit", "U0")).apply(many(30));

        assertThat(found.findings()).extracting(FindingLine::number).containsExactly(0, 15);
        assertThat(found.choices().get(Facet.SEVERITY))
                .extracting(Choice::value, Choice::count)
                .containsExactly(tuple("ERROR", 2L), tuple("NOTE", 2L), tuple("WARNING", 2L));
        assertThat(found.choices().get(Facet.UNIT))
                .extracting(Choice::label, Choice::count)
                .contains(tuple("单位U0", 2L), tuple("单位U4", 2L));
        assertThat(found.choices().get(Facet.CODE))
                .extracting(Choice::value, Choice::count)
                .containsExactly(tuple("R-0", 1L), tuple("R-1", 1L));
    }

    @Test
    void textsAreFoundWhateverTheirCase() {
        assertThat(FindingFilter.of(Map.of("q", "problem")).apply(many(3)).findings())
                .hasSize(3);
        assertThat(FindingFilter.of(Map.of("q", "值2")).apply(many(3)).findings())
                .hasSize(1);
    }

    @Test
    void aHundredThousandAreFilteredAtOnce() {
        List<FindingLine> all = many(100_000);
        FindingFilter.of(Map.of("q", "第9")).apply(all);
        Instant before = Instant.now();

        Found found = FindingFilter.of(Map.of("severity", "ERROR", "q", "第9")).apply(all);

        assertThat(found.findings()).hasSizeGreaterThan(3000);
        // A tenth of that on a quiet machine.
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({"=1+1,'''=1+1'", "-5,-5", "+3.20,+3.20", "-a,'''-a'", "@x,'''@x'", "12,12", "-1-1,'''-1-1'"})
    void formulasAreHarmlessAndNumbersStayNumbers(String text, String written) {
        assertThat(FindingExport.harmless(text)).isEqualTo(written);
    }
}
