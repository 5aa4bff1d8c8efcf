package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.publishing.Publication.Received;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in: copies, corrections, files that cannot be read, and two runs at once. */
class ReceivingTest {
    private static final String EVENTS = "市图书馆/读者活动台账.csv";
    private static final String STOCK = "市图书馆/馆藏变动表.csv";

    @TempDir
    private Path folder;

    private Library library;

    @BeforeEach
    void write() {
        library = Library.reported(folder);
    }

    private static Map<String, String> states(RunReport report) {
        return report.publication().submissions().stream()
                .collect(java.util.stream.Collectors.toMap(Received::file, Received::state));
    }

    private void assertOthersAreUnaffected(RunReport report) {
        Map<String, String> states = states(report);
        for (String unit : Library.UNITS.subList(1, 5)) {
            assertThat(states).containsEntry(unit + "/读者活动台账.csv", "已采用").containsEntry(unit + "/馆藏变动表.csv", "已采用");
        }
    }

    @Test
    void nothingIsSaidOfReportsThatAreInOrder() throws Exception {
        RunReport report = library.run();

        assertThat(library.findings()).isEmpty();
        assertThat(report.missing()).isEmpty();
        assertOthersAreUnaffected(report);
        assertThat(library.figure("T01")).isEqualTo("20");
    }

    @Test
    void aCopyCountsOnce() throws Exception {
        library.put("市图书馆/读者活动台账 - 副本.csv", Library.events(0, 2));

        RunReport report = library.run();

        assertThat(library.figure("T01")).isEqualTo("20");
        assertThat(states(report)).containsEntry(EVENTS, "已采用").containsEntry("市图书馆/读者活动台账 - 副本.csv", "重复，未采用");
        assertThat(library.findings())
                .containsExactly("SJ-05 市图书馆/读者活动台账 - 副本.csv 《读者活动台账》与“" + EVENTS + "”内容完全相同，只计一次。");
    }

    @Test
    void aCorrectionTakesThePlaceOfWhatItCorrects() throws Exception {
        library.put("市图书馆/更正 读者活动台账.csv", Library.events(0, 5));

        RunReport report = library.run();

        assertThat(library.figure("T01")).isEqualTo("23");
        assertThat(states(report)).containsEntry(EVENTS, "已被更正稿替代").containsEntry("市图书馆/更正 读者活动台账.csv", "已采用");
        assertThat(library.findings())
                .containsExactly("SJ-06 " + EVENTS + " 《读者活动台账》已被“市图书馆/更正 读者活动台账.csv”替代，本文件不计入汇总。");
    }

    @Test
    void theLaterDateOfFillingInCountsWhateverTheNamesAre() throws Exception {
        library.remove(EVENTS);
        library.put("市图书馆/a.csv", "填报日期：2024年1月10日\n" + Library.events(0, 5));
        library.put("市图书馆/b.csv", "填报日期：2024-01-05\n" + Library.events(0, 2));

        RunReport report = library.run();

        assertThat(library.figure("T01")).isEqualTo("23");
        assertThat(states(report)).containsEntry("市图书馆/a.csv", "已采用").containsEntry("市图书馆/b.csv", "已被更正稿替代");
    }

    @Test
    void whereNothingTellsWhichIsLaterTheNameDecidesAndTheOfficeIsAsked() throws Exception {
        library.remove(EVENTS);
        library.put("市图书馆/a.csv", Library.events(0, 5));
        library.put("市图书馆/b.csv", Library.events(0, 2));

        library.run();

        assertThat(library.figure("T01")).isEqualTo("20");
        assertThat(library.findings())
                .containsExactly(
                        "SJ-07 市图书馆/a.csv 《读者活动台账》有多份文件，填报日期和更正标记都不能判断先后，按文件名采用了“市图书馆/b.csv”。" + "请确认，或在文件名中注明“更正”。");
    }

    @Test
    void aFileThatCameLaterCountsEvenIfItsNameSortsFirst() throws Exception {
        library.run();
        library.put("市图书馆/a.csv", Library.events(0, 5));

        library.run();

        assertThat(library.figure("T01")).isEqualTo("23");
    }

    @Test
    void aFileThatIsGoneIsMissed() throws Exception {
        library.run();
        library.remove(STOCK);

        RunReport report = library.run();

        assertThat(report.missing()).singleElement().satisfies(owed -> {
            assertThat(owed.unit().name()).isEqualTo("市图书馆");
            assertThat(owed.form().title()).isEqualTo("馆藏变动表");
        });
        assertThat(library.findings())
                .containsExactlyInAnyOrder(
                        "SJ-14  市图书馆应报《馆藏变动表》，尚无可采用的报送。请催报。",
                        "SJ-16 " + STOCK + " “" + STOCK + "”以前报送过，现已不在报送目录中，不再计入汇总。如系误删，请放回原处。");
        assertThat(library.figure("T02")).isEqualTo("14400");
    }

