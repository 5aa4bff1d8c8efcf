package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** However a sheet is written, what is read plainly is what the library reads; where the library gives up, so do we. */
class XlsxLawsTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final List<String> FORMATS =
            List.of("General", "0.00", "0%", "0.00%", "yyyy-mm-dd", "yyyy\"年\"m\"月\"", "h:mm", "@", "#,##0;[Red]-0%");
    private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<worksheet"
            + " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
            + " xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\">"
            + "<dimension ref=\"A1:C9\"/>";

    private Path file = Path.of("");

    @BeforeProperty
    void create() throws IOException {
        file = Files.createTempFile("law", ".xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Row row = workbook.createSheet("表").createRow(0);
            for (int i = 0; i < FORMATS.size(); i++) {
                CellStyle style = workbook.createCellStyle();
                style.setDataFormat(workbook.createDataFormat().getFormat(FORMATS.get(i)));
                row.createCell(i).setCellStyle(style);
                row.getCell(i).setCellValue("文 本" + i);
            }
            workbook.write(out);
        }
    }

    @AfterProperty
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Property(tries = 1500)
    void anySheetIsReadAsByTheLibrary(@ForAll("sheets") String sheet) throws IOException {
        replace(sheet);
        assertThat(read(true)).isEqualTo(read(false));
    }

    @Property(tries = 1500)
    void anyNumberIsReadAsByTheLibrary(@ForAll("numbers") String number, @ForAll("looks") String look)
            throws IOException {
        replace(PROLOGUE + "<sheetData><row r=\"1\"><c r=\"A1\"" + look + "><v>" + number
                + "</v></c></row></sheetData></worksheet>");
        assertThat(read(true)).isEqualTo(read(false));
    }

    /** Written in full it would have millions of digits, and dividing these by ten as often would take minutes. */
    @Example
    void aShareBeyondMeasureIsNotWrittenInFull() throws IOException {
        String percent = " s=\"" + (FORMATS.indexOf("0%") + 1) + "\"";
        replace(PROLOGUE + "<sheetData><row r=\"1\"><c r=\"A1\"" + percent
                + "><v>5e5555555</v></c></row></sheetData></worksheet>");
        assertThat(read(true)).containsExactly("1|5E+5555557%").isEqualTo(read(false));
    }

    @Property(tries = 500)
    void anySharedTextIsReadAsByTheLibrary(@ForAll("items") List<String> items) throws IOException {
        StringBuilder cells = new StringBuilder();
        for (int i = items.size() - 1; i >= 0; i--) {
            cells.append("<c t=\"s\"><v>").append(i).append("</v></c>");
        }
        replace(PROLOGUE + "<sheetData><row r=\"1\">" + cells + "</row></sheetData></worksheet>");
        write(
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + String.join("", items)
                        + "</sst>");
        assertThat(read(true)).isEqualTo(read(false));
    }

    @Example
    void rowsThatDoNotSayTheirNumbersAreCountedFromOne() throws IOException {
        replace(PROLOGUE
                + "<sheetData><row><c><v>7</v></c></row><row/><row><c><v>8</v></c></row></sheetData></worksheet>");
        assertThat(read(true)).containsExactly("1|7", "2", "3|8");
    }

    @Provide
    Arbitrary<String> sheets() {
        Arbitrary<String> plain = Arbitraries.of("", "", "", "", "\n", "  ");
        Arbitrary<String> between =
                Arbitraries.frequencyOf(Tuple.of(30, plain), Tuple.of(1, Arbitraries.of("<!-- -->", "<x/>", "x")));
        Arbitrary<String> rows = Combinators.combine(rowHeads(), cells().list().ofMaxSize(5), between)
                .as((head, cells, space) -> head + String.join(space, cells) + "</row>" + space)
                .list()
                .ofMaxSize(4)
                .map(list -> String.join("", list));
        Arbitrary<String> ends =
                Arbitraries.of("</sheetData></worksheet>", "</sheetData></worksheet>", "</worksheet>", "");
        return Combinators.combine(
                        Arbitraries.of("<sheetData>", "<sheetData>", "<sheetData >", "<sheetData/>"), rows, ends)
                .as((data, inner, end) -> PROLOGUE + data + inner + end);
    }

    private static Arbitrary<String> rowHeads() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 2000),
                        Arbitraries.of(
                                "",
                                " spans=\"1:3\"",
                                " ht=\"18\" customHeight=\"1\"",
                                " x14ac:dyDescent=\"0.2\"",
                                " y:z=\"1\"",
                                " hidden='1'",
                                "\n s = \"1\""))
                .as((number, more) -> "<row r=\"" + number + "\"" + more + ">");
    }

    private static Arbitrary<String> cells() {
        Arbitrary<String> places =
                Arbitraries.of("", " r=\"A1\"", " r=\"B2\"", " r=\"E1\"", " r=\"AB7\"", " r=\"$C$1\"", " r='D1'");
        Arbitrary<String> types = Arbitraries.of(
                "", "", " t=\"n\"", " t=\"s\"", " t=\"str\"", " t=\"b\"", " t=\"e\"", " t=\"inlineStr\"", " t=\"d\"");
        Arbitrary<String> looks = Arbitraries.of("", "", " s=\"1\"", " s=\"3\"", " s=\"5\"", " s=\"99\"", " s=\"x\"");
        return Combinators.combine(places, looks, types, contents())
                .as((place, look, type, content) -> content.equals("/")
                        ? "<c" + place + look + type + "/>"
                        : "<c" + place + type + look + ">" + content + "</c>");
    }

    private static Arbitrary<String> contents() {
        Arbitrary<String> formulas = Arbitraries.of(
                "",
                "",
                "",
                "",
                "<f>A1+1</f>",
                "<f/>",
                "<f></f>",
                "<f t=\"shared\" ref=\"A1:B2\" si=\"0\">A1</f>",
                "<f t=\"shared\" si=\"0\"/>",
                "<f ca=\"1\">NOW()</f>",
                "<f t=\"array\" ref=\"A1:B1\">A1</f>");
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(8, texts().map(text -> "<v>" + text + "</v>")),
                Tuple.of(3, texts().map(text -> "<is><t>" + text + "</t></is>")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "",
                                "<v/>",
                                "<v></v>",
                                "<v xml:space=\"preserve\"> 甲 </v>",
                                "<is/>",
                                "<is><t xml:space=\"preserve\"> 乙 </t></is>",
                                "<is><r><t>丙</t></r><t>丁</t></is>",
                                "<v>1</v><v>2</v>",
                                "<v><![CDATA[3]]></v>",
                                "<v>4",
                                "<extLst/>")));
        Arbitrary<String> whole = Combinators.combine(formulas, values).as((formula, value) -> formula + value);
        return Arbitraries.frequencyOf(Tuple.of(9, whole), Tuple.of(1, Arbitraries.just("/")));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("0", "1", "2", "8", "9", "44931", "0.5", "-3", "TRUE", "#REF!", "1E3"),
                Arbitraries.of(
                        "政务",
                        " 两 端 ",
                        "a&amp;b",
                        "&lt;&#20013;&#x4E2D;&gt;",
                        "&nbsp;",
                        "_x000D_\n",
                        "甲\r\n乙",
                        "]]",
                        "]]&gt;",
                        "]]>",
                        "\u0001",
                        "\uFFFD",
                        "𠀀",
                        "\u3000空\u00a0",
                        "&#0;",
                        "&",
                        "&#13;",
                        "\uFFFE"));
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> whole = Arbitraries.longs().map(Object::toString);
        Arbitrary<String> small = Arbitraries.integers().between(-2000, 70_000).map(Object::toString);
        Arbitrary<String> decimal = Combinators.combine(
                        Arbitraries.longs().between(-9_999_999_999L, 999_999_999_999_999_999L),
                        Arbitraries.integers().between(-3, 22))
                .as((digits, scale) -> BigDecimal.valueOf(digits, scale).toPlainString());
        Arbitrary<String> binary = Arbitraries.doubles().map(value -> Double.toString(value));
        Arbitrary<String> odd = Arbitraries.strings()
                .withChars("0123456789.-+eE ")
                .ofMinLength(1)
                .ofMaxLength(9);
        Arbitrary<String> noise = Combinators.combine(
                        Arbitraries.integers().between(0, 9999),
                        Arbitraries.integers().between(1, 7))
                .as((digits, more) -> String.format(Locale.ROOT, "%.4f%s%d", digits / 10000.0, "000000000000", more));
        return Arbitraries.oneOf(whole, small, decimal, binary, odd, noise);
    }

    @Provide
    Arbitrary<String> looks() {
        return Arbitraries.integers().between(0, FORMATS.size() + 1).map(look -> " s=\"" + look + "\"");
    }

    @Provide
    Arbitrary<List<String>> items() {
        Arbitrary<String> pieces = Arbitraries.frequencyOf(
                Tuple.of(9, texts().map(text -> "<t>" + text + "</t>")),
                Tuple.of(
                        4,
                        Arbitraries.of(
                                "<t/>",
                                "<t xml:space=\"preserve\"> 甲 </t>",
                                "<phoneticPr fontId=\"1\" type=\"noConversion\"/>",
                                "<rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh>",
                                "<rPh/>",
                                "<rPh><t>x</t></rPh>",
                                "\n",
                                "<r><rPr><b/><rFont val=\"宋体\"/></rPr><t>乙</t></r>",
                                "<r><t>丁</t></r>",
                                "<r><t>戊</t>",
                                "<r><rPr><b></rPr><t>己</t></r>",
                                "</r>",
                                "</t>",
                                "<si>",
                                "<si/>",
                                "<x/>",
                                "<phoneticPr>",
                                "<!-- -->",
                                "丙")));
        Arbitrary<String> item = pieces.list().ofMaxSize(3).map(list -> "<si>" + String.join("", list) + "</si>");
        return Arbitraries.frequencyOf(Tuple.of(9, item), Tuple.of(1, Arbitraries.of("<si/>", " <si></si>\n")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private void replace(String sheet) throws IOException {
        write(SHEET, sheet);
    }

    private void write(String part, String text) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.write(zip.getPath(part), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The rows, and at the end what is wrong with the file. */
    private List<String> read(boolean plain) {
        List<String> lines = new ArrayList<>();
        try (Workbook workbook = Workbooks.open(file);
                RowReader rows = plain ? workbook.open(0) : ((XlsxWorkbook) workbook).openByLibrary(0)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder().append(rows.number());
                for (int column = 0; column < rows.width(); column++) {
                    line.append('|').append(rows.text(column));
                }
                lines.add(line.toString());
            }
        } catch (IOException e) {
            lines.add(Optional.ofNullable(e.getMessage()).orElse(""));
        }
        return lines;
    }
}
