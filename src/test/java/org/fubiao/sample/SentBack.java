package org.fubiao.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Progress;
import org.fubiao.batch.RunException;
import org.fubiao.batch.RunRequest;
import org.fubiao.compute.Compute;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.recognition.ReceiptIdentity;

/**
 * The receipt that a unit sent back with a reason for a warning. No one but the program can make a receipt, so the job is really run over
 * what this unit sent, which is all that its receipt depends on; then the reason is written where a person would write it.
 */
final class SentBack {
    private static final String UNIT = "市商务局";
    private static final String FOLDER = "2023/市级部门/市商务局/";
    private static final String SENT = "市商务局2023年台账.xls";
    private static final String RECEIPT = "回执 " + SENT;
    private static final String CODE = "DZ-08";
    private static final String REASON = "2022年误将1项仍在实施的事项列为取消，2023年年初数已追溯调整，以本表年初数为准";

    private final Path folder;

    private SentBack(Path folder) {
        this.folder = folder;
    }

    /** Puts the receipt in the place of the file that it answers. */
    static void put(NavigableMap<String, byte[]> files) {
        try {
            Path folder = Files.createTempDirectory("fubiao-sample");
            try {
                byte[] receipt = new SentBack(folder).receipt(files);
                if (files.remove(FOLDER + SENT) == null) {
                    throw new IllegalStateException(UNIT + " did not send " + SENT);
                }
                files.put(FOLDER + RECEIPT, explained(receipt));
            } finally {
                FileUtils.deleteDirectory(folder.toFile());
            }
        } catch (IOException | RunException | DatabaseInUseException e) {
            throw new IllegalStateException("no receipt for " + SENT, e);
        }
    }

    private byte[] receipt(NavigableMap<String, byte[]> files)
            throws IOException, RunException, DatabaseInUseException {
        Map<String, byte[]> own = new TreeMap<>(files);
        own.keySet().removeIf(path -> !path.contains(UNIT));
        for (Map.Entry<String, byte[]> file : own.entrySet()) {
            Path target = folder.resolve("input").resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        Job job = load();
        try (BatchRunner runner = BatchRunner.open(folder.resolve("work"))) {
            runner.run(request(job, "2022"), Progress.SILENT);
            Path latest = runner.run(request(job, "2023"), Progress.SILENT).latest();
            return Files.readAllBytes(latest.resolve("receipts").resolve(RECEIPT));
        }
    }

    private static Job load() {
        try (Compute compute = new Compute()) {
            return JobLoader.load(Path.of("jobs/rule-of-law"), compute);
        }
    }

    private RunRequest request(Job job, String period) {
        return new RunRequest(
                job,
                Period.parse(period).orElseThrow(),
                folder.resolve("input"),
                folder.resolve("output"),
                folder.resolve("work"),
                "");
    }

    private static byte[] explained(byte[] receipt) {
        try (HSSFWorkbook book = new HSSFWorkbook(new ByteArrayInputStream(receipt));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.getSheet(ReceiptIdentity.RESULTS);
            int reasons = -1;
            for (Row row : sheet) {
                int column = column(row, ReceiptIdentity.EXPLANATION);
                reasons = column < 0 ? reasons : column;
                if (column(row, CODE) >= 0) {
                    row.getCell(reasons).setCellValue(REASON);
                    book.write(out);
                    return out.toByteArray();
                }
            }
            throw new IllegalStateException("nothing is said of " + CODE + " in " + RECEIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int column(Row row, String text) {
        for (org.apache.poi.ss.usermodel.Cell cell : row) {
            if (cell.toString().equals(text)) {
                return cell.getColumnIndex();
            }
        }
        return -1;
    }
}