    @Test
    void aFileThatWasMovedIsNotMissed() throws Exception {
        library.run();
        library.remove(STOCK);
        library.put("市图书馆/定稿/馆藏变动表.csv", Library.stock(1000));

        library.run();

        assertThat(library.findings()).isEmpty();
        assertThat(library.figure("T02")).isEqualTo("15500");
    }

    @Test
    void aFileCorrectedInPlaceIsReadAgainAloneAndBothVersionsAreKept() throws Exception {
        RunReport first = library.run();
        library.put(EVENTS, Library.events(0, 5));

        RunReport second = library.run();

        assertThat(first.run().readAgain()).isEqualTo(10);
        assertThat(second.run().readAgain()).isEqualTo(1);
        assertThat(library.figure("T01")).isEqualTo("23");
        assertThat(archived()).contains(Library.events(0, 2), Library.events(0, 5));
    }

    private Set<String> archived() throws IOException {
        Set<String> texts = new TreeSet<>();
        Path archive = library.work().resolve("archive");
        for (Map.Entry<String, String> file : Outputs.hashes(archive).entrySet()) {
            Path path = archive.resolve(file.getKey());
            assertThat(path.getFileName()).hasToString(file.getValue());
            texts.add(Files.readString(path));
        }
        return texts;
    }

    @Test
    void theArchiveHoldsEveryFileByItsHash() throws Exception {
        library.run();

        assertThat(archived()).hasSize(10).contains(Library.events(0, 2), Library.stock(1000));
    }

    @Test
    void aFileForAnotherPeriodDoesNotCount() throws Exception {
        library.put(EVENTS, "报告期：2022年\n" + Library.events(0, 5));

        RunReport report = library.run();

        assertThat(library.figure("T01")).isEqualTo("18");
        assertThat(states(report)).containsEntry(EVENTS, "未采用");
        assertThat(library.findings())
                .anyMatch(finding -> finding.startsWith("SJ-03 " + EVENTS))
                .contains("SJ-14  市图书馆应报《读者活动台账》，尚无可采用的报送。收到的文件“" + EVENTS + "”不能采用，见该文件的问题。");
    }

    @Test
    void aFileThatCannotBeOpenedHarmsNoOther() throws Exception {
        library.remove(EVENTS);
        library.put("市图书馆/读者活动台账.xlsx", "PK\u0003\u0004 cut off");

        RunReport report = library.run();

        assertThat(library.figure("T01")).isEqualTo("18");
        assertThat(states(report)).containsEntry("市图书馆/读者活动台账.xlsx", "未采用（未识别出报表）");
        assertThat(library.findings()).anyMatch(finding -> finding.startsWith("SJ-08 市图书馆/读者活动台账.xlsx"));
        assertOthersAreUnaffected(report);
    }

    @Test
    void aFileThatCannotBeReadToItsEndDoesNotCountAndHarmsNoOther() throws Exception {
        library.put(EVENTS, Library.events(0, 5000) + "A9999,\"讲座,2023-01-05,10\n");

        RunReport report = library.run();

        assertThat(library.figure("T01")).isEqualTo("18");
        assertThat(states(report)).containsEntry(EVENTS, "未采用（无法读完）");
        assertThat(library.findings()).anyMatch(finding -> finding.startsWith("SJ-08 " + EVENTS));
        assertOthersAreUnaffected(report);
    }

    @Test
    void whatProgramsLeaveBehindIsNoSubmission() throws Exception {
        library.put(".隐藏.csv", Library.events(0, 5))
                .put("市图书馆/~$读者活动台账.xlsx", "lock")
                .put("市图书馆/Thumbs.db", "pictures")
                .put("__MACOSX/.DS_Store", "litter")
                .put(".svn/读者活动台账.csv", Library.events(0, 5));

        assertThat(library.run().run().files()).isEqualTo(10);

        assertThat(library.findings()).isEmpty();
        assertThat(archived()).hasSize(10);
    }

    @Test
    void aCellOfAnyLengthCanBeWrong() throws Exception {
        library.put(EVENTS, Library.events(0, 2) + "A003,讲座,2023-01-05," + "很多".repeat(20_000) + "\n");

        library.run();

        assertThat(library.findings()).anyMatch(finding -> finding.startsWith("TX-14 " + EVENTS));
        assertThat(library.figure("T01")).isEqualTo("21");
    }

    @Test
    void anEmptyFolderNeverReplacesWhatWasPublished() throws Exception {
        library.run();
        Map<String, String> published = library.published();
        for (String unit : Library.UNITS) {
            library.remove(unit + "/读者活动台账.csv").remove(unit + "/馆藏变动表.csv");
        }

        assertThatThrownBy(library::run)
                .isInstanceOf(BadRequestException.class)
                .hasMessage("目录 " + library.input() + " 下没有报送文件，未作汇总，原有附表未变动。请把文件放入后再运行。");

        assertThat(library.published()).isEqualTo(published);
    }

