package org.fubiao.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatedReasonTest {
    @ParameterizedTest
    @CsvSource({
        "市教委/台账（更正，原因：漏报一个处室）.xlsx, 漏报一个处室",
        "市教委/台账 更正 原因-系统升级后补录.csv, 系统升级后补录",
        "更正理由为机构改革划入2项.v2.xls, 机构改革划入2项.v2",
        "台账【更正】原因_漏报.xlsx, 漏报",
        "台账（更正）.xlsx, ''",
        "台账（更正，原因：）.xlsx, ''",
        "台账（更正，原因： ）.xlsx, ''",
        "台账（更正，原因：——）.xlsx, ''",
        "原因：漏报/台账（更正）.xlsx, ''",
        "更正原因, ''",
        "事故原因分析（更正）.xlsx, ''",
    })
    void isWhatTheNameOfTheFileSays(String path, String reason) {
        assertThat(StatedReason.in(path)).isEqualTo(reason);
    }
}
