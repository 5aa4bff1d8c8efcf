package org.fubiao.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.fubiao.finding.Finding;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.recognition.SampleJob.FieldMaker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of every table of {@code docs/interpretation.md} is true. */
class InterpretationTest {
    private static final List<String> HEADS = List.of("序号", "主办处室", "会议名称", "召开日期", "参会企业数");

    /** The lines of the tables with this first head; cells without their back quotes. */
    private static Stream<List<String>> table(String firstHead) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("docs/interpretation.md"))) {
            boolean isTable = line.startsWith("| ");
            if (isTable && inside && !line.startsWith("| ---")) {
                String cells = line.substring(2, line.length() - 2);
                lines.add(Arrays.stream(cells.split(" \\| ", -1))
                        .map(cell -> cell.replace("`", "").replace('⏎', '\n'))
                        .toList());
            }
            inside = isTable && (inside || line.startsWith("| " + firstHead + " |"));
        }
        assertThat(lines).isNotEmpty();
        return lines.stream();
    }

    static Stream<List<String>> cells() throws IOException {
        return table("Field");
    }

    static Stream<List<String>> rows() throws IOException {
        return table("Row");
    }

    static Stream<List<String>> periods() throws IOException {
        return table("Text");
    }

    static Stream<List<String>> revisions() throws IOException {
        return table("Name");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCellIsWhatThePageSays(List<String> line) throws IOException {
        Field field = field(line.get(0));
        Form form = form(List.of(SampleJob.field("名称", FieldType.TEXT), field));
        SheetLayout layout = new SheetLayout("sample", 0, "", 1, List.of(0, 1), -1, 2);
        List<Finding> findings = new ArrayList<>();
        GridWorkbook workbook =
                GridWorkbook.of("名称|" + field.name(), "甲乙丙|" + line.get(1).replace("\n", "\\n"));
        try (TypedRows rows = TypedRows.open(workbook, layout, form, new RowContext("a.csv", "A"), findings::add)) {
            assertThat(rows.next()).isTrue();
            String value = rows.isNull(1) ? "empty" : RecognitionCasesTest.value(rows, field, 1);
            assertThat(findings.isEmpty() ? value : findings.get(0).code()).isEqualTo(line.get(2));
            assertThat(rows.isNull(1)).isEqualTo(line.get(2).equals("empty") || !findings.isEmpty());
        }
    }

    private static Field field(String words) {
        List<String> parts = List.of(words.split(" ", -1));
        FieldType type = Arrays.stream(FieldType.values())
                .filter(candidate -> candidate.word().equals(parts.get(0)))
                .findFirst()
                .orElseThrow();
        FieldMaker maker = new FieldMaker("栏目", type);
        if (type == FieldType.CODE) {
            maker.codes(Map.of("许可", "行政许可"), "行政许可", "行政备案", "Ⅲ级");
        } else if (parts.contains("pattern")) {
            maker.pattern("[A-Z]{2}[0-9]{4}");
        } else if (parts.size() > 1) {
            maker.uom(parts.get(1));
        }
        return maker.make();
    }

    private static Form form(List<Field> fields) {
        return new Form(
                "sample",
                "样表",
                List.of(),
                Form.FormKind.LIST,
                List.of(),
                List.of(),
                List.of(),
                Form.KeyScope.UNIT,
                fields,
                List.of(),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowIsWhatThePageSays(List<String> line) throws IOException {
        Form form = SampleJob.JOB.form("meetings");
        SheetLayout layout = new SheetLayout("meetings", 0, "", 1, List.of(1, 2, 3, 4), -1, 5);
        GridWorkbook workbook =
                GridWorkbook.of(String.join("|", HEADS), line.get(0).replace(';', '|'));
        List<Finding> findings = new ArrayList<>();
        try (TypedRows rows = TypedRows.open(workbook, layout, form, new RowContext("a.csv", "A"), findings::add)) {
            boolean staged = rows.next();
            String kind = staged ? rows.kind().toString().toLowerCase(Locale.ROOT) : "";
            while (staged) {
                staged = rows.next();
            }
            RowBalance balance = rows.balance();
            assertThat(balance.holds()).isTrue();
            String what = balance.notes() == 1 ? "note" : balance.blank() == 1 ? "blank" : "rejected";
            assertThat(kind.isEmpty() ? what : kind).isEqualTo(line.get(1));
            assertThat(findings).hasSize(line.get(1).equals("rejected") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FieldType.class,
            names = {"TEXT", "INTEGER", "DECIMAL", "DATE", "YES_NO"})
    void theLabelOfATotalMayStandInTheColumnOfSerialNumbersWhateverTheirType(FieldType type) throws IOException {
        Form form = form(List.of(
                SampleJob.field("序号", type),
                SampleJob.field("名称", FieldType.TEXT),
                SampleJob.field("件数", FieldType.INTEGER)));
        SheetLayout layout = new SheetLayout("sample", 0, "", 1, List.of(0, 2, 3), -1, 4);
        List<Finding> findings = new ArrayList<>();
        List<TypedRows.Kind> kinds = new ArrayList<>();
        GridWorkbook workbook = GridWorkbook.of("序号|处室|名称|件数", "|一处|甲|12", "|小计||12", "合计|||12", "总计|二处||12", "||乙|3");
        try (TypedRows rows = TypedRows.open(workbook, layout, form, new RowContext("a.csv", "A"), findings::add)) {
            while (rows.next()) {
                kinds.add(rows.kind());
            }
        }
        assertThat(kinds)
                .containsExactly(
                        TypedRows.Kind.ITEM,
                        TypedRows.Kind.SUBTOTAL,
                        TypedRows.Kind.TOTAL,
                        TypedRows.Kind.TOTAL,
                        TypedRows.Kind.ITEM);
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("periods")
    void aTextSpeaksOfThePeriodThatThePageSays(List<String> line) {
        String periods = String.join(
                ",",
                PeriodText.in(line.get(0), true).stream().map(Object::toString).toList());
        assertThat(periods.isEmpty() ? "nothing" : periods).isEqualTo(line.get(1));
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void aNameIsTheRevisionThatThePageSays(List<String> line) {
        assertThat(Revision.of(line.get(0))).hasToString(line.get(1));
    }
}
