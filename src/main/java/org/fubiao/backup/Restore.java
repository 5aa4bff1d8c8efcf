package org.fubiao.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.backup.Contents.Copy;
import org.fubiao.control.ControlDatabase;

/**
 * Restores a work folder from a backup. Everything is copied aside and its hash verified there, then switched in, the database last:
 * without it a work folder is empty, so that a restoration that was cut off can be begun again.
 */
public final class Restore {
    private static final String ASIDE = ".restoring";
    private static final List<String> STORES = List.of("archive", "segments");
    /** What a command may have written before. */
    private static final String LOG = "fubiao.log";

    private static final int SHOWN = 5;

    private Restore() {}

    /**
     * What was restored.
     *
     * @param made when the backup was made
     * @param lacking files that the backup already lacked
     */
    public record Restored(Instant made, int files, List<String> lacking) {}

    /**
     * Restores a backup into a work folder that is missing or empty.
     *
     * @throws BackupException if the work folder is in use, or the backup is not whole; nothing is changed then
     */
    public static Restored into(Path work, Path backup) throws IOException, BackupException {
        Optional<Contents> found = Contents.in(backup);
        if (found.isEmpty()) {
            throw new BackupException("目录 " + backup + " 中没有完整的备份。");
        }
        Contents contents = found.get();
        requireEmpty(work);
        Path aside = work.resolve(ASIDE);
        Disk.delete(aside);
        try {
            copy(contents, backup, aside);
        } catch (BackupException e) {
            Disk.delete(aside);
            throw e;
        }
        for (String store : STORES) {
            Disk.delete(work.resolve(store));
            if (Files.exists(aside.resolve(store))) {
                Disk.move(aside.resolve(store), work.resolve(store));
            }
        }
        Disk.syncEntries(work);
        Disk.move(aside.resolve(ControlDatabase.FILE), work.resolve(ControlDatabase.FILE));
        Disk.syncEntries(work);
        Disk.delete(aside);
        return new Restored(contents.made(), contents.files().size(), contents.lacking());
    }

    private static void requireEmpty(Path work) throws IOException, BackupException {
        if (!Files.exists(work)) {
            return;
        }
        // A restoration that was cut off began with an empty folder, and what it moved here already is still in the
        // backup.
        boolean cutOff = Files.exists(work.resolve(ASIDE)) && !ControlDatabase.existsIn(work);
        try (Stream<Path> children = Files.list(work)) {
            boolean used = children.map(child -> child.getFileName().toString())
                    .anyMatch(name -> !name.equals(LOG) && !(cutOff && (name.equals(ASIDE) || STORES.contains(name))));
            if (used) {
                throw new BackupException("工作目录 " + work + " 不是空的，不作恢复，以免覆盖其中的内容。请先把它移走，或用 --work 指定另一个目录。");
            }
        }
    }

    private static void copy(Contents contents, Path backup, Path aside) throws IOException, BackupException {
        Files.createDirectories(aside);
        List<String> faults;
        try {
            faults = contents.files().entrySet().parallelStream()
                    .filter(file -> !copy(backup.resolve(file.getKey()), place(aside, file.getKey()), file.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!faults.isEmpty()) {
            throw new BackupException("备份 " + backup + " 中有 " + faults.size() + " 个文件缺失或已损坏，未作恢复，工作目录未变动："
                    + faults.stream().limit(SHOWN).collect(Collectors.joining("、"))
                    + (faults.size() > SHOWN ? " 等" : "") + "。请改用另一份备份。");
        }
        Disk.syncFolders(aside);
    }

    private static Path place(Path aside, String path) {
        return path.endsWith(".mv.db") ? aside.resolve(ControlDatabase.FILE) : aside.resolve(path);
    }

    /** Copies a file. Returns whether it is the one that was backed up. */
    private static boolean copy(Path from, Path to, Copy expected) {
        try {
            if (!Files.isRegularFile(from)) {
                return false;
            }
            Files.createDirectories(to.resolveSibling("."));
            return Disk.copy(from, to).equals(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
