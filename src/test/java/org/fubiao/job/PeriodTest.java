package org.fubiao.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({"YEAR, 2023", "QUARTER, 2023-Q3", "MONTH, 2023-09"})
    void aDayLiesInOneOfEachKind(PeriodKind kind, String period) {
        assertThat(Period.at(kind, LocalDate.of(2023, 9, 30))).hasToString(period);
    }

    @ParameterizedTest
    @CsvSource({"2023, 2024", "2023-Q1, 2023-Q2", "2023-Q4, 2024-Q1", "2023-11, 2023-12", "2023-12, 2024-01"})
    void oneFollowsTheOther(String earlier, String later) {
        assertThat(Period.parse(earlier).orElseThrow().next()).hasToString(later);
        assertThat(Period.parse(later).orElseThrow().previous()).hasToString(earlier);
    }
}
