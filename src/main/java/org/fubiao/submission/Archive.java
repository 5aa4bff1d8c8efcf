package org.fubiao.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Received files by the SHA-256 of their bytes, never changed and never removed. What is parsed is the archived copy, so that
 * a file that its sender changes meanwhile cannot be half old and half new.
 */
public final class Archive {
    private static final int BUFFER = 1 << 16;
    private final Path folder;

    public Archive(Path work) {
        this.folder = work.resolve("archive");
    }

    /**
     * Keeps a file's bytes.
     *
     * @param likelyKept whether they were probably kept before: then they are first only hashed; else copied and hashed at once
     * @return the hash and size of what was kept
     * @throws IOException if the file cannot be read or the archive not be written
     */
    public Stored store(Path file, boolean likelyKept) throws IOException {
        if (likelyKept) {
            Stored seen = hash(file);
            if (Files.exists(path(seen.sha256()))) {
                return seen;
            }
        }
        Files.createDirectories(folder);
        Path aside = folder.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Stored copied = copy(file, aside);
            Path target = path(copied.sha256());
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return copied;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Where the bytes of a hash are, or would be. */
    public Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Hashes a file without keeping it. */
    public static Stored hash(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
        }
        return new Stored(HexFormat.of().formatHex(digest.digest()), size);
    }

    private static Stored copy(Path from, Path to) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream in = Files.newInputStream(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                size += n;
            }
            out.force(true);
        }
        return new Stored(HexFormat.of().formatHex(digest.digest()), size);
    }

    /** What was kept: {@code sha256} in hexadecimal, {@code size} in bytes. */
    public record Stored(String sha256, long size) {}
}
