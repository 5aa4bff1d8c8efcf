package org.fubiao.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fubiao.bench.data.Spec.ColumnSpec;
import org.fubiao.bench.data.Spec.FormSpec;
import org.fubiao.bench.data.Spec.MeasureSpec;
import org.fubiao.bench.data.Spec.RuleSpec;
import org.fubiao.bench.data.TableFile.Share;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final Spec SPEC = new Spec(
            "tiny",
            "2023",
            List.of(),
            List.of(FormSpec.list(
                    "f",
                    "台账",
                    List.of(
                            ColumnSpec.of("编号", "text"),
                            ColumnSpec.of("日期", "date"),
                            ColumnSpec.count("时限"),
                            ColumnSpec.count("用时"),
                            ColumnSpec.decimal("金额"),
                            ColumnSpec.of("网上办", "yes-no"),
                            ColumnSpec.percent("满意率")),
                    "编号",
                    List.of(
                            RuleSpec.columns("R1", "用时", "<=", "时限"),
                            RuleSpec.value("R2", "日期", ">=", "2023-01-01"),
                            RuleSpec.value("R3", "满意率", ">=", "0.6"),
                            RuleSpec.value("R4", "编号", "length<=", "2")))),
            List.of(
                    MeasureSpec.count("行数", "f"),
                    MeasureSpec.count("网上", "f").where("网上办", "=", "是"),
                    MeasureSpec.of("用时合计", "f", "sum", "用时", 0),
                    MeasureSpec.of("金额合计", "f", "sum", "金额", 2),
                    MeasureSpec.of("最长时限", "f", "max", "时限", 0),
                    MeasureSpec.of("最低满意率", "f", "min", "满意率", 3)),
            List.of(),
            List.of());

    /** Two of the four rows leave the first rule undecided, and two break it. */
    @Test
    void whatIsEmptyIsNeitherCountedNorHeldAgainstARule() {
        Truth first = new Truth(SPEC);
        first.add("f", row("A1", "2023-01-01", 5L, 6L, "1.10", true, 600));
        first.add("f", row("A2", "2022-12-31", 5L, null, null, false, 599));
        Truth second = new Truth(SPEC);
        second.add("f", row("A33", "2023-12-31", 1L, 9L, "2.25", null, 1000));
        second.addRepeated("f", row("A1", "2023-06-01", null, 3L, "0.05", true, 920));
        first.add(second);

        assertThat(first.rows()).isEqualTo(4);
        assertThat(first.measures())
                .containsExactly(
                        entry("行数", "4"),
                        entry("网上", "2"),
                        entry("用时合计", "18"),
                        entry("金额合计", "3.40"),
                        entry("最长时限", "5"),
                        entry("最低满意率", "0.599"));
        assertThat(first.findings())
                .containsExactly(count("R1", 2), count("R2", 1), count("R3", 1), count("R4", 1), count("key:f", 1));
    }

    private static @Nullable Object[] row(
            String key,
            String day,
            @Nullable Long limit,
            @Nullable Long used,
            @Nullable String amount,
            @Nullable Boolean online,
            int share) {
        return new @Nullable Object[] {
            key,
            LocalDate.parse(day),
            limit,
            used,
            amount == null ? null : new BigDecimal(amount),
            online,
            new Share(share)
        };
    }

    private static Map.Entry<String, BigDecimal> entry(String name, String value) {
        return Map.entry(name, new BigDecimal(value));
    }

    private static Map.Entry<String, Long> count(String code, long count) {
        return Map.entry(code, count);
    }
}
