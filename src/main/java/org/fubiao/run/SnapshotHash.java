package org.fubiao.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.fubiao.job.Job;
import org.fubiao.submission.ReceivedFile;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;

/** What a run reads, in one hash: its definitions, every received part and what became of it, and what it compares with. */
public final class SnapshotHash {
    private SnapshotHash() {}

    /**
     * The hash in hexadecimal.
     *
     * @param previous hash of the snapshot of the previous period's run, empty if there is none
     */
    public static String of(Job job, Reception reception, List<ReceivedFile> files, String previous) {
        TreeSet<String> lines = new TreeSet<>();
        for (ReceivedPart part : reception.parts()) {
            lines.add(String.join(
                    "\t",
                    part.path(),
                    part.sha256(),
                    Integer.toString(part.layout().sheet()),
                    part.unit(),
                    part.form(),
                    reception.describe(part)));
        }
        files.forEach(file -> lines.add(file.path() + '\t' + file.sha256()));
        reception.withdrawn().forEach(path -> lines.add(path + "\twithdrawn"));
        String text = job.hash() + '\n' + previous + '\n' + String.join("\n", lines);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
