package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSoundTest {
    private static final String HASH = "ab12";

    @TempDir
    private Path work;

    @Test
    void whatABuildFoundSoundItKnowsInItsNextProcess() {
        new KnownSound(work, Optional.of("1-1")).add(HASH);

        assertThat(new KnownSound(work, Optional.of("1-1")).contains(HASH)).isTrue();
        assertThat(new KnownSound(work, Optional.of("1-1")).contains("cd34")).isFalse();
    }

    @Test
    void anotherBuildChecksForItself() {
        new KnownSound(work, Optional.of("1-1")).add(HASH);

        assertThat(new KnownSound(work, Optional.of("1-2")).contains(HASH)).isFalse();
    }

    @Test
    void aBuildThatCannotBeToldKnowsNothingAndKeepsNothing() {
        new KnownSound(work, Optional.empty()).add(HASH);

        assertThat(new KnownSound(work, Optional.empty()).contains(HASH)).isFalse();
        assertThat(work).isEmptyDirectory();
    }
}
