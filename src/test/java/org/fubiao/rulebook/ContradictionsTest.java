package org.fubiao.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.Severity;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Rule;
import org.junit.jupiter.api.Test;

/** Rules of which the definitions alone say that nothing can meet them all. */
class ContradictionsTest {
    private static List<String> of(Field field, String... conditions) {
        Rule[] rules = IntStream.range(0, conditions.length)
                .mapToObj(i -> HandMadeSnapshot.rule("R-" + (i + 1), Rule.Kind.ROW, conditions[i], Severity.ERROR, ""))
                .toArray(Rule[]::new);
        return Contradictions.of(HandMadeSnapshot.list("form", "甲表", List.of("部门"), List.of(field), rules)).stream()
                .map(one -> one.one() + " " + one.other() + " " + one.why())
                .toList();
    }

    private static Field number() {
        return HandMadeSnapshot.field("数量", FieldType.INTEGER);
    }

    private static Field limited() {
        return HandMadeSnapshot.demanding("数量", FieldType.INTEGER, false, null, "0", "9");
    }

    @Test
    void rangesThatDoNotMeetContradictEachOther() {
        assertThat(of(number(), "数量 > 10", "数量 <= 10")).containsExactly("R-1 R-2 前者要求 数量 > 10，后者要求 数量 <= 10");
        assertThat(of(number(), "5 <= 数量", "数量 = 4")).containsExactly("R-1 R-2 前者要求 5 <= 数量，后者要求 数量 = 4");
        assertThat(of(number(), "数量 > 2 and 数量 < 3")).hasSize(1);
        assertThat(of(number(), "数量 >= -5", "数量 < -5")).hasSize(1);
    }

    @Test
    void rangesThatMeetDoNot() {
        assertThat(of(number(), "数量 >= 10", "数量 <= 10")).isEmpty();
        assertThat(of(number(), "数量 > 10 or 数量 = 0", "数量 <= 10")).isEmpty();
        assertThat(of(number(), "not 数量 > 10", "数量 > 20")).isEmpty();
        assertThat(of(number(), "数量 <> 10", "数量 = 10")).isEmpty();
        assertThat(of(HandMadeSnapshot.field("数量", FieldType.DECIMAL), "数量 > 2", "数量 < 3"))
                .isEmpty();
    }

    @Test
    void limitsOfFieldsCount() {
        assertThat(of(limited(), "数量 > 9")).containsExactly("R-1 “数量”的定义 前者要求 数量 > 9，后者要求 数量 ≥ 0 且 ≤ 9");
        assertThat(of(limited(), "数量 >= 9", "数量 <= 0")).hasSize(1);
    }

    @Test
    void oneTextIsNotAnother() {
        Field type = HandMadeSnapshot.field("类型", FieldType.TEXT);
        assertThat(of(type, "类型 = '许可'", "类型 = '备案'")).containsExactly("R-1 R-2 前者要求 类型 = '许可'，后者要求 类型 = '备案'");
        assertThat(of(type, "类型 = '许可'", "类型 = '许可'")).isEmpty();
        assertThat(of(HandMadeSnapshot.codes("类型", "许可", "备案"), "类型 = '奖励'")).hasSize(1);
    }
}
