package org.fubiao.web.submissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.PublishedLines;

/** What the latest run of a period published for the units: what they corrected, and their receipts. */
public final class LatestOutputs {
    private final Path output;

    public LatestOutputs(Path output) {
        this.output = output;
    }

    /** A receipt of the latest run. */
    record Receipt(String file, String result, String errors, String warnings, String name) {}

    /** What new versions of a unit's form changed. */
    List<Map<String, String>> corrections(Job job, Period period, String unit, String form) throws IOException {
        List<Map<String, String>> own = new ArrayList<>();
        PublishedLines.each(latest(job, period).resolve("corrections.csv"), line -> {
            if (unit.equals(line.get("unit")) && form.equals(line.get("form"))) {
                own.add(line);
            }
        });
        return own;
    }

    /** The receipts for some files, by their paths below the period's input folder. */
    List<Receipt> receipts(Job job, Period period, Set<String> files) throws IOException {
        List<Receipt> receipts = new ArrayList<>();
        PublishedLines.each(latest(job, period).resolve("receipts/回执目录.csv"), line -> {
            String file = text(line, "报送文件");
            if (files.contains(file) && !text(line, "回执").isEmpty()) {
                receipts.add(new Receipt(file, text(line, "结果"), text(line, "错误"), text(line, "警告"), text(line, "回执")));
            }
        });
        return receipts;
    }

    /** The file of a receipt that {@link #receipts} names. */
    Optional<Path> file(Job job, Period period, Receipt receipt) throws IOException {
        Path file = latest(job, period).resolve("receipts").resolve(receipt.name());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file.toRealPath()) : Optional.empty();
    }

    static String text(Map<String, String> line, String column) {
        String text = line.get(column);
        return text == null ? "" : text;
    }

    private Path latest(Job job, Period period) throws IOException {
        PublishedFolder published = new PublishedFolder(output.resolve(job.id()).resolve(period.toString()));
        return published.latestRun().orElseGet(published::latest);
    }
}
