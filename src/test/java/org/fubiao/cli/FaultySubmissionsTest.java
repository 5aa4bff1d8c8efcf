package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was wrong with the shipped files that were replaced later, each thing once: errors of which none is left in what counts. Whoever had
 * checked them before sending would have been told.
 */
class FaultySubmissionsTest {
    private static final Path INPUT = Path.of("input/rule-of-law/2023");
    private static final Pattern LINE = Pattern.compile("(?m)^ {2}(?:错误|警告) (\\S+) (.*)$");

    @ParameterizedTest
    @CsvSource({
        "市级部门/市教委/政务服务事项台账（市教委）.csv,FW-01 JY-01 JY-02 JY-03 JY-04 JY-05 JY-06 JY-07 TX-02 TX-04 TX-05",
        "市级部门/市公安局/告知承诺事项变动情况.xlsx,CN-01 CN-02 TX-01",
        "各区/河东区/企业意见建议和咨询办理情况 2.xlsx,SQ-01"
    })
    void eachFaultIsFoundOnceAndSaidWithWhatToDo(String file, String codes) {
        StringWriter out = new StringWriter();
        int code = FubiaoCli.commandLine(new PrintWriter(out, true), new PrintWriter(out, true))
                .execute("check", INPUT.resolve(file).toString(), "--period", "2023");

        List<MatchResult> lines = LINE.matcher(out.toString()).results().toList();
        assertThat(code).isEqualTo(ExitCode.DONE_WITH_ERRORS);
        assertThat(lines)
                .as(out.toString())
                .extracting(line -> line.group(1))
                .containsExactlyInAnyOrder(codes.split(" ", -1));
        assertThat(lines).extracting(line -> line.group(2)).allMatch(message -> message.contains("请"));
    }
}
