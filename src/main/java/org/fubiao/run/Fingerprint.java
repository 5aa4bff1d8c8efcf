package org.fubiao.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Whether an interrupted run may go on: it may while the definitions and the names, sizes and times of the input are what they
 * were. Otherwise a new run begins, so that a correction is never left out.
 */
public final class Fingerprint {
    private Fingerprint() {}

    public static String of(String definitions, Path folder, List<String> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(definitions.getBytes(StandardCharsets.UTF_8));
            for (String file : files) {
                String line = file + '\t' + describe(folder.resolve(file)) + '\n';
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
