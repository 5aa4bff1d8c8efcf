package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.fubiao.job.Appendix;
import org.fubiao.totals.AppendixTable;
import org.junit.jupiter.api.Test;

class LayoutsTest {
    private static AppendixTable table(String id, String title) {
        Appendix definition =
                new Appendix(id, title, "", "", new Appendix.ByField("月份"), List.of(), List.of(), "", false, null);
        return new AppendixTable(definition, "", "", List.of("月份"), List.of(), List.of(), List.of(), "");
    }

    @Test
    void noTwoAppendicesShareANameOfASheetOrFile() {
        List<AppendixTable> tables = List.of(
                table("01", "附表3 甲"),
                table("02", "附表3 乙"),
                table("03", "附表3 乙"),
                table("04", "附表3图 丙"),
                table("05", "附表A 丁"),
                table("06", "附表a 丁"),
                table("07", "汇总表"));
        Layouts layouts = new Layouts(tables);

        assertThat(tables.stream().map(table -> layouts.of(table).sheetName()))
                .containsExactly("附表3", "附表3(2)", "附表3(3)", "附表3图(2)", "附表A", "附表a(2)", "附表07(2)");
        assertThat(tables.stream().map(table -> layouts.of(table).fileName()))
                .doesNotHaveDuplicates()
                .contains("附表3 甲.xlsx", "附表3 乙(2).xlsx", "汇总表(2).xlsx");
        assertThat(tables.stream()
                        .flatMap(table -> Stream.of(
                                layouts.of(table).sheetName(), layouts.of(table).sheetName() + "图")))
                .doesNotHaveDuplicates();
    }
}
