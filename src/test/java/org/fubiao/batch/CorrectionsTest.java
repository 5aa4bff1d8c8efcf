package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new version of a report changed, cell by cell. */
class CorrectionsTest {
    private static final String EVENTS = "市图书馆/读者活动台账.csv";
    private static final String STOCK = "市图书馆/馆藏变动表.csv";
    private static final String HEAD = "活动编号,活动类型,举办日期,参加人次\n";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void write() {
        library = Library.reported(folder);
        library.put(EVENTS, HEAD + "A001,展览,2023-02-05,10\nA002,培训,2023-03-05,20\nA003,讲座,2023-04-05,30\n");
    }

    /** Each change as {@code change row field before now}. */
    private List<String> changes() throws IOException {
        return Outputs.csv(library.latest().resolve("corrections.csv")).stream()
                .map(row -> Stream.of("change", "row", "row_before", "row_now", "field", "before", "now")
                        .map(row::get)
                        .toList()
                        .toString())
                .toList();
    }

    @Test
    void rowsAreComparedByTheirKey() throws Exception {
        library.put(
                "市图书馆/更正 读者活动台账.csv", HEAD + "A004,讲座,2023-05-05,5\nA003,讲座,2023-04-05,33\nA001,展览,2023-02-06,10\n");
        library.run();

        assertThat(changes())
                .containsExactly(
                        "[added, A004, , 2, , , 活动编号：A004；活动类型：讲座；举办日期：2023-05-05；参加人次：5]",
                        "[removed, A002, 3, , , 活动编号：A002；活动类型：培训；举办日期：2023-03-05；参加人次：20, ]",
                        "[changed, A003, 4, 3, 参加人次, 30, 33]",
                        "[changed, A001, 2, 4, 举办日期, 2023-02-05, 2023-02-06]");
        Map<String, String> counts =
                Outputs.csv(library.latest().resolve("corrections.csv")).get(0);
        assertThat(counts)
                .containsEntry("rows_added", "1")
                .containsEntry("rows_removed", "1")
                .containsEntry("rows_changed", "2")
                .containsEntry("cells_changed", "2");
    }

    @Test
    void aFileThatIsReplacedUnderItsOwnNameIsComparedWithItself() throws Exception {
        library.run();
        assertThat(changes()).isEmpty();

        library.put(STOCK, "项目,图书,报刊\n上年末,1000,50\n本年新增,120,5\n本年末,1120,55\n");
        library.run();

        assertThat(changes())
                .containsExactly("[changed, 本年新增, 3, 3, 图书, 100, 120]", "[changed, 本年末, 4, 4, 图书, 1100, 1120]");
        Map<String, String> once = library.published();
        library.run();
        assertThat(library.published()).isEqualTo(once);
    }

    @Test
    void aVersionThatChangesNothingSaysSo() throws Exception {
        library.put("市图书馆/馆藏变动表 更正.csv", Library.stock(1000).replace(",", " ,"));
        library.run();
        assertThat(changes()).containsExactly("[identical, , , , , , ]");
    }

    @Test
    void withoutAKeyRowsThatAreTheSameAreSetAsideFirst() throws Exception {
        library.define(
                "forms/events.yml",
                Files.readString(library.jobs().resolve("library/forms/events.yml"))
                        .replace("key: [活动编号]\n", ""));
        library.put(
                "市图书馆/更正 读者活动台账.csv",
                HEAD + "A000,讲座,2023-01-05,1\nA001,展览,2023-02-05,10\nA002,培训,2023-03-05,22\nA003,讲座,2023-04-05,30\n");
        library.run();
        assertThat(changes())
                .containsExactly(
                        "[changed, A000，讲座，2023-01-05，1, 3, 2, 活动编号, A002, A000]",
                        "[changed, A000，讲座，2023-01-05，1, 3, 2, 活动类型, 培训, 讲座]",
                        "[changed, A000，讲座，2023-01-05，1, 3, 2, 举办日期, 2023-03-05, 2023-01-05]",
                        "[changed, A000，讲座，2023-01-05，1, 3, 2, 参加人次, 20, 1]",
                        "[added, A002，培训，2023-03-05，22, , 4, , , 活动编号：A002；活动类型：培训；举办日期：2023-03-05；参加人次：22]");
    }
}
