package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilesTest {
    @TempDir
    Path folder;

    private final CsvFiles files = new CsvFiles(SamplePublication.make());

    @Test
    void figuresLeadToTheirCells() throws IOException {
        files.writeFigures(folder.resolve("figures.csv"));

        assertThat(folder.resolve("figures.csv")).hasContent("""
                        id,title,value,uom,quoted,appendix,cell,change_from_last_run,exact,exact_last_period
                        F01,行政许可事项,692,项,行政许可事项692项,附表2,B6,,692,671
                        F02,认领国务院部门确认下发的办理事项,2200,项,认领国务院部门确认下发的办理事项2200余项,,,,2238,2119
                        F03,非许可类政务服务事项,1230,项,非许可类政务服务事项1230项,附表2,B7,,1230,1230
                        F08,网上办事项,1088,项,网上办事项1088项,附表2,C9,,1088,
                        F15,综合窗口事项占比,90,%,综合窗口事项占比超过90%,附表3,D21,,95.37,91.4
                        F19,座谈会和政企沟通会,44,次,召开座谈会和政企沟通会44次,附表4,B17,1,44,39
                        F26,学法用法考试通过人数,64,人,64人参加学法用法考试并全部通过,,,,64,61
                        """);
    }

    @Test
    void findingsSayWhatWasFoundWithoutBecomingFormulas() throws IOException {
        files.writeFindings(folder.resolve("findings.csv"));

        List<String> lines = Files.readAllLines(folder.resolve("findings.csv"));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(2))
                .isEqualTo("TX-01,error,不是数字,120906,市公安局,政务服务事项台账,市公安局/政务服务事项台账.xlsx,事项,12,E12,承诺时限,"
                        + "\"'=HYPERLINK(\"\"x\"\")\",整数（工作日）,"
                        + "\"《政务服务事项台账》“承诺时限”应为整数，实际填写“=HYPERLINK(\"\"x\"\")”，请更正E12单元格后重新报送。\",1342,,open,,,");
    }

    @Test
    void reconciliationsSayWhatEachPlaceCameTo() throws IOException {
        files.writeReconciliations(folder.resolve("reconciliations.csv"));

        assertThat(Files.readAllLines(folder.resolve("reconciliations.csv")))
                .hasSize(7)
                .contains(
                        "DZ-01,告知承诺台账与变动情况表一致,error,unit,120902,市教委,holds,11,11,0,0,,,,,",
                        "DZ-01,告知承诺台账与变动情况表一致,error,unit,120904,市工业和信息化局,fails,13,11,-2,0,,,,,");
    }

    @Test
    void appendicesKeepTheirRowsAndExactValues() throws IOException {
        files.writeAppendices(folder);

        assertThat(folder.resolve("02.csv")).hasContent("""
                        row_kind,事项类型,事项数（项）,便利化（项）/网上办,便利化（项）/一次办,平均办理时限（工作日）/法定,平均办理时限（工作日）/承诺
                        detail,行政许可,692,401,455,18.4,6.2
                        detail,非许可类政务服务,1230,540,548,15.1,4.8
                        detail,行政备案,326,147,163,9,
                        total,合计,2248,1088,1166,15.3,5.3
                        """);
        assertThat(Files.readAllLines(folder.resolve("01.csv")).get(2))
                .isEqualTo("detail,市发展改革委,14,3,11,0,10,0.7143,7,15,-1,-0.0667");
    }

    @ParameterizedTest
    @CsvSource({"=1+1,'''=1+1'", "+86,'''+86'", "-5,'''-5'", "@x,'''@x'", "—,—", "12项,12项", "a=b,a=b"})
    void defusesWhatASpreadsheetWouldTakeForAFormula(String text, String written) {
        assertThat(Csv.defuse(text)).isEqualTo(written);
    }

    @Test
    void writesNumbersInFull() throws IOException {
        Path file = folder.resolve("numbers.csv");
        try (Csv csv = new Csv(file, List.of("a", "b", "c", "d"))) {
            csv.write(Arrays.asList(new BigDecimal("1E+3"), new BigDecimal("-0.50"), null, -7L));
        }
        assertThat(Files.readString(file)).isEqualTo("a,b,c,d\n1000,-0.5,,-7\n");
    }
}
