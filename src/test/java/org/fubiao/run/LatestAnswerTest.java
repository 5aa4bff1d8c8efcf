package org.fubiao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fubiao.run.LatestAnswer.Answer;
import org.fubiao.submission.Archive;
import org.fubiao.submission.ReceivedFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestAnswerTest {
    private static final Answer ANSWER = new Answer("第7批汇总完成\n", 3);
    private static final LocalDate TODAY = LocalDate.of(2024, 1, 12);
    private static final List<String> FILES = List.of("a.csv", "甲/b.csv");

    @TempDir
    private Path folder;

    private Path input;
    private Path published;

    @BeforeEach
    void answer() throws IOException {
        input = folder.resolve("input/2023");
        Path run = folder.resolve("output/2023/runs/0007");
        Files.createDirectories(input.resolve("甲"));
        Files.createDirectories(run.resolve("appendices"));
        Files.writeString(input.resolve("a.csv"), "一");
        Files.writeString(input.resolve("甲/b.csv"), "二");
        published = Files.writeString(run.resolve("appendices/01.csv"), "1");
        Files.createSymbolicLink(folder.resolve("output/2023/latest"), run);
        latest(7, TODAY, "build", "hash").keep(List.of(received("a.csv"), received("甲/b.csv")), ANSWER);
    }

    @Test
    void isGivenAgainWhileNothingHasChanged() throws IOException {
        assertThat(latest(7, TODAY, "build", "hash").get(FILES)).contains(ANSWER);
    }

    @Test
    void isNotGivenWhereAnythingHasChanged() throws IOException {
        assertThat(latest(8, TODAY, "build", "hash").get(FILES)).isEmpty();
        assertThat(latest(7, TODAY.plusDays(1), "build", "hash").get(FILES)).isEmpty();
        assertThat(latest(7, TODAY, "other", "hash").get(FILES)).isEmpty();
        assertThat(latest(7, TODAY, "build", "other").get(FILES)).isEmpty();
        assertThat(latest(7, TODAY, "build", "hash").get(List.of("a.csv"))).isEmpty();
        assertThat(latest(7, TODAY, "build", "hash").get(List.of("a.csv", "甲/b.csv", "c.csv")))
                .isEmpty();
    }

    @Test
    void isNotGivenForAFileWithOtherBytesOfTheSameSizeAndTime() throws IOException {
        Path file = input.resolve("甲/b.csv");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "三");
        Files.setLastModifiedTime(file, time);
        assertThat(latest(7, TODAY, "build", "hash").get(FILES)).isEmpty();
    }

    @Test
    void isNotGivenWhereWhatWasPublishedIsNotWhole() throws IOException {
        Files.writeString(published, "2");
        assertThat(latest(7, TODAY, "build", "hash").get(FILES)).isEmpty();
        Files.delete(published);
        assertThat(latest(7, TODAY, "build", "hash").get(FILES)).isEmpty();
        Files.delete(folder.resolve("output/2023/latest"));
        assertThat(latest(7, TODAY, "build", "hash").get(FILES)).isEmpty();
    }

    @Test
    void isNotGivenWhereItIsDamagedOrTheBuildCannotBeTold() throws IOException {
        Path kept = folder.resolve("work/kept/library-2023.answer");
        assertThat(new LatestAnswer(
                                folder.resolve("work"),
                                "library",
                                "hash",
                                input,
                                folder.resolve("output/2023"),
                                List.of(7L),
                                TODAY,
                                Optional.empty())
                        .get(FILES))
                .isEmpty();
        byte[] bytes = Files.readAllBytes(kept);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            Files.write(kept, damaged);
            assertThat(latest(7, TODAY, "build", "hash").get(FILES)).isEmpty();
        }
        Files.write(kept, new byte[] {1});
        assertThat(latest(7, TODAY, "build", "hash").get(FILES)).isEmpty();
    }

    private LatestAnswer latest(long run, LocalDate today, String build, String hash) {
        return new LatestAnswer(
                folder.resolve("work"),
                "library",
                hash,
                input,
                folder.resolve("output/2023"),
                List.of(run, 3L),
                today,
                Optional.of(build));
    }

    private ReceivedFile received(String path) throws IOException {
        Archive.Stored stored = new Archive(folder.resolve("work")).store(input.resolve(path), false, hash -> false);
        return new ReceivedFile(path, stored.sha256(), stored.size());
    }
}
