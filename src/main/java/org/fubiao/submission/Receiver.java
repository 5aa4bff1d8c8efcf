package org.fubiao.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Place;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.reading.UnreadableFileException;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.fubiao.recognition.Recognition;
import org.fubiao.recognition.Recognizer;
import org.fubiao.submission.Register.Entry;
import org.fubiao.submission.Register.FileKey;
import org.fubiao.submission.Register.Known;
import org.jspecify.annotations.Nullable;

/** Receives what is in the inbox: archives each file, recognises it, registers it, and fixes which parts a run reads. */
public final class Receiver {
    private static final int BATCH = 250;
    /** A disk that is asked to keep many files at once needs little longer than for one, and hardly a processor. */
    private static final int WRITING_TO_DISK = 8;

    private final Job job;
    private final Period period;
    private final Inbox inbox;
    private final Archive archive;
    private final Register register;
    private final Recognizer recognizer;
    private final RecognitionFingerprint recognition;

    public Receiver(Job job, Period period, Inbox inbox, Archive archive, Register register) {
        this.job = job;
        this.period = period;
        this.inbox = inbox;
        this.archive = archive;
        this.register = register;
        this.recognizer = new Recognizer(job);
        this.recognition = RecognitionFingerprint.of(job);
    }

    /** A file of the inbox, with what is to be registered of it; empty if it was registered before. */
    private record Seen(FileKey key, Optional<Entry> entry) {}

    /**
     * Receives everything and fixes the run's snapshot.
     *
     * @return how many files there are
     */
    public int receive(long run) throws IOException, InterruptedException {
        Known known = register.known(job.id(), period, recognition);
        Map<FileKey, Long> numbers = new HashMap<>(known.numbers());
        List<FileKey> keys = new ArrayList<>();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        ExecutorService disk = Executors.newFixedThreadPool(WRITING_TO_DISK);
        Queue<Future<?>> syncs = new ConcurrentLinkedQueue<>();
        try {
            List<Entry> entries = new ArrayList<>();
            for (Future<Seen> look : look(known, threads, key -> syncs.add(disk.submit(() -> sync(key))))) {
                Seen seen = look.get();
                keys.add(seen.key());
                seen.entry().ifPresent(entries::add);
                if (entries.size() == BATCH) {
                    numbers.putAll(register.add(job.id(), period, recognition, run, known, entries));
                    entries.clear();
                }
            }
            numbers.putAll(register.add(job.id(), period, recognition, run, known, entries));
            // Before the rows that make the bytes count are committed.
            for (Future<?> sync : syncs) {
                sync.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot receive", e.getCause());
        } finally {
            threads.shutdownNow();
            disk.shutdownNow();
        }
        List<Long> submissions = keys.stream().map(numbers::get).toList();
        register.fix(run, submissions, Versions.decide(register.partsOf(submissions)));
        return submissions.size();
    }

    private @Nullable Void sync(FileKey key) throws IOException {
        archive.sync(key.sha256());
        return null;
    }

    /** Looks at all files. Each that was kept is handed on, to be waited for until it is on the disk. */
    private List<Future<Seen>> look(Known known, ExecutorService threads, Consumer<FileKey> onKept) throws IOException {
        Set<String> paths = known.numbers().keySet().stream().map(FileKey::path).collect(Collectors.toSet());
        Set<String> contents =
                known.numbers().keySet().stream().map(FileKey::sha256).collect(Collectors.toSet());
        List<Future<Seen>> looks = new ArrayList<>();
        for (String path : inbox.files(period)) {
            looks.add(threads.submit(() -> look(path, paths.contains(path), contents, known, onKept)));
        }
        return looks;
    }

    private Seen look(String path, boolean knownPath, Set<String> contents, Known known, Consumer<FileKey> onKept)
            throws IOException {
        Path file = inbox.folder(period).resolve(path);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            FileKey key = new FileKey(path, Holdings.NO_CONTENT);
            return new Seen(
                    key,
                    known.numbers().containsKey(key)
                            ? Optional.empty()
                            : Optional.of(new Entry(key, 0, List.of(), denied(path), List.of())));
        }
        Archive.Stored stored = archive.store(file, knownPath, contents::contains);
        FileKey key = new FileKey(path, stored.sha256());
        if (known.numbers().containsKey(key)) {
            return new Seen(key, Optional.empty());
        }
        onKept.accept(key);
        return new Seen(key, Optional.of(recognise(key, stored.size())));
    }

    private static FindingTally denied(String path) {
        FindingTally findings = new FindingTally();
        findings.add(unreadable(
                path,
                "",
                new UnreadableFileException("“" + path + "”不能读取：没有读取权限，或不是普通文件。请开放权限或换成文件本身后重新运行；其他文件不受影响。")));
        return findings;
    }

    private Entry recognise(FileKey key, long size) throws IOException {
        FindingTally findings = new FindingTally();
        List<Recognition.Part> parts = List.of();
        List<Explanation> explanations = List.of();
        try (Workbook workbook = Workbooks.open(archive.path(key.sha256()))) {
            Recognition recognised = recognizer.recognize(workbook, key.path(), period);
            recognised.findings().forEach(findings::add);
            parts = recognised.parts();
            explanations = recognised.explanations();
        } catch (UnreadableFileException e) {
            findings.add(unreadable(key.path(), "", e));
        }
        return new Entry(key, size, parts, findings, explanations);
    }

    /** The finding for a file that cannot be read. */
    public static Finding unreadable(String path, String sheet, UnreadableFileException e) {
        String message = e.getMessage();
        return new Finding(
                FindingCode.UNREADABLE.code(),
                FindingCode.UNREADABLE.severity(),
                "",
                "",
                Place.sheet(path, sheet),
                "",
                "",
                "可以打开的 CSV、XLSX 或 XLS 文件",
                message == null ? FindingCode.UNREADABLE.title() : message);
    }
}
