package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes a part of a workbook as no library would write it. */
final class Zips {
    private Zips() {}

    static Path replaceText(Path file, String part, String old, String replacement) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path path = zip.getPath(part);
            String text = Files.readString(path);
            assertThat(text).contains(old);
            Files.write(path, text.replace(old, replacement).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
