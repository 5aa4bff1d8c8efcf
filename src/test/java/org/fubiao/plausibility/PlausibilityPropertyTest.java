package org.fubiao.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.fubiao.job.PlausibilityCheck.Against;
import org.fubiao.job.PlausibilityCheck.LastPeriod;
import org.fubiao.job.PlausibilityCheck.Peers;
import org.jspecify.annotations.Nullable;

/** Neither the unit of measure nor the order of the units decides what is doubtful. */
class PlausibilityPropertyTest {
    /** What one unit reports: now, per what, and the period before. */
    record Reported(long cases, long people, long before) {}

    @Provide
    Arbitrary<List<Reported>> units() {
        Arbitrary<Long> number = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(90, 110)),
                Tuple.of(2, Arbitraries.longs().between(0, 1_000)),
                Tuple.of(1, Arbitraries.just(100L)));
        return Combinators.combine(number, Arbitraries.longs().between(0, 5), number)
                .as(Reported::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static Peers peers(BigDecimal floor, @Nullable String per) {
        return new Peers(new BigDecimal("3.5"), floor, true, 4, per);
    }

    /** What becomes of each unit, by its name. */
    private static Map<String, String> outcomes(
            List<Reported> units, List<Integer> order, BigDecimal factor, Against against) {
        Units job = new Units();
        for (int i : order) {
            Reported unit = units.get(i);
            job.unit("单位" + i, i % 3 == 0 ? "区" : "局")
                    .now("单位" + i, "件数", scaled(unit.cases(), factor))
                    .now("单位" + i, "人数", String.valueOf(unit.people()))
                    .last("单位" + i, scaled(unit.before(), factor));
        }
        Map<String, String> outcomes = new TreeMap<>();
        job.check(against)
                .results()
                .forEach(result ->
                        outcomes.put(result.unit(), result.outcome() + " " + result.score() + " " + result.remark()));
        return outcomes;
    }

    private static String scaled(long value, BigDecimal factor) {
        return BigDecimal.valueOf(value).multiply(factor).toPlainString();
    }

    private static List<Integer> order(int size, long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        if (seed != 0) {
            Collections.shuffle(order, new Random(seed));
        }
        return order;
    }

    @Property(tries = 200)
    void theOrderOfTheUnitsChangesNothing(
            @ForAll("units") List<Reported> units, @ForAll @LongRange(min = 1) long seed) {
        for (Against against : List.of(
                peers(BigDecimal.TEN, null),
                peers(BigDecimal.TEN, "人数"),
                new LastPeriod(new BigDecimal("0.1"), BigDecimal.TEN))) {
            assertThat(outcomes(units, order(units.size(), seed), BigDecimal.ONE, against))
                    .isEqualTo(outcomes(units, order(units.size(), 0), BigDecimal.ONE, against));
        }
    }

    @Property(tries = 200)
    void anotherUnitOfMeasureChangesNothing(
            @ForAll("units") List<Reported> units, @ForAll @IntRange(min = 1, max = 100_000) int hundredths) {
        BigDecimal factor = BigDecimal.valueOf(hundredths, 2);
        BigDecimal floor = BigDecimal.TEN.multiply(factor);
        List<Integer> order = order(units.size(), 0);

        assertThat(outcomes(units, order, factor, peers(floor, null)))
                .isEqualTo(outcomes(units, order, BigDecimal.ONE, peers(BigDecimal.TEN, null)));
        assertThat(outcomes(units, order, factor, new LastPeriod(new BigDecimal("0.1"), floor)))
                .isEqualTo(
                        outcomes(units, order, BigDecimal.ONE, new LastPeriod(new BigDecimal("0.1"), BigDecimal.TEN)));
    }
}
