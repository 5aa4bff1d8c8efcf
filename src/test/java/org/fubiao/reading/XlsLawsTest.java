package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;

/** Whatever stands in an XLS file, what is read plainly is what the library reads. */
class XlsLawsTest {
    private static final List<String> FORMATS =
            List.of("General", "0.00", "0%", "0.00%", "yyyy-mm-dd", "yyyy\"年\"m\"月\"", "h:mm", "@", "#,##0;[Red]-0%");

    private static final List<String> BROKEN = List.of("broken");

    private Path file = Path.of("");

    @BeforeProperty
    void create() throws IOException {
        file = Files.createTempFile("law", ".xls");
    }

    @AfterProperty
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** A cell to be written; {@code look} is a place among the formats. */
    record Written(int sheet, int row, int column, int look, Object value) {}

    /** What a formula says. */
    record Formula(String text) {}

    /** A text of which a part looks otherwise. */
    record Rich(String text) {}

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyWorkbookIsReadPlainlyAndAsByTheLibrary(
            @ForAll("cells") List<Written> cells, @ForAll boolean compact, @ForAll boolean date1904)
            throws IOException {
        write(cells, date1904);
        if (compact) {
            XlsCompact.rewrite(file);
        }
        assertThat(readPlainly(file)).isEqualTo(read(XlsWorkbook.openByLibrary(file)));
    }

