package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fubiao.job.Appendix;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Empty;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppendixLayoutTest {
    private static AppendixLayout layout(String title, List<String> stub, String... heads) {
        Appendix definition =
                new Appendix("03", title, "", "", new Appendix.ByField("月份"), List.of(), List.of(), "", false, null);
        List<LeafColumn> columns = List.of(heads).stream()
                .map(head -> new LeafColumn(List.of(head.split("/")), "", null))
                .toList();
        return new AppendixLayout(new AppendixTable(definition, "", "", stub, columns, List.of(), List.of(), ""));
    }

    @Test
    void addressesFollowTheHeadAndTheStub() {
        assertThat(layout("附表3", List.of("月份"), "甲").address(0, 0)).isEqualTo("B5");
        assertThat(layout("附表3", List.of("类", "月份"), "甲", "乙/丙/丁").address(10, 1))
                .isEqualTo("D17");
        assertThat(layout("附表3", List.of("月份")).labelAddress(0)).isEqualTo("A5");
    }

    @Test
    void anAddressLeadsBackToItsCell() {
        AppendixTable table = new AppendixTable(
                new Appendix("03", "附表3", "", "", new Appendix.ByField("月份"), List.of(), List.of(), "", false, null),
                "",
                "",
                List.of("月份"),
                List.of(new LeafColumn(List.of("甲"), "", null), new LeafColumn(List.of("乙", "丙"), "", null)),
                List.of(new Row(RowKind.DETAIL, List.of("1月"), List.of(new Empty(), new Empty()))),
                List.of(),
                "");
        AppendixLayout layout = new AppendixLayout(table);
        assertThat(layout.address(0, 1)).isEqualTo("C6");
        assertThat(layout.find("c6")).contains(new AppendixLayout.Place(0, 1));
        assertThat(layout.find("A6")).contains(new AppendixLayout.Place(0, -1));
        for (String none : List.of("D6", "B5", "B7", "6", "B", "", "B06x", "AAAA6", "B9999999999")) {
            assertThat(layout.find(none)).as(none).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "附表3 分月情况,附表3,附表3 分月情况.xlsx",
        "附表十二　会议,附表十二,附表十二　会议.xlsx",
        "分月情况,附表03,分月情况.xlsx",
        "附表 3,附表03,附表 3.xlsx",
        "附表3[甲]/乙: 100%,附表3_甲__乙_,附表3[甲]_乙_ 100_.xlsx"
    })
    void namesAreSafe(String title, String sheet, String file) {
        AppendixLayout layout = layout(title, List.of("月份"));
        assertThat(layout.sheetName()).isEqualTo(sheet);
        assertThat(layout.fileName()).isEqualTo(file);
    }
}
