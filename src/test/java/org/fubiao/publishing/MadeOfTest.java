package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An output is taken from the latest run only if it would be the same. */
class MadeOfTest {
    private static final String BOOK = Publisher.SUMMARY;

    @TempDir
    private Path output;

    private static RunInfo run(long number, String build) {
        return new RunInfo(number, Instant.EPOCH, "", Map.of("java", "17"), Optional.of(build));
    }

    private Path publish(long number, String build, Publication publication) throws IOException {
        new Publisher(output).publish(publication, run(number, build));
        return output.resolve("runs/000" + number);
    }

    /** The first run's summary, replaced by other bytes with a note that says that they were made so. */
    private Path first;

    @BeforeEach
    void publishFirst() throws IOException {
        first = publish(1, "b1", SamplePublication.make());
        String hash = Manifest.Output.hash(first.resolve(BOOK));
        Files.writeString(first.resolve(BOOK), "marked");
        Path notes = first.resolve(MadeOf.FILE);
        Files.writeString(notes, Files.readString(notes).replace(hash, Manifest.Output.hash(first.resolve(BOOK))));
    }

    @Test
    void theSameContentIsCopied() throws IOException {
        assertThat(publish(2, "b1", SamplePublication.make()).resolve(BOOK)).hasContent("marked");
    }

    @Test
    void everyWorkbookAndTheDocumentAreNoted() throws IOException {
        List<String> noted;
        try (Stream<String> lines = Files.lines(first.resolve(MadeOf.FILE))) {
            noted = lines.skip(1)
                    .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                    .toList();
        }
        try (Stream<Path> files = Files.list(first)) {
            assertThat(noted)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith("x"))
                                    .toList());
        }
    }

    @Test
    void theSameBytesComeOutWhetherCopiedOrMade() throws IOException {
        Path clean = output.resolve("clean");
        new Publisher(clean).publish(SamplePublication.make(), run(1, "b1"));
        new Publisher(clean).publish(SamplePublication.make(), run(2, "b1"));

        assertThat(Manifest.Output.in(clean.resolve("runs/0002")))
                .isEqualTo(Manifest.Output.in(clean.resolve("runs/0001")))
                .doesNotHaveDuplicates()
                .noneMatch(file -> file.file().equals(MadeOf.FILE));
    }

    @Test
    void anotherContentIsMade() throws IOException {
        Publication sample = SamplePublication.make();
        Publication fewer = new Publication(
                sample.job(),
                sample.period(),
                sample.appendices(),
                sample.figures().subList(1, sample.figures().size()),
                sample.reconciliations(),
                sample.reports(),
                sample.submissions(),
                sample.findings());

        assertThat(publish(2, "b1", fewer).resolve(BOOK)).isNotEmptyFile().doesNotHave(marked());
    }

    @Test
    void anotherBuildMakesItsOwn() throws IOException {
        assertThat(publish(2, "b2", SamplePublication.make()).resolve(BOOK)).doesNotHave(marked());
    }

    @Test
    void whatWasChangedOnTheDiskIsMadeAgain() throws IOException {
        Files.writeString(first.resolve(BOOK), "edited by somebody");

        Path second = publish(2, "b1", SamplePublication.make());

        Path clean = output.resolve("clean");
        new Publisher(clean).publish(SamplePublication.make(), run(1, "b1"));
        assertThat(second.resolve(BOOK))
                .hasSameBinaryContentAs(clean.resolve("latest").resolve(BOOK));
    }

    @Test
    void whatIsGoneFromTheDiskIsMadeAgain() throws IOException {
        Files.delete(first.resolve(BOOK));

        assertThat(publish(2, "b1", SamplePublication.make()).resolve(BOOK)).isNotEmptyFile();
    }

    private static Condition<Path> marked() {
        return new Condition<>(path -> path.toFile().length() == "marked".length(), "copied from the first run");
    }
}
