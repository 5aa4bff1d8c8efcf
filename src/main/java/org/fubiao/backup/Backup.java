package org.fubiao.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fubiao.backup.Contents.Copy;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.staging.SegmentCheck;
import org.fubiao.staging.Segments;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Holdings;
import org.fubiao.submission.Holdings.HeldFile;
import org.fubiao.submission.Holdings.HeldSegment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Backs up a work folder: the control database first, then all files to which that copy of it refers. A row is committed after the
 * file that it refers to, and such a file is never changed, so that both fit together whatever runs meanwhile.
 *
 * <p>A folder holds one backup, and the next one copies only what is new. What it holds is listed last and switched in at once: until
 * then the former backup stays whole.
 */
public final class Backup {
    private static final String MARK = ".fubiao-backup";
    private static final String DATABASES = "database";

    private final Path work;
    private final Path folder;
    private final Map<String, Copy> files = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> lacking = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong copied = new AtomicLong();

    /**
     * What a backup holds.
     *
     * @param copied how many files were new
     * @param lacking files of the work folder that are gone or damaged, and that no former backup has
     */
    public record Made(int files, long copied, List<String> lacking) {
        public Made {
            lacking = List.copyOf(lacking);
        }
    }

    private Backup(Path work, Path folder) {
        this.work = work;
        this.folder = folder;
    }

    /**
     * Backs up a work folder into another one, which must be empty or hold a former backup.
     *
     * @param database the open database of the work folder; runs may be going on
     * @throws BackupException if the folder is for something else, or a backup is being made there
     */
    public static Made make(ControlDatabase database, Path work, Path folder) throws IOException, BackupException {
        if (!database.isFile()) {
            throw new BackupException("登记库在 PostgreSQL 中，不由本命令备份。请先用 pg_dump 备份数据库，再复制工作目录 " + work
                    + " 中的 archive 和 segments，次序不能颠倒；汇总进行时也可以。");
        }
        requireApart(work.toAbsolutePath().normalize(), folder.toAbsolutePath().normalize());
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve(MARK)) && !isEmpty(folder)) {
            throw new BackupException("目录 " + folder + " 中有别的文件，又不是附表的备份。备份要放在空目录或以前的备份目录中。");
        }
        try (FileChannel lock =
                FileChannel.open(folder.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw busy(folder);
            }
            return new Backup(work, folder).make(database);
        } catch (OverlappingFileLockException e) {
            throw busy(folder);
        }
    }

    private static BackupException busy(Path folder) {
        return new BackupException("目录 " + folder + " 正在备份，请等它完成。");
    }

    private static void requireApart(Path work, Path folder) throws BackupException {
        if (folder.startsWith(work) || work.startsWith(folder)) {
            throw new BackupException("备份目录 " + folder + " 和工作目录 " + work + " 不能一个在另一个之中。");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private Made make(ControlDatabase database) throws IOException, BackupException {
        Optional<Contents> last = Contents.in(folder);
        Map<String, Copy> former = last.map(Contents::files).orElse(Map.of());
        Path aside = folder.resolve("." + DATABASES + ".tmp");
        Disk.delete(aside);
        Files.createDirectories(aside);
        database.copyTo(aside);
        Needed needed = Needed.by(aside);
        if (last.isPresent()
                && !last.get().origin().isEmpty()
                && !last.get().origin().equals(needed.origin())) {
            Disk.delete(aside);
            throw new BackupException("目录 " + folder + " 中是另一个工作目录的备份，没有改动。请为本工作目录另用一个目录。");
        }
        copyFiles(needed, former);
        addDatabase(aside);
        Disk.syncFolders(folder);
        new Contents(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS), needed.origin(), files, lacking)
                .write(folder);
        removeFormer(former);
        return new Made(files.size(), copied.get(), lacking.stream().sorted().toList());
    }

    /** What a copy of the database says of itself and of the files that it refers to. */
    private record Needed(String origin, List<HeldFile> files, List<HeldSegment> segments) {
        static Needed by(Path copyOfDatabase) {
            try (ControlDatabase copy = ControlDatabase.openAsIs(copyOfDatabase)) {
                Holdings holdings = new Holdings(new JdbcTemplate(copy.dataSource()));
                return new Needed(holdings.origin(), holdings.files(), holdings.segments());
            } catch (DatabaseInUseException e) {
                throw new IllegalStateException("nobody else knows the copy", e);
            }
        }
    }

    private void copyFiles(Needed needed, Map<String, Copy> former) throws IOException {
        Archive from = new Archive(work);
        Archive to = new Archive(folder);
        try (SegmentCheck check = new SegmentCheck()) {
            needed.files().parallelStream()
                    .forEach(file -> copy(from.path(file.sha256()), to.path(file.sha256()), former, file.sha256()));
            needed.segments().parallelStream().forEach(segment -> copySegment(segment, former, check));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Under a name of its own, so that the former backup keeps its database until it is replaced. */
    private void addDatabase(Path aside) throws IOException {
        Path file = aside.resolve(ControlDatabase.FILE);
        Path synced = aside.resolve("synced");
        Copy copy = Disk.copy(file, synced);
        Path place = folder.resolve(DATABASES).resolve(copy.sha256() + ".mv.db");
        Files.createDirectories(place.resolveSibling("."));
        Disk.move(synced, place);
        Disk.delete(aside);
        note(place, copy);
    }

    private void copySegment(HeldSegment segment, Map<String, Copy> former, SegmentCheck check) {
        Path from = Segments.folder(work).resolve(segment.file());
        Path to = Segments.folder(folder).resolve(segment.file());
        // One file or a folder of two; where it is gone from the work folder, the former backup tells.
        Path shape = Files.exists(from) ? from : to;
        List<Path> names = Segments.files(shape).map(shape::relativize).toList();
        if (names.stream().allMatch(name -> isKept(to.resolve(name), former)) || check.isSound(from, segment.rows())) {
            names.forEach(name -> copy(from.resolve(name), to.resolve(name), former, ""));
        } else {
            lacking.add(relative(to));
        }
    }

    /** @param expected hash that it must have; empty if that is not known */
    private void copy(Path from, Path to, Map<String, Copy> former, String expected) {
        Copy known = former.get(relative(to));
        if (known != null && isKept(to, former)) {
            note(to, known);
            return;
        }
        if (!Files.isRegularFile(from)) {
            lacking.add(relative(to));
            return;
        }
        try {
            Files.createDirectories(to.resolveSibling("."));
            Path aside = to.resolveSibling("." + to.getFileName() + ".tmp");
            Copy copy = Disk.copy(from, aside);
            if (!expected.isEmpty() && !copy.sha256().equals(expected)) {
                Files.delete(aside);
                lacking.add(relative(to));
                return;
            }
            Disk.move(aside, to);
            note(to, copy);
            copied.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the former backup has a file, and it is still there. */
    private boolean isKept(Path to, Map<String, Copy> former) {
        Copy known = former.get(relative(to));
        try {
            return known != null && Files.isRegularFile(to) && Files.size(to) == known.size();
        } catch (IOException e) {
            return false;
        }
    }

    private void note(Path place, Copy copy) {
        files.put(relative(place), copy);
    }

    private String relative(Path place) {
        return folder.relativize(place).toString().replace('\\', '/');
    }

    /** What the new contents no longer name: the database of the former backup, segments that were staged again. */
    private void removeFormer(Map<String, Copy> former) throws IOException {
        for (String path : former.keySet()) {
            if (!files.containsKey(path)) {
                Files.deleteIfExists(folder.resolve(path));
            }
        }
    }
}
