package org.fubiao.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    private static final String HERE = "libduckdb_java.so_linux_amd64";

    @TempDir
    private Path folder;

    @Test
    void theLibraryLiesBesideTheJarAndTheOthersAreGone() throws IOException {
        Path jar = driver(Map.of(HERE, "here", "libduckdb_java.so_macos_arm64", "elsewhere", "Driver.class", "code"));

        NativeLibrary.layOut(jar, HERE);

        assertThat(names(jar)).containsExactly("Driver.class");
        assertThat(folder.resolve(HERE)).hasContent("here");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aJarWithoutALibraryForThisMachineStaysAsItIs() throws IOException {
        Path jar = driver(Map.of("libduckdb_java.so_macos_arm64", "elsewhere", "Driver.class", "code"));
        byte[] before = Files.readAllBytes(jar);

        NativeLibrary.layOut(jar, HERE);

        assertThat(jar).hasBinaryContent(before);
        assertThat(folder).isDirectoryNotContaining("glob:**.{tmp,so_*}");
    }

    private Path driver(Map<String, String> entries) throws IOException {
        Path jar = folder.resolve("duckdb_jdbc-1.jar");
        try (FileSystem content =
                FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                Files.writeString(content.getPath("/", entry.getKey()), entry.getValue());
            }
        }
        return jar;
    }

    private static List<String> names(Path jar) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.list(content.getPath("/"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
