package org.fubiao.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** LibreOffice, which opens a workbook and saves it as people do. */
final class Office {
    private Office() {}

    static void assumeInstalled() {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "soffice")));
        assumeTrue(installed || "true".equals(System.getenv("CI")), "LibreOffice (soffice) is not installed");
    }

    /** Opens a workbook and saves it in a format. Returns the file. */
    static Path save(Path book, String format, Path folder) throws IOException, InterruptedException {
        Path profile = folder.resolve("profile");
        Path saved = Files.createDirectories(folder.resolve(format));
        Process office = new ProcessBuilder(
                        "soffice",
                        "-env:UserInstallation=" + profile.toUri(),
                        "--headless",
                        "--convert-to",
                        format,
                        "--outdir",
                        saved.toString(),
                        book.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("soffice.log").toFile())
                .start();
        assertThat(office.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String name = book.getFileName().toString();
        Path file = saved.resolve(name.substring(0, name.lastIndexOf('.') + 1) + format);
        assertThat(file).exists();
        return file;
    }
}