    /** Where both can read a broken file, they read the same. With a seed, since the library has faults of its own to be met. */
    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE, seed = "1706")
    void noByteMakesADifference(
            @ForAll("cells") List<Written> cells, @ForAll("changes") List<Tuple.Tuple2<Double, Byte>> changes)
            throws IOException {
        write(cells, false);
        byte[] bytes = Files.readAllBytes(file);
        changes.forEach(change -> bytes[(int) (change.get1() * (bytes.length - 1))] = change.get2());
        Files.write(file, bytes);
        Workbook plain = XlsWorkbook.openPlainly(file);
        if (plain != null) {
            Map<String, List<String>> byLibrary = read(file);
            Map<String, List<String>> plainly = read(plain);
            assertThat(byLibrary.keySet()).isIn(Set.of(), plainly.keySet());
            byLibrary.values().removeIf(BROKEN::equals);
            assertThat(plainly).containsAllEntriesOf(byLibrary);
        }
    }

    @Property(tries = 3000)
    void anyNumberIsWrittenAsIfItsExactValueWereRounded(@ForAll("numbers") double number, @ForAll boolean date1904) {
        CellNumbers numbers = new CellNumbers(date1904);
        for (CellFormat format : CellFormat.values()) {
            assertThat(text(() -> numbers.text(number, format)))
                    .isEqualTo(text(() -> numbers.text(new BigDecimal(number), format)));
        }
    }

    /** Days that are too far for a calendar make a file unreadable. */
    private static String text(Supplier<String> number) {
        try {
            return number.get();
        } catch (DateTimeException e) {
            return "no day";
        }
    }

    @Example
    void everyShippedWorkbookIsReadPlainlyAndAsByTheLibrary() throws IOException {
        int plainly = 0;
        for (Path shipped : shipped()) {
            if (FileContent.typeOf(shipped) == FileType.XLS) {
                assertThat(readPlainly(shipped)).as("%s", shipped).isEqualTo(read(XlsWorkbook.openByLibrary(shipped)));
                plainly++;
            }
        }
        assertThat(plainly).isGreaterThan(50);
    }

    /** The table of texts goes on in several records, and texts are broken by their borders. */
    @Example
    void readsTextsThatAreBroken() throws IOException {
        List<Written> cells = new ArrayList<>();
        for (int row = 0; row < 700; row++) {
            cells.add(new Written(0, row, 0, 0, "事项".repeat(row % 60) + row));
            cells.add(new Written(0, row, 1, 0, "item ".repeat(row % 50) + row));
        }
        write(cells, false);
        Map<String, List<String>> sheets = readPlainly(file);
        assertThat(sheets).isEqualTo(read(XlsWorkbook.openByLibrary(file)));
        assertThat(sheets.get("表0false")).hasSize(700).contains("2|事项1|item 1");
    }

    @Example
    void leavesToTheLibraryWhatItDoesNotKnow() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Row row = workbook.createSheet("表").createRow(0);
            row.createCell(0).setCellValue(1);
            workbook.getSheetAt(0).setArrayFormula("A1*2", new CellRangeAddress(0, 0, 1, 2));
            workbook.write(out);
        }
        assertThat(XlsWorkbook.openPlainly(file)).isNull();
        assertThat(read(file)).containsExactly(entry("表false", List.of("1|1|0|0")));
    }

    private static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("input"))) {
            return files.filter(found -> found.toString().endsWith(".xls"))
                    .sorted()
                    .toList();
        }
    }

    @Provide
    Arbitrary<List<Written>> cells() {
        Arbitrary<Integer> rows = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 12)),
                Tuple.of(1, Arbitraries.of(40, 400, 32_768, 65_535)));
        Arbitrary<Integer> columns = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 6)), Tuple.of(1, Arbitraries.of(30, 255)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        rows,
                        columns,
                        Arbitraries.integers().between(0, FORMATS.size() - 1),
                        values())
                .as(Written::new)
                .list()
                .ofMaxSize(40);
    }

    private Arbitrary<Object> values() {
        Arbitrary<String> texts = Arbitraries.of(
                "政务", " 两 端 ", "", "abc", "é", "甲\r\n乙", "𠀀", "\u3000空\u00a0", "\uD840", "#REF!", "=1", "合计");
        Arbitrary<Formula> formulas = Arbitraries.of(
                        "1+1",
                        "\"甲\"&\"乙\"",
                        "1/0",
                        "1=1",
                        "\"\"",
                        "IV60000",
                        "SUM(IT50000:IV60000)",
                        "44931.5",
                        "NA()",
                        "1=2")
                .map(Formula::new);
        Arbitrary<Rich> rich = Arbitraries.of("分段的文字", "rich text").map(Rich::new);
        return Arbitraries.frequencyOf(
                Tuple.of(6, texts),
                Tuple.of(6, numbers()),
                Tuple.of(1, rich),
                Tuple.of(1, Arbitraries.of(true, false)),
                Tuple.of(1, Arbitraries.of(FormulaError.NA, FormulaError.REF, FormulaError.DIV0)),
                Tuple.of(2, formulas),
                Tuple.of(1, Arbitraries.just(List.of())));
    }

    @Provide
    Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-2000, 70_000).map(Integer::doubleValue),
                Combinators.combine(
                                Arbitraries.longs().between(-9_999_999_999L, 999_999_999_999_999_999L),
                                Arbitraries.integers().between(-3, 22))
                        .as((digits, scale) -> BigDecimal.valueOf(digits, scale).doubleValue()),
                Arbitraries.doubles(),
                Arbitraries.of(0.1 + 0.2, -0.0, 1e15, 1e15 - 1, 123456789.12, 60.0, 61.0, 2958465.0, 0.5, 1234.5));
    }

    @Provide
    Arbitrary<List<Tuple.Tuple2<Double, Byte>>> changes() {
        Arbitrary<Byte> bytes = Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of((byte) 0, (byte) -1, (byte) 1));
        return Combinators.combine(Arbitraries.doubles().between(0, 1), bytes)
                .as(Tuple::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private void write(List<Written> cells, boolean date1904) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            workbook.getInternalWorkbook().getRecords().stream()
                    .filter(DateWindow1904Record.class::isInstance)
                    .map(DateWindow1904Record.class::cast)
                    .forEach(record -> record.setWindowing((short) (date1904 ? 1 : 0)));
            List<CellStyle> looks = new ArrayList<>();
            for (String format : FORMATS) {
                CellStyle look = workbook.createCellStyle();
                look.setDataFormat(workbook.createDataFormat().getFormat(format));
                looks.add(look);
            }
            for (int sheet = 0; sheet < 3; sheet++) {
                workbook.createSheet("表" + sheet);
            }
            workbook.setSheetHidden(1, true);
            for (Written written : cells) {
                Sheet sheet = workbook.getSheetAt(written.sheet);
                Row row = sheet.getRow(written.row);
                Cell cell = (row == null ? sheet.createRow(written.row) : row).createCell(written.column);
                cell.setCellStyle(looks.get(written.look));
                set(cell, written.value);
            }
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.write(out);
        }
    }

    private static void set(Cell cell, Object value) {
        if (value instanceof String text) {
            cell.setCellValue(text);
        } else if (value instanceof Double number) {
            cell.setCellValue(number);
        } else if (value instanceof Boolean truth) {
            cell.setCellValue(truth);
        } else if (value instanceof FormulaError error) {
            cell.setCellErrorValue(error.getCode());
        } else if (value instanceof Formula formula) {
            cell.setCellFormula(formula.text);
        } else if (value instanceof Rich rich) {
            HSSFRichTextString text = new HSSFRichTextString(rich.text);
            text.applyFont(1, 3, (short) 2);
            cell.setCellValue(text);
        }
    }

    private static Map<String, List<String>> readPlainly(Path file) throws IOException {
        return read(Optional.ofNullable(XlsWorkbook.openPlainly(file)).orElseThrow());
    }

    /** The rows of each sheet by its name and whether it is hidden; empty if the library cannot read the file. */
    private static Map<String, List<String>> read(Path file) throws IOException {
        try {
            return read(XlsWorkbook.openByLibrary(file));
        } catch (UnreadableFileException e) {
            return new LinkedHashMap<>();
        }
    }

    private static Map<String, List<String>> read(Workbook opened) throws IOException {
        Map<String, List<String>> sheets = new LinkedHashMap<>();
        try (Workbook workbook = opened) {
            for (int i = 0; i < workbook.sheets().size(); i++) {
                SheetInfo info = workbook.sheets().get(i);
                sheets.put(info.name() + info.hidden(), lines(workbook, i));
            }
        }
        return sheets;
    }

    private static List<String> lines(Workbook workbook, int sheet) throws IOException {
        try {
            return Sheets.read(workbook, sheet);
        } catch (UnreadableFileException e) {
            return BROKEN;
        }
    }
}
