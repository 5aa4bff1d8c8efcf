package org.fubiao.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fubiao.bench.data.Spec.FileSpec;
import org.fubiao.bench.data.Spec.FormSpec;
import org.fubiao.bench.data.Spec.UnitSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a case: Fubiao's job folder, {@code spec.json} for the others, the files that both read, and below {@code expected}
 * what must come of them.
 */
public final class CaseFolder {
    private static final int BATCH = 64;

    private CaseFolder() {}

    /** Writes everything below a folder and says what must come of it. */
    public static Truth write(Source source, Path folder) throws IOException, InterruptedException {
        Spec spec = source.spec();
        new JobFolder(spec).write(folder.resolve("jobs").resolve(spec.name()));
        Files.write(
                folder.resolve("spec.json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(spec));
        Truth truth = forAll(source, files -> {
            Truth part = new Truth(spec);
            for (FileSpec file : files) {
                write(source, file, folder, part);
            }
            return part;
        });
        truth.write(folder.resolve("expected"));
        return truth;
    }

    /** What must come of a source that is not written. */
    public static Truth truth(Source source) throws IOException, InterruptedException {
        return forAll(source, files -> {
            Truth truth = new Truth(source.spec());
            for (FileSpec file : files) {
                source.rows(file, new Tally(file, truth, null));
            }
            return truth;
        });
    }

    /** Writes one file again. */
    public static void rewrite(Source source, FileSpec file, Path folder) throws IOException {
        write(source, file, folder, new Truth(source.spec()));
    }

    /** Says whether Fubiao is to answer the files. */
    public static void setReceipts(Spec spec, Path folder, boolean receipts) throws IOException {
        JobFolder.writeHead(folder.resolve("jobs").resolve(spec.name()), receipts);
    }

    private interface Work {
        Truth on(List<FileSpec> files) throws IOException;
    }

    private static Truth forAll(Source source, Work work) throws IOException, InterruptedException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<FileSpec> files = source.spec().files();
            List<Future<Truth>> parts = new ArrayList<>();
            for (int from = 0; from < files.size(); from += BATCH) {
                List<FileSpec> batch = files.subList(from, Math.min(from + BATCH, files.size()));
                parts.add(workers.submit(() -> work.on(batch)));
            }
            Truth truth = new Truth(source.spec());
            for (Future<Truth> part : parts) {
                truth.add(part.get());
            }
            return truth;
        } catch (ExecutionException e) {
            throw new IOException("the data could not be made", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static void write(Source source, FileSpec spec, Path folder, Truth truth) throws IOException {
        Path path = folder.resolve(spec.path());
        Files.createDirectories(path.resolveSibling(""));
        FormSpec form = source.spec().form(spec.form());
        try (TableFile file = TableFile.create(path)) {
            if (spec.headRow() > 1) {
                TableFile.writeTop(file, form, unit(source.spec(), spec.unit()));
            } else {
                TableFile.writeHead(file, form);
            }
            source.rows(spec, new Tally(spec, truth, file));
        }
    }

    private static String unit(Spec spec, String code) {
        return spec.units().stream()
                .filter(unit -> unit.code().equals(code))
                .map(UnitSpec::name)
                .findFirst()
                .orElseThrow();
    }

    /** Counts every row, and writes it where there is a file for it. */
    private record Tally(
            FileSpec spec, Truth truth, @Nullable TableFile file) implements Source.Rows {
        @Override
        public void row(@Nullable Object... cells) throws IOException {
            truth.add(spec.form(), cells);
            write(cells);
        }

        @Override
        public void repeated(@Nullable Object... cells) throws IOException {
            truth.addRepeated(spec.form(), cells);
            write(cells);
        }

        private void write(@Nullable Object... cells) throws IOException {
            if (file != null) {
                file.row(cells);
            }
        }
    }
}
