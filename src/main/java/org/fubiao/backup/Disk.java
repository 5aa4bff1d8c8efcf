package org.fubiao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Files that are on the disk, whole, when they are there under their names. */
final class Disk {
    private Disk() {}

    /** Copies a file beside its place, and waits until it is on the disk. Gives the hash of what was copied. */
    static Contents.Copy copy(Path from, Path aside) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = Files.newInputStream(from);
                    FileChannel channel = open(aside);
                    OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
                long size = in.transferTo(out);
                channel.force(true);
                return new Contents.Copy(HexFormat.of().formatHex(digest.digest()), size);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Writes a text in the place of whatever is there. */
    static void write(Path file, String text) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".tmp");
        try (FileChannel channel = open(aside)) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        move(aside, file);
        syncEntries(file.resolveSibling("."));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : tree(folder)) {
                Files.delete(file);
            }
        }
    }

    /** Everything below a folder and the folder itself, what is deeper first. */
    static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /** Waits until the entries of a folder and of all folders in it are on the disk. */
    static void syncFolders(Path folder) throws IOException {
        tree(folder).stream().filter(Files::isDirectory).forEach(Disk::syncEntries);
    }

    static void syncEntries(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder; its file systems order such changes themselves.
            return;
        }
    }
}
