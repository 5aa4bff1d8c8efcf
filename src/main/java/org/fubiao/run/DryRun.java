package org.fubiao.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.checking.Checker;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.reading.UnreadableFileException;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.fubiao.recognition.Recognition;
import org.fubiao.recognition.Recognizer;
import org.fubiao.recognition.RowBalance;
import org.fubiao.recognition.RowContext;
import org.fubiao.settling.Settled;
import org.fubiao.settling.Subjects;
import org.fubiao.settling.Warning;
import org.fubiao.staging.Segments;
import org.fubiao.staging.Snapshot;
import org.fubiao.staging.StagedPart;
import org.fubiao.submission.Receiver;

/** What a unit would be told about a file if it sent it: the same reading and checking as a run, and nothing is kept. */
public final class DryRun {
    private final Job job;
    private final Period period;
    private final LocalDate day;

    /** @param day of the answer: a waiver ends with its last day */
    public DryRun(Job job, Period period, LocalDate day) {
        this.job = job.during(period);
        this.period = period;
        this.day = day;
    }

    /**
     * The answer to one file.
     *
     * @param parts what was recognised in it, with the balance of its rows; none if nothing was
     * @param warnings those that can be explained, with what was written of them
     */
    public record Answer(List<Part> parts, FindingTally findings, List<Warning> warnings) {
        public Answer {
            parts = List.copyOf(parts);
            warnings = List.copyOf(warnings);
        }
    }

    /** One form in it. */
    public record Part(Recognition.Part recognised, RowBalance balance) {}

    /**
     * Reads and checks one file.
     *
     * @param path name of the file as it would be sent: folder and name are hints whose it is
     */
    public Answer check(Path file, String path) throws IOException, SQLException {
        FindingTally findings = new FindingTally();
        Recognition recognition;
        try (Workbook workbook = Workbooks.open(file)) {
            recognition = new Recognizer(job).recognize(workbook, path, period);
            recognition.findings().forEach(findings::add);
        } catch (UnreadableFileException e) {
            findings.add(Receiver.unreadable(path, "", e));
            return new Answer(List.of(), findings, List.of());
        }
        Path work = Files.createTempDirectory("fubiao-check");
        try (Segments segments = new Segments(work)) {
            return stageAndCheck(file, path, recognition, segments, findings);
        } finally {
            delete(work);
        }
    }

    private Answer stageAndCheck(
            Path file, String path, Recognition recognition, Segments segments, FindingTally findings)
            throws IOException, SQLException {
        Map<Recognition.Part, RowBalance> balances = new LinkedHashMap<>();
        List<Snapshot.Member> members = new ArrayList<>();
        long number = 0;
        for (Recognition.Part part : recognition.parts()) {
            Form form = job.form(part.layout().form());
            String unit = part.unit() == null ? "" : part.unit();
            long id = ++number;
            Segments.Written written = segments.write(
                    form,
                    List.of(new StagedPart(
                            id,
                            Files.size(file),
                            () -> Workbooks.open(file),
                            part.layout(),
                            new RowContext(path, unit),
                            findings)));
            written.unreadable()
                    .values()
                    .forEach(problem ->
                            findings.add(Receiver.unreadable(path, part.layout().sheetName(), problem)));
            RowBalance balance = written.balances().get(id);
            if (balance != null) {
                balances.put(part, balance);
            }
            if (part.unit() != null && balance != null) {
                members.add(new Snapshot.Member(
                        id, part.unit(), path, part.layout(), segments.folder().resolve(written.file())));
            }
        }
        List<Part> parts = balances.entrySet().stream()
                .map(entry -> new Part(entry.getKey(), entry.getValue()))
                .toList();
        try (Snapshot snapshot = Snapshot.open(job, members)) {
            Checker.check(job, snapshot, findings);
            Settled settled =
                    Settled.ofFile(job, period, day, new Subjects(job, snapshot), findings, recognition.explanations());
            return new Answer(parts, settled.findings(), settled.settlement().warnings());
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
