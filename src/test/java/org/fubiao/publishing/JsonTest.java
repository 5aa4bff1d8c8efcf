package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesNestedValues() {
        assertThat(Json.write(Map.of("甲", List.of(1L, true, List.of(), Map.of()))))
                .isEqualTo("""
                {
                  "甲": [
                    1,
                    true,
                    [],
                    {}
                  ]
                }
                """);
    }

    @Test
    void escapesWhatJsonDoesNotAllow() {
        assertThat(Json.write("\"\\\n\u0001\ud800𠮷")).isEqualTo("\"\\\"\\\\\\u000a\\u0001\\ud800𠮷\"\n");
    }
}
