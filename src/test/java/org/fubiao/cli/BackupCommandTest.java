package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.batch.Library;
import org.fubiao.control.ControlDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fubiao backup} and {@code fubiao restore} say and how they end. */
class BackupCommandTest {
    @TempDir
    private Path folder;

    private record Result(int code, String out) {}

    private static Result fubiao(Library library, String... args) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--work=" + library.work());
        int code = FubiaoCli.commandLine(new PrintWriter(out), new PrintWriter(out))
                .execute(all.toArray(String[]::new));
        return new Result(code, out.toString());
    }

    @Test
    void thereAndBack() throws Exception {
        Library library = Library.reported(folder.resolve("live"));
        String backup = folder.resolve("backup").toString();
        assertThat(fubiao(library, "backup", backup))
                .isEqualTo(new Result(1, "工作目录 " + library.work() + " 中还没有登记库：还没有汇总过，没有可备份的。\n"));
        library.run();

        Result made = fubiao(library, "backup", backup);
        assertThat(made.out()).matches("备份完成：" + backup + " 中共 15 个文件，本次新复制 14 个。\n");
        assertThat(made.code()).isZero();
        assertThat(fubiao(library, "restore", backup).code()).isEqualTo(1);

        Files.move(library.work(), folder.resolve("old"));
        Result restored = fubiao(library, "restore", backup);
        assertThat(restored.out())
                .matches(
                        "恢复完成：\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d 的备份，共 15 个文件，全部与校验值一致。可用 fubiao doctor 检查，并重新汇总各报告期的附表。\n");
        assertThat(restored.code()).isZero();
        assertThat(fubiao(library, "doctor").code()).isZero();
    }

    @Test
    void whatCouldNotBeBackedUpIsTold() throws Exception {
        Library library = Library.reported(folder.resolve("live"));
        library.run();
        String segment = library.select("SELECT file FROM segment").get(0);
        Files.delete(library.work().resolve("segments").resolve(segment));

        Result made = fubiao(library, "backup", folder.resolve("backup").toString());

        assertThat(made.out())
                .contains("但有 1 个文件在工作目录中缺失或已损坏，没有备份到，请运行 fubiao doctor 查看补救办法：\n  segments/" + segment + "\n");
        assertThat(made.code()).isEqualTo(3);
    }

    @Test
    void whileAnotherProcessHasTheWorkFolderABackupIsRefusedOrWaits() throws Exception {
        Library library = Library.reported(folder.resolve("live"));
        library.run();
        String backup = folder.resolve("backup").toString();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        library.work().toString())
                .redirectErrorStream(true)
                .start();
        assertThat(other.getInputStream().read()).isEqualTo('!');

        Result refused = fubiao(library, "backup", backup);
        assertThat(refused.out()).startsWith("工作目录正被另一个附表进程使用。").contains("请管理员在网页“备份”上备份");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(Path.of(backup)).doesNotExist();

        other.getOutputStream().close();
        assertThat(fubiao(library, "backup", "--wait=2", backup).code()).isZero();
        assertThat(other.waitFor()).isZero();
    }

    /** Has the database open until its input ends, and half a second more. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            try (ControlDatabase database = ControlDatabase.open(Path.of(args[0]))) {
                System.out.print(database.isCurrent() ? '!' : '?');
                System.out.flush();
                while (System.in.read() >= 0) {
                    // Holds it.
                }
                Thread.sleep(500);
            }
        }
    }
}
