package org.fubiao.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Received files by the SHA-256 of their bytes, never changed and never removed. What is parsed is the archived copy, so that
 * a file that its sender changes meanwhile cannot be half old and half new.
 */
public final class Archive {
    private static final int BUFFER = 1 << 16;
    private static final long LARGE = 8L << 20;
    private final Path folder;
    /** Hashes of what this archive has kept itself. */
    private final Set<String> kept = new HashSet<>();

    private volatile boolean made;

    public Archive(Path work) {
        this.folder = work.resolve("archive");
    }

    /**
     * Keeps a file's bytes. They outlive the machine once {@link #sync} has returned, before which nothing may be registered that
     * needs them.
     *
     * @param likelyKept whether they were probably kept before: then they are first only hashed; else copied and hashed at once
     * @param registered tells by its hash what is registered and therefore needs no copy. Other files that stand in the archive
     *     are of a run that was cut off, and may be half there
     * @return the hash and size of what was kept
     * @throws IOException if the file cannot be read or the archive not be written
     */
    public Stored store(Path file, boolean likelyKept, Predicate<String> registered) throws IOException {
        if (likelyKept) {
            Stored seen = hash(file);
            if (registered.test(seen.sha256()) && Files.exists(path(seen.sha256()))) {
                return seen;
            }
        }
        if (!made) {
            Files.createDirectories(folder);
            made = true;
        }
        Path aside = folder.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Stored copied = copy(file, aside);
            synchronized (kept) {
                if (kept.add(copied.sha256())) {
                    move(aside, path(copied.sha256()));
                    return copied;
                }
            }
            Files.delete(aside);
            return copied;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    private static void move(Path aside, Path target) throws IOException {
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(target.getParent());
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Waits until bytes that were kept are on the disk. */
    public void sync(String sha256) throws IOException {
        try (FileChannel channel = FileChannel.open(path(sha256), StandardOpenOption.WRITE)) {
            channel.force(true);
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
        if (Files.size(from) >= LARGE) {
            copyWithinSystem(from, to);
            return hash(to);
        }
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
        }
        return new Stored(HexFormat.of().formatHex(digest.digest()), size);
    }

    /** The system copies several times as fast as bytes are hashed. What counts is the hash of the copy. */
    private static void copyWithinSystem(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long copied = 0;
            for (long n = 1; n > 0; copied += n) {
                n = in.transferTo(copied, Long.MAX_VALUE - copied, out);
            }
        }
    }

    /** What was kept: {@code sha256} in hexadecimal, {@code size} in bytes. */
    public record Stored(String sha256, long size) {}
}
