package org.fubiao.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
import org.fubiao.submission.Register.FileKey;

/** Receives what is in the inbox: archives each file, recognises it, registers it, and fixes which parts a run reads. */
public final class Receiver {
    /** Stands for the hash of what could not be read. */
    private static final String NO_CONTENT = "0".repeat(64);

    private final Job job;
    private final Period period;
    private final Inbox inbox;
    private final Archive archive;
    private final Register register;
    private final Recognizer recognizer;
    private final String recognition;

    public Receiver(Job job, Period period, Inbox inbox, Archive archive, Register register) {
        this.job = job;
        this.period = period;
        this.inbox = inbox;
        this.archive = archive;
        this.register = register;
        this.recognizer = new Recognizer(job);
        this.recognition = RecognitionFingerprint.of(job);
    }

    /** A file of the inbox with what was recognised in it; empty if it was registered before. */
    private record Seen(FileKey key, long size, Optional<Recognised> recognised) {}

    private record Recognised(List<Recognition.Part> parts, FindingTally findings) {}

    /**
     * Receives everything and fixes the run's snapshot.
     *
     * @return how many files there are
     */
    public int receive(long run) throws IOException, InterruptedException {
        Map<FileKey, Long> known = register.known(job.id(), period, recognition);
        List<Long> submissions = new ArrayList<>();
        for (Seen seen : look(known)) {
            Long id = known.get(seen.key());
            if (id == null) {
                Recognised recognised = seen.recognised().orElseThrow();
                id = register.add(
                        job.id(),
                        period,
                        recognition,
                        seen.key(),
                        seen.size(),
                        run,
                        recognised.parts(),
                        recognised.findings());
            }
            submissions.add(id);
        }
        register.fix(run, submissions, Versions.decide(register.partsOf(submissions)));
        return submissions.size();
    }

    private List<Seen> look(Map<FileKey, Long> known) throws IOException, InterruptedException {
        List<Callable<Seen>> looks = new ArrayList<>();
        Set<String> knownPaths = known.keySet().stream().map(FileKey::path).collect(Collectors.toSet());
        for (String path : inbox.files(period)) {
            looks.add(() -> look(path, knownPaths.contains(path), known));
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Seen> seen = new ArrayList<>();
            for (Future<Seen> look : threads.invokeAll(looks)) {
                seen.add(look.get());
            }
            return seen;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot receive", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Seen look(String path, boolean knownPath, Map<FileKey, Long> known) throws IOException {
        Path file = inbox.folder(period).resolve(path);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return new Seen(new FileKey(path, NO_CONTENT), 0, Optional.of(denied(path)));
        }
        Archive.Stored stored = archive.store(file, knownPath);
        FileKey key = new FileKey(path, stored.sha256());
        if (known.containsKey(key)) {
            return new Seen(key, stored.size(), Optional.empty());
        }
        return new Seen(key, stored.size(), Optional.of(recognise(path, archive.path(stored.sha256()))));
    }

    private static Recognised denied(String path) {
        FindingTally findings = new FindingTally();
        findings.add(unreadable(
                path,
                "",
                new UnreadableFileException("“" + path + "”不能读取：没有读取权限，或不是普通文件。请开放权限或换成文件本身后重新运行；其他文件不受影响。")));
        return new Recognised(List.of(), findings);
    }

    private Recognised recognise(String path, Path archived) throws IOException {
        FindingTally findings = new FindingTally();
        try (Workbook workbook = Workbooks.open(archived)) {
            Recognition recognised = recognizer.recognize(workbook, path, period);
            recognised.findings().forEach(findings::add);
            return new Recognised(recognised.parts(), findings);
        } catch (UnreadableFileException e) {
            findings.add(unreadable(path, "", e));
            return new Recognised(List.of(), findings);
        }
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
