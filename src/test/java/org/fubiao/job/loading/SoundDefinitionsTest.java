package org.fubiao.job.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found sound is not bound again; anything else is. */
class SoundDefinitionsTest {
    @TempDir
    private Path folder;

    private final Set<String> known = new HashSet<>();
    private int bound;

    private final SoundDefinitions sound = new SoundDefinitions() {
        @Override
        public boolean contains(String hash) {
            return known.contains(hash);
        }

        @Override
        public void add(String hash) {
            known.add(hash);
        }
    };

    @BeforeEach
    void copyJob() throws IOException {
        Path hall = Path.of("src/test/resources/jobs/hall");
        try (Stream<Path> files = Files.walk(hall)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(hall.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private String load() {
        return JobLoader.load(folder, this::engine, sound).hash();
    }

    private Connection engine() {
        bound++;
        return Compute.alone();
    }

    @Test
    void soundDefinitionsAreBoundOnce() {
        assertThat(load()).isEqualTo(load());

        assertThat(bound).isEqualTo(1);
        assertThat(known).containsExactly(load());
    }

    @Test
    void aChangedExpressionIsBoundAgain() throws IOException {
        load();
        Path measures = folder.resolve("measures.yml");
        Files.writeString(measures, Files.readString(measures).replaceFirst("count\\(\\*\\)", "count(没有的字段)"));

        assertThatThrownBy(this::load).isInstanceOf(InvalidJobException.class).hasMessageContaining("没有的字段");
        assertThatThrownBy(this::load).isInstanceOf(InvalidJobException.class);
        assertThat(known).hasSize(1);
    }

    @Test
    void whatIsWrongElsewhereIsReportedTogetherWithExpressions() throws IOException {
        load();
        Files.writeString(folder.resolve("measures.yml"), "\n甲: {form: 没有的报表, value: count(*)}\n");

        assertThatThrownBy(this::load).isInstanceOf(InvalidJobException.class).hasMessageContaining("没有的报表");
        assertThat(bound).isEqualTo(2);
    }
}
