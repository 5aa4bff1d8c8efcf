package org.fubiao.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fubiao.submission.Archive;
import org.fubiao.submission.ReceivedFile;

/**
 * What the latest run of a job and period answered, for whoever runs it again while nothing has changed: neither a received
 * file, nor the definitions, the program, the day, or a byte that was published, nor anything that it was compared with.
 *
 * <p>Files are compared by checksums of their bytes. Their sizes and times only tell quickly that something did change.
 */
public final class LatestAnswer {
    private final Path input;
    private final Path output;
    private final Path file;
    private final Archive archive;
    private final Optional<String> circumstances;

    /**
     * The answer that is kept in a work folder.
     *
     * @param job its id
     * @param definitions hash of the job's definitions, and of what was answered on pages
     * @param folder of the period's input
     * @param output of the period's outputs
     * @param runs numbers of the latest runs of the period and of all that it is compared with
     * @param build of the program; if it cannot be told, no answer is known or kept
     */
    public LatestAnswer(
            Path work,
            String job,
            String definitions,
            Path folder,
            Path output,
            List<Long> runs,
            LocalDate today,
            Optional<String> build) {
        this.input = folder;
        this.output = output;
        this.archive = new Archive(work);
        this.file = work.resolve("kept").resolve(job + "-" + folder.getFileName() + ".answer");
        this.circumstances = build.map(id -> String.join(
                "\n",
                id,
                Runtime.version().toString(),
                definitions,
                folder.toAbsolutePath().toString(),
                output.toAbsolutePath().toString(),
                runs.toString(),
                today.toString()));
    }

    /** The closing words of a run, and the exit code that it ended with. */
    public record Answer(String words, int exitCode) {}

    /** A file of the input as it was. */
    private record Was(String path, long size, long modified, long checksum) {}

    /** What was answered, if it would be answered again. */
    public Optional<Answer> get(List<String> files) throws IOException {
        Optional<byte[]> kept = circumstances.isEmpty() ? Optional.empty() : KeptFile.read(file);
        return kept.flatMap(bytes -> ResultBytes.read(bytes, in -> read(in, files)));
    }

    private Optional<Answer> read(DataInputStream in, List<String> files) throws IOException {
        if (!in.readUTF().equals(circumstances.orElseThrow())) {
            return Optional.empty();
        }
        List<Was> received = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            received.add(new Was(in.readUTF(), in.readLong(), in.readLong(), in.readLong()));
        }
        Map<String, Long> published = new TreeMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            published.put(in.readUTF(), in.readLong());
        }
        Answer answer = new Answer(in.readUTF(), in.readInt());
        boolean same = files.equals(received.stream().map(Was::path).toList())
                && received.stream().allMatch(this::looksTheSame)
                && received.parallelStream().allMatch(was -> isStill(input.resolve(was.path()), was.checksum()))
                && published.equals(published());
        return same ? Optional.of(answer) : Optional.empty();
    }

    private boolean looksTheSame(Was was) {
        try {
            BasicFileAttributes now = Files.readAttributes(input.resolve(was.path()), BasicFileAttributes.class);
            return now.isRegularFile()
                    && now.size() == was.size()
                    && now.lastModifiedTime().toMillis() == was.modified();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isStill(Path path, long checksum) {
        try {
            return Checksum.of(path) == checksum;
        } catch (IOException e) {
            return false;
        }
    }

    /** Checksums of everything that is published. */
    private Map<String, Long> published() throws IOException {
        Path latest = output.resolve("latest");
        if (!Files.isDirectory(latest)) {
            return Map.of();
        }
        Path folder = latest.toRealPath();
        try (Stream<Path> paths = Files.walk(folder)) {
            Map<String, Long> sums = new TreeMap<>();
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                sums.put(folder.relativize(path).toString(), Checksum.of(path));
            }
            return sums;
        }
    }

    /**
     * Keeps an answer.
     *
     * @param received what the run read, in the order of the inbox
     */
    public void keep(List<ReceivedFile> received, Answer answer) throws IOException {
        if (circumstances.isEmpty()) {
            return;
        }
        KeptFile.write(file, ResultBytes.write(out -> write(out, received, answer)));
    }

    private void write(DataOutputStream out, List<ReceivedFile> received, Answer answer) throws IOException {
        out.writeUTF(circumstances.orElseThrow());
        out.writeInt(received.size());
        for (ReceivedFile each : received) {
            out.writeUTF(each.path());
            out.writeLong(each.size());
            out.writeLong(modified(each));
            // Of what was read: the file itself may have changed since.
            out.writeLong(Checksum.of(archive.path(each.sha256())));
        }
        Map<String, Long> published = published();
        out.writeInt(published.size());
        for (var each : published.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeLong(each.getValue());
        }
        out.writeUTF(answer.words());
        out.writeInt(answer.exitCode());
    }

    private long modified(ReceivedFile file) {
        try {
            return Files.getLastModifiedTime(input.resolve(file.path())).toMillis();
        } catch (IOException e) {
            // It is gone again: the next run will see that.
            return -1;
        }
    }
}
