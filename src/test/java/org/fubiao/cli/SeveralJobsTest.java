package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job of years that is compared with one of quarters: which is meant without a name, and what is run first. */
class SeveralJobsTest {
    private static final Path JOBS = Path.of("src/test/resources/jobs");
    private static final String NO_NAME = "有多个汇总任务，请指明一个：";

    private record Result(int code, String out, String err) {}

    @TempDir
    private Path folder;

    @BeforeEach
    void receive() throws IOException {
        copy("reviews-of-year", "reviews-of-year");
        copy("reviews-by-quarter", "reviews-by-quarter");
        put("reviews-of-year/2023/综合处.csv", "报送单位：综合处\n项目,全年件数\n合同,10\n文件,8\n");
        for (int quarter = 1; quarter <= 3; quarter++) {
            put("reviews-by-quarter/2023-Q" + quarter + "/综合处.csv", "报送单位：综合处\n项目,审核件数\n合同,3\n文件,2\n");
        }
    }

    private void copy(String job, String id) throws IOException {
        FileUtils.copyDirectory(
                JOBS.resolve(job).toFile(), folder.resolve("jobs").resolve(id).toFile());
    }

    private void put(String path, String text) throws IOException {
        Path file = folder.resolve("input").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Result fubiao(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(args));
        List<String> folders = switch (command) {
            case "run" -> List.of("jobs", "work", "input", "output");
            case "check" -> List.of("jobs");
            default -> List.of("jobs", "work");
        };
        folders.forEach(name -> all.add("--" + name + "=" + folder.resolve(name)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = FubiaoCli.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void theYearIsMeantAndItsQuartersAreRunFirst() throws IOException {
        Result result = fubiao("run");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .containsSubsequence(
                        "与2023年核对的“法律审核季度统计附表”有3期尚未汇总，先行汇总。",
                        "2023年第1季度　第1批汇总完成：报送文件 1 个，应报 3 张，实报 1 张，错误 0 处，警告 2 处；见 ",
                        "2023年第3季度　第3批汇总完成",
                        "法律审核年度统计附表　2023年　第4批汇总完成");
        assertThat(folder.resolve("output/reviews-by-quarter/2023-Q3/latest/附表汇编.xlsx"))
                .exists();

        put("reviews-by-quarter/2023-Q4/综合处.csv", "报送单位：综合处\n项目,审核件数\n合同,1\n文件,1\n");
        assertThat(fubiao("run", "--reason=补报第4季度").out())
                .contains("有1期尚未汇总", "第5批", "第6批")
                .doesNotContain("第1季度");
        assertThat(fubiao("runs").out())
                .containsSubsequence(
                        "6     reviews-of-year", "5     reviews-by-quarter  2023-Q4", "1     reviews-by-quarter");
        assertThat(fubiao("runs", "reviews-of-year").out()).doesNotContain("reviews-by-quarter");
    }

    @Test
    void aQuarterWithErrorsIsToldInFullAndTheYearIsRunAllTheSame() throws IOException {
        put("reviews-by-quarter/2023-Q2/人事处.csv", "报送单位：人事处\n项目,审核件数\n合同,很多\n文件,2\n");

        Result result = fubiao("run");

        assertThat(result.out())
                .containsSubsequence("法律审核季度统计附表　2023年第2季度　第2批汇总完成，用时", "错误 TX-01", "法律审核年度统计附表　2023年　第4批");
    }

    @Test
    void aPeriodTellsWhichJobIsMeant() {
        Path quarter = folder.resolve("input/reviews-by-quarter/2023-Q1/综合处.csv");

        assertThat(fubiao("run", "--period=2023-Q2").out()).contains("法律审核季度统计附表　2023年第2季度　第2批汇总完成");
        assertThat(fubiao("check", quarter.toString(), "--period=2023-Q1").out())
                .contains("《季度法律审核情况》 综合处 2023年第1季度");
        assertThat(fubiao(
                                "template",
                                "--period=2024-Q1",
                                "-o",
                                folder.resolve("blank").toString())
                        .out())
                .contains("已生成2024年第1季度的空白工作簿 3 份");
    }

    @Test
    void aJobWithMistakesDoesNotKeepTheYearFromBeingRun() throws IOException {
        Files.writeString(
                folder.resolve("jobs/reviews-by-quarter/measures.yml"),
                "\n件数: {form: 没有, value: count(*)}\n",
                java.nio.file.StandardOpenOption.APPEND);

        Result result = fubiao("run");

        assertThat(result.err()).contains("measures.yml", "没有报表“没有”");
        assertThat(result.out())
                .containsSubsequence("“法律审核季度统计附表”未能汇总，与它的核对将列为无法判断；2023年照常汇总。", "法律审核年度统计附表　2023年　第1批汇总完成");
    }

    @Test
    void theRangeOfARehearsalTellsWhichJobIsMeant() {
        fubiao("run");

        assertThat(fubiao("rules", "--against=2023-Q1..2023-Q3").out()).contains("法律审核季度统计附表");
        assertThat(fubiao("rules").out()).startsWith("法律审核年度统计附表");
    }

    @Test
    void aMistakeInWhatTellsTheJobsApartIsTold() throws IOException {
        Files.writeString(folder.resolve("jobs/reviews-of-year/reconciliations.yml"), "- {code: DZ-01, title: [\n");

        assertThat(fubiao("run").err()).contains("reviews-of-year", "reconciliations.yml");
    }

    @Test
    void aNameIsAskedForWhereNoneIsTheMainJob() throws IOException {
        copy("reviews-by-quarter", "reviews-again");

        assertThat(fubiao("run").err()).startsWith(NO_NAME + "reviews-again、reviews-by-quarter、reviews-of-year");
        assertThat(fubiao("run", "--period=2023-Q1").err()).startsWith(NO_NAME + "reviews-again、reviews-by-quarter");
        assertThat(fubiao("run", "--period=2023-01").err())
                .startsWith("没有哪个汇总任务的报告期像 2023-01 这样长。目录 ")
                .contains("reviews-again、reviews-by-quarter、reviews-of-year");
        assertThat(fubiao("run", "--period=2023").code()).isZero();
    }
}
