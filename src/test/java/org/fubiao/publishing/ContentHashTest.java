package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private record One(@Nullable String text, List<?> list) {}

    private record Other(@Nullable String text, List<?> list) {}

    private enum Colour {
        RED,
        GREEN
    }

    @Test
    void equalContentsHaveEqualHashes() {
        assertThat(hash(new One("甲", List.of(1, "a"))))
                .isPresent()
                .isEqualTo(hash(new One("甲", new ArrayList<>(List.of(1, "a")))));
    }

    @Test
    void whateverDiffersHasAnotherHash() {
        List<Object> contents = List.of(
                new One("甲", List.of()),
                new One("", List.of()),
                new One(null, List.of()),
                new One("null", List.of()),
                new Other("甲", List.of()),
                new One("甲", List.of("a", "b")),
                new One("甲", List.of("ab")),
                new One("甲", List.of("b", "a")),
                new One("甲", List.of(List.of("a"), "b")),
                new One("甲", List.of(List.of("a", "b"))),
                new One("甲", List.of(1)),
                new One("甲", List.of(1L)),
                new One("甲", List.of("1")),
                new One("甲", List.of(new BigDecimal("1"))),
                new One("甲", List.of(new BigDecimal("1.0"))),
                new One("甲", List.of(Colour.RED)),
                new One("甲", List.of(Colour.GREEN)),
                new One("甲", List.of(true)));

        Set<Optional<String>> hashes = new HashSet<>();
        contents.forEach(content -> hashes.add(hash(content)));

        assertThat(hashes).hasSameSizeAs(contents).doesNotContain(Optional.empty());
    }

    @Test
    void whatIsKnownCountsByItsContent() {
        assertThat(known(new One("甲", List.of()))).isEqualTo(known(new One("甲", List.of())));
        assertThat(known(new One("甲", List.of()))).isNotEqualTo(known(new One("乙", List.of())));
    }

    private static Optional<String> known(One content) {
        ContentHash hash = new ContentHash();
        hash.know(content);
        return hash.of("附表", content);
    }

    @Test
    void aContentThatCannotBeToldHasNoHash() {
        assertThat(hash(new One("甲", List.of(new StringBuilder("a"))))).isEmpty();
    }

    private static Optional<String> hash(Object content) {
        return new ContentHash().of(content);
    }
}
