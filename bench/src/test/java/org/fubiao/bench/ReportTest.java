package org.fubiao.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Machine MACHINE =
            new Machine("2 × processor", "8 GB", "Linux", "Java", "2024-01-08", "abc", "bench/run");

    @Test
    void aTableHasMediansAndRatios() {
        Result ledger = ledger(
                List.of(sample(9, 500), sample(30, 700), sample(10, 600)), List.of(sample(6, 2000), sample(4, 1000)));

        assertThat(Report.table(ledger)).isEqualTo("""
                ### Ledger: 1 file, 10,000,000 rows, 880.0 MB

                | program | runs | seconds | least – most | CPU s | peak MB | rows/s | × Fubiao |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                | fubiao | 3 | 10.00 | 9.00 – 30.00 | 20.00 | 600 | 1,000,000 | 1.00 |
                | duckdb | 2 | 5.00 | 4.00 – 6.00 | 10.00 | 1,500 | 2,000,000 | 0.50 |

                Fubiao's steps: 启动 1.00 s, 读取 9.00 s
                From file to totals: 1,111,111 rows/s
                """);
    }

    @Test
    void whatIsToBeReachedIsHeldAgainstWhatWasMeasured() {
        Result ledger = ledger(List.of(sample(13, 1200)), List.of(sample(6, 900)));

        assertThat(Targets.of(List.of(ledger)))
                .containsExactly(
                        new Targets.Target("Ledger", "800,000 rows/s or more", "769,231 rows/s", false),
                        new Targets.Target("Ledger", "within 2× of DuckDB alone", "2.17×", false),
                        new Targets.Target("Ledger", "memory under 1 GB", "1.20 GB", false));
    }

    @Test
    void anOutcomeSaysWhereItDiffers() {
        Outcome mine = new Outcome(Map.of("a", new BigDecimal("1.50")), Map.of("R1", 3L, "SJ-01", 1L));
        Outcome right = new Outcome(Map.of("a", new BigDecimal("1.5"), "b", BigDecimal.TEN), Map.of("R1", 2L));

        assertThat(right.differences(right)).isEmpty();
        assertThat(mine.differences(right))
                .containsExactly(
                        "b is missing, not 10",
                        "rows against R1 are 3, not 2",
                        "rows against SJ-01 are 1, not missing");
    }

    private static Result ledger(List<Sample> fubiao, List<Sample> duckdb) {
        return new Result(
                "ledger",
                "Ledger",
                BenchCase.LEDGER.own(),
                1,
                10_000_000,
                880_000_000,
                MACHINE,
                List.of(
                        new Result.Programme("fubiao", fubiao),
                        new Result.Programme(
                                "duckdb",
                                duckdb.stream()
                                        .map(sample ->
                                                new Sample(sample.wall(), sample.cpu(), sample.peakBytes(), Map.of()))
                                        .toList())));
    }

    private static Sample sample(double wall, long megabytes) {
        Map<String, Double> steps = new LinkedHashMap<>();
        steps.put("启动", 1.0);
        steps.put("读取", wall - 1);
        return new Sample(wall, 2 * wall, megabytes * 1_000_000, steps);
    }
}
