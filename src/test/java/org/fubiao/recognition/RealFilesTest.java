package org.fubiao.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.finding.Finding;
import org.fubiao.job.Form;
import org.fubiao.job.Period;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same table is the same in every kind of file: merged heads, encodings and separators make no difference. */
class RealFilesTest {
    private static final List<List<String>> TABLE = List.of(
            List.of("告知承诺事项变动情况（2023年度）"),
            List.of("报送单位：天津市公安局", "", "", "单位：项"),
            List.of("项目", "按层级", "", "合计"),
            List.of("", "市级", "区级", ""),
            List.of("上年末", "10", "5", "15"),
            List.of("本年新增", "２", "1项", "3"),
            List.of("本年取消", "—", "", "0"),
            List.of("本年末", "12", "6", "18"),
            List.of("填表人：张三", "", "审核人：李四", ""));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.xlsx", "a.xls", "utf8.csv", "gb18030.csv", "semicolon.csv", "tab.csv"})
    void aTableIsTheSameInEveryKindOfFile(String name) throws IOException {
        Path file = folder.resolve(name);
        write(file);
        List<Finding> findings = new ArrayList<>();
        try (Workbook workbook = Workbooks.open(file)) {
            Recognition recognition = new Recognizer(SampleJob.JOB)
                    .recognize(workbook, name, Period.parse("2023").orElseThrow());
            assertThat(recognition.findings()).isEmpty();
            assertThat(recognition.parts()).hasSize(1);
            Recognition.Part part = recognition.parts().get(0);
            assertThat(part.unit()).isEqualTo("GA01");
            assertThat(part.counts()).isTrue();
            Form form = SampleJob.JOB.form("commitment");
            try (TypedRows rows =
                    TypedRows.open(workbook, part.layout(), form, new RowContext(name, "GA01"), findings::add)) {
                List<String> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(rows.item() + numbers(rows));
                }
                assertThat(read).containsExactly("上年末[10, 5, 15]", "本年新增[2, 1, 3]", "本年取消[∅, ∅, 0]", "本年末[12, 6, 18]");
                assertThat(rows.balance().staged()).isEqualTo(4);
                assertThat(rows.balance().notes()).isEqualTo(1);
                assertThat(rows.balance().holds()).isTrue();
            }
        }
        assertThat(findings).isEmpty();
    }

    private static List<String> numbers(TypedRows rows) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(rows.isNull(i) ? "∅" : Long.toString(rows.value(i)));
        }
        return numbers;
    }

    private static void write(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            String separator = name.startsWith("semicolon") ? ";" : name.startsWith("tab") ? "\t" : ",";
            Charset charset = name.startsWith("gb") ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
            List<String> lines =
                    TABLE.stream().map(cells -> String.join(separator, cells)).toList();
            Files.write(file, lines, charset);
            return;
        }
        try (org.apache.poi.ss.usermodel.Workbook workbook =
                        name.endsWith(".xls") ? new HSSFWorkbook() : new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            fill(workbook.createSheet("Sheet1"));
            workbook.write(out);
        }
    }

    private static void fill(Sheet sheet) {
        for (int r = 0; r < TABLE.size(); r++) {
            for (int c = 0; c < TABLE.get(r).size(); c++) {
                String text = TABLE.get(r).get(c);
                if (text.matches("[0-9]+")) {
                    sheet.getRow(r).createCell(c).setCellValue(Integer.parseInt(text));
                } else {
                    (sheet.getRow(r) == null ? sheet.createRow(r) : sheet.getRow(r))
                            .createCell(c)
                            .setCellValue(text);
                }
            }
        }
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
        sheet.addMergedRegion(new CellRangeAddress(2, 2, 1, 2));
        sheet.addMergedRegion(new CellRangeAddress(2, 3, 0, 0));
        sheet.addMergedRegion(new CellRangeAddress(2, 3, 3, 3));
    }
}
