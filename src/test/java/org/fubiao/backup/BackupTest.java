package org.fubiao.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.fubiao.batch.Library;
import org.fubiao.batch.Outputs;
import org.fubiao.batch.Progress;
import org.fubiao.control.ControlDatabase;
import org.fubiao.doctor.Diagnosis;
import org.fubiao.doctor.Doctor;
import org.fubiao.doctor.Fault;
import org.fubiao.submission.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is backed up comes back, whatever ran meanwhile, and what is not whole never looks whole. */
class BackupTest {
    private static final String FILE = "市图书馆/读者活动台账.csv";

    @TempDir
    private Path folder;

    private Library library;
    private Path backup;

    @BeforeEach
    void prepare() {
        library = Library.reported(folder.resolve("live"));
        backup = folder.resolve("backup");
    }

    @Test
    void aRestoredWorkFolderIsSoundAndItsNextRunPublishesTheSameBytes() throws Exception {
        library.run();
        Map<String, String> published = Outputs.of(library.latest());
        Map<String, String> kept = stores(library.work());

        Backup.Made made = back();
        delete(library.work());
        Restore.Restored restored = Restore.into(library.work(), backup);

        assertThat(made.lacking()).isEmpty();
        assertThat(made.copied()).isEqualTo(kept.size());
        assertThat(restored.files()).isEqualTo(made.files()).isEqualTo(kept.size() + 1);
        assertThat(stores(library.work())).isEqualTo(kept);
        assertThat(entries(library.work())).containsExactly("archive", "fubiao.mv.db", "segments");
        assertThat(faults()).isEmpty();
        library.run();
        assertThat(Outputs.of(library.latest())).isEqualTo(published);
        assertThat(library.select("SELECT id, read_again FROM run ORDER BY id")).containsExactly("1 10", "2 0");
    }

    @Test
    void aBackupMadeAtAnyMomentOfARunGoesOnAsIfTheRunHadBeenKilledThere() throws Exception {
        Library undisturbed = Library.reported(folder.resolve("undisturbed"));
        undisturbed.run();
        Map<String, String> expected = Outputs.of(undisturbed.latest());
        Snapshots snapshots = new Snapshots();
        library.run(snapshots);
        assertThat(snapshots.moments)
                .contains("读取")
                .anyMatch(moment -> moment.startsWith("读取 ") && !moment.endsWith(" 10"))
                .hasSizeGreaterThan(7);

        for (int i = 0; i < snapshots.moments.size(); i++) {
            delete(library.work());
            delete(library.output());
            Restore.into(library.work(), folder.resolve("moment-" + i));
            assertThat(faults()).as(snapshots.moments.get(i)).isEmpty();

            library.run();

            assertThat(Outputs.of(library.latest()))
                    .as(snapshots.moments.get(i))
                    .isEqualTo(expected);
            // It went on: no second run was begun.
            assertThat(library.select("SELECT id, state FROM run"))
                    .as(snapshots.moments.get(i))
                    .containsExactly("1 DONE");
            assertThat(faults()).as(snapshots.moments.get(i)).isEmpty();
        }
    }

    /** Backs up at each word of progress, in the thread that is at work. */
    private final class Snapshots implements Progress {
        private final List<String> moments = new ArrayList<>();

        @Override
        public void step(String title) {
            take(title);
        }

        @Override
        public void amount(long done, long total) {
            take("读取 " + done);
        }

