package org.fubiao.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    @TempDir
    Path folder;

    @Test
    void keepsEqualBytesOnceUnderTheirHash() throws IOException {
        Archive archive = new Archive(folder.resolve("work"));
        Archive.Stored one = archive.store(file("一.csv", "单位,数量\n"), false, hash -> false);
        Archive.Stored other = archive.store(file("二.csv", "单位,数量\n"), false, hash -> false);
        archive.sync(one.sha256());

        assertThat(other).isEqualTo(one);
        assertThat(one.size()).isEqualTo(14);
        assertThat(kept()).containsExactly(archive.path(one.sha256()));
        assertThat(archive.path(one.sha256())).hasContent("单位,数量\n");
    }

    /** What a machine that lost power left half there, no row of the register refers to. */
    @Test
    void replacesWhatIsNotRegistered() throws IOException {
        Path received = file("一.csv", "单位,数量\n");
        Archive.Stored stored = new Archive(folder.resolve("work")).store(received, false, hash -> false);
        for (boolean likelyKept : List.of(false, true)) {
            Archive archive = new Archive(folder.resolve("work"));
            Files.writeString(archive.path(stored.sha256()), "单");
            assertThat(archive.store(received, likelyKept, hash -> false)).isEqualTo(stored);
            assertThat(archive.path(stored.sha256())).hasContent("单位,数量\n");
        }
    }

    @Test
    void doesNotCopyWhatIsRegistered() throws IOException {
        Path received = file("一.csv", "单位,数量\n");
        Archive.Stored stored = new Archive(folder.resolve("work")).store(received, false, hash -> false);
        Archive archive = new Archive(folder.resolve("work"));
        Object before = Files.getAttribute(archive.path(stored.sha256()), "lastModifiedTime");
        assertThat(archive.store(received, true, stored.sha256()::equals)).isEqualTo(stored);
        assertThat(Files.getAttribute(archive.path(stored.sha256()), "lastModifiedTime"))
                .isEqualTo(before);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
