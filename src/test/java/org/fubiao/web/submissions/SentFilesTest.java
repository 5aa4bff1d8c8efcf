package org.fubiao.web.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.multipart.MultipartFile;

/** What is sent through the page leaves nothing behind, whatever becomes of it. */
class SentFilesTest {
    @TempDir
    private Path folder;

    private final SentFiles sent = new SentFiles();
    private int number;

    private Path fresh() {
        return folder.resolve(++number + ".upload");
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void eachIsUsedUnderItsNameAndThenRemoved() throws Exception {
        sent.take(List.of(file("甲.csv"), file("乙.csv")), this::fresh);

        List<String> used = sent.each(one -> one.name() + Files.readString(one.bytes()));

        assertThat(used).containsExactly("甲.csv1", "乙.csv1");
        assertThat(left()).isEmpty();
    }

    @Test
    void whereOneCannotBeWrittenTheOthersAreRemovedToo() throws Exception {
        assertThatThrownBy(() -> sent.take(List.of(file("甲.csv"), broken()), this::fresh))
                .hasMessage("No space left on device");
        assertThat(left()).isEmpty();
    }

    @Test
    void whereALookAtOneFailsNoneStays() throws Exception {
        sent.take(List.of(file("甲.csv"), file("乙.csv")), this::fresh);

        assertThatThrownBy(() -> sent.each(one -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");

        assertThat(left()).isEmpty();
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsRemovedAndNotUsed() throws Exception {
        sent.take(List.of(file("甲.csv")), this::fresh);
        sent.giveUp();

        assertThat(left()).isEmpty();
        assertThat(sent.each(one -> "used")).isEmpty();
    }

    @Test
    void whatIsBeingLookedAtStaysUntilThatIsDone() throws Exception {
        sent.take(List.of(file("甲.csv")), this::fresh);

        List<String> used = sent.each(one -> {
            sent.giveUp();
            return Files.readString(one.bytes());
        });

        assertThat(used).containsExactly("1");
        assertThat(left()).isEmpty();
    }

    private static MultipartFile file(String name) {
        return new Part(name);
    }

    private static MultipartFile broken() {
        return new Part("丙.csv") {
            @Override
            public void transferTo(File target) throws IOException {
                Files.writeString(target.toPath(), "half");
                throw new IOException("No space left on device");
            }
        };
    }

    /** A file of one character. */
    private static class Part implements MultipartFile {
        private final String name;

        Part(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return "files";
        }

        @Override
        public String getOriginalFilename() {
            return name;
        }

        @Override
        public String getContentType() {
            return "text/csv";
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public long getSize() {
            return 1;
        }

        @Override
        public byte[] getBytes() {
            return new byte[] {'1'};
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(getBytes());
        }

        @Override
        public void transferTo(File target) throws IOException {
            Files.write(target.toPath(), getBytes());
        }
    }
}
