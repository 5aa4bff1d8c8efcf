package org.fubiao.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({"2023, 2024", "2023-Q1, 2023-Q2", "2023-Q4, 2024-Q1", "2023-11, 2023-12", "2023-12, 2024-01"})
    void oneFollowsTheOther(String earlier, String later) {
        assertThat(Period.parse(earlier).orElseThrow().next()).hasToString(later);
        assertThat(Period.parse(later).orElseThrow().previous()).hasToString(earlier);
    }
}
