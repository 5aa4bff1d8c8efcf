package org.fubiao.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.finding.Finding;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.fubiao.recognition.Recognition;
import org.fubiao.recognition.Recognizer;
import org.fubiao.recognition.RowContext;
import org.fubiao.recognition.TypedRows;
import org.springframework.util.FileSystemUtils;

/** What is written into a template is what is read. */
class TemplateLawsTest {

    record Line(
            String code,
            String name,
            String kind,
            Integer limit,
            Boolean online,
            BigDecimal fee,
            BigDecimal share,
            LocalDate since) {
        List<String> texts() {
            return List.of(
                    code,
                    name,
                    kind,
                    limit.toString(),
                    online ? "1" : "0",
                    fee.movePointRight(2).toBigIntegerExact().toString(),
                    share.movePointRight(4).toBigIntegerExact().toString(),
                    since.toString());
        }
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<Line> line = Combinators.combine(
                        Arbitraries.integers().between(0, 9999).map(n -> "XK%04d".formatted(n)),
                        Arbitraries.strings()
                                .withChars("政务服务事项办理登记备案")
                                .ofMinLength(1)
                                .ofMaxLength(30),
                        Arbitraries.of("许可", "备案", "其他"),
                        Arbitraries.integers().between(0, 365),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 99_999_999).map(n -> BigDecimal.valueOf(n, 2)),
                        Arbitraries.integers().between(0, 10_000).map(n -> BigDecimal.valueOf(n, 4)),
                        Arbitraries.integers()
                                .between(0, 20_000)
                                .map(n -> LocalDate.of(1980, 1, 1).plusDays(n)))
                .as(Line::new);
        return line.list().ofMinSize(1).ofMaxSize(20);
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void aListReadsBackEqual(@ForAll("lines") List<Line> lines) throws IOException {
        Path folder = Files.createTempDirectory("fubiao-template");
        try {
            Job job = TemplateJob.load(folder);
            assertThat(read(job, filled(job, folder, lines)))
                    .isEqualTo(lines.stream().map(Line::texts).toList());
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static Path filled(Job job, Path folder, List<Line> lines) throws IOException {
        Path blank = folder.resolve("blank.xlsx");
        new TemplateBook(job, TemplateJob.PERIOD).write(job.unit("B01"), LastValues.NONE, blank);
        Path filled = folder.resolve("filled.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(blank));
                OutputStream out = Files.newOutputStream(filled)) {
            for (int i = 0; i < lines.size(); i++) {
                write(lines.get(i), book.getSheet("服务事项台账").getRow(4 + i));
            }
            book.write(out);
        }
        return filled;
    }

    private static void write(Line line, XSSFRow row) {
        row.getCell(1).setCellValue(line.code());
        row.getCell(2).setCellValue(line.name());
        row.getCell(3).setCellValue(line.kind());
        row.getCell(5).setCellValue(line.limit());
        row.getCell(7).setCellValue(line.online() ? "是" : "否");
        row.getCell(8).setCellValue(line.fee().doubleValue());
        row.getCell(9).setCellValue(line.share().doubleValue());
        row.getCell(10).setCellValue(line.since());
    }

    private static List<List<String>> read(Job job, Path file) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<List<String>> read = new ArrayList<>();
        try (Workbook workbook = Workbooks.open(file)) {
            Recognition recognition = new Recognizer(job).recognize(workbook, "a.xlsx", TemplateJob.PERIOD);
            Recognition.Part part = recognition.parts().get(0);
            Form form = job.form(part.layout().form());
            try (TypedRows rows =
                    TypedRows.open(workbook, part.layout(), form, new RowContext("a.xlsx", "B01"), findings::add)) {
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int field : new int[] {1, 2, 3, 5, 7, 8, 9, 10}) {
                        row.add(text(rows, form, field));
                    }
                    read.add(row);
                }
            }
        }
        assertThat(findings).isEmpty();
        return read;
    }

    private static String text(TypedRows rows, Form form, int field) {
        return switch (form.fields().get(field).type()) {
            case TEXT, CODE -> rows.text(field);
            case DATE -> LocalDate.ofEpochDay(rows.value(field)).toString();
            default -> Long.toString(rows.value(field));
        };
    }
}
