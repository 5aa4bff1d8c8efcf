package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file that something is to be said of is answered; what comes back is known for what it is. */
class ReceiptsTest {
    private static final String EVENTS = "市图书馆/读者活动台账.csv";
    private static final String RECEIPT = "回执 市图书馆 读者活动台账.xlsx";

    @TempDir
    private Path folder;

    private Library reported() {
        return Library.reported(folder)
                .put(EVENTS, Library.events(0, 2) + "A003,讲座,2023-01-05,很多\nA004,讲座,2023-01-06,0\n");
    }

    @Test
    void onlyFilesWithProblemsAreAnsweredByAWorkbook() throws Exception {
        Library library = reported();
        library.run();

        Path receipts = library.latest().resolve("receipts");
        try (var files = Files.list(receipts)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("回执目录.csv", RECEIPT);
        }
        List<String> directory = Files.readAllLines(receipts.resolve("回执目录.csv"));
        assertThat(directory).hasSize(11);
        assertThat(directory.get(0)).isEqualTo("\uFEFF报送文件,报送单位,报表,状态,结果,错误,警告,提示,回执");
        assertThat(directory)
                .contains("市图书馆/读者活动台账.csv,市图书馆,读者活动台账,已采用,有错误，请改正,1,1,0," + RECEIPT)
                .contains("市图书馆/馆藏变动表.csv,市图书馆,馆藏变动表,已采用,已接收、无问题,0,0,0,");
        try (Workbook book = WorkbookFactory.create(receipts.resolve(RECEIPT).toFile(), null, true)) {
            Sheet rows = book.getSheet("报送内容");
            assertThat(rows.getCellComments().keySet()).hasToString("[D4, D5]");
        }
    }

    @Test
    void aJobMayGoWithoutReceipts() throws Exception {
        Library library = reported();
        library.define("job.yml", "title: 公共图书馆年度统计附表\noffice: 市文化和旅游局\nperiod: year\nreceipts: false\n")
                .run();

        assertThat(library.latest().resolve("receipts")).doesNotExist();
        assertThat(library.findings()).anyMatch(finding -> finding.contains(EVENTS));
    }

    @Test
    void repeatedRunsGiveTheSameReceipts() throws Exception {
        Library library = reported();
        library.run();
        Map<String, String> first = library.published();
        library.run();

        assertThat(library.published()).isEqualTo(first);
    }

    @Test
    void ourSheetsInAReceiptThatComesBackAreNoReports() throws Exception {
        Library library = reported();
        library.run();
        byte[] receipt = Files.readAllBytes(library.latest().resolve("receipts").resolve(RECEIPT));
        library.remove(EVENTS);
        Files.write(library.input().resolve("市图书馆").resolve(RECEIPT), receipt);
        library.run();

        assertThat(library.findings())
                .filteredOn(finding -> finding.contains(RECEIPT))
                .hasSize(2)
                .anyMatch(finding -> finding.startsWith("TX-01 市图书馆/" + RECEIPT))
                .anyMatch(finding -> finding.startsWith("HD-01 市图书馆/" + RECEIPT));
        assertThat(library.latest().resolve("receipts").resolve(RECEIPT)).exists();
    }

    @Test
    void sampleOfAnswerToAFileWithoutAForm() throws IOException, Exception {
        Library library = reported().put("市图书馆/说明.csv", "今年没有数据\n");
        library.run();

        assertThat(library.latest().resolve("receipts/回执 市图书馆 说明.xlsx")).doesNotExist();
        assertThat(library.latest().resolve("receipts/回执 说明.xlsx")).exists();
    }
}
