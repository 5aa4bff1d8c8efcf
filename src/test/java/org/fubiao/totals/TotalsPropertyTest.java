package org.fubiao.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fubiao.compute.HandMadeSnapshot.codes;
import static org.fubiao.compute.HandMadeSnapshot.derived;
import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.job;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.measure;
import static org.fubiao.compute.HandMadeSnapshot.unit;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.compute.HandMadeSnapshot.PartFiller;
import org.fubiao.job.FieldType;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

class TotalsPropertyTest {
    private static final List<String> ADDITIVE = List.of("行数", "许可数", "件数和", "金额和");
    private static final Job JOB = job(
            List.of(unit("01", "甲局", "部门"), unit("02", "乙局", "部门"), unit("11", "丙区", "区"), unit("12", "丁区", "区")),
            List.of(list(
                    "f",
                    "台账",
                    List.of(),
                    List.of(codes("类型", "许可", "备案"), field("件数", FieldType.INTEGER), field("金额", FieldType.DECIMAL)))),
            List.of(
                    measure("行数", "f", "count(*)", null),
                    measure("许可数", "f", "count(*)", "类型 = '许可'"),
                    measure("件数和", "f", "sum(件数)", null),
                    measure("金额和", "f", "sum(金额)", "类型 = '备案'"),
                    measure("类型数", "f", "count(distinct 类型)", null),
                    derived("均价", "金额和 / 件数和", "元", 4)),
            List.of(),
            List.of(),
            List.of());

    /** A submitted row. */
    record Submitted(
            String unit,
            @Nullable String kind,
            @Nullable Long number,
            @Nullable BigDecimal amount) {}

    @Provide
    Arbitrary<List<Submitted>> rows() {
        Arbitrary<Submitted> row = Combinators.combine(
                        Arbitraries.of("01", "02", "11", "12"),
                        Arbitraries.of("许可", "备案").injectNull(0.1),
                        Arbitraries.longs().between(-1000, 1_000_000_000_000L).injectNull(0.1),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-99999"), new BigDecimal("9999999999"))
                                .ofScale(2)
                                .injectNull(0.1))
                .as(Submitted::new);
        return row.list().ofMaxSize(40);
    }

    @Property(tries = 30)
    void partsSumToTheWholeAndEqualWhatPlainJavaCounts(@ForAll("rows") List<Submitted> rows) {
        MeasureValues values = compute(rows, 0);
        for (String name : ADDITIVE) {
            BigDecimal units = sum(JOB.units().stream()
                    .map(Unit::code)
                    .map(code -> values.unit(name, code))
                    .toList());
            BigDecimal kinds = sum(
                    JOB.kinds().stream().map(kind -> values.kind(name, kind)).toList());
            BigDecimal total = values.total(name);
            assertThat(units).isEqualByComparingTo(kinds);
            assertThat(total == null ? BigDecimal.ZERO : total).isEqualByComparingTo(kinds);
        }
        assertThat(sum(Collections.singletonList(values.total("行数"))))
                .isEqualByComparingTo(Integer.toString(rows.size()));
        assertThat(sum(Collections.singletonList(values.total("件数和"))))
                .isEqualByComparingTo(sum(rows.stream()
                        .map(row -> row.number() == null ? null : BigDecimal.valueOf(row.number()))
                        .toList()));
        assertThat(sum(Collections.singletonList(values.total("金额和"))))
                .isEqualByComparingTo(sum(rows.stream()
                        .filter(row -> "备案".equals(row.kind()))
                        .map(Submitted::amount)
                        .toList()));
    }

    @Property(tries = 20)
    void theOrderOfRowsAndPartsChangesNothing(@ForAll("rows") List<Submitted> rows, @ForAll long seed) {
        List<Submitted> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(compute(shuffled, 1).list()).isEqualTo(compute(rows, 0).list());
    }

    private static BigDecimal sum(List<@Nullable BigDecimal> values) {
        return values.stream().filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Each unit sends one part, numbered as it first appears; {@code padding} shifts the numbers. */
    private static MeasureValues compute(List<Submitted> rows, int padding) {
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(JOB)) {
            Map<String, PartFiller> parts = new HashMap<>();
            long number = 1L + padding;
            for (Submitted row : rows) {
                parts.computeIfAbsent(row.unit(), unit -> snapshot.part("f", unit, unit + ".csv"))
                        .row(++number, row.kind(), row.number(), row.amount());
            }
            return Totals.compute(
                    JOB,
                    new Period(PeriodKind.YEAR, 2023, 0),
                    FormRows.opened(snapshot.connection()),
                    MeasureValues.none());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
