package org.fubiao.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.fubiao.submission.Sha256;

/** A file of what a run leaves to the next, which begins with a hash of the rest of it: damaged, it holds nothing. */
final class KeptFile {
    private static final int HASH_LENGTH = 64;

    private KeptFile() {}

    /** What was written; empty if there is no such file or it is damaged. */
    static Optional<byte[]> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < HASH_LENGTH) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(bytes, HASH_LENGTH, bytes.length);
        String hash = new String(bytes, 0, HASH_LENGTH, StandardCharsets.ISO_8859_1);
        return hash.equals(Sha256.of(content)) ? Optional.of(content) : Optional.empty();
    }

    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path aside = file.resolveSibling("." + file.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(aside)) {
            out.write(Sha256.of(content).getBytes(StandardCharsets.ISO_8859_1));
            out.write(content);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
