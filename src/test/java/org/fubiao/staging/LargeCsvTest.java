package org.fubiao.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.fubiao.compute.Compute;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.fubiao.recognition.Recognition;
import org.fubiao.recognition.Recognizer;
import org.fubiao.recognition.RowBalance;
import org.fubiao.recognition.RowContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the compute engine reads a file's plain rows or they go the usual way: to the last finding it is the same. */
class LargeCsvTest {
    private static final String[] HEAD = {"序号", "编号", "名称", "类别", "日期", "件数", "金额", "比例", "网上办", "备注", "附注栏"};
    private static final String[] ODD = {
        "",
        "",
        "合计",
        "小 计",
        "总计：",
        "共12项",
        "全市合计",
        "统计局",
        "计量计数",
        "Total",
        "subtotal",
        "Tｏtal",
        "SＵBTOTAＬ。",
        "备注：无",
        "说明：见附件",
        "（注）1",
        "※ 备 注 1、",
        "注1. 数",
        "填表人：张三",
        "单位（盖章）",
        "签字",
        "—",
        "/",
        "无",
        "……",
        "#REF!",
        "#N/A",
        "=\"0012\"",
        "=1+1",
        "\uFFFD",
        "名\uFFFD称",
        "ＡＢ１２",
        "AB-１",
        "１２",
        "1,234",
        "12项",
        "12 项",
        "1e3",
        "+5",
        "007",
        "-0",
        "-",
        "0.50",
        ".5",
        "5.",
        "12.0",
        "12.345",
        "123456789012345678",
        "-123456789012345678",
        "1234567890123456789",
        "99999999999999999999",
        "0.123456",
        "0.30000000000000004",
        "90%",
        "92.1%",
        "9%%",
        "%",
        "150%",
        "1.5",
        "0.12345",
        "1.000",
        "99999999999999%",
        "-3",
        "-0.5",
        "2023-01-05",
        "2023/1/5",
        "2023年1月5日",
        "20230105",
        "45000",
        "infinity",
        "-infinity",
        "epoch",
        "0000-01-01",
        "0001-01-01",
        "2023-02-30",
        "2024-02-29",
        "10000-01-01",
        "2023-01-05 (BC)",
        "是",
        "否",
        "√",
        "true",
        " a",
        "b ",
        "\u3000c",
        "\u00A0",
        "\u200Bx",
        "x\u200B",
        "\uFEFF",
        " 12 ",
        "a\tb",
        "quo\"te",
        "\"",
        "x,y",
        "x;y",
        "line\nbreak",
        "行政许可",
        "行政许可 ",
        "许可",
        "行政处罚",
        "小计",
        "NULL",
        "null",
        "nan",
        "NaN",
        "1_000",
        "0x1F",
        "1 2",
        "T",
        "S合计",
        "合计1",
        "合计（1）",
        "甲",
        "\u0001",
        "\u007F",
        "a\u0085",
        "𠮷",
        "é",
        "1'2",
        "\\",
        "x\\,y",
        "\u2028",
        "，"
    };

    private static final String FORM = """
            form: 台账
            from: [中心]
            fields:
              序号: {type: integer}
              编号: {type: text, required: true, pattern: "[A-Z]{2}-?[0-9]+"}
              名称: {type: text}
              类别: {type: code, codes: [行政许可, 公共服务, 小计]}
              日期: {type: date}
              件数: {type: integer, uom: 项}
              金额: {type: decimal, scale: 2, uom: 元}
              比例: {type: percent}
              网上办: {type: yes-no}
              备注: {type: text}
            """;

    private static final Path FOLDER = folder();
    private static final Job JOB = load();
    private static int large;

