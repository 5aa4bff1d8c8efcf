package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTraitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "合计",
                "合计：",
                "总 计",
                "全市合计",
                "本页小计",
                "合计数",
                "合计（1）",
                "合计1",
                "合计。。",
                "2023年合计",
                "合计\u3000",
                "计",
                "数",
                "total",
                "Total:",
                "SUBTOTAL",
                "s",
                "ＳＵＢＴＯＴＡＬ",
                "合计\u9FFF",
                "合计𠮷",
                "会计",
                "合计\""
            })
    void takesForTheLabelOfATotalWhateverCouldBeOne(String text) {
        assertThat(noted(text, 0).totals()).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FW100000001", "渔业补证", "合计表", "综合40号窗", "2023-07-20", "10263.37", "96.3%", "是", "-", "计a", "x计算"
            })
    void takesForNoLabelWhatEndsInAnotherLetterOrHasNone(String text) {
        assertThat(noted(text, 0).totals()).isEmpty();
    }

    @Test
    void notesSigns() {
        assertThat(noted("=1+1", 3).signs()).containsExactly(3);
        assertThat(noted("#N/A", 40).signs()).containsExactly(40);
        assertThat(noted("1=1", 3).signs()).isEmpty();
    }

    @Test
    void joinsPieces() {
        CellTraits whole = noted("=1", 1);
        whole.add(noted("合计", 50));
        whole.add(noted("甲", 2));
        assertThat(whole.signs()).containsExactly(1);
        assertThat(whole.totals()).containsExactly(50);
    }

    private static CellTraits noted(String text, int column) {
        byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
        CellTraits traits = new CellTraits();
        traits.note(bytes, 1, bytes.length - 2, column);
        return traits;
    }
}
