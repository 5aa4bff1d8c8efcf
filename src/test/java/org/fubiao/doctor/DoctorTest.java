package org.fubiao.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Library;
import org.fubiao.batch.Outputs;
import org.fubiao.batch.RunReport;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.closing.Signer;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.UnreadableDatabaseException;
import org.fubiao.run.RunLock;
import org.fubiao.submission.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each kind of thing is damaged on purpose: the doctor says what, where and what to do, and what it says to do helps. */
class DoctorTest {
    private static final String RERUN = "fubiao run library --period 2023 --reason 修复";
    private static final String FILE = "市图书馆/读者活动台账.csv";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void runOnce() throws Exception {
        library = Library.reported(folder);
        library.run();
    }

    @Test
    void whatIsAsItWasLeftIsToldByNumbersAndNothingIsChanged() throws Exception {
        Map<String, String> before = everything();

        Diagnosis diagnosis = examine();

        assertThat(lines(diagnosis))
                .containsExactly(
                        "登记库 可以打开，结构为当前版本（" + ControlDatabase.SCHEMA + "）",
                        "汇总批次 1 批，没有正在进行的，没有中途被终止的",
                        "存档 10 个文件，共 " + Words.size(inputBytes()) + "，全部与校验值一致",
                        "暂存数据 " + segments().size() + " 段 35 行，全部可读，行数与登记一致",
                        "行数平衡 10 张报表，读取 35 行，每一行都有去向",
                        "附表产出 1 个报告期，1 个批次目录 " + outputFiles() + " 个文件，全部与清单一致",
                        "残留文件 没有");
        assertThat(diagnosis.faults()).isZero();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anArchivedFileThatIsGoneIsRestoredFromTheInput() throws Exception {
        Path original = library.input().resolve(FILE);
        Path archived = archived(original);
        Files.delete(archived);

        assertThat(faults(examine()))
                .containsExactly(archived + "：存档文件缺失，报送时为“读者活动台账.csv”，" + Files.size(original) + " 字节。原报送文件 "
                        + original.toAbsolutePath() + " 仍与校验值一致，请复制到此处。");

        Files.copy(original, archived);
        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void anArchivedFileThatIsDamagedAndCannotBeHadAgainIsForTheBackup() throws Exception {
        Path original = library.input().resolve(FILE);
        Path archived = archived(original);
        String sha256 = archived.getFileName().toString();
        long size = Files.size(original);
        library.put(FILE, Library.events(0, 5));
        flip(archived, 10);

        assertThat(faults(examine()))
                .containsExactly(archived + "：存档文件已损坏，报送时为“读者活动台账.csv”，" + size + " 字节，应有校验值 " + sha256 + "，实为 " + size
                        + " 字节、校验值 " + Archive.hash(archived).sha256() + "。报送目录中已没有相同的文件，请由备份恢复。");
    }

    @Test
    void aSegmentThatIsGoneIsStagedAgainByTheRunThatItNames() throws Exception {
        Path segment = segments().get(0);
        Files.delete(segment);

        assertThat(faults(examine()))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault).startsWith(segment + "：暂存段缺失，登记为 ").endsWith("。请运行 " + RERUN + "，即由存档重新读取。"));

        library.run();
        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void aSegmentThatWasCutShortOrOverwrittenAtItsStartIsNotWhole() throws Exception {
        Path cut = segments().get(0);
        Path overwritten = segments().get(1);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        flip(overwritten, 1);

        assertThat(faults(examine()))
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).startsWith(cut + "：暂存段不完整（不是完整的 Parquet 文件），登记为 "))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith(overwritten + "：暂存段不完整（不是完整的 Parquet 文件），登记为 ")
                        .endsWith("。请移走该文件，再运行 " + RERUN + "，即由存档重新读取。"));

        library.run();
        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void aSegmentThatIsDamagedInsideCannotBeReadToItsEnd() throws Exception {
        Path segment = segments().get(0);
        for (int i = 8; i < 60; i++) {
            flip(segment, i);
        }

        assertThat(faults(examine()))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith(segment + "：暂存段")
                        .containsAnyOf("已损坏，不能读到末尾", "与登记不符", "行数不符")
                        .endsWith("请移走该文件，再运行 " + RERUN + "，即由存档重新读取。"));

        Files.delete(segment);
        library.run();
        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void theSegmentOfALargeFileIsWholeOnlyWithBothItsFiles() throws Exception {
        library.put(FILE, Library.events(0, 180_000));
        library.run();
        Path large = segments().stream().filter(Files::isDirectory).findFirst().orElseThrow();
        assertThat(faults(examine())).isEmpty();

        Files.delete(large.resolve("others.parquet"));

        assertThat(faults(examine()))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith(large + "：暂存段不完整（不是完整的 Parquet 文件），登记为 180,000 行，来自“" + FILE + "”"));
    }

    @Test
    void aSegmentOfFormerRunsAloneIsForTheBackup() throws Exception {
        List<Path> before = segments();
        library.define("forms/events.yml", "参加人次: {type: integer", "参加人次: {type: decimal")
                .define("forms/stock.yml", "图书: {type: integer", "图书: {type: decimal");
        library.run();
        for (Path segment : before) {
            Files.delete(segment);
        }

        assertThat(faults(examine()))
                .hasSize(before.size())
                .allSatisfy(fault -> assertThat(fault).endsWith("。只有以往批次用到它，请由备份恢复；没有备份的，这些批次不能再追溯到行，不影响以后汇总。"));
    }

    @Test
    void rowsThatTheSegmentDoesNotHoldAndRowsWithoutAnEndAreTold() throws Exception {
        library.update("UPDATE part SET rows_read = rows_read + 2, rows_staged = rows_staged + 1 WHERE submission ="
                + " (SELECT id FROM submission WHERE path = '" + FILE + "')");
        String segment = library.select("SELECT g.file FROM segment g JOIN part p ON p.segment = g.id JOIN submission s"
                        + " ON s.id = p.submission WHERE s.path = '" + FILE + "'")
                .get(0);

        assertThat(faults(examine()))
                .containsExactly(
                        library.work().resolve("segments").resolve(segment) + "：暂存段与登记不符，“" + FILE
                                + "”应有数据 3 行、合计 0 行，实有数据 2 行、合计 0 行。请移走该文件，再运行 " + RERUN + "，即由存档重新读取。",
                        FILE + "：读取 4 行，处理的却是 3 行（数据 3，不能采用 0，合计 0，空行 0，说明 0）。请移走暂存段 " + segment + "，再运行 " + RERUN
                                + "，即由存档重新读取。");

        Files.delete(library.work().resolve("segments").resolve(segment));
        library.run();
        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void outputsThatAreGoneOrChangedAreMadeAgain() throws Exception {
        Path run = library.latest().toRealPath();
        Files.writeString(run.resolve("figures.csv"), "id");
        Files.delete(run.resolve("汇总表.xlsx"));

        assertThat(faults(examine()))
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith(run.resolve("figures.csv") + "：产出文件与清单不符，可能已损坏或被改动：清单为 ")
                        .endsWith("，实为 2 字节、校验值 "
                                + Archive.hash(run.resolve("figures.csv")).sha256() + "。请运行 " + RERUN + "，即重新生成。"))
                .contains(run.resolve("汇总表.xlsx") + "：产出文件缺失。请运行 " + RERUN + "，即重新生成。");

        library.run();
        assertThat(faults(examine()))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).endsWith("。这是较早的批次，不能重新生成：有备份的请恢复，不再需要的可把目录 " + run + " 整个移走。"));

        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void aManifestThatCannotBeReadIsAFault() throws Exception {
        Path manifest = library.latest().toRealPath().resolve("manifest.json");
        Files.writeString(manifest, "{\"run\": {\"number\": 1");

        assertThat(faults(examine())).containsExactly(manifest + "：产出清单缺失或已损坏，无从核对该批产出。请运行 " + RERUN + "，即重新生成。");
    }

    @Test
    void latestMustLeadToTheLatestCompletedRun() throws Exception {
        library.put(FILE, Library.events(0, 5));
        library.run();
        Files.delete(library.latest());
        assertThat(faults(examine())).containsExactly(library.latest() + "：最近一批的产出缺失，登记的是第2批。请运行 " + RERUN + "，即重新生成。");

        Files.createSymbolicLink(library.latest(), Path.of("runs/0001"));
        assertThat(faults(examine()))
                .containsExactly(
                        library.latest() + "：latest 所指为 library 2023 第1批，登记的最近完成批次为第2批。请运行 " + RERUN + "，即重新生成。");
    }

    @Test
    void outputsThatWereMovedAreLookedForWhereOneSays() throws Exception {
        Files.move(library.output(), folder.resolve("moved"));

        assertThat(faults(examine())).singleElement().asString().contains("最近一批的产出缺失");
        assertThat(faults(examine(Optional.of(folder.resolve("moved"))))).isEmpty();
    }

    @Test
    void whatNothingRefersToIsLitterAndNoFault() throws Exception {
        Path half = library.work().resolve("archive/ab/ab" + "0".repeat(62));
        Files.createDirectories(half.resolveSibling("."));
        Files.writeString(half, "half");
        Path copy = library.work().resolve("archive/.1b4e28ba.tmp");
        Files.writeString(copy, "cut off");
        Path segment = library.work().resolve("segments/events-lost.parquet");
        Files.writeString(segment, "PAR1");
        Path run = library.output().resolve("library/2023/runs/.0002.tmp");
        Files.createDirectories(run);
        Files.writeString(run.resolve("figures.csv"), "id,title");

        Diagnosis diagnosis = examine();

        assertThat(diagnosis.faults()).isZero();
        Area litter = diagnosis.areas().get(6);
        assertThat(litter.summary()).isEqualTo("4 个，共 23 字节：中断的汇总留下，登记库不用它们，无害；没有汇总正在进行时可以删除");
        assertThat(litter.notes()).containsExactly(copy + "　7 字节", half + "　4 字节", segment + "　4 字节", run + "　8 字节");
    }

    @Test
    void aRunWhoseLockIsFreeWasKilledAndOneWhoseLockIsHeldGoesOn() throws Exception {
        library.update("UPDATE run SET state = 'RUNNING', ended = NULL");

        Area killed = examine().areas().get(1);
        assertThat(killed.summary()).isEqualTo("1 批，没有正在进行的，中途被终止 1 批");
        assertThat(killed.notes())
                .containsExactly("第1批（library 2023）中途被终止，原有附表未变动。运行 fubiao run library --period 2023 即从中断处继续。");

        try (RunLock lock =
                RunLock.take(library.work(), "library", Library.PERIOD).orElseThrow()) {
            assertThat(lock).isNotNull();
            Area going = examine().areas().get(1);
            assertThat(going.summary()).isEqualTo("1 批，正在进行 1 批，没有中途被终止的");
            assertThat(going.notes()).isEmpty();
        }
    }

    @Test
    void aRunThatWasKilledAfterItHadPublishedMayBeWhereLatestLeads() throws Exception {
        library.put(FILE, Library.events(0, 5));
        RunReport second = library.run();
        library.update(
                "UPDATE run SET state = 'RUNNING' WHERE id = " + second.run().id());

        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void aSchemaOfAnotherVersionIsAFaultAndNotChanged() throws Exception {
        library.update("DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '" + ControlDatabase.SCHEMA + "'");

        for (int twice = 0; twice < 2; twice++) {
            assertThat(faults(examine()))
                    .containsExactly("登记库：结构版本应为 " + ControlDatabase.SCHEMA
                            + "，实为 8，其余各项未检查。较旧的，运行 fubiao runs 即自动升级，再检查一次；较新的，请改用新版程序。");
        }
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsAFault() throws Exception {
        Path file = library.work().resolve("fubiao.mv.db");
        Files.writeString(file, "not a database");

        UnreadableDatabaseException problem =
                assertThrows(UnreadableDatabaseException.class, () -> ControlDatabase.openAsIs(library.work()));

        assertThat(faults(Doctor.unreadable(problem)))
                .containsExactly("登记库：登记库 " + file + " 打不开，可能已损坏，或没有权限，其余各项未检查。请检查权限；已损坏的，请用 fubiao restore 由备份恢复。");
    }

    @Test
    void ofAClosedPeriodTheSignedOutputsMustBeThoseThatArePublished() throws Exception {
        library.put(FILE, Library.events(0, 9)).run();
        close(2);
        assertThat(faults(examine())).isEmpty();
        Path output = library.latest().resolveSibling(".").normalize();
        Path mark = output.resolve("closed.json");

        Files.delete(library.latest());
        Files.createSymbolicLink(library.latest(), Path.of("runs", "0001"));
        assertThat(faults(examine()))
                .containsExactly(library.latest() + "：已封账的是第2批（0002），latest 所指却是 0001。"
                        + "网页和下载仍以封账的批次为准；请查明是谁改动的，再把 latest 重新指向 runs/0002。");
        Files.delete(library.latest());
        Files.createSymbolicLink(library.latest(), Path.of("runs", "0002"));

        String text = Files.readString(mark);
        Files.delete(mark);
        assertThat(faults(examine()))
                .containsExactly(mark + "：第2批已封账，产出目录中却没有封账标记，用其他工作目录汇总时可能改动附表。请启动一次服务（fubiao serve），即自动补上。");
        Files.writeString(mark, "{");
        assertThat(faults(examine())).containsExactly(mark + "：第2批已封账，封账标记却已损坏。请启动一次服务（fubiao serve），即自动补上。");
        Files.writeString(mark, text.replaceAll("[0-9a-f]{64}", "0".repeat(64)));
        assertThat(faults(examine()))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith(mark + "：登记库中封账的是第2批，封账标记却是另一次封账的：第2批，王五于"));
        Files.writeString(mark, text);

        Path figures = output.resolve("runs/0002/figures.csv");
        byte[] bytes = Files.readAllBytes(figures);
        Files.delete(figures);
        assertThat(faults(examine()))
                .containsExactly(figures + "：产出文件缺失。该报告期已封账，不能重新生成：请由产出目录的备份恢复；没有备份的，请汇总人写明原因、解除封账后重新汇总。");
        Files.write(figures, bytes);
        assertThat(faults(examine())).isEmpty();
    }

    @Test
    void aMarkOfWhichTheRegisterKnowsNothingIsAFault() throws Exception {
        close(1);
        library.update("UPDATE closing SET closed = NULL, reopened_by = 'x', reopened_name = 'x',"
                + " reopened_at = closed_at, reason = 'x'");

        assertThat(faults(examine()))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith(
                                library.latest().resolveSibling("closed.json") + "：登记库中该报告期没有封账，产出目录中却有封账标记：第1批，王五于")
                        .contains("登记在工作目录 " + library.work(), "请汇总人在网页“封账”页重新封账，或写明原因解除封账"));
    }

    private void close(long run) throws Exception {
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            AuditLog audit = new AuditLog(new JdbcTemplate(runner.dataSource()), Clock.systemUTC());
            assertThat(new PeriodClosing(runner.dataSource(), audit, Clock.systemUTC(), library.work())
                            .close(Library.ID, Library.PERIOD, run, "同意封账", new Signer(new Actor("wang", ""), "王五")))
                    .isEmpty();
        }
    }

    private Diagnosis examine() throws Exception {
        return examine(Optional.empty());
    }

    private Diagnosis examine(Optional<Path> output) throws Exception {
        try (ControlDatabase database = ControlDatabase.openAsIs(library.work())) {
            return new Doctor(library.work(), output).examine(database);
        }
    }

    private static List<String> faults(Diagnosis diagnosis) {
        return diagnosis.areas().stream()
                .flatMap(area -> area.faults().stream())
                .map(Fault::describe)
                .toList();
    }

    private static List<String> lines(Diagnosis diagnosis) {
        return diagnosis.areas().stream()
                .map(area -> area.title() + " " + area.summary())
                .toList();
    }

    private Path archived(Path file) throws IOException {
        return new Archive(library.work()).path(Archive.hash(file).sha256());
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(library.work().resolve("segments"))) {
            return files.sorted().toList();
        }
    }

    private long inputBytes() throws IOException {
        try (Stream<Path> files = Files.walk(library.input())) {
            long size = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
            return size;
        }
    }

    private int outputFiles() {
        // All but the manifest itself.
        return Outputs.hashes(library.latest()).size() - 1;
    }

    /** All files below the folder but those that the database keeps for itself. */
    private Map<String, String> everything() {
        Map<String, String> all = Outputs.hashes(folder);
        all.keySet().removeIf(file -> file.endsWith(".mv.db"));
        return all;
    }

    private static void flip(Path file, int position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int old = bytes.read();
            bytes.seek(position);
            bytes.write(old ^ 0x55);
        }
        assertThat(Files.size(file)).isGreaterThan(position);
    }
}