    private static Path folder() {
        try {
            return Files.createTempDirectory("fubiao-large");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Job load() {
        try (Compute compute = new Compute()) {
            Path forms = Files.createDirectories(FOLDER.resolve("job/forms"));
            Files.writeString(FOLDER.resolve("job/job.yml"), "title: 台账\noffice: 办公室\nperiod: year\n");
            Files.writeString(FOLDER.resolve("job/units.csv"), "代码,名称,别名,上级,类别\nA01,市民中心,,,中心\n");
            Files.writeString(FOLDER.resolve("job/measures.yml"), "件数合计: {form: 台账, value: sum(件数), uom: 件}\n");
            Files.writeString(forms.resolve("ledger.yml"), FORM);
            return JobLoader.load(FOLDER.resolve("job"), compute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void delete() throws IOException {
        assertThat(large).as("files that were read either way").isGreaterThan(20);
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 80)
    void theSameIsReadEitherWay(@ForAll Random random) throws Exception {
        Path file = Files.createTempFile(FOLDER, "市民中心台账", ".csv");
        Files.write(file, csv(random));
        Result usual = read(file, Long.MAX_VALUE);
        Result direct = read(file, 0);
        large += direct.large() ? 1 : 0;
        assertThat(usual.large()).isFalse();
        assertThat(direct.rows()).isEqualTo(usual.rows());
        assertThat(direct.findings()).isEqualTo(usual.findings());
        assertThat(direct.balance()).isEqualTo(usual.balance());
        assertThat(direct.balance()).allMatch(RowBalance::holds);
        Files.delete(file);
    }

    @Test
    void whatIsTooLongForACellOfASpreadsheetIsAFinding() throws Exception {
        Path file = Files.createTempFile(FOLDER, "市民中心台账", ".csv");
        StringBuilder text = new StringBuilder(String.join(",", HEAD)).append('\n');
        for (int row = 1; row <= 40; row++) {
            String note = "字".repeat(row == 20 ? 32_768 : row == 30 ? 32_767 : 3);
            text.append(row)
                    .append(",AB1,事项,行政许可,2023-01-05,1,1.50,5%,是,")
                    .append(note)
                    .append(",无\n");
        }
        Files.writeString(file, text);
        Result direct = read(file, 0);
        assertThat(direct.findings()).singleElement().asString().contains("TX-14", "有32768个字");
        assertThat(direct.rows()).hasSize(40);
        assertThat(read(file, Long.MAX_VALUE)).isEqualTo(direct);
        Files.delete(file);
    }

    /** What was made of a file; {@code large} if the compute engine read part of it. */
    private record Result(List<String> rows, List<String> findings, List<RowBalance> balance, boolean large) {}

    private static Result read(Path file, long largeBytes) throws IOException, SQLException {
        FindingTally findings = new FindingTally();
        Path work = Files.createTempDirectory(FOLDER, "work");
        try (Workbook workbook = Workbooks.open(file);
                Segments segments = new Segments(work, largeBytes)) {
            Recognition recognition = new Recognizer(JOB)
                    .recognize(workbook, "市民中心/台账.csv", Period.parse("2023").orElseThrow());
            if (recognition.parts().isEmpty()) {
                return new Result(List.of(), List.of(), List.of(), false);
            }
            Recognition.Part part = recognition.parts().get(0);
            Form form = JOB.form(part.layout().form());
            Segments.Written written = segments.write(
                    form,
                    List.of(new StagedPart(
                            7,
                            Files.size(file),
                            () -> Workbooks.open(file),
                            part.layout(),
                            new RowContext("台账.csv", "A01"),
                            findings)));
            Path segment = segments.folder().resolve(written.file());
            Snapshot.Member member = new Snapshot.Member(7, "A01", "台账.csv", part.layout(), segment);
            try (Snapshot snapshot = Snapshot.open(JOB, List.of(member))) {
                List<String> rows = rows(snapshot, form);
                assertThat(written.rows()).isEqualTo(rows.size());
                return new Result(
                        rows,
                        findings.groups().stream().map(Object::toString).toList(),
                        List.copyOf(written.balances().values()),
                        Files.isDirectory(segment));
            }
        }
    }

    private static List<String> rows(Snapshot snapshot, Form form) throws SQLException {
        List<String> rows = new ArrayList<>();
        String sql = "SELECT * FROM (FROM \"台账\" UNION ALL FROM \"_totals_" + form.id() + "\") ORDER BY _row";
        try (Statement statement = snapshot.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.append(result.getString(column)).append('|');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static byte[] csv(Random random) {
        char separator = ",;\t|".charAt(random.nextInt(4));
        String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        int oddity = random.nextInt(4) == 0 ? 6 : 60;
        boolean quoteAll = random.nextInt(5) == 0;
        boolean unusual = random.nextInt(6) == 0;
        int unused = random.nextInt(3);
        List<List<String>> rows = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            rows.add(List.of("2023年台账"));
        }
        rows.add(List.of(HEAD).subList(0, HEAD.length - unused));
        int count = 3 + random.nextInt(120);
        for (int i = 1; i <= count; i++) {
            rows.add(row(random, i, oddity, unusual).subList(0, HEAD.length - unused));
            if (random.nextInt(oddity) == 0) {
                rows.add(special(random, rows));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(special(random, rows));
        }
        String text = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> quoted(cell, separator, quoteAll))
                        .collect(Collectors.joining(String.valueOf(separator))))
                .collect(Collectors.joining(end));
        String mark = random.nextInt(3) == 0 ? "\uFEFF" : "";
        return (mark + text + end.repeat(random.nextInt(3))).getBytes(StandardCharsets.UTF_8);
    }

    /** A row, mostly plain. Odd cells are one in so many; those that make a file irregular come only where asked for. */
    private static List<String> row(Random random, int number, int oddity, boolean unusual) {
        List<String> row = new ArrayList<>(List.of(
                String.valueOf(number),
                "AB" + random.nextInt(1000),
                random.nextBoolean() ? "统计事项" + random.nextInt(5) : "道路经营（二）",
                random.nextBoolean() ? "行政许可" : "公共服务",
                "2023-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10),
                String.valueOf(random.nextInt(2000) - 100),
                random.nextInt(900) + (random.nextBoolean() ? "" : "." + (10 + random.nextInt(90))),
                random.nextBoolean() ? random.nextInt(100) + ".5%" : "0." + (1 + random.nextInt(9)),
                random.nextBoolean() ? "是" : "否",
                random.nextInt(4) == 0 ? "说明" : "",
                random.nextInt(4) == 0 ? "合格" : ""));
        for (int column = 0; column < row.size(); column++) {
            if (random.nextInt(oddity * 2) == 0) {
                String odd = ODD[random.nextInt(ODD.length)];
                boolean irregular = odd.indexOf('\n') >= 0 || odd.equals("\"");
                row.set(column, irregular && !unusual ? "" : odd);
            }
        }
        return row;
    }

    /** A row that is no item, or looks so. */
    private static List<String> special(Random random, List<List<String>> rows) {
        return switch (random.nextInt(8)) {
            case 0 -> rows.get(random.nextInt(Math.min(rows.size(), 3)));
            case 1 -> List.of("合计", "", "", "", "", "12", "30.5");
            case 2 -> List.of("", "", "", "", "", "", "", "");
            case 3 -> List.of("备注：以上数据截至12月31日");
            case 4 -> List.of("续上");
            case 5 -> List.of("填表人：张三", "", "审核人：李四");
            case 6 -> List.of("甲", "乙", "1", "2", "3", "4", "5", "6", "7", "8");
            default -> List.of("9", "AB9", "名", "行政许可", "2023-01-11", "1", "2", "50%", "是", "", "", "", "多出");
        };
    }

    private static List<String> plainRow(Random random) {
        return row(random, random.nextInt(100_000), Integer.MAX_VALUE / 2, false);
    }

    private static String quoted(String cell, char separator, boolean always) {
        boolean needed = cell.indexOf(separator) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
        return needed || always ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** Among plain rows: each odd cell in each column of a full row, alone, beside a number, after a text, and beyond the width. */
    @Test
    void anyOddCellInAnyColumnIsReadTheSameEitherWay() throws Exception {
        StringBuilder text = new StringBuilder(String.join(",", HEAD)).append('\n');
        Random random = new Random(1);
        for (String odd : ODD) {
            for (int column = 0; column < HEAD.length && odd.indexOf('\n') < 0; column++) {
                List<String> full = plainRow(random);
                List<String> alone = new ArrayList<>(Collections.nCopies(HEAD.length, ""));
                full.set(column, odd);
                alone.set(column, odd);
                List<String> numbered = new ArrayList<>(alone);
                numbered.set(column == 5 ? 6 : 5, "3");
                List<String> named = new ArrayList<>(alone);
                named.set(column == 9 ? 2 : 9, "已办");
                List<String> wide = plainRow(random);
                wide.add(odd);
                for (List<String> row : List.of(full, alone, numbered, named, wide)) {
                    for (int plain = 0; plain < 9; plain++) {
                        text.append(String.join(",", plainRow(random))).append('\n');
                    }
                    text.append(row.stream()
                                    .map(cell -> quoted(cell, ',', false))
                                    .collect(Collectors.joining(",")))
                            .append('\n');
                }
            }
        }
        Path file = Files.createTempFile(FOLDER, "市民中心台账", ".csv");
        Files.writeString(file, text);
        Result usual = read(file, Long.MAX_VALUE);
        Result direct = read(file, 0);
        assertThat(direct.large()).isTrue();
        assertThat(direct).usingRecursiveComparison().ignoringFields("large").isEqualTo(usual);
    }

    /** The sheet of a workbook that says the same as the file above, and one whose texts mean something else in CSV. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWorkbookIsReadTheSameEitherWay(boolean unlikeCsv) throws Exception {
        Random random = new Random(2);
        Path file = Files.createTempFile(FOLDER, "市民中心台账", ".xlsx");
        try (var out = Files.newOutputStream(file);
                SXSSFWorkbook workbook = new SXSSFWorkbook()) {
            Sheet sheet = sheet(workbook);
            int number = 0;
            write(sheet, number++, List.of(HEAD), false);
            for (String odd : ODD) {
                boolean unlike = odd.indexOf('\n') >= 0 || odd.startsWith("=\"");
                for (int column = 0; column < HEAD.length && (!unlike || unlikeCsv); column++) {
                    List<String> full = plainRow(random);
                    full.set(column, odd);
                    List<String> alone = new ArrayList<>(Collections.nCopies(HEAD.length + 1, ""));
                    alone.set(column + 1, odd);
                    for (int plain = 0; plain < 18; plain++) {
                        write(sheet, number++, plainRow(random), random.nextBoolean());
                    }
                    write(sheet, number++, full, false);
                    write(sheet, number++, alone, false);
                }
            }
            write(sheet, number++, List.of("合计", "", "", "", "", "12", "30.5"), true);
            write(sheet, number++, Collections.nCopies(HEAD.length, ""), false);
            write(sheet, number, List.of("填表人：张三", "", "审核人：李四"), false);
            workbook.write(out);
        }
        Result usual = read(file, Long.MAX_VALUE);
        Result direct = read(file, 0);
        assertThat(usual.rows()).hasSizeGreaterThan(20_000);
        assertThat(direct.large()).isEqualTo(!unlikeCsv);
        assertThat(direct).usingRecursiveComparison().ignoringFields("large").isEqualTo(usual);
    }

    /** A row, with its numbers as numbers or all as texts; empty cells are written too. */
    private static void write(Sheet sheet, int number, List<String> cells, boolean numbers) {
        Row row = sheet.createRow(number);
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            Cell written = row.createCell(column);
            if (numbers && cell.matches("-?[0-9]+([.][0-9]+)?")) {
                written.setCellValue(Double.parseDouble(cell));
            } else if (numbers && cell.matches("2023-[0-9]{2}-[0-9]{2}")) {
                written.setCellValue(LocalDate.parse(cell));
                written.setCellStyle(sheet.getWorkbook().getCellStyleAt(1));
            } else {
                written.setCellValue(cell);
            }
        }
    }

    /** A sheet in a workbook whose second look is that of a date. */
    private static Sheet sheet(SXSSFWorkbook workbook) {
        workbook.createCellStyle().setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
        return workbook.createSheet("台账");
    }

    @Test
    void aWorkbookWithMissingRowsIsReadTheUsualWay() throws Exception {
        Path file = Files.createTempFile(FOLDER, "市民中心台账", ".xlsx");
        Random random = new Random(3);
        try (var out = Files.newOutputStream(file);
                SXSSFWorkbook workbook = new SXSSFWorkbook()) {
            Sheet sheet = sheet(workbook);
            write(sheet, 0, List.of(HEAD), false);
            for (int row = 1; row < 60; row += row == 30 ? 2 : 1) {
                write(sheet, row, plainRow(random), false);
            }
            workbook.write(out);
        }
        Result usual = read(file, Long.MAX_VALUE);
        Result direct = read(file, 0);
        assertThat(usual.rows()).hasSize(58);
        assertThat(direct).isEqualTo(usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "\u00e5\u0090",
                "\u00ed\u00a0\u0080",
                "\u00c0\u00af",
                "\u00f5\u0080\u0080\u0080",
                "\u0080"
            })
    void whatIsNoUtf8IsReadTheUsualWay(String bytes) throws Exception {
        StringBuilder text = new StringBuilder(String.join(",", HEAD)).append('\n');
        for (int i = 2; i <= 3000; i++) {
            text.append(i)
                    .append(",AB")
                    .append(i)
                    .append(",道路,行政许可,2023-01-01,")
                    .append(i)
                    .append(",,,,说明,\n");
        }
        byte[] whole = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] broken = bytes.getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.createTempFile(FOLDER, "市民中心台账", ".csv");
        int at = whole.length - "说明,\n".getBytes(StandardCharsets.UTF_8).length;
        try (var out = Files.newOutputStream(file)) {
            out.write(whole, 0, at);
            out.write(broken);
            out.write(whole, at, whole.length - at);
        }
        Result usual = read(file, Long.MAX_VALUE);
        Result direct = read(file, 0);
        assertThat(usual.findings()).hasSize(1);
        assertThat(direct).isEqualTo(usual);
    }

    @Test
    void rowsOfSeveralThreadsKeepTheirNumbers() throws Exception {
        Path file = Files.createTempFile(FOLDER, "市民中心台账", ".csv");
        StringBuilder text = new StringBuilder(String.join(",", HEAD)).append('\n');
        int count = 600_000;
        for (int i = 2; i <= count; i++) {
            text.append(i)
                    .append(",AB")
                    .append(i)
                    .append(",名,行政许可,2023-01-01,")
                    .append(i)
                    .append(",,,,,\n");
        }
        Files.writeString(file, text);
        Result direct = read(file, 0);
        Files.delete(file);
        assertThat(direct.large()).isTrue();
        assertThat(direct.rows()).hasSize(count - 1);
        for (int i = 0; i < direct.rows().size(); i++) {
            assertThat(direct.rows().get(i)).startsWith("1|" + (i + 2) + "|R|" + (i + 2) + "|AB" + (i + 2) + "|");
        }
    }
}
