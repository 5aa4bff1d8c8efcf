package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlReadingTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/reading");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8, gb2312", "GB18030, gb2312", "GB18030, utf-8", "Big5, big5", "UTF-16LE, unicode"})
    void readsTheTableInAnyEncoding(String encoding, String claimed) throws IOException {
        String mark = encoding.startsWith("UTF-16") ? "\uFEFF" : "";
        String page = mark + Files.readString(EXAMPLES.resolve("export.html")).replace("CHARSET", claimed);
        Path file = Files.write(folder.resolve("export.xls"), page.getBytes(Charset.forName(encoding)));

        assertThat(String.join("\n", Sheets.read(file)) + "\n").isEqualTo(read("export.expected.txt"));
    }

    @Test
    void eachTableOfSomeRowsIsASheet() throws IOException {
        String page = """
                <html><body><table><tr><td>版头</td></tr></table>
                <table><caption>市级</caption><tr><td>1</td></tr><tr><td>2<table><tr><td>内</td></tr></table></td></tr></table>
                <table><tr><td>3</td></tr><tr><td></td></tr><tr><td>4</td></tr></table></body></html>
                """;
        Path file = Files.write(folder.resolve("a.html"), page.getBytes(StandardCharsets.UTF_8));
        try (Workbook workbook = Workbooks.open(file)) {
            assertThat(workbook.sheets()).containsExactly(new SheetInfo("市级", false), new SheetInfo("表格2", false));
            assertThat(Sheets.read(workbook, 1)).containsExactly("1|3", "2", "3|4");
            assertThat(Sheets.read(workbook, 0)).containsExactly("1|1", "2|2内");
        }
    }

    private static String read(String name) {
        try {
            return Files.readString(EXAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