        private synchronized void take(String moment) {
            try (ControlDatabase database = ControlDatabase.open(library.work())) {
                Backup.make(database, library.work(), folder.resolve("moment-" + moments.size()));
                moments.add(moment);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void backupsMadeOneAfterTheOtherWhileRunsGoOnAreAllWhole() throws Exception {
        library.run();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread runs = new Thread(() -> {
            try {
                for (int i = 0; i < 6; i++) {
                    library.put(FILE, Library.events(0, 4 + i));
                    library.run();
                }
            } catch (Exception e) {
                failure.set(e);
            }
        });
        // Keeps the database open, as a server does.
        try (ControlDatabase database = ControlDatabase.open(library.work())) {
            runs.start();
            int taken = 0;
            for (; runs.isAlive() || taken < 3; taken++) {
                Backup.make(database, library.work(), backup);
                Path work = folder.resolve("restored-" + taken);
                Restore.into(work, backup);
                assertThat(faults(work)).as("backup " + taken).isEmpty();
            }
            runs.join();
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void theNextBackupCopiesWhatIsNewAndDropsWhatNobodyNeeds() throws Exception {
        library.run();
        back();
        library.put(FILE, Library.events(0, 5));
        library.run();

        Backup.Made second = back();

        assertThat(second.copied()).as("a file and its segment").isEqualTo(2);
        assertThat(entries(backup.resolve("database"))).hasSize(1);
        assertThat(back().copied()).isZero();

        Path segment = entriesOf(library.work().resolve("segments")).get(0);
        Files.delete(segment);
        library.run();
        Backup.Made third = back();
        assertThat(third.lacking()).isEmpty();
        assertThat(backup.resolve("segments").resolve(segment.getFileName())).doesNotExist();
        delete(library.work());
        Restore.into(library.work(), backup);
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatIsDamagedInTheWorkFolderDoesNotReplaceWhatTheBackupHas() throws Exception {
        library.run();
        back();
        flip(archived(library.input().resolve(FILE)), 3);
        Files.delete(entriesOf(library.work().resolve("segments")).get(0));

        assertThat(back().lacking()).isEmpty();

        delete(library.work());
        Restore.into(library.work(), backup);
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatIsDamagedBeforeTheFirstBackupIsSaidToBeLacking() throws Exception {
        library.run();
        Path archived = archived(library.input().resolve(FILE));
        flip(archived, 3);
        Path segment = entriesOf(library.work().resolve("segments")).get(0);
        Files.write(segment, new byte[] {1, 2, 3});
        Path inside = entriesOf(library.work().resolve("segments")).get(1);
        for (int position = 8; position < 60; position++) {
            flip(inside, position);
        }

        Backup.Made made = back();

        String lost = library.work().relativize(archived).toString();
        assertThat(made.lacking())
                .containsExactly(lost, "segments/" + segment.getFileName(), "segments/" + inside.getFileName());
        assertThat(backup.resolve(lost)).doesNotExist();
        delete(library.work());
        assertThat(Restore.into(library.work(), backup).lacking()).containsExactlyInAnyOrderElementsOf(made.lacking());
        assertThat(faults()).hasSize(3).allSatisfy(fault -> assertThat(fault).contains("缺失"));
    }

    @Test
    void aBackupThatWasCutOffLeavesTheFormerOneWhole() throws Exception {
        library.run();
        back();
        Map<String, String> kept = stores(library.work());
        library.put(FILE, Library.events(0, 5));
        library.run();
        // As if it had been killed just before the list was switched in: everything is copied, the list is the former
        // one.
        String former = Files.readString(backup.resolve("backup.txt"));
        byte[] database =
                Files.readAllBytes(entriesOf(backup.resolve("database")).get(0));
        Path name = entriesOf(backup.resolve("database")).get(0);
        back();
        Files.writeString(backup.resolve("backup.txt"), former);
        Files.write(name, database);

        delete(library.work());
        Restore.into(library.work(), backup);

        assertThat(stores(library.work())).isEqualTo(kept);
        assertThat(faults()).isEmpty();
    }

    @Test
    void aFirstBackupThatWasCutOffIsNone() throws Exception {
        library.run();
        back();
        Files.delete(backup.resolve("backup.txt"));
        delete(library.work());

        assertThat(refused()).isEqualTo("目录 " + backup + " 中没有完整的备份。");
        assertThat(library.work()).doesNotExist();
    }

    @Test
    void aDamagedBackupIsNotRestored() throws Exception {
        library.run();
        back();
        delete(library.work());
        Path segment = entriesOf(backup.resolve("segments")).get(0);
        flip(segment, 20);
        String lost;
        try (Stream<Path> files = Files.walk(backup.resolve("archive"))) {
            Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            lost = backup.relativize(file).toString();
            Files.delete(file);
        }

        assertThat(refused())
                .isEqualTo("备份 " + backup + " 中有 2 个文件缺失或已损坏，未作恢复，工作目录未变动：" + lost + "、segments/"
                        + segment.getFileName() + "。请改用另一份备份。");
        assertThat(entries(library.work())).isEmpty();

        flip(backup.resolve("backup.txt"), 100);
        assertThat(refused()).isEqualTo("备份清单 " + backup.resolve("backup.txt") + " 已损坏，这份备份不能使用。");
    }

    @Test
    void aWorkFolderInUseIsNotOverwritten() throws Exception {
        library.run();
        back();
        Map<String, String> before = Outputs.hashes(library.work());

        assertThat(refused()).isEqualTo("工作目录 " + library.work() + " 不是空的，不作恢复，以免覆盖其中的内容。请先把它移走，或用 --work 指定另一个目录。");
        assertThat(Outputs.hashes(library.work())).isEqualTo(before);
    }

    @Test
    void aRestorationThatWasCutOffIsBegunAgain() throws Exception {
        library.run();
        back();
        Map<String, String> kept = stores(library.work());
        delete(library.work());
        Restore.into(library.work(), backup);
        // Killed after the first store was moved in, before the database was.
        Files.createDirectories(library.work().resolve(".restoring"));
        Files.move(library.work().resolve("segments"), library.work().resolve(".restoring/segments"));
        Files.move(library.work().resolve("fubiao.mv.db"), library.work().resolve(".restoring/fubiao.mv.db"));

        Restore.into(library.work(), backup);

        assertThat(stores(library.work())).isEqualTo(kept);
        assertThat(entries(library.work())).containsExactly("archive", "fubiao.mv.db", "segments");
    }

    @Test
    void aFolderWithOtherThingsInItIsNotUsed() throws Exception {
        library.run();
        Files.createDirectories(backup);
        Files.writeString(backup.resolve("photo.jpg"), "");

        assertThat(assertThrows(BackupException.class, this::back))
                .hasMessage("目录 " + backup + " 中有别的文件，又不是附表的备份。备份要放在空目录或以前的备份目录中。");
        backup = library.work().resolve("backup");
        assertThat(assertThrows(BackupException.class, this::back))
                .hasMessage("备份目录 " + backup + " 和工作目录 " + library.work() + " 不能一个在另一个之中。");
    }

    @Test
    void theBackupOfAnotherWorkFolderIsNotReplaced() throws Exception {
        library.run();
        back();
        Map<String, String> before = Outputs.hashes(backup);
        Library other = Library.reported(folder.resolve("other"));
        other.run();

        try (ControlDatabase database = ControlDatabase.open(other.work())) {
            assertThat(assertThrows(BackupException.class, () -> Backup.make(database, other.work(), backup)))
                    .hasMessage("目录 " + backup + " 中是另一个工作目录的备份，没有改动。请为本工作目录另用一个目录。");
        }
        assertThat(Outputs.hashes(backup)).isEqualTo(before);
    }

    private Backup.Made back() throws Exception {
        try (ControlDatabase database = ControlDatabase.open(library.work())) {
            return Backup.make(database, library.work(), backup);
        }
    }

    private String refused() {
        return String.valueOf(assertThrows(BackupException.class, () -> Restore.into(library.work(), backup))
                .getMessage());
    }

    private List<String> faults() throws Exception {
        return faults(library.work());
    }

    private static List<String> faults(Path work) throws Exception {
        try (ControlDatabase database = ControlDatabase.openAsIs(work)) {
            Diagnosis diagnosis = new Doctor(work, Optional.empty()).examine(database);
            // Outputs are no part of a backup.
            return diagnosis.areas().stream()
                    .filter(area -> !area.title().equals("附表产出"))
                    .flatMap(area -> area.faults().stream())
                    .map(Fault::describe)
                    .toList();
        }
    }

    /** Hash of each archived file and segment by its path. */
    private static Map<String, String> stores(Path work) {
        Map<String, String> all = new TreeMap<>(Outputs.hashes(work));
        all.keySet().removeIf(path -> !path.startsWith("archive") && !path.startsWith("segments"));
        return all;
    }

    private Path archived(Path file) throws IOException {
        return new Archive(library.work()).path(Archive.hash(file).sha256());
    }

    private static List<String> entries(Path folder) throws IOException {
        return entriesOf(folder).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    private static List<Path> entriesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        Disk.delete(folder);
        assertThat(folder).doesNotExist();
    }

    private static void flip(Path file, int position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int old = bytes.read();
            bytes.seek(position);
            bytes.write(old ^ 0x15);
        }
    }
}
