package org.fubiao.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.fubiao.submission.Sha256;

/**
 * Whether an interrupted run may go on: it may while the definitions, what was answered on pages, and the names, sizes and times of the input are what they
 * were. Otherwise a new run begins, so that a correction is never left out.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * The fingerprint in hexadecimal.
     *
     * @param definitions hash of the definitions, and of what was answered on pages
     */
    public static String of(String definitions, Path folder, List<String> files) {
        StringBuilder text = new StringBuilder(definitions);
        for (String file : files) {
            text.append(file)
                    .append('\t')
                    .append(describe(folder.resolve(file)))
                    .append('\n');
        }
        return Sha256.of(text.toString());
    }

    private static String describe(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + "\t" + attributes.lastModifiedTime();
        } catch (IOException e) {
            // Receiving it will say so.
            return "unreadable";
        }
    }
}
