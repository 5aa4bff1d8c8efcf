package org.fubiao.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fubiao.finding.Finding;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Period;
import org.fubiao.reading.FileType;
import org.fubiao.recognition.Recognition.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file below {@code src/test/resources/recognition} is a received file and what becomes of it: its path and period, its
 * sheets, and after {@code === expected} the parts, rows, balances and findings, to the letter.
 */
class RecognitionCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recognition");
    private static final String EXPECTED = "=== expected\n";
    private final Recognizer recognizer = new Recognizer(SampleJob.JOB);

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesWhatIsExpected(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        String text = Files.readString(file);
        int split = text.indexOf(EXPECTED);
        String input = text.substring(0, split);
        String actual = outcome(input);
        if (Boolean.getBoolean("fubiao.rewriteCases")) {
            Files.writeString(file, input + EXPECTED + actual);
        }
        assertThat(actual).isEqualTo(text.substring(split + EXPECTED.length()));
    }

    private String outcome(String input) throws IOException {
        String[] lines = input.lines().toArray(String[]::new);
        String path = lines[0].substring("file: ".length());
        Period period = Period.parse(lines[1].substring("period: ".length())).orElseThrow();
        FileType type = FileType.valueOf(lines[2].substring("type: ".length()).toUpperCase(Locale.ROOT));
        try (GridWorkbook workbook = workbook(type, lines)) {
            Recognition recognition = recognizer.recognize(workbook, path, period);
            StringBuilder out = new StringBuilder();
            recognition.findings().forEach(finding -> describe(finding, out));
            for (Part part : recognition.parts()) {
                describe(part, out);
                rows(workbook, part, path, out);
            }
            return out.toString();
        }
    }

    private static GridWorkbook workbook(FileType type, String[] lines) {
        GridWorkbook workbook = new GridWorkbook(type);
        List<String> sheet = new ArrayList<>();
        String head = "";
        for (int i = 3; i <= lines.length; i++) {
            if (i == lines.length || lines[i].startsWith("=== ")) {
                if (!head.isEmpty()) {
                    boolean hidden = head.endsWith("(hidden)");
                    String name = head.substring("=== sheet".length()).replace("(hidden)", "");
                    workbook.sheet(name.strip(), hidden, sheet);
                }
                sheet = new ArrayList<>();
                head = i == lines.length ? "" : lines[i];
            } else {
                sheet.add(lines[i]);
            }
        }
        return workbook;
    }

    private static void describe(Finding finding, StringBuilder out) {
        out.append(finding.code())
                .append(' ')
                .append(finding.severity())
                .append(' ')
                .append(String.join("/", finding.unit(), finding.form(), finding.field()))
                .append(" @ ")
                .append(finding.place().describe())
                .append("\n  found ")
                .append(finding.value().replace("\n", "\\n"))
                .append("; expected ")
                .append(finding.expected())
                .append("\n  ")
                .append(finding.message())
                .append('\n');
    }

    private static void describe(Part part, StringBuilder out) {
        SheetLayout layout = part.layout();
        out.append("part ")
                .append(layout.form())
                .append(" of ")
                .append(part.unit())
                .append(" for ")
                .append(part.period())
                .append(part.counts() ? "" : ", does not count")
                .append(part.filled().isEmpty() ? "" : ", filled " + part.filled())
                .append(part.revision() == 0 ? "" : ", revision " + part.revision())
                .append("\n  head ends in row ")
                .append(layout.headRow())
                .append(", columns ")
                .append(layout.columns())
                .append(layout.itemColumn() < 0 ? "" : ", items in " + layout.itemColumn())
                .append(" of ")
                .append(layout.width())
                .append('\n');
    }

    private static void rows(GridWorkbook workbook, Part part, String path, StringBuilder out) throws IOException {
        Form form = SampleJob.JOB.form(part.layout().form());
        RowContext context = new RowContext(path, part.unit() == null ? "" : part.unit());
        List<Finding> findings = new ArrayList<>();
        try (TypedRows rows = TypedRows.open(workbook, part.layout(), form, context, findings::add)) {
            while (rows.next()) {
                out.append("  ").append(rows.number()).append(' ').append(rows.kind());
                out.append(rows.item().isEmpty() ? "" : " [" + rows.item() + "]");
                for (int i = 0; i < form.fields().size(); i++) {
                    out.append(" | ")
                            .append(
                                    rows.isNull(i)
                                            ? "∅"
                                            : value(rows, form.fields().get(i), i));
                }
                out.append('\n');
            }
            out.append("  ").append(rows.balance()).append('\n');
            assertThat(rows.balance().holds()).isTrue();
        }
        findings.forEach(finding -> describe(finding, out));
    }

    static String value(TypedRows rows, Field field, int i) {
        return switch (field.type()) {
            case TEXT, CODE -> rows.text(i);
            case INTEGER, DECIMAL, PERCENT ->
                BigDecimal.valueOf(rows.value(i), field.scale()).toPlainString();
            case DATE -> LocalDate.ofEpochDay(rows.value(i)).toString();
            case YES_NO -> rows.value(i) == 1 ? "是" : "否";
        };
    }
}
