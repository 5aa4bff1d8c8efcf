package org.fubiao.publishing.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTextTest {
    @ParameterizedTest
    @CsvSource({
        "事项数（项）,20,事项数（项）",
        "事项数（项）,9,事项数|（项）",
        "办理时限（工作日）,14,办理时限|（工作日）",
        "全年联办件数（件）,14,全年联办件数|（件）",
        "全年联办件数（件）,10,全年联办|件数|（件）",
        "其中：行政许可,12,其中：|行政许可",
        "其中：行政许可,16,其中：行政许可",
        "认领办理项比上年增减,18,认领办理项|比上年增减",
        "上年事项总数,11,上年事项|总数",
        "非许可类政务服务,14,非许可类|政务服务",
        "比上年增减（件）,14,比上年增减|（件）",
        "使用Excel2007以上,12,使用|Excel2007|以上",
    })
    void breaksWhereAPersonWould(String text, double width, String lines) {
        assertThat(HeadText.fold(text, width)).isEqualTo(lines.replace('|', '\n'));
    }

    @ParameterizedTest
    @CsvSource({"事项数,6", "事项数（项）,6", "办理时限（工作日）,10", "全年联办件数（件）,8", "上年事项总数,8", "应报,4"})
    void asksForTheWidthOfItsLongestPiece(String text, int width) {
        assertThat(HeadText.width(text)).isEqualTo(width);
        assertThat(HeadText.fold(text, width + TextWidth.PADDING).lines())
                .allMatch(line -> TextWidth.of(line) <= width);
    }
}
