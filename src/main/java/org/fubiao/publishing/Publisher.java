package org.fubiao.publishing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.fubiao.publishing.sheet.Grid;

/**
 * Publishes runs of one job and period below one folder: {@code runs/0007/} for each run, and {@code latest}, which leads
 * to the newest complete one.
 */
public final class Publisher {
    public static final String ALL_APPENDICES = "附表汇编.xlsx";
    public static final String SUMMARY = "汇总表.xlsx";
    public static final String SUMMARY_DOCUMENT = "汇总表.docx";
    public static final String REVIEW = "审核情况.xlsx";

    private static final int WRITERS = 2;

    private final RunFolders folders;

    /** @param periodOutput such as {@code output/rule-of-law/2023}; is made if it does not exist */
    public Publisher(Path periodOutput) {
        this(new RunFolders(periodOutput));
    }

    Publisher(RunFolders folders) {
        this.folders = folders;
    }

    /**
     * Writes everything beside the live output, then switches in whole. May be repeated for a run that was killed.
     *
     * @return the path of {@code latest}
     * @throws ClosedOutputException if what is published there was signed off
     * @throws IOException if anything cannot be written; {@code latest} is then what it was
     */
    public Path publish(Publication publication, RunInfo run) throws IOException {
        return publish(publication, run, hash -> folders.latest().resolve("no such file"));
    }

    /**
     * Writes everything, with a receipt for each received file of which something is to be said.
     *
     * @param archive finds the bytes of a received file by their hash
     */
    public Path publish(Publication publication, RunInfo run, Function<String, Path> archive) throws IOException {
        // Runs with different work folders may share an output folder: one after the other.
        OutputLock lock = folders.lock();
        try {
            Path folder = folders.begin(run.number());
            write(publication, run, folder, archive);
            String manifest = Manifest.describe(publication, run, Manifest.Output.in(folder));
            Files.writeString(folder.resolve(Manifest.FILE), manifest);
            return folders.finish(run.number(), folder);
        } finally {
            lock.close();
        }
    }

    private void write(Publication publication, RunInfo run, Path folder, Function<String, Path> archive)
            throws IOException {
        Layouts layouts = new Layouts(publication.appendices());
        List<Grid> appendices = publication.appendices().stream()
                .map(table -> AppendixGrid.of(table, layouts.of(table)))
                .toList();
        List<Grid> compilation = new ArrayList<>(appendices);
        compilation.add(0, Contents.of(publication, layouts));
        Outputs outputs = new Outputs(publication, run.maker(), folders.latest(), folder, appendices);
        CsvFiles csv = new CsvFiles(publication);
        List<Callable<Void>> tasks = new ArrayList<>();
        tasks.add(task(() -> outputs.book(ALL_APPENDICES, publication.job().title(), compilation)));
        tasks.add(task(() -> csv.writeAppendices(folder.resolve("appendices"))));
        tasks.add(task(() -> outputs.book(REVIEW, "审核情况", new ReviewGrids(publication).all())));
        tasks.add(task(() -> outputs.book(SUMMARY, "汇总表", List.of(SummaryGrid.of(publication, layouts)))));
        tasks.add(task(() -> outputs.document(SUMMARY_DOCUMENT, publication.figuresAlone(), layouts)));
        for (int i = 0; i < appendices.size(); i++) {
            Grid grid = appendices.get(i);
            String file = layouts.of(publication.appendices().get(i)).fileName();
            tasks.add(task(() -> outputs.book(file, grid.heading().title(), List.of(grid))));
        }
        tasks.add(task(() -> csv.writeFigures(folder.resolve("figures.csv"))));
        tasks.add(task(() -> csv.writeCompleteness(folder.resolve("completeness.csv"))));
        tasks.add(task(() -> csv.writeFindings(folder.resolve("findings.csv"))));
        tasks.add(task(() -> csv.writeReconciliations(folder.resolve("reconciliations.csv"))));
        tasks.add(task(() -> csv.writeCorrections(folder.resolve("corrections.csv"))));
        tasks.add(task(() -> csv.writePlausibility(folder.resolve("plausibility.csv"))));
        tasks.add(task(() -> new WaiversTable(publication).write(folder.resolve("waivers.csv"))));
        tasks.add(task(() -> csv.writeExcluded(folder.resolve("excluded.csv"))));
        tasks.add(task(() -> csv.writeRules(folder.resolve(PublishedRules.FILE))));
        if (publication.job().receipts()) {
            tasks.addAll(receipts(publication, folder, archive, outputs));
        }
        runAll(tasks);
        outputs.save();
    }

    private static List<Callable<Void>> receipts(
            Publication publication, Path folder, Function<String, Path> archive, Outputs outputs) throws IOException {
        Path receiptFolder = Files.createDirectory(folder.resolve(Receipts.FOLDER));
        Receipts receipts = new Receipts(publication, archive);
        List<Receipts.Answer> answers = receipts.answers();
        List<Callable<Void>> tasks = new ArrayList<>();
        tasks.add(task(() -> receipts.writeDirectory(answers, receiptFolder.resolve(Receipts.DIRECTORY))));
        answers.forEach(
                answer -> tasks.add(task(() -> outputs.receipt(answer.path(), answer.receipt(), answer.submission()))));
        return tasks;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static Callable<Void> task(Writing writing) {
        return () -> {
            writing.write();
            return null;
        };
    }

    /** Each task writes its own files, so that their order does not matter. */
    private static void runAll(List<Callable<Void>> tasks) throws IOException {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (Future<Void> result : writers.invokeAll(tasks)) {
                result.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while publishing", e);
        } catch (ExecutionException e) {
            throw new IOException("could not publish: " + e.getCause(), e.getCause());
        } finally {
            writers.shutdownNow();
        }
    }
}
