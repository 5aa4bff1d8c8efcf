package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class CsvLawsTest {
    private static final int COLUMNS = 4;
    private static final List<String> HEAD = List.of("编码", "名称", "数量", "末列");

    private Path file = Path.of("");

    @BeforeProperty
    void create() throws IOException {
        file = Files.createTempFile("law", ".csv");
    }

    @AfterProperty
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(
            @ForAll("tables") List<List<String>> table,
            @ForAll("charsets") String charset,
            @ForAll("separators") char separator,
            @ForAll("lineEnds") String end,
            @ForAll boolean allQuoted)
            throws IOException {
        String text = table.stream()
                .map(row -> row.stream()
                        .map(cell -> quoted(cell, separator, allQuoted))
                        .collect(Collectors.joining(String.valueOf(separator))))
                .collect(Collectors.joining(end));
        String mark = charset.startsWith("UTF-16") ? "\uFEFF" : "";
        Files.write(file, (mark + text).getBytes(Charset.forName(charset)));

        assertThat(rows()).isEqualTo(table);
    }

    /**
     * A table whose head and last column are always there, as they are in any report: they tell the separator. Two
     * things are read otherwise on purpose: {@code ="0012"}, and a cell of several lines that ends with a quote, which may be
     * what a forgotten quote has swallowed.
     */
    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.strings()
                .withChars("ab01,;|\t\"'\n-=% 市级事项，。㐀é")
                .ofMaxLength(8)
                .map(Texts::clean)
                .filter(text -> !text.startsWith("=\""))
                .filter(text -> !text.endsWith("\"") || text.indexOf('\n') < 0);
        return cell.list().ofSize(COLUMNS - 1).list().ofMinSize(3).ofMaxSize(12).map(CsvLawsTest::withHead);
    }

    private static List<List<String>> withHead(List<List<String>> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEAD);
        for (List<String> row : rows) {
            List<String> whole = new ArrayList<>(row);
            whole.add("完");
            table.add(whole);
        }
        return table;
    }

    @Provide
    Arbitrary<String> charsets() {
        return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE", "GB18030");
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n");
    }

    private static String quoted(String cell, char separator, boolean always) {
        boolean needed = cell.indexOf(separator) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
        return needed || always ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private List<List<String>> rows() throws IOException {
        List<List<String>> result = new ArrayList<>();
        try (Workbook workbook = Workbooks.open(file);
                RowReader rows = workbook.open(0)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 0; column < rows.width(); column++) {
                    row.add(rows.text(column));
                }
                assertThat(rows.number()).isEqualTo(result.size() + 1);
                result.add(row);
            }
        }
        return result;
    }
}
