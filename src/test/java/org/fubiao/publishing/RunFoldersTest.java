package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {
    private static final RunFolders.Linker REFUSES = (link, target) -> {
        throw new FileSystemException(link.toString(), target.toString(), "no privilege");
    };

    @TempDir
    Path output;

    private static void publish(RunFolders folders, long run, String text) throws IOException {
        Path folder = folders.begin(run);
        Files.createDirectories(folder.resolve("inner"));
        Files.writeString(folder.resolve("inner/a.txt"), text);
        folders.finish(run, folder);
    }

    private String latest() throws IOException {
        return Files.readString(output.resolve("latest/inner/a.txt"));
    }

    @Test
    void latestIsARelativeLinkToTheNewestRun() throws IOException {
        RunFolders folders = new RunFolders(output);
        publish(folders, 1, "one");
        publish(folders, 2, "two");

        assertThat(Files.readSymbolicLink(output.resolve("latest"))).isEqualTo(Path.of("runs", "0002"));
        assertThat(output.resolve("runs/0001/inner/a.txt")).hasContent("one");
    }

    @Test
    void aKilledRunLeavesNothingBehind() throws IOException {
        RunFolders folders = new RunFolders(output);
        publish(folders, 1, "one");
        Files.writeString(folders.begin(2).resolve("half.txt"), "half");

        assertThat(latest()).isEqualTo("one");
        publish(new RunFolders(output), 3, "three");
        assertThat(PublisherTest.names(output.resolve("runs"))).containsExactly("0001", "0003");
        assertThat(PublisherTest.names(output)).containsExactly("latest", "runs");
    }

    @Test
    void aRunThatWasKilledBeforeTheSwitchIsSwitchedWhenRepeated() throws IOException {
        RunFolders folders = new RunFolders(output);
        publish(folders, 1, "one");
        Path written = folders.begin(2);
        Files.createDirectories(written.resolve("inner"));
        Files.writeString(written.resolve("inner/a.txt"), "two");
        Files.move(written, output.resolve("runs/0002"));

        publish(folders, 2, "two");
        assertThat(latest()).isEqualTo("two");
        assertThat(PublisherTest.names(output.resolve("runs"))).containsExactly("0001", "0002");
    }

    @Test
    void aRunOfTheSameNumberFromAnotherWorkFolderRemovesNothing() throws IOException {
        RunFolders folders = new RunFolders(output);
        publish(folders, 10, "other job's neighbour");
        publish(folders, 1, "one");
        publish(folders, 1, "one of another");

        assertThat(latest()).isEqualTo("one of another");
        assertThat(PublisherTest.names(output.resolve("runs"))).containsExactly("0001", "0001-2", "0010");
        assertThat(Files.readString(output.resolve("runs/0001/inner/a.txt"))).isEqualTo("one");
    }

    @Test
    void latestIsACopyWhereLinksCannotBeMade() throws IOException {
        RunFolders folders = new RunFolders(output, REFUSES);
        publish(folders, 1, "one");
        publish(folders, 2, "two");

        assertThat(Files.isSymbolicLink(output.resolve("latest"))).isFalse();
        assertThat(latest()).isEqualTo("two");
        assertThat(PublisherTest.names(output)).containsExactly("latest", "runs");
    }

    @Test
    void aSwapThatWasKilledIsUndone() throws IOException {
        RunFolders folders = new RunFolders(output, REFUSES);
        publish(folders, 1, "one");
        Files.move(output.resolve("latest"), output.resolve(".latest.old"));

        folders.begin(2);
        assertThat(latest()).isEqualTo("one");
    }

    @Test
    void aLinkMayTakeThePlaceOfACopy() throws IOException {
        publish(new RunFolders(output, REFUSES), 1, "one");
        publish(new RunFolders(output), 2, "two");

        assertThat(Files.isSymbolicLink(output.resolve("latest"))).isTrue();
        assertThat(latest()).isEqualTo("two");
    }
}
