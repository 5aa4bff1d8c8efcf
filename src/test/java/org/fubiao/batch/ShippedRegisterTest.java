package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fubiao.publishing.Publication.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped job with a register of units that is wrong, or not what it was a year before. */
class ShippedRegisterTest {
    private static final Path JOB = Path.of("jobs/rule-of-law");
    private static final Path INPUT = Path.of("input/rule-of-law");

    /** What the district of Binhai would have reported, had it counted none but its registered units. */
    private static final String ABOVE = "2022/各区/滨海新区/法治培训情况（滨海新区）.csv";

    private static final String RIGHT =
            "报送单位：天津市滨海新区,\n项目,培训场次,培训人次,培训经费\n集中培训,7,185,2.62\n专题讲座,8,197,4.34\n合计,15,382,6.96\n";

    @TempDir
    private Path folder;

    @Test
    void aUnitUnderTheWrongParentIsOneFindingAndNotOneForEachSum() throws Exception {
        RunReport right = JobCopy.of(JOB, folder.resolve("right"))
                .receive(INPUT, path -> path.startsWith("2022/"))
                .put(ABOVE, RIGHT)
                .run("2022");
        RunReport wrong = JobCopy.of(JOB, folder.resolve("wrong"))
                .receive(INPUT, path -> path.startsWith("2022/"))
                .put(ABOVE, RIGHT)
                .edit("units.csv", units -> units.replace("天津经济技术开发区;天津经开区,120116,", "天津经济技术开发区;天津经开区,120935,"))
                .run("2022");

        assertThat(JobCopy.findings(wrong)).containsExactlyInAnyOrderElementsOf(with(right, "GX-01 warning"));
        assertThat(JobCopy.messages(wrong, "GX-01"))
                .containsExactly("名册中“经开区”的上级是“市政务服务办”，但有3项核对表明它应是“滨海新区”的下级："
                        + "“市政务服务办”的下级之和多出的、“滨海新区”的下级之和缺少的，正好是“经开区”的数。"
                        + "请核对名册（units.csv）中它的“上级”；改正后，同因的6处不符即消除，不再逐项列出");
        // Each of them stays in the list of all results, as what it is.
        for (String code : List.of("DZ-15", "DZ-16", "DZ-17")) {
            assertThat(JobCopy.outcomes(right, code)).hasSize(2).allMatch(result -> result.contains(" HOLDS "));
            assertThat(JobCopy.outcomes(wrong, code)).hasSize(2).allMatch(result -> result.contains(" FAILS "));
        }
    }

    private static List<String> with(RunReport report, String finding) throws Exception {
        List<String> findings = new ArrayList<>(JobCopy.findings(report));
        findings.add(finding);
        return findings;
    }

    /** The register in which one department went on with another in it, and one under another name and code. */
    private JobCopy reorganised() throws Exception {
        JobCopy job = JobCopy.of(JOB, folder)
                .receive(
                        INPUT,
                        path -> Stream.of("市发展改革委", "市合作交流办", "市国动办", "市人防办").anyMatch(path::contains));
        job.run("2022");
        return job;
    }

    private static String changes(int opening) {
        return "报送单位：市发展改革委\n项目,市级,市区共有,合计\n上年末,%d,0,%d\n本年新增,0,0,0\n本年取消,0,0,0\n本年末,%d,0,%d\n"
                .formatted(opening, opening, opening, opening);
    }

    @Test
    void openingValuesAreThoseWithWhichFormerUnitsClosed() throws Exception {
        JobCopy job = reorganised();
        job.put("2023/市级部门/市发展改革委/告知承诺事项变动情况（更正）.csv", changes(30 + 8));

        RunReport report = job.run("2023");

        assertThat(JobCopy.outcomes(report, "DZ-08")).contains("市发展改革委 HOLDS 38 38", "市国动办 HOLDS 13 13");
        assertThat(JobCopy.findings(report)).noneMatch(finding -> finding.startsWith("DZ-08"));
    }

    @Test
    void anOpeningValueThatLeavesOutAFormerUnitIsFoundOnce() throws Exception {
        JobCopy job = reorganised();

        RunReport report = job.run("2023");

        assertThat(JobCopy.messages(report, "DZ-08"))
                .containsExactly("市发展改革委“告知承诺年初数与上年年末数一致”不成立：年初告知承诺数为30，上年年末告知承诺数为38（含原市合作交流办），少8。"
                        + "年初数应等于上年公布的年末数，如有追溯调整请书面说明");
    }

    @Test
    void withoutTheFormerCodesNothingIsTakenForPassed() throws Exception {
        JobCopy job = reorganised();
        job.edit("units.csv", units -> units.replace(",120936,2023,", ",,2023,"));

        RunReport report = job.run("2023");

        assertThat(JobCopy.outcomes(report, "DZ-08"))
                .filteredOn(result -> result.startsWith("市国动办"))
                .containsExactly("市国动办 UNDECIDED 2022年没有公布相应的数");
    }

    @Test
    void whatIsWaivedForAUnitThatIsNoMoreHarmsNobody() throws Exception {
        JobCopy job = reorganised();
        job.edit(
                "waivers.yml",
                waivers -> waivers
                        + "\n- {rule: FW-03, unit: 市合作交流办, reason: 试, asked: 甲, granted: 乙, until: 2099-12-31}\n"
                        + "- {rule: CN-02, unit: 市合作交流办, reason: 试, asked: 甲, granted: 乙, until: 2023-12-31}\n");

        RunReport report = job.run("2023");

        assertThat(Outputs.csv(report.latest().resolve("waivers.csv")))
                .filteredOn(row -> "120937".equals(row.get("unit")))
                .extracting(row -> row.get("rule") + " " + row.get("unit_name"))
                .containsExactly("FW-03 市合作交流办", "CN-02 市合作交流办");
        assertThat(JobCopy.messages(report, "JY-31")).noneMatch(message -> message.contains("市合作交流办"));
        assertThat(JobCopy.messages(report, "JY-30")).noneMatch(message -> message.contains("市合作交流办"));
    }

    @Test
    void onlyWhoseUnitWasNotFoundIsReadAgainWhenUnitsOfOtherPeriodsChange() throws Exception {
        JobCopy job = reorganised();
        job.put("2023/其他/法治培训情况.csv", "报送单位：市撤销办\n项目,培训场次,培训人次,培训经费\n集中培训,0,0,0\n");
        assertThat(JobCopy.messages(job.run("2023"), "SJ-02"))
                .singleElement()
                .asString()
                .contains("不在单位名册中");
        job.edit(
                "units.csv",
                units -> units.replaceFirst("(?m)^(120925,.*),$", "$1,2023") + "120999,市撤销办,,,市级部门,,,2021\n");

        RunReport report = job.run("2023");

        assertThat(JobCopy.messages(report, "SJ-02")).singleElement().asString().contains("报送到2021年为止，本期不报送");
        assertThat(report.run().readAgain()).isZero();
        assertThat(job.run("2022").run().readAgain()).isZero();
    }

    @Test
    void theYearBeforeCanBeRunAgainWithTheUnitsThatItHad() throws Exception {
        JobCopy job = reorganised();
        job.run("2023");

        RunReport again = job.run("2022");

        assertThat(again.run().readAgain()).isZero();
        assertThat(again.publication().reports())
                .extracting(Report::unit)
                .contains("120936", "120937")
                .doesNotContain("120927");
        assertThat(again.publication().submissions())
                .filteredOn(part -> part.file().contains("市合作交流办"))
                .isNotEmpty()
                .allMatch(part -> part.state().equals("已采用"));
    }
}
