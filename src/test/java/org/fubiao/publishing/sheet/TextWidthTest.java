package org.fubiao.publishing.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {
    @ParameterizedTest
    @CsvSource({
        "政务服务,9.3,1",
        "政务服务,9.1,2",
        "政务服务事项,9.2,2",
        "政务服务。,9.2,2",
        "甲乙abcdef,9.2,2",
        "甲|乙丙,20,2",
        "abcdefghijkl,7.2,2",
    })
    void countsLines(String text, double width, int lines) {
        assertThat(TextWidth.lines(text.replace('|', '\n'), width)).isEqualTo(lines);
    }
}
