package org.fubiao.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NilReportTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"零报告", "无", "没有", "无此项。", "无相关情况", "本年度无读者活动。", "本单位无此类事项", "我局本年未发生行政复议案件", "本季度没有", "本期未开展"})
    void isWhatSaysThatThereIsNothing(String text) {
        assertThat(NilReport.isStatement(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "无障碍设施建设",
                "本单位无障碍环境建设办法",
                "本市无",
                "无锡",
                "合计",
                "无线电频率许可",
                "本年度发生行政复议案件",
                "我局无偿献血活动",
                "本年度本单位无正当理由拒不履行生效判决的被执行人名单公布情况"
            })
    void isNotWhatNamesAnItem(String text) {
        assertThat(NilReport.isStatement(text)).isFalse();
    }
}
