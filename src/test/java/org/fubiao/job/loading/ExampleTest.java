package org.fubiao.job.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.compute.Compute;
import org.fubiao.job.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the reference is a job that loads. */
class ExampleTest {
    private static final Pattern FILE = Pattern.compile("(?m)^`([^`\\n]+)`\\n\\n```\\w+\\n(.*?)^```$", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void loads() throws IOException {
        Matcher files = FILE.matcher(Files.readString(Path.of("docs/job-format.md")));
        while (files.find()) {
            Path file = folder.resolve(files.group(1));
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, files.group(2));
        }
        try (Compute compute = new Compute()) {
            Job job = JobLoader.load(folder.resolve("jobs/library"), compute);
            assertThat(job.forms()).extracting("title").containsExactly("读者活动台账", "馆藏变动表");
            assertThat(job.measures()).hasSize(6);
            assertThat(job.figures()).hasSize(2);
        }
        assertThat(folder.resolve("input/library/2023/市图书馆/馆藏变动表.csv")).exists();
    }
}
