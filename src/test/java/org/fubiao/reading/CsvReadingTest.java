package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CsvReadingTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    Path folder;

    static Stream<Arguments> dialects() {
        List<Dialect> encodings = List.of(
                new Dialect("UTF-8", StandardCharsets.UTF_8, ""),
                new Dialect("UTF-8 with BOM", StandardCharsets.UTF_8, "\uFEFF"),
                new Dialect("UTF-16LE with BOM", StandardCharsets.UTF_16LE, "\uFEFF"),
                new Dialect("UTF-16BE with BOM", StandardCharsets.UTF_16BE, "\uFEFF"),
                new Dialect("GB18030", GB18030, ""),
                new Dialect("GB18030 with BOM", GB18030, "\uFEFF"));
        return encodings.stream()
                .flatMap(encoding -> Stream.of("\n", "\r\n", "\r")
                        .flatMap(end -> Stream.of(",", ";", "\t", "|")
                                .map(separator -> Arguments.of(encoding, end, separator))));
    }

    private record Dialect(String name, Charset charset, String mark) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void readsTheSameRowsFromEveryDialect(Dialect encoding, String end, String separator) throws IOException {
        String text = """
                政务服务事项台账

                报送单位：市规划资源局
                事项编码,事项名称,"承诺
                时限",备注
                0001,"不动产登记,首次",5,  \u3000两端空格\s
                0002,"他说""可以\""",,
                0003,㐀𠀀朩,1.50,末行\
                """.replace("\n", end).replace(",", separator);
        Path file = write("台账.csv", (encoding.mark + text).getBytes(encoding.charset));

        assertThat(Sheets.read(file))
                .containsExactly(
                        "1|政务服务事项台账",
                        "2",
                        "3|报送单位：市规划资源局",
                        "4|事项编码|事项名称|承诺\n时限|备注",
                        "5|0001|不动产登记" + separator + "首次|5|两端空格",
                        "6|0002|他说\"可以\"",
                        "7|0003|㐀𠀀朩|1.50|末行");
    }

    @Test
    void isOneSheetWithoutAName() throws IOException {
        try (Workbook workbook = Workbooks.open(write("a.csv", "a,b\n1,2\n"))) {
            assertThat(workbook.type()).isEqualTo(FileType.CSV);
            assertThat(workbook.sheets()).containsExactly(new SheetInfo("", false));
            assertThat(Sheets.read(workbook, 0)).containsExactly("1|a|b", "2|1|2");
            assertThat(Sheets.read(workbook, 0)).as("read again").containsExactly("1|a|b", "2|1|2");
        }
    }

    @Test
    void closingTheWorkbookClosesItsReaders() throws IOException {
        Workbook workbook = Workbooks.open(write("a.csv", "a,b\n1,2\n"));
        RowReader rows = workbook.open(0);
        workbook.close();
        assertThat(rows.next()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "a;b\\n1,5;2,5\\n3,5;4,5 => 2|1,5|2,5",
                "a\\tb\\n1,234\\t2,345 => 2|1,234|2,345",
                "单位：甲,乙,丙\\na|b\\n1|2\\n3|4 => 2|a|b",
                "a，b\\n1，2 => 2|1|2",
                "说明，一句话\\n没有分隔 => 1|说明|一句话",
                "名称\\n一，二\\n三\\n => 2|一|二",
                "sep=|\\na,b|c\\n1,2|3 => 2|1,2|3",
                "a,b\\n\"\"x\"\",2 => 2|x\"\"|2",
                "a,b\\n1\"2,3 => 2|1\"2|3",
                "a,b\\n\"甲\"乙,3 => 2|甲乙|3",
                "a,b\\n=\"0012\",3 => 2|0012|3",
                "a,b\\n \"1\",3 => 2|\"1\"|3",
                "a,b\\n1,2\\n\u001A => 2|1|2",
            })
    void findsTheCells(String text, String row) throws IOException {
        assertThat(Sheets.read(write("a.csv", text.replace("\\n", "\n").replace("\\t", "\t"))))
                .contains(row);
    }

    @Test
    void aCharacterBeyondAsciiMayComeLate() throws IOException {
        String ascii = "1,2,3\n".repeat(300_000);
        assertThat(Sheets.read(write("late.csv", (ascii + "合计,2,3\n").getBytes(GB18030))))
                .last()
                .isEqualTo("300001|合计|2|3");
        assertThat(Sheets.read(write("late.csv", ascii + "合计,2,3\n"))).last().isEqualTo("300001|合计|2|3");
    }

    @Test
    void whatCannotBeDecodedIsMarkedAndNothingElseSuffers() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("单位,数量\n市教委,1\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        bytes.writeBytes("市民政局,2\n市司法局,3\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Sheets.read(write("a.csv", bytes.toByteArray())))
                .endsWith("100|市教委|1", "101|\uFFFD市民政局|2", "102|市司法局|3");
    }

    @Test
    void aQuoteLeftOpenEndsTheReading() throws IOException {
        Path file = write("a.csv", "a,b\n1,2\n3,\"4\n5,6\n" + "7,8\n".repeat(5000));
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> readAll(file))
                .withMessage("第 3 行起有一个英文双引号（\"）没有成对，其后的各行无法分清。请在 Excel 或 WPS 中核对该行，补上或删去引号后重新导出。");
    }

    @Test
    void aQuoteClosedByAnotherRowEndsTheReading() throws IOException {
        Path file = write("a.csv", "a,b,c\n1,2,3\n5,\"abc,1\n6,\"def\",2\n7,8,9\n");
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> readAll(file))
                .withMessageStartingWith("第 3 行起有一个英文双引号");
    }

    @Test
    void aQuoteLeftOpenDoesNotFillTheMemory() throws IOException {
        Path file = write("a.csv", "a,b\n3,\"4" + "5".repeat(BoundedReader.MOST_CHARS * 2));
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> readAll(file))
                .withMessageStartingWith("第 2 行起有一个英文双引号");
    }

    private static void readAll(Path file) throws IOException {
        try (Workbook workbook = Workbooks.open(file);
                RowReader rows = workbook.open(0)) {
            while (rows.next()) {
                assertThat(rows.width()).isNotNegative();
            }
        }
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
