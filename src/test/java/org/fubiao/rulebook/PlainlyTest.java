package org.fubiao.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions as the people who fill in forms would say them. */
class PlainlyTest {
    private static final Form FORM = HandMadeSnapshot.list(
            "items",
            "事项台账",
            List.of("部门"),
            List.of(
                    HandMadeSnapshot.field("马上办", FieldType.YES_NO),
                    HandMadeSnapshot.field("事项类型", FieldType.CODE),
                    HandMadeSnapshot.field("承诺时限", FieldType.INTEGER),
                    HandMadeSnapshot.field("法定时限", FieldType.INTEGER)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            承诺时限 <= 法定时限                                | 承诺时限 ≤ 法定时限
            not 马上办 or 承诺时限 <= 1                         | “马上办”为是时，承诺时限 ≤ 1
            not 马上办                                          | “马上办”为否
            马上办 and 承诺时限 > 0                             | “马上办”为是，且 承诺时限 > 0
            事项类型 <> '行政许可' or 法定时限 is not null      | 事项类型为“行政许可”时，法定时限不为空
            not (事项类型 = '备案') or 承诺时限 <= 3            | 事项类型为“备案”时，承诺时限 ≤ 3
            法定时限 is null or 承诺时限 < 法定时限             | 填写了法定时限时，承诺时限 < 法定时限
            承诺时限 < 1 or 承诺时限 > 5 or 马上办              | 承诺时限 < 1，或 承诺时限 > 5，或 “马上办”为是
            greatest(承诺时限, 法定时限) <= 365                 | 承诺时限、法定时限中最大的 ≤ 365
            abs(承诺时限 - 法定时限 / nullif(承诺时限, 0)) <= 1 | （承诺时限 - 法定时限 ÷ 承诺时限）的绝对值 ≤ 1
            substr(事项类型, 3, 2) = 'XK'                       | 事项类型第3位起的2位 = “XK”
            事项类型 in ('许可', '备案')                        | 事项类型属于（“许可”、“备案”）
            承诺时限 between 1 and 5 and 马上办                 | 承诺时限 介于 1 与 5，且 “马上办”为是
            法定时限 = case 事项类型 when '许可' then 5 else 9 end | 法定时限 = （按事项类型，为“许可”时是5，其他是9）
            levenshtein(事项类型, '许可') < 2                   | levenshtein（事项类型、“许可”） < 2
            """)
    void saysWhatMustHold(String sql, String words) {
        assertThat(Plainly.said(sql, FORM)).isEqualTo(words);
    }
}