    @Test
    void theFolderOfAPeriodMayBeALink() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(library.input(), elsewhere);
        Files.createSymbolicLink(library.input(), elsewhere);

        assertThat(library.run().run().files()).isEqualTo(10);
    }

    @Test
    void aLinkToAFileCountsAsTheFile() throws Exception {
        Path inbox = library.input();
        Path kept = folder.resolve("kept.csv");
        Files.move(inbox.resolve(EVENTS), kept);
        Files.createSymbolicLink(inbox.resolve(EVENTS), kept);

        RunReport report = library.run();

        assertThat(states(report)).containsEntry(EVENTS, "已采用");
        assertThat(library.figure("T01")).isEqualTo("20");
    }

    @Test
    void whatIsNoReadableFileIsSaidAndHarmsNoOther() throws Exception {
        Path inbox = library.input();
        Files.createSymbolicLink(inbox.resolve("市图书馆/断开的链接.csv"), folder.resolve("nowhere.csv"));

        RunReport report = library.run();

        assertOthersAreUnaffected(report);
        assertThat(library.findings())
                .containsExactly(
                        "SJ-08 市图书馆/断开的链接.csv “市图书馆/断开的链接.csv”不能读取：没有读取权限，或不是普通文件。" + "请开放权限或换成文件本身后重新运行；其他文件不受影响。");
        assertThat(library.run().run().readAgain()).isZero();
    }

    @Test
    void aPeriodWithoutFilesIsNoPeriodThatHasInput() throws Exception {
        Files.createDirectories(library.input().resolveSibling("2024"));
        Files.createDirectories(library.input().resolveSibling("2022"));

        assertThat(new org.fubiao.submission.Inbox(library.request().input()).periods())
                .extracting(Object::toString)
                .containsExactly("2023");
    }

    @Test
    void twoWorkFoldersMaySharePublishedOutput() throws Exception {
        library.run();
        String first = Files.readString(library.latest().resolve("figures.csv"));
        library.put("市图书馆/更正 读者活动台账.csv", Library.events(0, 5));
        Path other = folder.resolve("other-work");
        try (BatchRunner runner = BatchRunner.open(other)) {
            RunRequest request = library.request();
            runner.run(
                    new RunRequest(
                            request.job(),
                            request.period(),
                            request.input(),
                            request.output(),
                            other,
                            request.reason()),
                    Progress.SILENT);
        }

        Path runs = library.latest().resolveSibling("runs");
        assertThat(Files.readString(runs.resolve("0001/figures.csv"))).isEqualTo(first);
        assertThat(Files.readString(library.latest().resolve("figures.csv"))).isNotEqualTo(first);
    }

    @Test
    void aSecondRunOfTheSameJobAndPeriodIsRefused() throws Exception {
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            RunRequest request = library.request();
            runner.run(request, new Progress() {
                @Override
                public void step(String title) {
                    if (title.equals("审核")) {
                        refusal.set(org.assertj.core.api.Assertions.catchThrowable(
                                () -> runner.run(request, Progress.SILENT)));
                    }
                }

                @Override
                public void amount(long done, long total) {}
            });
        }

        assertThat(refusal.get())
                .isInstanceOf(RunException.class)
                .hasMessage("“公共图书馆年度统计附表”2023年正在汇总，不能同时再运行一次。请等它结束后再试。");
        assertThat(library.select("SELECT state FROM run")).containsExactly("DONE");
    }

    @Test
    void aWorkFolderThatAnotherProcessUsesIsRefused() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holding.class.getName(),
                        library.work().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo(Holding.READY);

            assertThatThrownBy(() -> BatchRunner.open(library.work()))
                    .isInstanceOf(DatabaseInUseException.class)
                    .hasMessage(
                            "工作目录正被另一个附表进程使用。请等它结束后再试；服务正在运行的，请在它的网页上办理。" + "请勿改用另一个工作目录：那里没有已登记的批次、答复和封账，结果会与这里的不一致。");
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        assertThat(library.run().run().files()).isEqualTo(10);
    }

    /** Holds a work folder until its standard input ends. */
    static final class Holding {
        static final String READY = "ready";

        private Holding() {}

        public static void main(String[] args) throws Exception {
            try (ControlDatabase database = ControlDatabase.open(Path.of(args[0]))) {
                System.out.println(database.dataSource() == null ? "" : READY);
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void aPeriodOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> {
                    try (BatchRunner runner = BatchRunner.open(library.work())) {
                        RunRequest request = library.request();
                        runner.run(
                                new RunRequest(
                                        request.job(),
                                        org.fubiao.job.Period.parse("2023-12").orElseThrow(),
                                        request.input(),
                                        request.output(),
                                        request.work(),
                                        ""),
                                Progress.SILENT);
                    }
                })
                .isInstanceOf(BadRequestException.class)
                .hasMessage("“公共图书馆年度统计附表”按年报送，报告期应写作 2023，而不是“2023-12”。");
        assertThat(List.of(library.output().toFile())).noneMatch(java.io.File::exists);
    }
}
