package org.fubiao.job.loading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdditivityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(*)",
                "SUM (金额 * (1 + 税率))",
                "\"sum\"(金额)",
                "sum(金额) filter (where 类型 = 'distinct')",
                "sum(case when 名称 = '(' then 1 else 0 end)",
                "count(*) filter (where 名称 = ')')"
            })
    void countsAndSumsOfRowsMayBeAddedUp(String value) {
        assertThat(MeasureParser.isAdditive(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max(金额)",
                "count(distinct 单位代码)",
                "sum(金额) / count(*)",
                "sum(金额) over ()",
                "sum(金额) filter (where 网上办) + sum(金额)",
                "sum(名称 = '(') + (1)"
            })
    void othersMayNot(String value) {
        assertThat(MeasureParser.isAdditive(value)).isFalse();
    }
}
