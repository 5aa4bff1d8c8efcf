package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.run.Runs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year against the quarters of another job, both really run. */
class OtherPeriodsTest {
    private static final Path JOBS = Path.of("src/test/resources/jobs");

    @TempDir
    private Path folder;

    private JobCopy quarters;
    private JobCopy year;

    @BeforeEach
    void report() throws IOException {
        quarters = JobCopy.of(JOBS.resolve("reviews-by-quarter"), folder);
        year = JobCopy.of(JOBS.resolve("reviews-of-year"), folder);
        for (int quarter = 1; quarter <= 4; quarter++) {
            String period = "2023-Q" + quarter;
            quarter(period, "综合处", quarter, 2);
            quarter(period, "政策法规处", 10 + quarter, 5);
            if (quarter != 3) {
                quarter(period, "人事处", 1, 1);
            }
        }
        year("综合处", 10, 8);
        year("政策法规处", 50, 19);
        year("人事处", 3, 3);
    }

    @Test
    void aRunConcernsOnlyRunsOfWhatItIsComparedWith() throws Exception {
        quarters.run("2023-Q1");
        year.run("2023");
        quarters.run("2023-Q2");
        quarters.run("2023-Q1");
        Job ofYear = Library.load(JOBS.resolve("reviews-of-year"));
        Job ofQuarters = Library.load(JOBS.resolve("reviews-by-quarter"));

        try (BatchRunner runner = BatchRunner.open(folder.resolve("work"))) {
            Runs runs = runner.runs();
            assertThat(runs.concerning(ofYear, Period.parse("2023").orElseThrow()))
                    .containsExactly(2L, 0L, 4L, 3L, 0L, 0L);
            assertThat(runs.concerning(ofQuarters, Period.parse("2023-Q2").orElseThrow()))
                    .containsExactly(3L, 4L);
        }
    }

    private void quarter(String period, String unit, int contracts, int documents) throws IOException {
        quarters.put(period + "/" + unit + "/季度法律审核情况.csv", "项目,审核件数\n合同," + contracts + "\n文件," + documents + "\n");
    }

    private void year(String unit, int contracts, int documents) throws IOException {
        year.put("2023/" + unit + "/年度法律审核情况.csv", "项目,全年件数\n合同," + contracts + "\n文件," + documents + "\n");
    }

    @Test
    void theYearIsComparedWithTheSumOfItsQuarters() throws Exception {
        for (int quarter = 1; quarter <= 3; quarter++) {
            quarters.run("2023-Q" + quarter);
        }
        RunReport early = year.run("2023");
        assertThat(JobCopy.outcomes(early, "DZ-01"))
                .hasSize(3)
                .allMatch(result -> result.contains(" UNDECIDED ") && result.contains("2023年第4季度尚未汇总"));
        assertThat(JobCopy.messages(early, "DZ-01")).isEmpty();

        quarters.run("2023-Q4");
        RunReport report = year.run("2023");

        assertThat(JobCopy.outcomes(report, "DZ-01"))
                .containsExactly("综合处 HOLDS 18 18", "政策法规处 FAILS 69 70", "人事处 UNDECIDED 汇总任务“法律审核季度统计附表”的2023年第3季度没有数");
        assertThat(JobCopy.findings(report)).containsExactly("DZ-01 error 政策法规处");
        assertThat(JobCopy.messages(report, "DZ-01"))
                .containsExactly("政策法规处“全年与各季之和一致”不成立：全年审核数为69，汇总任务“法律审核季度统计附表”各季度审核数之和为70，少1。请核对全年数，或更正有关季度的报表");

        // The quarter is corrected and run again: the year sees it the next time, although nothing of its own changed.
        quarter("2023-Q3", "人事处", 0, 0);
        quarter("2023-Q3", "政策法规处", 12, 5);
        quarters.run("2023-Q3");
        assertThat(JobCopy.outcomes(year.run("2023"), "DZ-01"))
                .containsExactly("综合处 HOLDS 18 18", "政策法规处 HOLDS 69 69", "人事处 HOLDS 6 6");
    }
}
